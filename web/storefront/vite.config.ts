import react from '@vitejs/plugin-react';
import { defaultClientConditions, defineConfig } from 'vite';

export default defineConfig({
  plugins: [react()],
  // RxJS offers its modern build, the smaller one, under this name only.
  resolve: {
    conditions: ['es2015', ...defaultClientConditions],
    // What the router takes from a package for older versions is in React itself.
    alias: { 'use-sync-external-store/shim/index.js': 'react' },
  },
  build: {
    outDir: '../../dist/web/storefront',
    emptyOutDir: true,
    // The server's policy for the page allows files of its own only.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // Packages change less often than the shop: a file of their own stays in the browser's cache over its releases. What
    // only a pending payment needs is loaded with it.
    rolldownOptions: {
      output: { codeSplitting: { groups: [{ name: 'packages', test: /node_modules\/(?!graphql-sse\/)/ }] } },
    },
  },
  server: {
    port: 5173,
    strictPort: true,
    // The rest of the project has secrets: .env, and .data with the signing key, the database's password and mails.
    fs: { allow: ['.', '../kit', '../../node_modules'], deny: ['.env*', '.data/**', '*.{crt,pem,key}', '**/.git/**'] },
    proxy: { '/graphql': 'http://localhost:4000' },
  },
});
