// Builds everything that `electron-builder` packs: the screens and what the desktop app runs.
import { ensureDesktop } from './electron.mjs'
import { ensureScreens } from './screens.mjs'

await ensureScreens(process.execPath)
await ensureDesktop(process.execPath)
