import { spawn } from 'node:child_process'
import { mkdirSync, openSync, closeSync, readFileSync } from 'node:fs'
import { dirname } from 'node:path'

/** A program to run to its end: where its words go, how long it may take, what it is fed. */
export type Task = {
  readonly program: string
  readonly args: readonly string[]
  readonly log: string
  readonly limitMs: number
  readonly input?: string
  readonly environment?: Readonly<Record<string, string>>
}

export type Ending = { readonly code: number | null; readonly output: string }

/** Runs a program to its end or its time limit; standard output comes back, everything else goes to the log. Never throws for what the program did. */
export const runToEnd = (task: Task): Promise<Ending> => {
  mkdirSync(dirname(task.log), { recursive: true })
  const log = openSync(task.log, 'a')
  const child = spawn(task.program, task.args, {
    stdio: ['pipe', 'pipe', log],
    env: { ...process.env, ...task.environment },
    timeout: task.limitMs,
    killSignal: 'SIGKILL',
  })
  const heard: string[] = []
  child.stdout?.on('data', piece => heard.push(String(piece)))
  // a program that ends early closes its input while it is being fed
  child.stdin?.on('error', () => undefined)
  child.stdin?.end(task.input ?? '')
  return new Promise(resolve => {
    const end = (code: number | null): void => resolve({ code, output: heard.join('') })
    child.once('error', () => end(null))
    child.once('close', code => {
      closeSync(log)
      end(code)
    })
  })
}

/** The last words in a log, for the person who must find out why. */
export const lastWords = (log: string): string => {
  try {
    return readFileSync(log, 'utf8').trim().split('\n').slice(-8).join('\n')
  } catch {
    return ''
  }
}
