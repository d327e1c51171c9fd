import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { AwkwardTill } from './awkward-till.ts'
import { openAwkwardTill } from './awkward-till.ts'
import { expectedOfEvents, expectedReasons } from './expected-reasons.ts'
import { addUp } from './own-totals.ts'
import type { PlatformDesk } from './platform-desk.ts'
import { openDesk } from './platform-desk.ts'
import { manyEvenings } from './many-evenings.ts'
import { oddHalls } from './odd-halls.ts'
import type { Company, Handles } from './scene.ts'
import { byHandle, eventOf, onPlatform, preview, the, written } from './scene.ts'
import { printedWords } from './scanner.ts'
import { readAwkwardWorld } from './world-file.ts'

const world = readAwkwardWorld(process.env['KASA_WORLD'])
if (!world)
  console.warn(
    'awkward: SKIPPED on a real pretix, for no world file was named: npm run awkward -- --world FILE (the line of awkward.py)',
  )

const all = eventOf('alles')

describe.skipIf(world === null)('an awkward organizer', () => {
  let till: AwkwardTill
  let desk: PlatformDesk
  let wares: Handles

  beforeAll(async () => {
    if (!world) return
    till = await openAwkwardTill(world)
    desk = openDesk(world)
    wares = await byHandle(desk, 'alles', await till.products(all))
  })
  afterAll(async () => till?.close())

  const company: Company = {
    till: () => till,
    desk: () => desk,
    handlesOf: async showing => byHandle(desk, showing.event, await till.products(showing)),
    soldAt: async (showing, wishes) => onPlatform(till, desk, await till.sell(showing, wishes)),
  }
  const { soldAt, handlesOf } = company

  describe('is read', () => {
    it('to the last record: nothing is left out, nothing went wrong', async () => {
      expect((await till.ask('status.get', {})).warnings).toEqual([])
      expect(till.log.filter(entry => entry.level === 'fault' || entry.event === 'sync.record-unreadable')).toEqual([])
    })

    it('with all its showings that are not long over, each date of a series one, each with a name, its zone and its currency', async () => {
      const showings = await till.ask('showings.list', {})
      expect([...new Set(showings.map(showing => showing.event))].toSorted()).toEqual(
        world?.events.filter(event => event !== 'dawne').toSorted(),
      )
      expect(showings.filter(showing => showing.event === 'seria')).toHaveLength(120)
      expect(showings.filter(showing => Object.values(showing.name).join('').trim() === '')).toEqual([])
      const shapeOfEvent = z.looseObject({
        slug: z.string(),
        currency: z.string(),
        timezone: z.string(),
        date_from: z.string(),
        live: z.boolean(),
        testmode: z.boolean(),
      })
      for (const event of (await desk.list('events/', shapeOfEvent)).filter(({ slug }) => !['seria', 'dawne'].includes(slug)))
        expect(showings.find(showing => showing.event === event.slug)).toMatchObject({
          currency: event.currency,
          timezone: event.timezone,
          startsAt: Date.parse(event.date_from),
          live: event.live,
          testmode: event.testmode,
        })
    })

    it('with a warning where tickets carry signed codes, and nowhere else', async () => {
      const signed = (await till.ask('showings.list', {})).filter(showing => showing.signedSecrets)
      expect(signed.map(showing => showing.event)).toEqual(['podpisane'])
    })

    it('with the platform’s own sums, test orders apart', async () => {
      const own = await addUp(desk)
      const totals = await till.ask('totals.get', { event: null })
      expect(totals.complete).toBe(true)
      expect(totals.testOrders).toBe(own.testOrders)
      const asOwn = totals.sums.map(sum => [
        sum.currency,
        sum.paidTickets,
        written(sum.paidMinor, sum.currency),
        sum.pendingTickets,
        written(sum.pendingMinor, sum.currency),
        sum.freeTickets,
        written(sum.refundedMinor, sum.currency),
        sum.cancelledTickets,
      ])
      const text = (hundredths: bigint) => written(Number(hundredths), 'EUR')
      expect(asOwn).toEqual(
        [...own.sums]
          .toSorted(([one], [other]) => (one < other ? -1 : 1))
          .map(([currency, sum]) => [
            currency,
            sum.paidTickets,
            text(sum.paid),
            sum.pendingTickets,
            text(sum.pending),
            sum.freeTickets,
            text(sum.refunded),
            sum.cancelledTickets,
          ]),
      )
    })
  })

  describe('is offered', () => {
    it('product by product, and what is not sold says why', () => {
      const reasons = Object.fromEntries([...wares].map(([handle, product]) => [handle, product.unsellable]))
      expect(reasons).toEqual(expectedReasons)
    })

    it('event by event', async () => {
      const found: Record<string, string | null> = {}
      for (const event of Object.keys(expectedOfEvents))
        found[event] = (await till.products(eventOf(event)))[0]?.unsellable ?? null
      expect(found).toEqual(expectedOfEvents)
      expect((await handlesOf(eventOf('imienne'))).get('not-personal')?.unsellable).toBeNull()
      expect((await handlesOf(eventOf('imienne'))).get('thing')?.unsellable).toBeNull()
    })

    it('with no more left than the smallest quota has', () => {
      const left = (handle: string) => the(wares, handle).stock.free
      expect(['closed-quota', 'sold-out', 'unlimited'].map(left)).toEqual([0, 0, null])
      expect(left('shared-a')).toBe(left('shared-b'))
    })

    it('at the prices the platform itself asks, in every currency', async () => {
      const differing: string[] = []
      for (const event of ['alles', 'yen', 'dinar', 'krone', 'franken', 'dollar', 'rupie', 'zamowienia'])
        for (const product of (await till.products(eventOf(event))).filter(
          ({ unsellable, stock }) => !unsellable && stock.free !== 0,
        )) {
          const { total } = await preview(desk, event, { item: product.item, variation: product.variation })
          const currency = (await till.ask('showings.list', {})).find(showing => showing.event === event)?.currency ?? '?'
          if (total !== written(product.priceMinor, currency))
            differing.push(`${event} ${product.item}: ${total} and ${product.priceMinor}`)
        }
      expect(differing).toEqual([])
    })

    it('never past its reason: the till refuses to put into the cart what it does not sell', async () => {
      for (const [handle, product] of wares) {
        if (product.unsellable === null) continue
        const answer = await till.call('cart.add', {
          ...all,
          item: product.item,
          variation: product.variation,
          quantity: 1,
          parent: null,
        })
        expect([handle, answer.ok ? 'added' : answer.refusal.parameters['reason']]).toEqual([handle, product.unsellable])
      }
    })
  })

  describe('is sold', () => {
    it('whatever is on offer, accepted with the same total, prices and secrets', async () => {
      const handles = [...wares].filter(
        ([, product]) => !product.unsellable && !product.category?.addon && product.stock.free !== 0,
      )
      const apart = ['at-least-3', 'with-food']
      const wishes = handles.filter(([handle]) => !apart.includes(handle)).map(([, product]) => ({ product }))
      const { sale, order, secrets, paper } = await soldAt(all, wishes)
      expect(wishes.length).toBeGreaterThan(15)
      expect(order).toMatchObject({ status: 'p', total: written(sale.totalMinor, 'EUR'), testmode: false })
      expect(order.positions.map(({ item, price, secret }) => [item, price, secret])).toEqual(
        wishes.map(({ product }, index) => [product.item, written(product.priceMinor, 'EUR'), secrets[index]]),
      )
      const [first = ''] = printedWords(paper.base64)
      // the till's own language where the organizer has it, and what a printer cannot draw left out
      expect(first).toContain('Stojące <i>głośno</')
      expect(first).toContain('& „razem”')
      expect(first).not.toContain('?')
    })

    it('with its extras, included ones for nothing', async () => {
      const wish = { product: the(wares, 'with-food'), extras: [the(wares, 'soup'), the(wares, 'soup'), the(wares, 'bread')] }
      const { order } = await soldAt(all, [wish])
      expect(order.positions.map(position => position.price)).toEqual(['40.00', '0.00', '0.00', '0.00'])
      expect(order.positions.filter(position => position.addon_to !== null)).toHaveLength(3)
    })

    it('no more and no less in one sale than the organizer allows', async () => {
      const most = await till.sell(all, [{ product: the(wares, 'at-most-2'), quantity: 3 }])
      expect(most).toMatchObject({ ok: false, refusal: { code: 'product-too-many', parameters: { most: 2 } } })
      const least = await till.sell(all, [{ product: the(wares, 'at-least-3'), quantity: 2 }])
      expect(least).toMatchObject({ ok: false, refusal: { code: 'product-too-few', parameters: { least: 3 } } })
      const { order } = await soldAt(all, [{ product: the(wares, 'at-least-3'), quantity: 3 }])
      expect(order.total).toBe('30.00')
    })

    it('not at all where a quota is closed or empty', async () => {
      for (const handle of ['closed-quota', 'sold-out'])
        expect(await till.sell(all, [{ product: the(wares, handle) }])).toMatchObject({
          ok: false,
          refusal: { code: 'stock-gone' },
        })
      await till.ask('cart.empty', {})
    })

    it('for nothing', async () => {
      const { order, secrets } = await soldAt(all, [{ product: the(wares, 'free'), quantity: 2 }])
      expect(order).toMatchObject({ status: 'p', total: '0.00' })
      expect(order.positions.map(position => position.secret)).toEqual(secrets)
    })

    it.each(['valid-hours', 'valid-days', 'valid-months', 'valid-fixed'])(
      'valid as long as the platform says: %s',
      async handle => {
        const product = the(wares, handle)
        const { order } = await soldAt(all, [{ product }])
        const own = await desk.post('events/alles/orders/', {
          sales_channel: 'api.kasa',
          status: 'n',
          send_email: false,
          locale: 'de',
          positions: [{ item: product.item }],
        })
        const [theirs] = z
          .looseObject({ positions: z.array(z.looseObject({ valid_until: z.string() })) })
          .parse(own.body).positions
        const until = Date.parse(order.positions[0]?.valid_until ?? '')
        const off = Math.abs(until - Date.parse(theirs?.valid_until ?? ''))
        expect(off).toBeLessThan(handle === 'valid-hours' ? 60_000 : 1)
      },
    )

    it.each([
      'yen',
      'dinar',
      'krone',
      'franken',
      'dollar',
      'rupie',
      'zegar-ny',
      'zegar-de',
      'wczoraj',
      'kropka.2027-a',
      'podpisane',
      'zamowienia',
    ])('in %s', async event => {
      const [product] = await till.products(eventOf(event))
      if (!product) throw new Error('nothing is on offer')
      const { sale, order, secrets } = await soldAt(eventOf(event), [{ product, quantity: 3 }])
      expect(order).toMatchObject({ status: 'p', total: written(sale.totalMinor, sale.currency) })
      expect(order.positions.map(position => position.secret)).toEqual(secrets)
    })

    it('in test mode as a test order, which no total counts', async () => {
      const before = await till.ask('totals.get', { event: 'proba' })
      const [product] = await till.products(eventOf('proba'))
      if (!product) throw new Error('nothing is on offer')
      const { order } = await soldAt(eventOf('proba'), [{ product }])
      expect(order.testmode).toBe(true)
      const after = await till.ask('totals.get', { event: 'proba' })
      expect(after.testOrders).toBe(before.testOrders + 1)
      expect(after.sums).toEqual(before.sums)
    })
  })

  manyEvenings(company)
  oddHalls(company)

  it('ends with every sale on the platform, nothing to settle and no fault', async () => {
    const status = await till.ask('status.get', {})
    expect([status.waiting, status.toSettle]).toEqual([0, 0])
    expect(till.log.filter(entry => entry.level === 'fault')).toEqual([])
  })
})
