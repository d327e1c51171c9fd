import { createHash } from 'node:crypto'
import { readFile, stat } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'

/** One `[profile]` or `[sso-session]` of the AWS files, and the config file it stands in. */
export type Section = { readonly file: string; readonly entries: Readonly<Record<string, string>> }
export type AwsFiles = {
  /** By name, in the order of the files. */
  readonly profiles: ReadonlyMap<string, Section>
  readonly ssoSessions: ReadonlyMap<string, Section>
}

/** Config files larger than this are not AWS's. */
const largestFileBytes = 1_000_000

/** Where AWS's own tools look; the variables are AWS's. */
export const awsFilePaths = (environment: NodeJS.ProcessEnv = process.env) => {
  const folder = join(homedir(), '.aws')
  return {
    config: environment['AWS_CONFIG_FILE'] ?? join(folder, 'config'),
    credentials: environment['AWS_SHARED_CREDENTIALS_FILE'] ?? join(folder, 'credentials'),
    ssoCache: join(folder, 'sso', 'cache'),
  }
}

/** Reads the profiles afresh: the user's config file, then the further ones, of which a later one wins, then the credentials. A file that is not there has none. */
export const readAwsFiles = async (configs: readonly string[], credentials: string): Promise<AwsFiles> => {
  const profiles = new Map<string, Section>()
  const ssoSessions = new Map<string, Section>()
  for (const file of configs)
    for (const [title, entries] of sectionsOf(await textOf(file))) {
      const [kind, name] = titleOf(title)
      const into = kind === 'profile' ? profiles : ssoSessions
      if (kind !== 'other') into.set(name, { file, entries })
    }
  for (const [name, entries] of sectionsOf(await textOf(credentials))) {
    const known = profiles.get(name)
    profiles.set(name, { file: known?.file ?? configs[0] ?? credentials, entries: { ...known?.entries, ...entries } })
  }
  return { profiles, ssoSessions }
}

const textOf = async (file: string): Promise<string> => {
  const size = await stat(file).then(
    found => (found.isFile() ? found.size : -1),
    () => -1,
  )
  if (size < 0 || size > largestFileBytes) return ''
  return readFile(file, 'utf8').catch(() => '')
}

/** In a config file, `default` and what is called `profile NAME` are profiles. */
const titleOf = (title: string): readonly ['profile' | 'sso-session' | 'other', string] => {
  if (title === 'default') return ['profile', title]
  const [, kind, name] = /^(profile|sso-session)\s+["']?(.+?)["']?$/.exec(title) ?? []
  return name !== undefined && (kind === 'profile' || kind === 'sso-session') ? [kind, name] : ['other', title]
}

/** The sections of an AWS file: `[title]`, `key = value`; a comment starts a line or stands after a blank; indented lines belong to the value above and are not read. */
const sectionsOf = (text: string): ReadonlyMap<string, Readonly<Record<string, string>>> => {
  const sections = new Map<string, Record<string, string>>()
  let current: Record<string, string> | null = null
  for (const line of text.split(/\r?\n/)) {
    const [, title] = /^\s*\[([^\]]+)\]\s*([#;].*)?$/.exec(line) ?? []
    if (title !== undefined) {
      current = sections.get(title.trim()) ?? {}
      sections.set(title.trim(), current)
      continue
    }
    const [, key, value] = /^([^\s#;=][^=]*?)\s*=\s*(.*?)\s*$/.exec(line) ?? []
    if (current && key !== undefined && value !== undefined) current[key.toLowerCase()] = value.replace(/\s[#;].*$/, '')
  }
  return sections
}

/** Where AWS's tools keep the token of a sign-in: named after the session, or after the start page of a profile of the old kind. */
export const ssoTokenFile = (folder: string, name: string): string =>
  join(folder, `${createHash('sha1').update(name).digest('hex')}.json`)

/** Changes when one of the files does. */
export const fingerprintOf = async (files: readonly string[]): Promise<string> => {
  const stats = await Promise.all(
    files.map(file =>
      stat(file).then(
        ({ mtimeMs, size }) => `${mtimeMs}:${size}`,
        () => '-',
      ),
    ),
  )
  return stats.join(' ')
}
