import { createStore } from 'zustand/vanilla'
import type { StoreApi } from 'zustand/vanilla'
import type { Settings } from '#contract/methods'
import type { Refusal } from '#contract/refusal'
import type { GaveWay, RehearsalFace } from '#contract/rehearsal'
import type { Showing, ShowingSummary } from '#contract/showing'
import type { Status } from '#contract/status'
import { owedSince } from './catching-up.ts'
import type { CoreState, CoreWire } from '#wire/core-wire'
import type { Screen } from './screens.ts'
import { readScreen, screenAddress } from './screens.ts'

export type Theme = 'light' | 'dark'

/** What every screen may look at: the core, the platform, the chosen showing, the screen and its look. Null means: not known yet. */
export type Frame = {
  readonly core: CoreState | null
  readonly status: Status | null
  /** Sales to be sent when the network came back; 0: none left over. */
  readonly owed: number
  readonly settings: Settings | null
  readonly showings: readonly ShowingSummary[] | null
  readonly showing: Showing | null
  /** The rehearsal that runs in place of everything else; null: none. */
  readonly rehearsal: RehearsalFace
  /** When the rehearsal was told of, by the clock of this window: its own runs on from there. */
  readonly rehearsalAt: number
  /** The real sale for which the last rehearsal made way; null: none did, or it has been read. */
  readonly gaveWay: GaveWay
  readonly screen: Screen
  readonly theme: Theme
  /** Why the last change of a setting did not happen. */
  readonly refusal: Refusal | null
  /** Rises whenever everything known may be old: at the start and after the core was away. */
  readonly epoch: number
  readonly go: (screen: Screen) => void
  readonly choose: (showing: Showing) => void
  readonly forgetGaveWay: () => void
  readonly setTheme: (theme: Theme) => void
  readonly setSettings: (changes: Partial<Settings>) => Promise<void>
}
export type FrameStore = StoreApi<Frame>

/** The cockpit is watched in dark rooms and from afar: it has a look of its own, dark until a person says otherwise. */
const themeKeys = { till: 'kasa.theme', onsale: 'kasa.theme.onsale' } as const
const showingKey = 'kasa.showing'

/** The frame's slice over the wire. `remember` keeps what a person chose for this window, such as the theme. */
export const createFrameStore = (wire: CoreWire, remember: Storage): FrameStore => {
  const store = createStore<Frame>((set, get) => ({
    core: null,
    status: null,
    owed: 0,
    settings: null,
    showings: null,
    showing: readShowing(remember.getItem(showingKey)),
    rehearsal: null,
    rehearsalAt: 0,
    gaveWay: null,
    screen: readScreen(location.hash),
    theme: themeOf(readScreen(location.hash), remember),
    refusal: null,
    epoch: 0,
    go: screen => {
      location.hash = screenAddress(screen)
      set({ screen, theme: themeOf(screen, remember) })
    },
    choose: showing => {
      remember.setItem(showingKey, JSON.stringify(showing))
      set({ showing })
      void wire.call('showings.watch', showing)
    },
    forgetGaveWay: () => set({ gaveWay: null }),
    setTheme: theme => {
      remember.setItem(get().screen === 'onsale' ? themeKeys.onsale : themeKeys.till, theme)
      set({ theme })
    },
    setSettings: async changes => {
      const { settings } = get()
      if (settings) set({ settings: { ...settings, ...changes } })
      const answer = await wire.call('settings.set', changes)
      set(answer.ok ? { settings: answer.value, refusal: null } : { settings, refusal: answer.refusal })
    },
  }))
  follow(store, wire, remember)
  return store
}

const themeOf = (screen: Screen, remember: Storage): Theme => {
  if (screen === 'onsale') return remember.getItem(themeKeys.onsale) === 'light' ? 'light' : 'dark'
  return remember.getItem(themeKeys.till) === 'dark' ? 'dark' : 'light'
}

/** Keeps the slice as the core tells it, and asks for all of it again when the core comes back. */
const follow = (store: FrameStore, wire: CoreWire, remember: Storage): void => {
  const knowStatus = (status: Status): void => store.setState(known => ({ status, owed: owedSince(known.owed, status) }))
  const askStatus = async (): Promise<void> => {
    const answer = await wire.call('status.get', {})
    if (answer.ok) knowStatus(answer.value)
  }
  const askSettings = async (): Promise<void> => {
    const answer = await wire.call('settings.get', {})
    if (answer.ok) store.setState({ settings: answer.value })
  }
  const askShowings = async (): Promise<void> => {
    const answer = await wire.call('showings.list', {})
    if (answer.ok) store.setState({ showings: answer.value, showing: stillThere(store.getState().showing, answer.value) })
  }
  /** A rehearsal has a core of its own: when one begins or ends, everything known is of another file. Its place on screen is the cockpit. */
  const knowRehearsal = (rehearsal: RehearsalFace): void => {
    const before = store.getState().rehearsal
    store.setState({ rehearsal, rehearsalAt: Date.now() })
    if (before?.onsale === rehearsal?.onsale) return
    if (rehearsal) {
      store.setState({ gaveWay: null })
      store.getState().go('onsale')
    } else void askWhy()
    void askEverything()
  }
  const askWhy = async (): Promise<void> => {
    const answer = await wire.call('rehearsal.gave-way', {})
    if (answer.ok) store.setState({ gaveWay: answer.value })
  }
  const askRehearsal = async (): Promise<void> => {
    const answer = await wire.call('rehearsal.get', {})
    if (answer.ok) knowRehearsal(answer.value)
  }
  const askEverything = async (): Promise<void> => {
    await Promise.all([askStatus(), askSettings(), askShowings()])
    const { showing } = store.getState()
    if (showing) void wire.call('showings.watch', showing)
    store.setState(known => ({ epoch: known.epoch + 1 }))
  }
  wire.listen('status', knowStatus)
  wire.listen('rehearsal', knowRehearsal)
  wire.listen('settings', () => void askSettings())
  wire.listen('showings', () => void askShowings())
  wire.watchCore(core => {
    store.setState({ core })
    if (core !== 'answering') return
    void askEverything()
    void askRehearsal()
  })
  window.addEventListener('hashchange', () => {
    const screen = readScreen(location.hash)
    store.setState({ screen, theme: themeOf(screen, remember) })
  })
}

/** The same showing, else the only one there is: nothing to choose, nothing to ask. */
const stillThere = (showing: Showing | null, list: readonly ShowingSummary[]): Showing | null => {
  const found = list.find(each => showing && sameShowing(each, showing))
  if (found) return showing
  const [only, ...others] = list
  return only && others.length === 0 ? { event: only.event, subevent: only.subevent } : null
}

/** Whether two name the same event and date. */
export const sameShowing = (one: Showing, other: Showing): boolean => one.event === other.event && one.subevent === other.subevent

const readShowing = (text: string | null): Showing | null => {
  if (!text) return null
  try {
    const stored: unknown = JSON.parse(text)
    if (typeof stored !== 'object' || stored === null || !('event' in stored) || !('subevent' in stored)) return null
    const { event, subevent } = stored
    return typeof event === 'string' && (subevent === null || typeof subevent === 'number') ? { event, subevent } : null
  } catch {
    return null
  }
}
