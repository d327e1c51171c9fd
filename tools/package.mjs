// npm run package [-- what electron-builder takes]: builds the desktop app and its installers for this system into dist/packages.
import { arch, platform } from 'node:process'
import { dirname } from 'node:path'
import { canBeFetched, electronDownloads, electronProgram, electronVersion } from './electron.mjs'
import { run } from './run.mjs'

/** Exit code for «cannot be had here», as of `npm run platform`. */
const unavailableCode = 3
/** What makes installers out of the packed app (NSIS, AppImage, fpm) is fetched by electron-builder from here; this one stands for all. */
const tools =
  process.env.ELECTRON_BUILDER_BINARIES_MIRROR ??
  'https://github.com/electron-userland/electron-builder-binaries/releases/download/'
const oneTool = `${tools}fpm@2.1.4/fpm-1.17.0-ruby-3.4.3-linux-amd64.7z`

const say = sentence => console.error(`kasa: ${sentence}`)
const given = process.argv.slice(2)
const signing = { darwin: 'CSC_LINK, and APPLE_ID for notarizing', win32: 'CSC_LINK' }[platform]

const version = electronVersion()
const [electronComes, toolsCome] = await Promise.all([canBeFetched(electronDownloads(version)), canBeFetched(oneTool)])
const electron = electronProgram()
if (!electron && !electronComes) {
  say(
    `nothing can be packed here: Electron ${version} is neither on this machine nor to be reached at ${electronDownloads(version)} (ELECTRON_MIRROR names another place)`,
  )
  process.exit(unavailableCode)
}
if (!toolsCome)
  say(
    `installers need tools that cannot be reached at ${tools} (ELECTRON_BUILDER_BINARIES_MIRROR names another place): Kasa is packed without them, ready to run from its folder`,
  )
if (signing && !process.env.CSC_LINK)
  say(`no certificate is named (${signing}), so what comes out is not signed and the system will warn whoever opens it`)
if (platform === 'linux') say('packages for Windows and macOS are made on those systems')

const built = await run(process.execPath, ['tools/build-desktop.mjs'])
if (built !== 0) process.exit(built)
// what is here is this machine's kind; another kind has to be fetched
const own = electronComes ? [] : [`-c.electronDist=${dirname(electron)}`, `--${arch}`]
const packed = await run(process.execPath, [
  'node_modules/electron-builder/cli.js',
  '--publish',
  'never',
  ...own,
  ...(toolsCome ? [] : ['--dir']),
  ...given,
])
if (packed === 0) say('done: see dist/packages')
process.exit(packed)
