import type { ChildProcess } from 'node:child_process'
import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { ForkedProcess } from '#host/electron-surface'

const parentPort = fileURLToPath(new URL('./electron-parent-port.ts', import.meta.url))

/** A real process that runs `program` under Node with the parent port that Electron gives a utility process; what is said is cloned as there. */
export const forkedUnderNode = (
  program: string,
  given: { readonly args?: readonly string[]; readonly env?: Readonly<Record<string, string>> } = {},
): { readonly forked: ForkedProcess; readonly child: ChildProcess } => {
  const child = fork(program, given.args ?? [], {
    env: { ...process.env, ...given.env },
    execArgv: ['--import', parentPort],
    serialization: 'advanced',
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  const forked: ForkedProcess = {
    on: (name: string, told: (...said: never[]) => void): never => {
      if (name === 'exit') child.on('exit', code => (told as (code: number) => void)(code ?? 1))
      else child.on(name, told as (said: unknown) => void)
      return forked as never
    },
    // Electron drops what is said to a process that has ended
    postMessage: message => void (child.connected && child.send(message)),
    kill: () => child.kill('SIGKILL'),
  }
  return { forked, child }
}
