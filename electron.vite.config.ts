import { resolve } from 'node:path'
import { defineConfig } from 'electron-vite'
import type { Plugin } from 'vite'
import manifest from './package.json' with { type: 'json' }

/** A path as the repository has it. */
const at = (path: string): string => resolve(import.meta.dirname, path)

/** Programs that run in a process or thread of their own, found beside each other in the bundle as they are in the source. */
const programs = ['electron', 'core-process', 'sandbox', 'totals-worker']

/** `./name.ts` beside a module becomes `./name.js` beside the bundle; `resources` is three steps above it, however deep a module lay. */
const pathsAreOfTheBundle: Plugin = {
  name: 'kasa-paths-are-of-the-bundle',
  transform: code =>
    code
      .replaceAll(/new URL\((['"])\.\/([a-z-]+)\.ts\1, import\.meta\.url\)/g, "new URL('./$2.js', import.meta.url)")
      .replaceAll(/new URL\((['"`])(?:\.\.\/)+resources\//g, 'new URL($1../../../resources/'),
}

/**
 * Builds what the desktop app runs besides the screens, which are the same for every host (`vite.config.ts`).
 * All in one folder three steps below the root.
 */
export default defineConfig({
  main: {
    plugins: [pathsAreOfTheBundle],
    build: {
      outDir: 'dist/desktop/main',
      // the database brings native code; everything else goes into the bundle
      externalizeDeps: { exclude: Object.keys(manifest.dependencies).filter(name => name !== 'better-sqlite3') },
      lib: { entry: Object.fromEntries(programs.map(name => [name, at(`src/main/host/${name}.ts`)])), formats: ['es'] },
      rollupOptions: { output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' } },
    },
  },
  preload: {
    build: {
      outDir: 'dist/desktop/preload',
      externalizeDeps: false,
      lib: { entry: at('src/preload/preload.ts'), formats: ['cjs'], fileName: () => 'preload.cjs' },
    },
  },
})
