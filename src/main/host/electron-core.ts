import type { Refusal } from '#contract/refusal'
import { refused } from '#contract/refusal'
import type { Clock, LogEntry } from '#main/world'
import type { FromCore, Opening, SecretWish, ToCore } from './electron-messages.ts'
import type { ForkedProcess } from './electron-surface.ts'
import { pace } from './pace.ts'

/** The core's process, kept running: a crash costs the questions under way, nothing that was on the disk. */
export type CoreKeeper = {
  /** Asks over the wire; answers are JSON of a `Result`, always: a core that falls silent is the refusal `fault`. */
  readonly ask: (method: string, text: string) => Promise<string>
  readonly power: (change: 'suspend' | 'resume') => void
  /** Resolves when the core has closed its file, or was ended because it took too long. */
  readonly close: () => Promise<void>
}

export type CoreKeeperParts = {
  readonly fork: () => ForkedProcess
  readonly opening: Opening
  readonly clock: Clock
  readonly log: (entry: LogEntry) => void
  readonly secret: (wish: SecretWish) => Promise<string | null>
  readonly told: (topic: string, text: string) => void
  /** `answering` after a silence: a new core, ask it everything again. */
  readonly state: (state: 'answering' | 'silent') => void
  /** The core cannot run: its file is refused, or (null) it crashed too often. */
  readonly stopped: (refusal: Refusal | null) => void
}

const answerWithinMs = 60_000
const closeWithinMs = 10_000
/** Crashes in a row that are taken as bad luck, and how fast they are forgiven. */
const restarts = { burst: 5, perSecond: 1 / 60 }
const fault = JSON.stringify(refused('fault'))

/** Starts the core's process and keeps it. */
export const keepCore = (parts: CoreKeeperParts): CoreKeeper => {
  const waiting = new Map<number, (text: string) => void>()
  const mayRestart = pace(parts.clock, restarts)
  const closed = Promise.withResolvers<void>()
  const run: { process: ForkedProcess; asked: number; closing: boolean } = { process: parts.fork(), asked: 0, closing: false }
  const post = (message: ToCore): void => tell(run.process, message)

  const heard = (message: FromCore): void => {
    if (message.kind === 'answer') waiting.get(message.id)?.(message.text)
    if (message.kind === 'told') parts.told(message.topic, message.text)
    if (message.kind === 'secret') void secret(message.id, message.wish)
    if (message.kind === 'refused') parts.stopped(message.refusal)
    if (message.kind === 'open') {
      if (message.complaint) parts.log({ level: 'warn', event: 'core.unconnected', fields: { code: message.complaint.code } })
      parts.state('answering')
    }
  }
  const secret = async (id: number, wish: SecretWish): Promise<void> => {
    const asker = run.process
    const reply = await parts.secret(wish).then(
      secret => ({ secret, failed: false }),
      () => ({ secret: null, failed: true }),
    )
    tell(asker, { kind: 'secret', id, ...reply })
  }
  const ended = (code: number): void => {
    for (const answer of Array.from(waiting.values())) answer(fault)
    if (run.closing) return closed.resolve()
    parts.log({ level: 'fault', event: 'core.ended', fields: { code } })
    parts.state('silent')
    if (!mayRestart()) return parts.stopped(null)
    run.process = parts.fork()
    begin()
  }
  const begin = (): void => {
    run.process.on('message', heard)
    run.process.on('exit', ended)
    // out of memory, before the exit; with nobody listening it would be an error of the window's own process
    run.process.on('error', (type, location) => parts.log({ level: 'fault', event: 'core.broke', fields: { type, location } }))
    post({ kind: 'open', ...parts.opening })
  }
  begin()

  return {
    ask: (method, text) => {
      run.asked += 1
      const id = run.asked
      return new Promise(answered => {
        const answer = (reply: string): void => {
          if (!waiting.delete(id)) return
          tooLate()
          answered(reply)
        }
        const tooLate = parts.clock.after(answerWithinMs, () => answer(fault))
        waiting.set(id, answer)
        post({ kind: 'ask', id, method, text })
      })
    },
    power: change => post({ kind: 'power', change }),
    close: () => {
      if (run.closing) return closed.promise
      run.closing = true
      post({ kind: 'close' })
      const impatient = parts.clock.after(closeWithinMs, () => {
        run.process.kill()
        closed.resolve()
      })
      return closed.promise.then(impatient)
    },
  }
}

// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a process, not a window
const tell = (process: ForkedProcess, message: ToCore): void => process.postMessage(message)
