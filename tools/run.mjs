import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { delimiter, join, resolve } from 'node:path'

/** The Node 24 that the project brings as a package; null where its installation was kept from running. */
export const nodeOfProject = () =>
  [join('node_modules', 'node', 'bin', 'node'), join('node_modules', 'node', 'bin', 'node.exe')]
    .map(path => resolve(path))
    .find(existsSync) ?? null

const environment = node => ({
  ...process.env,
  PATH: [resolve(node, '..'), resolve('node_modules/.bin'), process.env.PATH].join(delimiter),
  // some three hundred modules are read at a start: compiled once, it takes little more than half the time (docs/performance.md)
  NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE ?? resolve('node_modules/.cache/kasa'),
})

const faultCode = 70
/** How a process ends that did not mean to. */
const crashes = ['SIGSEGV', 'SIGABRT', 'SIGBUS', 'SIGILL', 'SIGTRAP']

/** Runs `node args…` to its end, passing signals on; its exit code. */
export const run = (node, args, options = {}) =>
  new Promise(finished => {
    const child = spawn(node, args, { stdio: 'inherit', env: { ...environment(node), ...options.env } })
    const passOn = signal => child.kill(signal)
    for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, passOn)
    child.on('error', problem => {
      console.error(`kasa: ${node} does not run: ${problem.message}`)
      finished(1)
    })
    child.on('exit', (code, signal) => {
      for (const each of ['SIGINT', 'SIGTERM']) process.off(each, passOn)
      const asked = signal === 'SIGINT' || signal === 'SIGTERM'
      if (asked) finished(0)
      else finished(crashes.includes(signal) ? faultCode : (code ?? 1))
    })
  })

const mostRestarts = 5
const withinMs = 10 * 60_000

/**
 * Like `run`, but a core that ended by a fault is started again: its file lost nothing, and the window that was open is known to the next core by the
 * secret both are given. A core that keeps falling is left to lie.
 */
export const runSupervised = async (node, args) => {
  const secret = randomBytes(32).toString('base64url')
  let falls = []
  for (;;) {
    const code = await run(node, args, {
      env: { KASA_WINDOW_SECRET: secret, ...(falls.length > 0 ? { KASA_STARTED_AGAIN: 'yes' } : {}) },
    })
    falls = [...falls.filter(at => at > Date.now() - withinMs), Date.now()]
    if (code !== faultCode || falls.length > mostRestarts) return code
    console.error('kasa: the core stopped because of a fault and is started again; every sale is on the disk')
  }
}
