import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defaultClientConditions, defineConfig } from 'vite';
import { firstContent } from '../first-content.ts';
import { inlineDocuments } from '../inline-documents.ts';
import { startEarly } from '../start-early.ts';
import { trustedDocuments } from '../trusted-documents.ts';

const sources = fileURLToPath(new URL('src', import.meta.url));

export default defineConfig({
  plugins: [
    inlineDocuments(sources),
    trustedDocuments(sources),
    firstContent(sources),
    react(),
    startEarly('/src/app/start.tsx'),
  ],
  // Selects the smaller, modern build of RxJS.
  resolve: {
    conditions: ['es2015', ...defaultClientConditions],
    // The router imports this package for older versions of React.
    alias: { 'use-sync-external-store/shim/index.js': 'react' },
  },
  build: {
    outDir: '../../dist/web/storefront',
    emptyOutDir: true,
    // The Content-Security-Policy allows only files from the server.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // Packages change less often than the storefront: browsers keep their file in the cache after a release. graphql-sse
    // is only needed while a payment is pending, so it is loaded then.
    rolldownOptions: {
      output: { codeSplitting: { groups: [{ name: 'packages', test: /node_modules\/(?!graphql-sse\/)/ }] } },
    },
  },
  server: {
    port: 5173,
    strictPort: true,
    // The rest of the project has secrets: .env, and .data with the signing key, the database's password and mails.
    fs: { allow: ['.', '../kit', '../../node_modules'], deny: ['.env*', '.data/**', '*.{crt,pem,key}', '**/.git/**'] },
    proxy: {
      '/graphql': 'http://localhost:4000',
      '/receipts': 'http://localhost:4000',
      '/shop': 'http://localhost:4000',
      '/admin': 'http://localhost:5174',
    },
  },
});
