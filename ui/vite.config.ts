// Bundles the screens into out/ui: index.html for the till's agent, hq.html for the server. Nothing is fetched from elsewhere
// and nothing is inlined, so that both may forbid it by their content security policy.
import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const here = import.meta.dirname;

export default defineConfig({
  root: here,
  base: './',
  plugins: [react()],
  build: {
    outDir: join(here, '..', 'out', 'ui'),
    emptyOutDir: true,
    target: 'es2023',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    rolldownOptions: { input: { till: join(here, 'index.html'), hq: join(here, 'hq.html') } },
  },
});
