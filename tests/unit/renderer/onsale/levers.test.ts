import { describe, expect, test } from 'vitest'
import { inletSteps } from '#contract/onsale-hands'
import { inletFactor } from '#domain/onsale/inlet'
import { onsaleShortcuts } from '../../../../src/renderer/app/shortcut-tables.ts'
import type { PulledLever } from '../../../../src/renderer/onsale/levers.ts'
import { firstStep, leverDeeds, leverKey, stepKey } from '../../../../src/renderer/onsale/levers.ts'

const levers = ['slow-inlet', 'open-inlet', 'add-servers', 'sign-in'] as const satisfies readonly PulledLever[]

/** What a press of a key pulls, by the table that the screen binds. */
const pulledBy = (key: string): PulledLever | null => {
  const pulled: { lever: PulledLever | null } = { lever: null }
  const deeds: Readonly<Partial<Record<string, () => void>>> = leverDeeds(lever => (pulled.lever = lever))
  const entry = Object.entries(onsaleShortcuts).find(([, { keys }]) => (keys as readonly string[]).includes(key))
  deeds[entry?.[0] ?? '']?.()
  return pulled.lever
}

describe('the key on a lever', () => {
  test('does just what the button under it does', () => {
    expect(levers.map(lever => pulledBy(leverKey(lever)))).toEqual(levers)
  })

  test('stands for one thing only', () => {
    const keys = Object.values(onsaleShortcuts).flatMap(({ keys }) => keys as readonly string[])
    expect(keys.filter((key, place) => keys.indexOf(key) !== place)).toEqual([])
  })

  test('that lets more people in cannot be held to let fewer in, nor the other way round', () => {
    for (const step of inletSteps) expect(stepKey(step)).toBe(leverKey(inletFactor[step] > 1 ? 'open-inlet' : 'slow-inlet'))
    expect(stepKey(firstStep['open-inlet'])).toBe(leverKey('open-inlet'))
    expect(stepKey(firstStep['slow-inlet'])).toBe(leverKey('slow-inlet'))
  })
})
