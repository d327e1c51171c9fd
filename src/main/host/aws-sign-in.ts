import { spawn } from 'node:child_process'
import { once } from 'node:events'
import type { AwsSignIn } from '#main/world'
import type { AwsFiles } from './aws-files.ts'
import { rootProfile } from './aws-session-end.ts'

/** A person who signs in takes minutes, not longer. */
const signInEndsAfterMs = 10 * 60_000
/** A command line that cannot do it says so at once. */
const failsWithinMs = 1_500

/** Starts AWS's own command line, which opens the system's browser, in the way that the profile is signed in; one that only takes on a role is signed in through the profile behind it. */
export const signInTo = async (files: AwsFiles, profile: string, environment: NodeJS.ProcessEnv): Promise<AwsSignIn> => {
  const words = wordsFor(files, rootProfile(files, profile))
  if (words === null) return { started: false, command: null }
  return { started: await start(words, environment), command: ['aws', ...words.map(quoted)].join(' ') }
}

/** What is said to the command line; null: the profile has no sign-in, or there is no such profile. */
const wordsFor = (files: AwsFiles, profile: string): readonly string[] | null => {
  const entries = files.profiles.get(profile)?.entries ?? {}
  if (entries['sso_session'] !== undefined || entries['sso_start_url'] !== undefined)
    return ['sso', 'login', '--profile', profile]
  return entries['login_session'] === undefined ? null : ['login', '--profile', profile]
}

/** For a terminal of any system. */
const quoted = (word: string): string => (/^[\w@.:/+-]+$/.test(word) ? word : `"${word}"`)

/** False: there is no command line, or it ended at once without success. */
const start = async (words: readonly string[], environment: NodeJS.ProcessEnv): Promise<boolean> => {
  const child = spawn('aws', words, { detached: true, stdio: 'ignore', env: environment })
  const started = await Promise.race([once(child, 'spawn').then(() => true), once(child, 'error').then(() => false)]).catch(
    () => false,
  )
  if (!started) return false
  const late = setTimeout(() => child.kill(), signInEndsAfterMs)
  late.unref()
  child.once('exit', () => clearTimeout(late))
  child.unref()
  return stillWell(child)
}

const stillWell = (child: ReturnType<typeof spawn>): Promise<boolean> =>
  new Promise(resolve => {
    const timer = setTimeout(() => resolve(true), failsWithinMs)
    child.once('exit', code => {
      clearTimeout(timer)
      resolve(code === 0)
    })
  })
