/** One thing that must be heard; `key` tells it from every other, of other sales too. */
export type Call = { readonly onsale: string; readonly key: string; readonly title: string }

/** A notification of the system that can be taken back. */
export type Note = { readonly close: () => void }

/** What notifying needs of the browser; `show` gives null where the system shows none. */
export type NotesBrowser = {
  readonly isHidden: () => boolean
  readonly onHiddenOrBack: (heard: () => void) => () => void
  readonly show: (call: Call) => Note | null
}
export type Notes = { readonly want: (calls: readonly Call[]) => void; readonly close: () => void }

/** Notifies of what calls while nobody sees the window, of each once: what begins then, and what is still unheard when the window goes. What is heard or seen is taken back. */
export const openNotes = (browser: NotesBrowser): Notes => {
  const shown = new Map<string, Note | null>()
  let calls: readonly Call[] = []
  const takeBack = (keys: readonly string[]): void => {
    for (const key of keys) {
      shown.get(key)?.close()
      shown.delete(key)
    }
  }
  const look = (): void => {
    const wanted = browser.isHidden() ? calls : []
    takeBack([...shown.keys()].filter(key => wanted.every(call => call.key !== key)))
    for (const call of wanted) if (!shown.has(call.key)) shown.set(call.key, browser.show(call))
  }
  const stop = browser.onHiddenOrBack(look)
  return {
    want: wanted => {
      calls = wanted
      look()
    },
    close: () => {
      stop()
      takeBack([...shown.keys()])
    },
  }
}
