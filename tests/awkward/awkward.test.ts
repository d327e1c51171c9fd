import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { Showing } from '#contract/showing'
import type { AwkwardTill } from './awkward-till.ts'
import { openAwkwardTill } from './awkward-till.ts'
import { expectedOfEvents, expectedReasons } from './expected-reasons.ts'
import { addUp } from './own-totals.ts'
import type { PlatformDesk } from './platform-desk.ts'
import { openDesk } from './platform-desk.ts'
import type { Handles } from './scene.ts'
import { byHandle, onPlatform, the, written } from './scene.ts'
import { printedWords } from './scanner.ts'
import { readAwkwardWorld } from './world-file.ts'

const world = readAwkwardWorld(process.env['KASA_WORLD'])
if (!world)
  console.warn(
    'awkward: SKIPPED on a real pretix, for no world file was named: npm run awkward -- --world FILE (the line of awkward.py)',
  )

const previewShape = z.looseObject({
  total: z.string(),
  positions: z.array(z.looseObject({ price: z.string(), valid_until: z.string().nullish() })),
})
const eventOf = (event: string): Showing => ({ event, subevent: null })
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

  const soldAt = async (showing: Showing, wishes: Parameters<AwkwardTill['sell']>[1]) =>
    onPlatform(till, desk, await till.sell(showing, wishes))
  const handlesOf = async (showing: Showing) => byHandle(desk, showing.event, await till.products(showing))
  /** What the platform's own price engine makes of one unit that is sent without a price. */
  const preview = async (event: string, position: object) => {
    const answer = await desk.post(`events/${event}/orders/`, {
      simulate: true,
      sales_channel: 'api.kasa',
      positions: [position],
    })
    if (answer.status !== 201) throw new Error(`simulating ${JSON.stringify(position)} answered ${JSON.stringify(answer.body)}`)
    return previewShape.parse(answer.body)
  }

  describe('is read', () => {
    it('to the last record: nothing is left out, nothing went wrong', async () => {
      expect((await till.ask('status.get', {})).warnings).toEqual([])
      expect(till.log.filter(entry => entry.level === 'fault' || entry.event === 'sync.record-unreadable')).toEqual([])
    })

    it('with all its showings, each date of a series one, each with a name, its zone and its currency', async () => {
      const showings = await till.ask('showings.list', {})
      expect([...new Set(showings.map(showing => showing.event))].toSorted()).toEqual(world?.events.toSorted())
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
      for (const event of (await desk.list('events/', shapeOfEvent)).filter(({ slug }) => slug !== 'seria'))
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
          const { total } = await preview(event, { item: product.item, variation: product.variation })
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

  describe('plays on many evenings', () => {
    const dates = async () => (await till.ask('showings.list', {})).filter(showing => showing.event === 'seria')
    const evening = async (number: number): Promise<Showing> => {
      const found = (await dates()).toSorted((one, other) => (one.startsAt ?? 0) - (other.startsAt ?? 0))[number - 1]
      if (!found) throw new Error(`there is no evening ${number}`)
      return { event: found.event, subevent: found.subevent }
    }

    it('each at its own price, as the platform has it', async () => {
      for (const number of [1, 7, 20, 77, 120]) {
        const showing = await evening(number)
        for (const product of (await till.products(showing)).filter(({ unsellable }) => !unsellable)) {
          const { total } = await preview('seria', {
            item: product.item,
            variation: product.variation,
            subevent: showing.subevent,
          })
          expect([number, total]).toEqual([number, written(product.priceMinor, 'EUR')])
        }
      }
    })

    it('but not on every one', async () => {
      const reason = async (number: number) => (await handlesOf(await evening(number))).get('entry')?.unsellable
      expect([await reason(13), await reason(50), await reason(51), await reason(52)]).toEqual([
        'date-inactive',
        'not-on-this-date',
        'not-yet',
        null,
      ])
    })

    it('and sells the 77th', async () => {
      const showing = await evening(77)
      const handles = await handlesOf(showing)
      const { order } = await soldAt(showing, [
        { product: the(handles, 'entry') },
        { product: the(handles, 'kinds/Kind') },
        { product: the(handles, 'kinds/Voll') },
      ])
      expect(order.positions.map(({ subevent, price }) => [subevent, price])).toEqual([
        [showing.subevent, '23.50'],
        [showing.subevent, '11.00'],
        [showing.subevent, '33.00'],
      ])
    })

    it('one of them with numbered seats', async () => {
      const showing = await evening(78)
      await till.ask('showings.watch', showing)
      await till.until('the hall of one evening', async () => (await till.ask('stock.hall', showing)).loaded === 6)
      await till.ask('cart.empty', {})
      await till.ask('cart.seats', { ...showing, guids: ['abend-1-2'], variation: null })
      const { order } = await onPlatform(till, desk, await till.pay())
      expect(order.positions[0]).toMatchObject({ subevent: showing.subevent, seat: { seat_guid: 'abend-1-2' } })
      expect((await handlesOf(await evening(79))).get('seated-once')?.unsellable).toBe('no-quota')
    })
  })

  describe('has an odd hall', () => {
    const hall = eventOf('sala')
    const rows = async () =>
      (await till.ask('stock.hall', hall)).sectors.flatMap(sector =>
        sector.rows.map(row => ({ sector: sector.name, row: row.name })),
      )
    const seats = async () =>
      (await Promise.all((await rows()).map(async row => (await till.ask('stock.row', { ...hall, ...row })).seats))).flat()

    beforeAll(async () => {
      if (!world) return
      await till.ask('showings.watch', hall)
      await till.until('the hall', async () => {
        const { loaded, total } = await till.ask('stock.hall', hall)
        return total !== null && loaded === total
      })
    })

    it('of which every seat can be found, also in rows and zones without a name', async () => {
      const listed = await desk.list('events/sala/seats/', z.looseObject({ seat_guid: z.string() }))
      expect((await seats()).map(seat => seat.guid).toSorted()).toEqual(listed.map(seat => seat.seat_guid).toSorted())
      expect(await rows()).toContainEqual({ sector: '', row: '' })
      expect(await rows()).toContainEqual({ sector: 'Tische', row: 'Tisch 5' })
    })

    it('where blocked seats and seats without a product cannot be had', async () => {
      const state = new Map((await seats()).map(seat => [seat.guid, seat.state]))
      expect(['pierwszy-A-3', 'stol-5-4', 'luzem-1-1'].map(guid => state.get(guid))).toEqual(['blocked', 'blocked', 'blocked'])
      expect(state.get('pierwszy-A-1')).toBe('sold')
      await till.ask('cart.empty', {})
      for (const guid of ['pierwszy-A-3', 'luzem-1-1', 'pierwszy-A-1'])
        expect(await till.call('cart.seats', { ...hall, guids: [guid], variation: null })).toMatchObject({ ok: false })
      expect((await till.ask('cart.get', {})).lines).toEqual([])
    })

    it('and sells a seat of every row, beside what has no seat', async () => {
      await till.ask('cart.empty', {})
      const guids: string[] = []
      for (const row of await rows()) {
        const free = (await till.ask('stock.row', { ...hall, ...row })).seats.find(seat => seat.state === 'free')
        if (free) guids.push(free.guid)
      }
      expect(guids.length).toBeGreaterThanOrEqual(4)
      await till.ask('cart.seats', { ...hall, guids, variation: null })
      const standing = the(await handlesOf(hall), 'standing')
      await till.ask('cart.add', { ...hall, item: standing.item, variation: null, quantity: 1, parent: null })
      const { order, secrets } = await onPlatform(till, desk, await till.pay())
      expect(order.positions.map(position => position.seat?.seat_guid ?? null)).toEqual([...guids, null])
      expect(order.positions.map(position => position.secret)).toEqual(secrets)
    })

    it('or none but areas, and sells what stands there', async () => {
      const showing = eventOf('plac')
      await till.ask('showings.watch', showing)
      const [product] = await till.products(showing)
      expect(product).toMatchObject({ seated: false, unsellable: null })
      if (!product) return
      const { order } = await soldAt(showing, [{ product }])
      expect(order.total).toBe('15.00')
      await till.until('an empty hall', async () => (await till.ask('stock.hall', showing)).total === 0)
    })
  })

  it('ends with every sale on the platform, nothing to settle and no fault', async () => {
    const status = await till.ask('status.get', {})
    expect([status.waiting, status.toSettle]).toEqual([0, 0])
    expect(till.log.filter(entry => entry.level === 'fault')).toEqual([])
  })
})
