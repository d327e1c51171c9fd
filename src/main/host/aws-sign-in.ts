import { spawn } from 'node:child_process'
import { once } from 'node:events'

/** A person who signs in takes minutes, not longer. */
const signInEndsAfterMs = 10 * 60_000
/** A command line that cannot do it says so at once. */
const failsWithinMs = 1_500

/** Starts AWS's own command line, which opens the system's browser. False: there is none, or it ended at once without success. */
export const startSignIn = async (profile: string, kind: 'sso' | 'console', environment: NodeJS.ProcessEnv): Promise<boolean> => {
  const words = kind === 'sso' ? ['sso', 'login'] : ['login']
  const child = spawn('aws', [...words, '--profile', profile], { detached: true, stdio: 'ignore', env: environment })
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
