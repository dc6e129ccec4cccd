import path from 'node:path';

import { defineConfig } from 'electron-vite';

const here = (file: string): string => path.join(import.meta.dirname, file);

/** Kept out of every bundle: it carries a native library per platform. */
const native = ['better-sqlite3'];

export default defineConfig({
  main: {
    build: {
      outDir: here('out/main'),
      target: 'node20',
      externalizeDeps: { include: native },
      rollupOptions: {
        // each is started as a file of its own: the app, the engine's process, the engine's worker threads
        input: {
          main: here('electron/desktop/main.ts'),
          engine: here('electron/engine/engine.ts'),
          worker: here('electron/engine/worker.ts'),
          rowThread: here('electron/engine/rowThread.ts'),
          batchThread: here('electron/engine/import/batchThread.ts'),
          fileThread: here('electron/engine/import/fileThread.ts'),
        },
        output: {
          format: 'es',
          entryFileNames: '[name].js',
          // beside the entries: whoever starts a thread looks for its file in its own folder
          chunkFileNames: '[name]-[hash].js',
        },
      },
    },
  },
  preload: {
    build: {
      outDir: here('out/preload'),
      // a sandboxed preload is one CommonJS file with everything in it
      externalizeDeps: false,
      rollupOptions: {
        input: { preload: here('electron/desktop/preload.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: here('renderer'),
    base: './',
    build: {
      outDir: here('out/renderer'),
      target: 'chrome130',
      // files of their own even when small: the content security policy allows no data: fonts or scripts
      assetsInlineLimit: 0,
      minify: true,
      // its helper would be an inline script
      modulePreload: { polyfill: false },
      chunkSizeWarningLimit: 8000,
      rollupOptions: { input: here('renderer/index.html') },
    },
    worker: { format: 'es' },
  },
});
