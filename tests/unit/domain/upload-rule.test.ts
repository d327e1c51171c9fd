import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { refusal } from '#contract/refusal'
import type { UploadOutcome, UploadProgress } from '#domain/upload-rule'
import { afterCrash, askedAgain, firstKey, nextStep, sending, uploadLimits } from '#domain/upload-rule'

const reason = refusal('platform-busy')
const waitingSale: UploadProgress = {
  state: 'waiting',
  idempotencyKey: firstKey('0190'),
  attempts: 0,
  nextTryAt: 0,
  inDoubt: false,
  reason: null,
  answeredAt: null,
}
const states = ['waiting', 'sending', 'sent', 'refused', 'doubtful'] as const
const outcomes: readonly UploadOutcome[] = [
  { kind: 'stored', differs: null },
  { kind: 'stored', differs: refusal('differs-secret', { code: 'K' }) },
  { kind: 'anothers', code: 'K' },
  { kind: 'vanished', code: 'K' },
  { kind: 'refused', reason: refusal('upload-seat', { seat: '17' }) },
  { kind: 'barred', reason: refusal('credentials-refused') },
  { kind: 'later', reason, afterMs: 5000, everyone: false },
  { kind: 'later', reason, afterMs: 60_000, everyone: true },
  { kind: 'unknown', reason, sent: true, afterMs: null },
  { kind: 'unknown', reason, sent: true, afterMs: 3000 },
  { kind: 'unknown', reason, sent: false, afterMs: null },
]
const sent = sending(waitingSale)
const step = (outcome: UploadOutcome, from: UploadProgress = sent) => nextStep(from, outcome, 1_000_000, 0.5)

describe('the next step of a sale on its way up', () => {
  it('leaves alone whatever is not being sent, whatever comes', () => {
    for (const state of states.filter(state => state !== 'sending'))
      for (const outcome of outcomes)
        expect(step(outcome, { ...waitingSale, state, reason })).toEqual({ ...waitingSale, state, reason })
  })

  it.each([
    ['an order as printed is sent', 0, 'sent', null],
    ['an order that differs from the paper is doubtful', 1, 'doubtful', 'differs-secret'],
    ["somebody else's order under our code is doubtful", 2, 'doubtful', 'upload-code'],
    ['a code that is taken by no order we see waits', 3, 'waiting', null],
    ['a refused sale is parked with its reason', 4, 'refused', 'upload-seat'],
    ['refused credentials never park a sale', 5, 'waiting', 'credentials-refused'],
    ['a busy platform makes it wait', 6, 'waiting', 'platform-busy'],
    ['a rate limit makes it wait', 7, 'waiting', 'platform-busy'],
    ['a lost answer makes it wait', 8, 'waiting', 'platform-busy'],
    ['a fault of the platform makes it wait', 9, 'waiting', 'platform-busy'],
    ['an unreachable platform makes it wait', 10, 'waiting', 'platform-busy'],
  ])('%s', (_words, index, state, code) => {
    const after = step(outcomes[index] ?? fail())
    expect([after.state, after.reason?.code ?? null]).toEqual([state, code])
  })

  it('keeps the key where the platform may remember the attempt, and changes it where a stored no would be replayed', () => {
    const changed = outcomes.map(outcome => step(outcome).idempotencyKey !== sent.idempotencyKey)
    expect(changed).toEqual([false, false, false, true, false, true, false, false, false, false, false])
  })

  it('gives up a key that stays locked at the platform', () => {
    const worn = { ...sent, attempts: uploadLimits.attemptsPerKey }
    expect(step({ kind: 'later', reason, afterMs: 5000, everyone: false }, worn).idempotencyKey).toBe('sale-0190-a2')
  })

  it('is in doubt after an answer was lost, and stays so until the platform speaks about this sale', () => {
    const lost = step({ kind: 'unknown', reason, sent: true, afterMs: null })
    expect(lost.inDoubt).toBe(true)
    expect(step({ kind: 'later', reason, afterMs: 1, everyone: false }, sending(lost)).inDoubt).toBe(true)
    expect(step({ kind: 'unknown', reason, sent: false, afterMs: null }, sending(lost)).inDoubt).toBe(true)
    expect(step({ kind: 'stored', differs: null }, sending(lost)).inDoubt).toBe(false)
  })

  it('is not in doubt when nothing reached the platform', () => {
    expect(step({ kind: 'unknown', reason, sent: false, afterMs: null }).inDoubt).toBe(false)
  })

  it('takes a code that stays taken and unseen for one of somebody else', () => {
    const often = { ...sent, attempts: uploadLimits.vanishedAttempts }
    expect(step({ kind: 'vanished', code: 'K' }, often)).toMatchObject({ state: 'doubtful', reason: { code: 'upload-code' } })
  })

  it('comes back from a crash at once, with the same key, in doubt', () => {
    expect(afterCrash(sent, 77)).toEqual({ ...sent, state: 'waiting', inDoubt: true, nextTryAt: 77 })
    for (const state of states.filter(state => state !== 'sending'))
      expect(afterCrash({ ...sent, state }, 77)).toEqual({ ...sent, state })
  })

  it('tries a parked sale again under a new key, a waiting one under its own, and a sent one never', () => {
    expect(askedAgain({ ...sent, state: 'refused', reason }, 5)).toMatchObject({
      state: 'waiting',
      idempotencyKey: 'sale-0190-a2',
      nextTryAt: 5,
    })
    expect(askedAgain({ ...sent, state: 'doubtful', reason }, 5)).toMatchObject({
      state: 'waiting',
      idempotencyKey: 'sale-0190-a2',
    })
    expect(askedAgain({ ...waitingSale, nextTryAt: 9 }, 5)).toMatchObject({ idempotencyKey: 'sale-0190-a1', nextTryAt: 5 })
    expect(askedAgain({ ...sent, state: 'sent' }, 5)).toBeNull()
    expect(askedAgain(sent, 5)).toBeNull()
  })
})

describe('whatever happens to a sale', () => {
  const outcome = fc.constantFrom(...outcomes)
  const walk = fc.array(fc.tuple(outcome, fc.double({ min: 0, max: 0.999, noNaN: true }), fc.boolean()), { maxLength: 60 })

  it('it is sent, parked with a reason, or has a bounded next try; keys only count on', () => {
    fc.assert(
      fc.property(walk, happenings => {
        let progress = waitingSale
        let now = 1_000_000
        const keys: string[] = []
        for (const [next, chance, crash] of happenings) {
          if (progress.state !== 'waiting') break
          const underway = sending(progress)
          keys.push(underway.idempotencyKey)
          progress = crash ? afterCrash(underway, now) : nextStep(underway, next, now, chance)
          if (progress.state === 'waiting') {
            expect(progress.nextTryAt - now).toBeGreaterThanOrEqual(0)
            expect(progress.nextTryAt - now).toBeLessThanOrEqual(2 * uploadLimits.longestAskedWaitMs)
            now = Math.max(now, progress.nextTryAt)
          } else if (progress.state !== 'sent') expect(progress.reason).not.toBeNull()
        }
        const numbers = keys.map(key => Number(key.split('-a')[1]))
        expect(numbers).toEqual(numbers.toSorted((a, b) => a - b))
      }),
    )
  })
})

const fail = (): never => {
  throw new Error('no such outcome')
}
