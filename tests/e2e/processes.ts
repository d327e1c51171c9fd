import type { ChildProcess } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

/** A program of the host folder. */
export const host = (name: string): string => fileURLToPath(new URL(`../../src/main/host/${name}`, import.meta.url))

/** The first line a process prints that looks as wanted. */
export const firstLine = (child: ChildProcess, wanted: RegExp): Promise<string> => {
  const { promise, resolve, reject } = Promise.withResolvers<string>()
  if (!child.stdout) throw new Error('no standard output')
  createInterface({ input: child.stdout }).on('line', line => (wanted.test(line) ? resolve(line) : undefined))
  child.once('exit', code => reject(new Error(`ended with ${code} before it was up`)))
  return promise
}

/** Resolves when the process is gone. */
export const endOf = (child: ChildProcess): Promise<void> =>
  child.exitCode !== null || child.signalCode !== null ? Promise.resolve() : new Promise(done => child.once('exit', () => done()))
