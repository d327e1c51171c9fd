import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/** Builds the page that every host serves: relative addresses, nothing inline, so that the strictest content policy lets it through. */
export default defineConfig({
  root: 'src/renderer',
  base: './',
  plugins: [react()],
  build: {
    outDir: '../../dist/renderer',
    emptyOutDir: true,
    target: 'es2022',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // one file is right: it comes from the same machine, and a chunk that cannot be loaded later is a dead button
    chunkSizeWarningLimit: 1000,
  },
})
