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

/**
 * When a person has to sign in again, Unix milliseconds. Null: nobody has to, because keys last or are renewed without one, as a role's are from its source and
 * an `sso_session`'s are while its token can be refreshed.
 */
export const endOfSession = async (
  files: AwsFiles,
  profile: string,
  ssoCache: string,
  expiration: Date | undefined,
): Promise<number | null> => {
  const root = rootProfile(files, profile)
  const entries = files.profiles.get(root)?.entries ?? {}
  const tokenFile = tokenFileOf(files, profile, ssoCache)
  if (tokenFile !== null) return endOfToken(tokenFile)
  if (entries['web_identity_token_file'] !== undefined) return null
  if (root === profile && expiration) return expiration.getTime()
  const written = entries['aws_expiration'] ?? entries['x_security_token_expires'] ?? entries['aws_session_expiration']
  const end = written === undefined ? Number.NaN : Date.parse(written)
  return Number.isNaN(end) ? null : end
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

const endOfToken = async (file: string): Promise<number | null> => {
  try {
    const token: unknown = JSON.parse(await readFile(file, 'utf8'))
    if (typeof token !== 'object' || token === null) return null
    if ('refreshToken' in token && typeof token.refreshToken === 'string') return null
    const end = 'expiresAt' in token && typeof token.expiresAt === 'string' ? Date.parse(token.expiresAt) : Number.NaN
    return Number.isNaN(end) ? null : end
  } catch {
    return null
  }
}
