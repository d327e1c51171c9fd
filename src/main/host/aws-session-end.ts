import { readFile } from 'node:fs/promises'
import type { AwsFiles } from './aws-files.ts'
import { ssoTokenFile } from './aws-files.ts'

/** A role of a role of a role … is followed this far. */
const mostRoles = 5

/** The file that holds the token a profile is signed in with; null: it is not signed in that way. */
export const tokenFileOf = (files: AwsFiles, profile: string, ssoCache: string): string | null => {
  const entries = files.profiles.get(rootProfile(files, profile))?.entries ?? {}
  const name = entries['sso_session'] ?? entries['sso_start_url']
  return name === undefined ? null : ssoTokenFile(ssoCache, name)
}

/** When a person has to sign in again, Unix milliseconds; null: nobody has to, or, where it renews itself, nobody can tell. */
export type SessionEnd = { readonly endsAt: number | null; readonly renews: boolean }

const lasting: SessionEnd = { endsAt: null, renews: false }
const renewing: SessionEnd = { endsAt: null, renews: true }
const endingAt = (at: number): SessionEnd => ({ endsAt: Number.isNaN(at) ? null : at, renews: false })

/**
 * When the session of a profile ends. Keys that last, and a role's from such keys, do not. An `sso_session` is refreshed by its token while the sign-in at the organisation lasts: eight hours as IAM Identity Center is
 * set up, up to ninety days, and written nowhere on this machine ("IAM Identity Center credential provider"). Keys of a sign-in to the console (`login_session`) last fifteen minutes and are renewed for up to twelve hours
 * ("Login credentials provider"); those of a program (`credential_process`) are asked of it again when they end: the end of such keys is no end of a session.
 */
export const endOfSession = async (
  files: AwsFiles,
  profile: string,
  ssoCache: string,
  expiration: Date | undefined,
): Promise<SessionEnd> => {
  const root = rootProfile(files, profile)
  const entries = files.profiles.get(root)?.entries ?? {}
  const tokenFile = tokenFileOf(files, profile, ssoCache)
  if (tokenFile !== null) return endOfToken(tokenFile)
  if (entries['web_identity_token_file'] !== undefined) return lasting
  const written = entries['aws_expiration'] ?? entries['x_security_token_expires'] ?? entries['aws_session_expiration']
  if (written !== undefined) return endingAt(Date.parse(written))
  if (entries['login_session'] !== undefined || entries['credential_process'] !== undefined) return renewing
  // keys of a role that end although the keys behind it stand in no file: they are fetched again from wherever those come
  return root === profile && expiration ? renewing : lasting
}

/** The profile whose keys those of a role come from, in as many steps as it takes. */
export const rootProfile = (files: AwsFiles, profile: string): string => {
  let root = profile
  for (let step = 0; step < mostRoles; step += 1) {
    const entries = files.profiles.get(root)?.entries
    const source = entries?.['role_arn'] === undefined ? undefined : entries['source_profile']
    if (source === undefined || source === root) return root
    root = source
  }
  return root
}

const endOfToken = async (file: string): Promise<SessionEnd> => {
  try {
    const token: unknown = JSON.parse(await readFile(file, 'utf8'))
    if (typeof token !== 'object' || token === null) return lasting
    if ('refreshToken' in token && typeof token.refreshToken === 'string') return renewing
    return endingAt('expiresAt' in token && typeof token.expiresAt === 'string' ? Date.parse(token.expiresAt) : Number.NaN)
  } catch {
    return lasting
  }
}
