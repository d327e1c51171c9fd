/** How long a call waits before it is made again, for as long as nobody has heard it. */
const againMs = 30_000
/** A sound that is allowed begins within some hundredths of a second; one that has not after so long waits for a press. */
const graceMs = 1_000

/** What the bell needs of the browser's sound. */
export type BellSound = Pick<AudioContext, 'state' | 'resume' | 'close'>

/** What the bell needs of the browser. */
export type BellBrowser<Sound extends BellSound> = {
  /** Null: there is no sound on this machine. */
  readonly open: () => Sound | null
  readonly play: (sound: Sound) => void
  /** Somebody has pressed something in this page before: sound is allowed, and there is nothing to try. */
  readonly isTouched: () => boolean
  /** Tells of every press until it is stopped: only within one may a page that nobody has touched begin to sound. */
  readonly onPress: (heard: () => void) => () => void
}

/** What is to be heard: `keys` name all that calls; `watching`: something may call any minute. */
export type Wanted = { readonly keys: readonly string[]; readonly watching: boolean }
export type Bell = { readonly want: (wanted: Wanted) => void; readonly close: () => void }

/**
 * A bell that rings at once when something new calls, and every half minute after. While nothing calls it holds no sound, but has tried whether it could ring: `tell` says
 * whether it cannot until somebody presses something ("Autoplay policy" of the browsers).
 */
export const openBell = <Sound extends BellSound>(browser: BellBrowser<Sound>, tell: (silent: boolean) => void): Bell => {
  const state: BellState<Sound> = { sound: null, keys: [], attempt: 0, waits: false, tried: false, again: null, stop: null }

  const deafen = (): void => {
    state.stop?.()
    state.stop = null
  }

  const tellWhether = (silent: boolean): void => {
    if (!silent) deafen()
    tell(silent)
  }

  /** A bell that does not ring costs nothing. */
  const rest = (): void => {
    void state.sound?.close().catch(() => undefined)
    state.sound = null
  }

  /** Asks for sound, and rings when there is some. What is asked within a press takes the place of what waits in vain. */
  const wake = async (): Promise<void> => {
    const attempt = (state.attempt += 1)
    state.waits = true
    state.tried = true
    state.stop ??= browser.onPress(() => void wake())
    const isOver = (): boolean => attempt !== state.attempt
    const late = setTimeout(() => (isOver() ? undefined : tellWhether(true)), graceMs)
    const sound = (state.sound ??= browser.open())
    // a browser that says no says the same as one that says nothing: the next press asks again
    await sound?.resume().catch(() => undefined)
    clearTimeout(late)
    if (isOver()) return
    state.waits = false
    const running = sound?.state === 'running' ? sound : null
    tellWhether(running === null)
    if (running && state.keys.length > 0) browser.play(running)
    else if (running) rest()
  }

  return {
    want: ({ keys, watching }) => {
      const isNew = keys.some(key => !state.keys.includes(key))
      const isOver = keys.length === 0
      state.keys = keys
      if (isNew || isOver) {
        clearInterval(state.again ?? undefined)
        state.again = isNew ? setInterval(() => (state.waits ? undefined : void wake()), againMs) : null
      }
      if (isOver && !state.waits) rest()
      if ((isNew && !state.waits) || (watching && !state.tried && !browser.isTouched())) void wake()
    },
    close: () => {
      state.attempt += 1
      clearInterval(state.again ?? undefined)
      deafen()
      rest()
    },
  }
}

type BellState<Sound> = {
  sound: Sound | null
  keys: readonly string[]
  /** Only the newest asking for sound counts. */
  attempt: number
  /** Sound was asked for, and nothing was answered yet. */
  waits: boolean
  tried: boolean
  again: ReturnType<typeof setInterval> | null
  stop: (() => void) | null
}
