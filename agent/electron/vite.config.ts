// Bundles the shell into one CommonJS file: Electron's main process loads it as it is, with nothing of node_modules beside it.
import { join } from 'node:path';
import { defineConfig } from 'vite';

const root = join(import.meta.dirname, '..', '..');

export default defineConfig({
  root: import.meta.dirname,
  publicDir: false,
  ssr: { noExternal: true },
  build: {
    ssr: true,
    target: 'node20',
    outDir: join(root, 'out', 'electron'),
    emptyOutDir: true,
    minify: false,
    rollupOptions: {
      input: join(import.meta.dirname, 'main.ts'),
      external: ['electron', /^node:/],
      output: { format: 'cjs', entryFileNames: 'main.cjs', codeSplitting: false },
    },
  },
});
