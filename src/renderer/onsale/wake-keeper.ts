/** Whether the screen is kept awake: `off` while nothing is watched or nobody sees it, `refused` when the system does not let it. */
export type WakeState = 'off' | 'on' | 'refused'

/** What keeping awake needs of the browser; `request` undefined: it has no such lock. */
export type WakeBrowser = {
  readonly isHidden: () => boolean
  readonly onHiddenOrBack: (heard: () => void) => () => void
  readonly request: (() => Promise<WakeLock>) | undefined
}
/** The lock as the browser gives it. */
export type WakeLock = {
  readonly released: boolean
  readonly release: () => Promise<void>
  readonly addEventListener: (name: 'release', heard: () => void) => void
}

/** Keeps the screen awake until it is stopped. The system takes the lock away from a hidden window: it is asked for again when the window comes back. */
export const keepAwake = (browser: WakeBrowser, tell: (state: WakeState) => void): (() => void) => {
  const held: { lock: WakeLock | null; asks: boolean; ended: boolean } = { lock: null, asks: false, ended: false }
  const say = (state: WakeState): void => (held.ended ? undefined : tell(state))
  const take = async (): Promise<void> => {
    if (browser.isHidden() || held.ended || held.asks || (held.lock && !held.lock.released)) return
    held.asks = true
    try {
      const lock = (await browser.request?.()) ?? null
      held.lock = lock
      say(lock ? 'on' : 'refused')
      // taken away in sight: the system saves its battery
      lock?.addEventListener('release', () => say(browser.isHidden() ? 'off' : 'refused'))
    } catch {
      say(browser.isHidden() ? 'off' : 'refused')
    }
    held.asks = false
    if (held.ended) await held.lock?.release()
  }
  const stop = browser.onHiddenOrBack(() => void take())
  void take()
  return () => {
    held.ended = true
    stop()
    if (!held.asks) void held.lock?.release()
  }
}
