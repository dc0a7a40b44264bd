import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defaultClientConditions, defineConfig } from 'vite';
import { inlineDocuments } from '../inline-documents.ts';

export default defineConfig({
  base: '/admin/',
  plugins: [inlineDocuments(fileURLToPath(new URL('src', import.meta.url))), react()],
  // Selects the smaller, modern build of RxJS.
  resolve: {
    conditions: ['es2015', ...defaultClientConditions],
    // The router imports this package for older versions of React.
    alias: { 'use-sync-external-store/shim/index.js': 'react' },
  },
  build: {
    outDir: '../../dist/web/admin',
    emptyOutDir: true,
    // The Content-Security-Policy allows only files from the server.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // Packages change less often than the app. Those that few pages need are loaded with these pages.
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [{ name: 'packages', test: /node_modules\/(?!@simplewebauthn\/|graphql-sse\/|uqr\/|d3-)/ }],
        },
      },
    },
  },
  server: {
    port: 5174,
    strictPort: true,
    // The rest of the project has secrets: .env, and .data with the signing key, the database's password and mails.
    fs: { allow: ['.', '../kit', '../../node_modules'], deny: ['.env*', '.data/**', '*.{crt,pem,key}', '**/.git/**'] },
    proxy: {
      '/admin/graphql': 'http://localhost:4000',
      '/admin/export': 'http://localhost:4000',
      '/admin/receipts': 'http://localhost:4000',
    },
  },
});
