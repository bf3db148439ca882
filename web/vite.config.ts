import { fileURLToPath } from 'node:url';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';

/** The screens: built to `dist/web`, which `onrecord serve` sends. Nothing is inlined, as the policy forbids it. */
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  plugins: [svelte()],
  build: {
    outDir: fileURLToPath(new URL('../dist/web', import.meta.url)),
    emptyOutDir: true,
    target: 'es2022',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    // A slow machine is nothing to warn of.
    rolldownOptions: { checks: { pluginTimings: false } },
    // Plots come as a piece of their own, loaded when the first one is shown.
    chunkSizeWarningLimit: 700,
  },
  // `npx vite web` beside a running `onrecord serve`.
  server: { proxy: { '/api': 'http://127.0.0.1:4747' } },
});
