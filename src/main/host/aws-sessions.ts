import type { AwsSession, AwsSessions } from '#main/world'
import type { AwsFiles } from './aws-files.ts'
import { awsFilePaths, fingerprintOf, readAwsFiles } from './aws-files.ts'
import { endOfSession, tokenFileOf } from './aws-session-end.ts'
import { signInTo } from './aws-sign-in.ts'

/** A credential process or a sign-in service that takes longer has hung. */
const sessionTimeoutMs = 10_000
/** Keys are fetched anew this long before they end, as AWS's own tools do. */
const renewBeforeMs = 5 * 60_000

export type AwsSessionOptions = {
  /** Further config files, read after the user's own: a rehearsal's profile stands in one. */
  readonly configFiles?: readonly string[]
  readonly environment?: NodeJS.ProcessEnv
}

type Kept = { readonly session: AwsSession; readonly fingerprint: string; readonly renewAt: number }
type Keys = {
  readonly accessKeyId: string
  readonly secretAccessKey: string
  readonly sessionToken?: string
  readonly expiration?: Date
}

/** AWS as this machine's user is signed in to it, from AWS's own files. Kasa keeps no key on disk and writes none to the log. */
export const awsSessions = ({ configFiles = [], environment = process.env }: AwsSessionOptions = {}): AwsSessions => {
  const paths = awsFilePaths(environment)
  const configs = [paths.config, ...configFiles]
  const kept = new Map<string, Kept>()
  const asking = new Map<string, Promise<AwsSession>>()
  const filesNow = (): Promise<AwsFiles> => readAwsFiles(configs, paths.credentials)
  // this is a desktop or a server of one's own: the address of EC2's metadata answers nobody here, slowly
  process.env['AWS_EC2_METADATA_DISABLED'] ??= 'true'

  const sessionOf = async (profile: string): Promise<AwsSession> => {
    const files = await filesNow()
    const section = files.profiles.get(profile)
    if (!section) return { kind: 'none', reason: 'no-profile' }
    const tokenFile = tokenFileOf(files, profile, paths.ssoCache)
    const fingerprint = await fingerprintOf([...configs, paths.credentials, ...(tokenFile === null ? [] : [tokenFile])])
    const before = kept.get(profile)
    if (before && before.fingerprint === fingerprint && Date.now() < before.renewAt) return before.session
    const keys = await keysOf(profile, { filepath: paths.credentials, configFilepath: section.file })
    if (keys.kind === 'none') return keys
    const session: AwsSession = {
      kind: 'session',
      accessKeyId: keys.accessKeyId,
      secretAccessKey: keys.secretAccessKey,
      sessionToken: keys.sessionToken ?? null,
      ...(await endOfSession(files, profile, paths.ssoCache, keys.expiration)),
      region: section.entries['region'] ?? null,
      endpoint: section.entries['endpoint_url'] ?? null,
    }
    // without an end, keys come from a file and cost nothing to read again
    if (keys.expiration) kept.set(profile, { session, fingerprint, renewAt: keys.expiration.getTime() - renewBeforeMs })
    return session
  }
  return {
    profiles: async () => [...(await filesNow()).profiles.keys()],
    session: profile => {
      const running = asking.get(profile) ?? sessionOf(profile).finally(() => asking.delete(profile))
      asking.set(profile, running)
      return running
    },
    signIn: async profile => signInTo(await filesNow(), profile, environment),
  }
}

type KeysAnswer = ({ readonly kind: 'keys' } & Keys) | Extract<AwsSession, { kind: 'none' }>

const keysOf = async (
  profile: string,
  files: { readonly filepath: string; readonly configFilepath: string },
): Promise<KeysAnswer> => {
  const { fromIni } = await import('@aws-sdk/credential-providers')
  const requestHandler = { connectionTimeout: 2_000, requestTimeout: 5_000, throwOnRequestTimeout: true }
  const provider = fromIni({ ...files, profile, ignoreCache: true, clientConfig: { requestHandler, maxAttempts: 2 } })
  try {
    return { kind: 'keys', ...(await withinTime(provider())) }
  } catch (problem) {
    return { kind: 'none', reason: isNetwork(problem) ? 'unreachable' : 'signed-out' }
  }
}

class TookTooLong extends Error {}

const withinTime = async <Value>(waited: Promise<Value>): Promise<Value> => {
  let timer: NodeJS.Timeout | undefined
  const end = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new TookTooLong()), sessionTimeoutMs)
  })
  try {
    return await Promise.race([waited, end])
  } finally {
    clearTimeout(timer)
  }
}

const networkWords = /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|TimeoutError|timed out/
const isNetwork = (problem: unknown): boolean => {
  if (problem instanceof TookTooLong) return true
  if (!(problem instanceof Error)) return false
  const code = 'code' in problem && typeof problem.code === 'string' ? problem.code : ''
  return (
    networkWords.test(`${problem.name} ${code} ${problem.message}`) || (problem.cause !== undefined && isNetwork(problem.cause))
  )
}
