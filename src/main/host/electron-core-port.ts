import type { Refusal, Result } from '#contract/refusal'
import { dispatch } from '#main/dispatch'
import type { LogEntry, Secrets } from '#main/world'
import type { FromCore, Opening, SecretWish, ToCore } from './electron-messages.ts'
import type { Interior } from './http.ts'

/** The core's end of the line to the window's process. */
export type CorePort = {
  readonly post: (message: FromCore) => void
  readonly hear: (told: (message: ToCore) => void) => void
}

/** What is opened behind the port; `complaint` as a desk has it. */
export type OpenedInterior = Interior & {
  readonly complaint: Result<never> | null
  readonly close: () => Promise<void>
}

export type CorePortParts = {
  /** `keyStore` null: secrets stay with the core. */
  readonly open: (opening: Opening, keyStore: Secrets | null) => Promise<Result<OpenedInterior>>
  readonly log: (entry: LogEntry) => void
  /** Ends the process; called once everything is closed. */
  readonly leave: () => void
}

/** Serves one core over one port: opens it when told to, answers what is asked, passes its feed on. Questions that come earlier wait. */
export const serveCore = (port: CorePort, parts: CorePortParts): void => {
  const { promise: interior, resolve: opened } = Promise.withResolvers<OpenedInterior>()
  const keyStore = relayedSecrets(port)

  const open = async (opening: Opening): Promise<void> => {
    const result = await parts.open(opening, opening.keyStore ? keyStore.secrets : null)
    if (!result.ok) return port.post({ kind: 'refused', refusal: result.refusal })
    const { value } = result
    value.feed.listenToAll((topic, message) => port.post({ kind: 'told', topic, text: JSON.stringify(message) }))
    opened(value)
    port.post({ kind: 'open', complaint: refusalOf(value.complaint) })
  }
  const answer = async (id: number, method: string, text: string): Promise<void> => {
    const { handlers } = await interior
    port.post({ kind: 'answer', id, text: JSON.stringify(await dispatch(handlers, parts.log, method, parse(text))) })
  }
  const power = async (change: 'suspend' | 'resume'): Promise<void> => {
    parts.log({ level: 'info', event: 'power', fields: { change } })
    // what was known before the sleep is old: ask the platform now, not at the next round
    if (change === 'resume') await (await interior).handlers['sync.now']({})
  }
  const close = async (): Promise<void> => {
    await (await interior).close()
    parts.leave()
  }

  port.hear(message => {
    if (message.kind === 'open') void open(message)
    if (message.kind === 'ask') void answer(message.id, message.method, message.text)
    if (message.kind === 'secret') keyStore.answered(message)
    if (message.kind === 'power') void power(message.change)
    if (message.kind === 'close') void close()
  })
}

/** Secrets as the core sees them when the window's process keeps them in the system's key store. */
const relayedSecrets = (
  port: Pick<CorePort, 'post'>,
): { readonly secrets: Secrets; readonly answered: (message: Extract<ToCore, { kind: 'secret' }>) => void } => {
  const waiting = new Map<number, PromiseWithResolvers<string | null>>()
  let asked = 0
  const wish = (wish: SecretWish): Promise<string | null> => {
    asked += 1
    const answer = Promise.withResolvers<string | null>()
    waiting.set(asked, answer)
    port.post({ kind: 'secret', id: asked, wish })
    return answer.promise
  }
  return {
    secrets: {
      kind: 'key-store',
      get: name => wish({ act: 'get', name }),
      set: async (name, secret) => void (await wish({ act: 'set', name, secret })),
      remove: async name => void (await wish({ act: 'remove', name })),
    },
    answered: ({ id, secret, failed }) => {
      const answer = waiting.get(id)
      waiting.delete(id)
      if (failed) answer?.reject(new Error('the key store did not do what it was asked'))
      else answer?.resolve(secret)
    },
  }
}

const refusalOf = (complaint: Result<never> | null): Refusal | null => (complaint && !complaint.ok ? complaint.refusal : null)

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
