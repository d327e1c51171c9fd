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
const endingAt = (at: number): SessionEnd => ({ endsAt: Number.isNaN(at) ? null : at, renews: false })

/**
 * When the session of a profile ends. Keys that last, and a role's from such keys, do not. An `sso_session` is refreshed by its token while the sign-in at the organisation lasts: eight hours as IAM Identity Center is
 * set up, up to ninety days, and written nowhere on this machine ("IAM Identity Center credential provider").
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
  if (root === profile && expiration) return endingAt(expiration.getTime())
  const written = entries['aws_expiration'] ?? entries['x_security_token_expires'] ?? entries['aws_session_expiration']
  return written === undefined ? lasting : endingAt(Date.parse(written))
}

/** The profile whose keys all others come from. */
const rootProfile = (files: AwsFiles, profile: string): string => {
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
    if ('refreshToken' in token && typeof token.refreshToken === 'string') return { endsAt: null, renews: true }
    return endingAt('expiresAt' in token && typeof token.expiresAt === 'string' ? Date.parse(token.expiresAt) : Number.NaN)
  } catch {
    return lasting
  }
}
