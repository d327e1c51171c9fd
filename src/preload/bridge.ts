import type { IpcRenderer } from 'electron'
import { topics } from '#contract/wire'
import type { Topic, Wire } from '#contract/wire'
import { askChannel, coreTopic, tellChannel } from '#host/electron-channels'

/** Whether the core's process stands. */
export type CoreState = 'answering' | 'silent'

/** What the page gets: the wire, and whether anybody is at its other end. */
export type PageBridge = Wire & { readonly watchCore: (told: (state: CoreState) => void) => () => void }

/** The wire over one invoke channel and one push channel. */
export const bridgeOver = (ipc: Pick<IpcRenderer, 'invoke' | 'on'>): PageBridge => {
  const ears = new Map<string, Set<(message: never) => void>>([...topics, coreTopic].map(topic => [topic, new Set()]))
  // a core that is still starting answers as well: questions wait for it
  const core: { state: CoreState } = { state: 'answering' }
  ears.get(coreTopic)?.add((state: CoreState) => (core.state = state))
  // the core has typed the message by its topic
  ipc.on(tellChannel, (_event, topic: string, text: string) => ears.get(topic)?.forEach(told => told(JSON.parse(text) as never)))
  const listen = (topic: Topic | typeof coreTopic, told: (message: never) => void): (() => void) => {
    ears.get(topic)?.add(told)
    return () => void ears.get(topic)?.delete(told)
  }
  return {
    call: async (method, input) => JSON.parse(String(await ipc.invoke(askChannel, method, JSON.stringify(input ?? null)))),
    listen,
    watchCore: told => {
      told(core.state)
      return listen(coreTopic, told)
    },
  }
}
