import { readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import type { RehearsalSpeed } from '#contract/rehearsal'
import { rehearsalSpeeds } from '#contract/rehearsal'

/** A platform named on the command line; connects at the first run of a data folder. */
export type PlatformFile =
  | { readonly url: string; readonly organizer: string; readonly handshake: string }
  | { readonly url: string; readonly organizer: string; readonly deviceToken: string }

/** How this launch was asked for. */
export type Choices = {
  readonly folder: string
  readonly port: number
  readonly window: 'app' | 'none'
  readonly platform: PlatformFile | null
  /** Go (back) to the sandbox although a platform was connected earlier. */
  readonly sandbox: boolean
  /** Open straight into the rehearsal of a scenario, by its name or file; null: do not. */
  readonly rehearse: { readonly scenario: string; readonly speed: RehearsalSpeed } | null
}

export const usage = `usage: npm start -- [--data DIR] [--port N] [--window app|none] [--platform FILE] [--sandbox] [--rehearse SCENARIO [--speed N]]
  --data DIR       where everything is kept (default: the system's place for application data)
  --port N         port of the app on 127.0.0.1 (default: any free one)
  --window none    open no window; the last line printed is {"url": …}
  --platform FILE  JSON {url, organizer, handshake | deviceToken}; connects at the first run
  --sandbox        work on the sandbox although a platform was connected earlier
  --rehearse NAME  open straight into the rehearsal of an on-sale: first-hour, another that comes with Kasa, or a file of your own
  --speed N        how many times faster the rehearsal's clock runs: ${rehearsalSpeeds.join(', ')}`

const platformShape = z.union([
  z
    .object({ url: z.url(), organizer: z.string(), deviceToken: z.string() })
    .transform(({ url, organizer, deviceToken }) => ({ url, organizer, deviceToken })),
  z
    .object({ url: z.url(), organizer: z.string(), handshake: z.union([z.string(), z.record(z.string(), z.unknown())]) })
    .transform(({ url, organizer, handshake }) => ({
      url,
      organizer,
      handshake: typeof handshake === 'string' ? handshake : JSON.stringify(handshake),
    })),
])

const options = {
  data: { type: 'string' },
  port: { type: 'string' },
  window: { type: 'string' },
  platform: { type: 'string' },
  sandbox: { type: 'boolean' },
  rehearse: { type: 'string' },
  speed: { type: 'string' },
} as const

/** What of a command line is Kasa's, where Chromium and the system put switches of their own beside it. */
export const ownArguments = (args: readonly string[]): readonly string[] =>
  args.filter((each, index) => isOwn(each) || (isOwn(args[index - 1] ?? '', 'string') && !args[index - 1]?.includes('=')))

const isOwn = (argument: string, type?: 'string'): boolean =>
  Object.entries(options).some(
    ([name, option]) => argument.split('=')[0] === `--${name}` && (type === undefined || option.type === type),
  )

/** Reads the command line; a string is what is wrong with it, in a sentence. */
export const readChoices = (args: readonly string[]): Choices | string => {
  try {
    const { values } = parseArgs({ args: [...args], options })
    const port = Number(values.port ?? 0)
    if (!Number.isInteger(port) || port < 0 || port > 65_535) return `--port ${values.port}: not a port`
    if (values.window !== undefined && values.window !== 'app' && values.window !== 'none')
      return `--window ${values.window}: it is app or none`
    const speed = rehearsalSpeeds.find(each => String(each) === (values.speed ?? '1'))
    if (speed === undefined) return `--speed ${values.speed}: it is one of ${rehearsalSpeeds.join(', ')}`
    const platform = values.platform === undefined ? null : readPlatform(values.platform)
    if (typeof platform === 'string') return platform
    return {
      folder: resolve(values.data ?? usualFolder()),
      port,
      window: values.window ?? 'app',
      platform,
      sandbox: values.sandbox ?? false,
      rehearse: values.rehearse === undefined ? null : { scenario: values.rehearse, speed },
    }
  } catch (problem) {
    return problem instanceof Error ? problem.message : 'unreadable'
  }
}

const readPlatform = (file: string): PlatformFile | string => {
  try {
    const parsed = platformShape.safeParse(JSON.parse(readFileSync(file, 'utf8')))
    return parsed.success ? parsed.data : `--platform ${file}: it must hold url, organizer and handshake or deviceToken`
  } catch {
    return `--platform ${file}: there is no such file, or it is not JSON`
  }
}

const usualFolder = (): string => {
  if (process.platform === 'win32') return join(process.env.APPDATA ?? join(homedir(), 'AppData', 'Roaming'), 'Kasa')
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'Kasa')
  return join(process.env.XDG_DATA_HOME ?? join(homedir(), '.local', 'share'), 'kasa')
}
