import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { refusal } from '#contract/refusal'
import type { Pace } from '#domain/upload-pace'
import { fresh, nextPace, onlyUntried, roomFor } from '#domain/upload-pace'
import type { UploadOutcome } from '#domain/upload-rule'
import { uploadLimits } from '#domain/upload-rule'

const reason = refusal('platform-busy')
const fault: UploadOutcome = { kind: 'unknown', reason, sent: true, afterMs: null }
const barred: UploadOutcome = { kind: 'barred', reason: refusal('credentials-refused') }
const silence: UploadOutcome = { kind: 'unknown', reason, sent: false, afterMs: null }
const limited: UploadOutcome = { kind: 'later', reason, afterMs: 60_000, everyone: true }
const stored: UploadOutcome = { kind: 'stored', differs: null }
const after = (steps: readonly (readonly [string, UploadOutcome])[], from: Pace = fresh): Pace =>
  steps.reduce((pace, [saleId, outcome]) => nextPace(pace, { saleId, outcome }, 0, 0.5), from)

describe('the pace of the uploads', () => {
  it('is not slowed by one sale, however often it fails', () => {
    const often = after(Array.from({ length: 50 }, () => ['bad', fault] as const))
    expect(roomFor(often, 0, 0)).toBe(2)
    expect(onlyUntried(often, 0)).toBe(false)
  })
  it('rests after several different sales, but lets one that was never tried through within a second', () => {
    const ill = after(Array.from({ length: 30 }, (_, index) => [`sale-${index}`, index % 2 ? fault : barred] as const))
    expect(onlyUntried(ill, 5000)).toBe(true)
    expect(onlyUntried(ill, uploadLimits.longestRestMs)).toBe(false)
    expect(roomFor(ill, 0, 0)).toBe(0)
    expect(roomFor(ill, 0, uploadLimits.untriedWaitMs)).toBe(1)
  })
  it('is quiet for all at once when nothing reaches the platform, or when it asks for a pause', () => {
    expect(roomFor(after([['one', silence]]), 0, 500)).toBe(0)
    expect(roomFor(after([['one', limited]]), 0, 59_999)).toBe(0)
    expect(roomFor(after([['one', limited]]), 0, 60_000)).toBe(2)
  })
  it('is fresh after any answer about a sale', () => {
    const steps = fc.array(fc.tuple(fc.stringMatching(/^[a-f]$/), fc.constantFrom(fault, barred, silence, limited)))
    fc.assert(
      fc.property(steps, bad => {
        expect(after([['good', stored]], after(bad))).toEqual(fresh)
      }),
    )
  })
  it('never keeps anybody waiting beyond a bound', () => {
    const step = fc.tuple(fc.stringMatching(/^[a-z]$/), fc.constantFrom(fault, barred, silence, limited, stored))
    fc.assert(
      fc.property(fc.array(step, { maxLength: 200 }), steps => {
        const pace = after(steps)
        expect(pace.quietUntil).toBeLessThanOrEqual(uploadLimits.longestAskedWaitMs)
        expect(pace.untriedFrom).toBeLessThanOrEqual(pace.quietUntil)
        expect(pace.failed.length).toBeLessThanOrEqual(16)
      }),
    )
  })
})
