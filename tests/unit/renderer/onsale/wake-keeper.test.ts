import { describe, expect, test } from 'vitest'
import type { WakeState } from '../../../../src/renderer/onsale/wake-keeper.ts'
import { keepAwake } from '../../../../src/renderer/onsale/wake-keeper.ts'
import { settle } from '../scripted-wire.ts'

/** A system that gives locks to a window in sight and takes them from a hidden one. */
const system = (gives: 'gives' | 'refuses' | 'has none' = 'gives') => {
  const window = { hidden: false, heard: (): void => undefined }
  const locks: { released: boolean; lose: () => void }[] = []
  const told: WakeState[] = []
  const request = async () => {
    await Promise.resolve()
    if (gives === 'refuses' || window.hidden) throw new DOMException('not allowed', 'NotAllowedError')
    const heard: (() => void)[] = []
    const lock = {
      released: false,
      lose: () => {
        if (lock.released) return
        lock.released = true
        heard.forEach(tell => tell())
      },
      release: () => Promise.resolve(lock.lose()),
      addEventListener: (_: 'release', tell: () => void) => void heard.push(tell),
    }
    locks.push(lock)
    return lock
  }
  const stop = keepAwake(
    {
      isHidden: () => window.hidden,
      onHiddenOrBack: heard => {
        window.heard = heard
        return () => (window.heard = () => undefined)
      },
      request: gives === 'has none' ? undefined : request,
    },
    state => told.push(state),
  )
  const turn = async (hidden: boolean): Promise<void> => {
    window.hidden = hidden
    if (hidden) locks.forEach(lock => lock.lose())
    window.heard()
    await settle()
  }
  const held = () => locks.filter(({ released }) => !released).length
  return { locks, stop, held, told: () => told.at(-1), hide: () => turn(true), comeBack: () => turn(false) }
}

describe('the screen while a sale is watched', () => {
  test('is kept awake, and let go at the end', async () => {
    const { held, told, stop } = system()
    await settle()
    expect([held(), told()]).toEqual([1, 'on'])
    stop()
    await settle()
    expect(held()).toBe(0)
  })

  test('is kept awake again when the window comes back, with one lock', async () => {
    const { held, told, hide, comeBack, locks } = system()
    await settle()
    await hide()
    expect([held(), told()]).toEqual([0, 'off'])
    await comeBack()
    await comeBack()
    expect([held(), told(), locks.length]).toEqual([1, 'on', 2])
  })

  test('that the system puts to sleep in sight, or has no lock for, is said', async () => {
    const { told, locks } = system()
    await settle()
    locks[0]?.lose()
    expect(told()).toBe('refused')
    const refusing = system('refuses')
    const without = system('has none')
    await settle()
    expect([refusing.told(), without.told()]).toEqual(['refused', 'refused'])
  })

  test('asked for by two at once takes one lock, and one that comes after the end is given back', async () => {
    const { held, comeBack } = system()
    await comeBack()
    expect(held()).toBe(1)
    const late = system()
    late.stop()
    await settle()
    expect([late.held(), late.told()]).toEqual([0, undefined])
  })
})
