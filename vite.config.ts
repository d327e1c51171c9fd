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
  },
})
