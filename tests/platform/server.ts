import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { Installation } from './installation.ts'
import type { Place } from './place.ts'
import { lastWords, runToEnd } from './programs.ts'

const startLimitMs = 90_000
const stopLimitMs = 20_000
const questionLimitMs = 5000
const stepMs = 200

/** The process that serves the platform, as the last start left it; null: none. */
export const runningServer = (home: string): number | null => {
  const file = join(home, 'server.pid')
  if (!existsSync(file)) return null
  const pid = Number(readFileSync(file, 'utf8'))
  try {
    // a number is given out again after a restart of the machine
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(file) ? pid : null
  } catch {
    return null
  }
}

/** Whether something answers there as pretix does: an anonymous question is refused politely. (Its health check wants a cache we do not run.) */
export const answersAsPlatform = async (url: string): Promise<boolean> => {
  try {
    const answer = await fetch(`${url}/api/v1/version`, { signal: AbortSignal.timeout(questionLimitMs) })
    return [200, 401, 403].includes(answer.status)
  } catch {
    return false
  }
}

/** Starts the web server and waits until it answers. */
export const startServer = async (place: Place, installation: Installation): Promise<void> => {
  const workers = process.env['KASA_PLATFORM_WORKERS'] ?? '2'
  const log = place.log('server')
  const files = ['--pid', join(place.home, 'server.pid'), '--log-file', log, '--access-logfile', place.log('requests')]
  const args = [
    'pretix.wsgi',
    '--bind',
    `127.0.0.1:${place.port}`,
    '--workers',
    workers,
    '--timeout',
    '120',
    '--daemon',
    ...files,
  ]
  const { environment, gunicorn } = installation
  await runToEnd({ program: gunicorn, args, log, limitMs: startLimitMs, environment })
  for (const until = Date.now() + startLimitMs; Date.now() < until; await pause(stepMs))
    if (await answersAsPlatform(`http://127.0.0.1:${place.port}`)) return
  throw new Error(`the platform does not answer:\n${lastWords(log)}`)
}

/** Stops the web server and waits until it is gone. */
export const stopServer = async (home: string): Promise<void> => {
  const pid = runningServer(home)
  if (pid !== null) {
    process.kill(pid, 'SIGTERM')
    for (const until = Date.now() + stopLimitMs; Date.now() < until && runningServer(home) !== null;) await pause(stepMs)
    if (runningServer(home) !== null) process.kill(pid, 'SIGKILL')
  }
  rmSync(join(home, 'server.pid'), { force: true })
}
