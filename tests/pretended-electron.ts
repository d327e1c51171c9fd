import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
// comes with electron-builder, which edits the programs of Windows by it
import { NtExecutable, NtExecutableResource, Resource } from 'resedit'

/** The systems Kasa is packed for, as Node names them. */
export type PackedSystem = 'linux' | 'win32' | 'darwin'

/** Where Electron's program keeps its fuses is found by these letters. */
const fusesBehind = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'
/** As many fuses as this Electron has, each as Electron ships it. */
const fusesAsShipped = '101100111'

const fuses = Buffer.concat([
  Buffer.alloc(512),
  Buffer.from(fusesBehind),
  Buffer.from([1, fusesAsShipped.length]),
  Buffer.from(fusesAsShipped),
  Buffer.alloc(512),
])

/** What electron-builder takes for Electron: its layout on that system, and a program that holds nothing but the fuses. */
export const pretendedElectron = (dist: string, system: PackedSystem): string => {
  const put = (path: string, content: string | Buffer = ''): void => {
    mkdirSync(dirname(join(dist, path)), { recursive: true })
    writeFileSync(join(dist, path), content)
  }
  for (const path of ['LICENSE', 'LICENSES.chromium.html']) put(path)
  if (system === 'darwin') {
    put('Electron.app/Contents/Info.plist', propertyList)
    put('Electron.app/Contents/MacOS/Electron')
    put('Electron.app/Contents/Frameworks/Electron Framework.framework/Electron Framework', fuses)
    for (const helper of ['', ' (GPU)', ' (Plugin)', ' (Renderer)'].map(kind => `Electron Helper${kind}`)) {
      put(`Electron.app/Contents/Frameworks/${helper}.app/Contents/Info.plist`, propertyList)
      put(`Electron.app/Contents/Frameworks/${helper}.app/Contents/MacOS/${helper}`)
    }
    return dist
  }
  mkdirSync(join(dist, 'resources'))
  for (const path of ['chrome-sandbox', 'locales/pl.pak']) put(path)
  put(system === 'win32' ? 'electron.exe' : 'electron', system === 'win32' ? windowsProgram() : fuses)
  if (system === 'linux') chmodSync(join(dist, 'electron'), 0o755)
  return dist
}

const propertyList = `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0"><dict><key>CFBundleExecutable</key><string>Electron</string></dict></plist>`

const english = { lang: 1033, codepage: 1200 }

const windowsProgram = (): Buffer => {
  const program = NtExecutable.createEmpty(false, false)
  const resources = NtExecutableResource.from(program)
  const version = Resource.VersionInfo.createEmpty()
  version.lang = english.lang
  version.setStringValues(english, { ProductName: 'Electron' })
  version.outputToResourceEntries(resources.entries)
  resources.outputResource(program)
  program.setExtraData(new Uint8Array(fuses).buffer)
  return Buffer.from(program.generate())
}
