import { describe, expect, test } from 'vitest'
import type { Wire } from '#contract/wire'
import type { Announcer } from '#main/feed'
import type { Heard } from './scripted-interior.ts'

export type OpenWire = {
  readonly wire: Wire
  readonly feed: Announcer
  readonly heard: readonly Heard[]
  readonly ready: () => Promise<void>
  readonly close: () => Promise<void>
}

/** What holds on every wire, whatever door is between the screen and the core. */
export const lawOfTheWire = (name: string, open: () => Promise<OpenWire>): void => {
  const over = (law: string, check: (opened: OpenWire) => Promise<void>): void => {
    test(law, async () => {
      const opened = await open()
      try {
        await check(opened)
      } finally {
        await opened.close()
      }
    })
  }

  describe(`the law of the wire, ${name}`, () => {
    over('a question comes back with its answer', async ({ wire }) => {
      expect(await wire.call('showings.list', {})).toEqual({ ok: true, value: [] })
    })
    over('a refusal crosses whole: code, parameters and when to try again', async ({ wire }) => {
      expect(await wire.call('cart.get', {})).toEqual({
        ok: false,
        refusal: { code: 'stock-gone', parameters: { product: 'Płyta', left: 3 }, retry: { afterMs: 250 } },
      })
    })
    over('an input of the wrong shape is refused before any service sees it', async ({ wire, heard }) => {
      const answer = await wire.call('cart.add', { event: 'arena', quantity: -1 } as never)
      expect(answer).toMatchObject({ ok: false, refusal: { code: 'input-malformed', parameters: { method: 'cart.add' } } })
      expect(heard).toEqual([])
    })
    over('what the shape does not name does not pass', async ({ wire, heard }) => {
      await wire.call('settings.set', { language: 'pl', smuggled: true } as never)
      expect(heard).toEqual([{ method: 'settings.set', input: { language: 'pl' } }])
    })
    over('a method nobody offers is refused, also one that every object has', async ({ wire }) => {
      for (const method of ['till.rob', 'toString', '__proto__', 'constructor'])
        expect(await wire.call(method as never, {} as never)).toMatchObject({ ok: false, refusal: { code: 'method-unknown' } })
    })
    over('a fault crosses as a refusal without its words', async ({ wire }) => {
      const answer = await wire.call('status.get', {})
      expect(answer).toEqual({ ok: false, refusal: { code: 'fault', parameters: {} } })
    })
    over('Polish letters, quotes and emoji survive the way', async ({ wire }) => {
      const till = 'Zażółć "gęślą" jaźń 🎫 \u2028'.trim()
      expect(await wire.call('settings.set', { till })).toEqual({ ok: true, value: { till } })
    })
    over('many questions at once each get their own answer', async ({ wire }) => {
      const asked = Array.from({ length: 50 }, (_, index) => wire.call('settings.set', { till: `Kasa ${index}` }))
      const answers = await Promise.all(asked)
      expect(answers).toEqual(asked.map((_, index) => ({ ok: true, value: { till: `Kasa ${index}` } })))
    })
    over('a listener hears its topic and no other, in order, until it stops', async ({ wire, feed, ready }) => {
      const heard: unknown[] = []
      const { promise, resolve } = Promise.withResolvers<void>()
      const stop = wire.listen('stock', message => heard.push(message))
      wire.listen('totals', () => resolve())
      await ready()
      feed.announce('stock', { event: 'arena', subevent: null })
      feed.announce('queue', null)
      feed.announce('stock', { event: 'klub', subevent: 7 })
      feed.announce('totals', null)
      await promise
      stop()
      feed.announce('stock', { event: 'late', subevent: null })
      await wire.call('showings.list', {})
      expect(heard).toEqual([
        { event: 'arena', subevent: null },
        { event: 'klub', subevent: 7 },
      ])
    })
  })
}
