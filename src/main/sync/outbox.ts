import type { Result } from '#contract/refusal'
import { done, refused } from '#contract/refusal'
import type { Pace } from '#domain/upload-pace'
import { fresh, nextPace, onlyUntried, roomFor } from '#domain/upload-pace'
import type { UploadOutcome, UploadProgress } from '#domain/upload-rule'
import { afterCrash, askedAgain, nextStep, sending } from '#domain/upload-rule'
import type { Cancel, World } from '#main/world'
import { addAudit } from '#store/audit'
import { atOnceDespiteDisk, despiteDisk } from '#store/despite-disk'
import type { Upload } from '#store/outbox'
import { dueUploads, interruptedUploads, makeAllDue, moveUpload, nextDueAt, queuedSales, uploadOf } from '#store/outbox'
import type { Transaction, Writable } from '#store/query'
import { randomUnit } from './chance.ts'
import { endable } from './endable-platform.ts'
import type { Platform } from './platform-answer.ts'
import type { Attempt } from './upload-attempt.ts'
import { attemptUpload } from './upload-attempt.ts'

/** Due sales looked at in one go; the rest follow as these end. */
const lookAhead = 8
/** The queue is looked at this often at the latest, whatever clocks do. */
const longestSleepMs = 15_000
const shortestSleepMs = 50
/** On a full disk nothing can be begun, for nothing could be written down about it. */
const fullDiskRestMs = 5_000
/** At the end those in flight get so long; then their outcome is left in doubt, which costs one question at the next start. */
const graceMs = 3_000
/** Parked sales that are asked for again in one go: one short transaction. */
const mostAskedAgain = 500

export type Outbox = {
  /** Sales found in the middle of an upload come first: the power failed. Then goes on until stopped. */
  readonly start: () => void
  /** Begins no further upload; resolves when those in flight have ended and are written down. */
  readonly stop: () => Promise<void>
  /** Looks when the caller has ended: after a sale, a wake-up of the machine, or a new connection. */
  readonly wake: () => void
  /** The platform is back: nothing waits any longer for a time that was set while it was away. */
  readonly hurry: () => void
  /** A person asks for another try of a parked or waiting sale. */
  readonly retry: (saleId: string) => Result<null>
  /** A person asks for another try of whatever is parked, for instance after the till was given the right it lacked; the oldest `mostAskedAgain` of them. */
  readonly retryAll: () => void
}

export type OutboxParts = {
  readonly world: Pick<World, 'clock' | 'random' | 'log'>
  readonly store: Writable
  readonly platform: Platform
  /** Something in the queue has changed. */
  readonly onChange: (saleId: string) => void
  /** The platform showed an order of ours: to be taken over as any other of its orders. */
  readonly onOrder: (order: unknown) => void
}

/** Brings stored sales to the platform, the least tried and then the oldest first, two at a time, each exactly once, for as long as it takes. */
export const createOutbox = (parts: OutboxParts): Outbox => {
  const { world, store } = parts
  const inFlight = new Map<string, Promise<void>>()
  const line = endable(parts.platform)
  let pace: Pace = fresh
  let running = false
  /** An answer came that the disk did not take: that sale is asked about again, as after a power cut. */
  let unwritten = false
  let cancel: Cancel = () => {}

  const tick = (): void => {
    cancel()
    if (!running) return
    cancel = world.clock.after(atOnceDespiteDisk(world, 'outbox', beginDue) ? sleepMs() : fullDiskRestMs, tick)
  }

  const beginDue = (): void => {
    if (unwritten) recoverInterrupted(parts, inFlight)
    unwritten = false
    const monotonic = world.clock.monotonic()
    const room = roomFor(pace, inFlight.size, monotonic)
    const untried = onlyUntried(pace, monotonic)
    if (room > 0)
      dueUploads(store, world.clock.now(), lookAhead)
        .filter(upload => !inFlight.has(upload.saleId) && !(untried && upload.progress.attempts > 0))
        .slice(0, room)
        .forEach(begin)
  }

  const sleepMs = (): number => {
    const monotonic = world.clock.monotonic()
    if (monotonic < pace.untriedFrom) return bounded(pace.untriedFrom - monotonic)
    if (roomFor(pace, inFlight.size, monotonic) === 0) return longestSleepMs
    // whatever was never tried has just been begun, and what is sold from now on wakes it
    if (onlyUntried(pace, monotonic)) return bounded(pace.quietUntil - monotonic)
    const due = nextDueAt(store)
    return due === null ? longestSleepMs : bounded(due - world.clock.now())
  }

  const begin = (upload: Upload): void => {
    const marked = markSending(parts, upload)
    if (!marked) return
    const work = follow(marked, upload.progress.inDoubt)
    inFlight.set(upload.saleId, work)
  }

  const follow = async (upload: Upload, wasInDoubt: boolean): Promise<void> => {
    const written = await despiteDisk(world, 'outbox', async () => {
      const outcome = await carryOut({ ...parts, platform: line.platform }, upload, wasInDoubt)
      pace = nextPace(pace, { saleId: upload.saleId, outcome }, world.clock.monotonic(), randomUnit(world.random))
    })
    unwritten ||= !written
    inFlight.delete(upload.saleId)
    tick()
  }

  return {
    start: () => {
      running = true
      recoverInterrupted(parts, inFlight)
      tick()
    },
    stop: async () => {
      running = false
      cancel()
      const giveUp = world.clock.after(graceMs, line.hangUp)
      await Promise.all(inFlight.values())
      giveUp()
    },
    wake: () => {
      pace = fresh
      cancel()
      // not at once: who wakes it is in the middle of a sale, and marking an upload is a commit of its own
      cancel = world.clock.after(0, tick)
    },
    hurry: () => {
      pace = fresh
      atOnceDespiteDisk(world, 'outbox', () => store.transaction('outbox.hurry', tx => makeAllDue(tx, world.clock.now())))
      tick()
    },
    retry: saleId => {
      const result = askAgain(parts, saleId)
      tick()
      return result
    },
    retryAll: () => {
      askAllAgain(parts)
      tick()
    },
  }
}

const bounded = (ms: number): number => Math.min(longestSleepMs, Math.max(shortestSleepMs, ms))

const recoverInterrupted = ({ world, store }: OutboxParts, inFlight: ReadonlyMap<string, unknown>): void => {
  const now = world.clock.now()
  store.transaction('outbox.recover', tx => {
    for (const upload of interruptedUploads(tx)) {
      if (inFlight.has(upload.saleId)) continue
      const { saleId, progress } = upload
      moveUpload(tx, upload, afterCrash(progress, now), now)
      addAudit(tx, { at: now, kind: 'upload.interrupted', subject: saleId, detail: { attempts: progress.attempts } })
    }
  })
}

/** Written before the request leaves, so that a power cut in between is known for one. */
const markSending = ({ world, store, onChange }: OutboxParts, upload: Upload): Upload | null => {
  const progress = sending(upload.progress)
  const now = world.clock.now()
  const moved = store.transaction('outbox.sending', tx => moveUpload(tx, upload, progress, now))
  if (moved) onChange(upload.saleId)
  return moved ? { ...upload, progress } : null
}

const carryOut = async (parts: OutboxParts, upload: Upload, wasInDoubt: boolean): Promise<UploadOutcome> => {
  const { world, store, platform, onChange, onOrder } = parts
  const fields = { sale: upload.saleId, attempt: upload.progress.attempts }
  world.log({ level: 'info', event: 'outbox.attempt', fields })
  const attempt = await attemptUpload(store, platform, upload, wasInDoubt)
  world.log({ level: 'info', event: 'outbox.answer', fields: { ...fields, outcome: attempt.outcome.kind } })
  const now = world.clock.now()
  const after = nextStep(upload.progress, attempt.outcome, now, randomUnit(world.random))
  const kind = auditKind(upload.progress, after, attempt)
  // that it is being sent is on the disk: an answer lost to a power cut is asked for again. Not so what the ledger tells.
  const commit = kind ? store.transaction : store.refetchable
  commit('outbox.answer', tx => {
    if (!moveUpload(tx, upload, after, now)) throw new Error(`sale ${upload.saleId} moved while it was being sent`)
    if (kind) addAudit(tx, { at: now, kind, subject: upload.saleId, detail: { attempts: after.attempts, reason: after.reason } })
  })
  onChange(upload.saleId)
  if (attempt.order !== null) onOrder(attempt.order)
  return attempt.outcome
}

/** What the ledger says of an outcome; ordinary success and ordinary waiting go without saying. */
const auditKind = (before: UploadProgress, after: UploadProgress, attempt: Attempt): string | null => {
  if (after.state === 'refused') return 'upload.refused'
  if (after.state === 'doubtful') return 'upload.doubtful'
  if (after.state === 'sent' && (attempt.recovered || before.inDoubt)) return 'upload.recovered'
  if (attempt.outcome.kind === 'barred' && before.reason?.code !== attempt.outcome.reason.code) return 'upload.barred'
  return null
}

const askAgain = ({ world, store, onChange }: OutboxParts, saleId: string): Result<null> => {
  const result = store.transaction('outbox.ask-again', tx => makeDue(tx, saleId, world.clock.now()))
  if (result.ok) onChange(saleId)
  return result
}

const askAllAgain = ({ world, store, onChange }: OutboxParts): void => {
  const now = world.clock.now()
  const [first] = store.transaction('outbox.ask-all-again', tx =>
    queuedSales(tx, mostAskedAgain).toSettle.filter(saleId => makeDue(tx, saleId, now).ok),
  )
  if (first) onChange(first)
}

const makeDue = (tx: Transaction, saleId: string, now: number): Result<null> => {
  const upload = uploadOf(tx, saleId)
  if (!upload) return refused('sale-unknown')
  const again = askedAgain(upload.progress, now)
  if (!again) return refused('sale-not-parked')
  moveUpload(tx, upload, again, now)
  addAudit(tx, { at: now, kind: 'upload.asked-again', subject: saleId, detail: { reason: upload.progress.reason } })
  return done(null)
}
