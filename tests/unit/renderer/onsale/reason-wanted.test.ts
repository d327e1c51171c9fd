import { describe, expect, test } from 'vitest'
import type { ServersPreview, StepPreview } from '#contract/onsale-hands'
import { chosenStep, isRed, stepsWithReason } from '../../../../src/renderer/onsale/reason-wanted.ts'

const step = (name: StepPreview['step'], after: number, most: number | null = 700): StepPreview => ({
  step: name,
  from: 10,
  to: 12,
  why: null,
  cpuPercent: null,
  connections: { now: 500, after, most },
  readyAt: 0,
  centsPerHour: 48,
  centsUntilEnd: 84,
})
const preview = (reasonWanted: boolean, ...steps: readonly StepPreview[]): ServersPreview => ({
  group: 'onsale-web',
  instanceType: 'c3.xlarge',
  expected: { desired: 10, maximum: 14 },
  readAt: 0,
  inService: 10,
  pending: 0,
  steps,
  ceilings: [],
  reasonWanted,
  rentedUntil: 0,
  inletFirst: null,
})

describe('a reason for more servers', () => {
  test('is wanted of a step whose forecast reaches the limit of the database, and of no other', () => {
    expect([step('one', 699), step('one', 700), step('one', 900, null)].map(isRed)).toEqual([false, true, false])
    expect([...stepsWithReason(preview(false, step('one', 600), step('two', 700)), new Set())]).toEqual(['two'])
  })

  test('is wanted of each step while the core says so', () => {
    expect([...stepsWithReason(preview(true, step('one', 600), step('two', 610)), new Set())]).toEqual(['one', 'two'])
  })

  test('that was wanted stays wanted while the dialog is open, however the forecast moves', () => {
    const first = stepsWithReason(preview(false, step('one', 600), step('two', 700)), new Set())
    const later = stepsWithReason(preview(false, step('one', 710), step('two', 650)), first)
    expect([...later].toSorted()).toEqual(['one', 'two'])
  })
})

describe('the step that is offered', () => {
  test('is the one that was chosen, else the largest of one and two that is allowed', () => {
    const steps = [step('one', 600), step('two', 650), step('quarter', 690)]
    expect(chosenStep(preview(false, ...steps), null)?.step).toBe('two')
    expect(chosenStep(preview(false, ...steps), 'quarter')?.step).toBe('quarter')
    expect(chosenStep(preview(false), null)).toBeNull()
  })
})
