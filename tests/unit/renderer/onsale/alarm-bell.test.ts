import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { BellSound } from '../../../../src/renderer/onsale/alarm-bell.ts'
import { openBell } from '../../../../src/renderer/onsale/alarm-bell.ts'

/** A device takes a moment to begin. */
const beginsAfterMs = 20

/** A browser's sound: until somebody has pressed something, asking for it is not answered at all, as in Chromium: only who asks within the press is, and all who wait with him. */
const browser = (isTouched: boolean) => {
  const page = { touched: isTouched, heard: null as (() => void) | null, rings: 0, opened: 0 }
  const sound = {
    state: 'suspended' as AudioContextState,
    waiting: [] as (() => void)[],
    resume: (): Promise<void> =>
      new Promise(answer => {
        const begin = (): void => {
          sound.state = 'running'
          answer()
        }
        sound.waiting.push(begin)
        if (page.touched) for (const each of sound.waiting.splice(0)) setTimeout(each, beginsAfterMs)
      }),
    close: (): Promise<void> => {
      sound.state = 'closed'
      return Promise.resolve()
    },
  } satisfies BellSound & { waiting: (() => void)[] }
  const silent: boolean[] = []
  const bell = openBell(
    {
      open: () => {
        page.opened += 1
        return sound
      },
      play: () => (page.rings += 1),
      isTouched: () => page.touched,
      onPress: heard => {
        page.heard = heard
        return () => (page.heard = null)
      },
    },
    is => silent.push(is),
  )
  const press = async (): Promise<void> => {
    page.touched = true
    page.heard?.()
    await vi.advanceTimersByTimeAsync(beginsAfterMs)
  }
  return {
    bell,
    sound,
    silent: () => silent.at(-1),
    press,
    rings: () => page.rings,
    listens: () => page.heard !== null,
    opened: () => page.opened,
  }
}
const later = (ms: number) => vi.advanceTimersByTimeAsync(ms)

describe('the bell', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  test('rings at once when something calls, and every half minute until it is heard', async () => {
    const { bell, rings } = browser(true)
    bell.want({ keys: ['database full'], watching: true })
    await later(beginsAfterMs)
    expect(rings()).toBe(1)
    await later(61_000)
    expect(rings()).toBe(3)
    bell.want({ keys: [], watching: true })
    await later(120_000)
    expect(rings()).toBe(3)
  })

  test('rings at once for a second thing, and not anew because the first was heard', async () => {
    const { bell, rings } = browser(true)
    bell.want({ keys: ['one'], watching: true })
    await later(5_000)
    bell.want({ keys: ['one', 'two'], watching: true })
    await later(5_000)
    expect(rings()).toBe(2)
    bell.want({ keys: ['two'], watching: true })
    await later(5_000)
    expect(rings()).toBe(2)
  })

  test('says before anything calls that it waits for a press, and stays silent about it where it may ring', async () => {
    const locked = browser(false)
    locked.bell.want({ keys: [], watching: true })
    await later(1_500)
    expect(locked.silent()).toBe(true)
    await locked.press()
    expect(locked.silent()).toBe(false)
    expect(locked.rings()).toBe(0)
    expect(locked.listens()).toBe(false)
    const open = browser(true)
    open.bell.want({ keys: [], watching: true })
    await later(1_500)
    expect([open.silent(), open.opened()]).toEqual([undefined, 0])
  })

  test('hears also the press that comes while it is still being tried', async () => {
    const { bell, press, silent } = browser(false)
    bell.want({ keys: [], watching: true })
    await later(300)
    await press()
    await later(2_000)
    expect(silent()).toBe(false)
  })

  test('rings with the very press that lets it, not half a minute later, and once', async () => {
    const { bell, press, rings, silent } = browser(false)
    bell.want({ keys: ['database full'], watching: true })
    await later(95_000)
    expect(rings()).toBe(0)
    expect(silent()).toBe(true)
    await press()
    expect(rings()).toBe(1)
    expect(silent()).toBe(false)
    await later(30_000)
    expect(rings()).toBe(2)
  })

  test('costs nothing while nothing calls, and gives the sound back at the end', async () => {
    const { bell, sound } = browser(true)
    bell.want({ keys: ['one'], watching: true })
    await later(beginsAfterMs)
    expect(sound.state).toBe('running')
    bell.want({ keys: [], watching: true })
    await later(beginsAfterMs)
    expect(sound.state).toBe('closed')
    bell.want({ keys: ['two'], watching: true })
    await later(beginsAfterMs)
    expect(sound.state).toBe('running')
    bell.close()
    expect(sound.state).toBe('closed')
  })

  test('does not ring after it was closed', async () => {
    const { bell, press, rings, listens } = browser(false)
    bell.want({ keys: ['one'], watching: true })
    await later(2_000)
    bell.close()
    expect(listens()).toBe(false)
    await press()
    await later(60_000)
    expect(rings()).toBe(0)
  })

  test('says that it is silent where the machine has no sound at all', async () => {
    const told: boolean[] = []
    const bell = openBell(
      { open: () => null, play: () => undefined, isTouched: () => false, onPress: () => () => undefined },
      is => told.push(is),
    )
    bell.want({ keys: ['one'], watching: true })
    await later(beginsAfterMs)
    expect(told.at(-1)).toBe(true)
    bell.close()
  })
})
