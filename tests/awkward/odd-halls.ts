import { beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { Company } from './scene.ts'
import { eventOf, onPlatform, the } from './scene.ts'

/** Seating plans as nobody would draw them. */
export const oddHalls = ({ till, desk, handlesOf, soldAt }: Company): void => {
  describe('has an odd hall', () => {
    const hall = eventOf('sala')
    const rows = async () =>
      (await till().ask('stock.hall', hall)).sectors.flatMap(sector =>
        sector.rows.map(row => ({ sector: sector.name, row: row.name })),
      )
    const seats = async () =>
      (await Promise.all((await rows()).map(async row => (await till().ask('stock.row', { ...hall, ...row })).seats))).flat()

    beforeAll(async () => {
      await till().ask('showings.watch', hall)
      await till().until('the hall', async () => {
        const { loaded, total } = await till().ask('stock.hall', hall)
        return total !== null && loaded === total
      })
    })

    it('of which every seat can be found, also in rows and zones without a name', async () => {
      const listed = await desk().list('events/sala/seats/', z.looseObject({ seat_guid: z.string() }))
      expect((await seats()).map(seat => seat.guid).toSorted()).toEqual(listed.map(seat => seat.seat_guid).toSorted())
      expect(await rows()).toContainEqual({ sector: '', row: '' })
      expect(await rows()).toContainEqual({ sector: 'Tische', row: 'Tisch 5' })
    })

    it('where blocked seats and seats without a product cannot be had', async () => {
      const state = new Map((await seats()).map(seat => [seat.guid, seat.state]))
      expect(['pierwszy-A-3', 'stol-5-4', 'luzem-1-1'].map(guid => state.get(guid))).toEqual(['blocked', 'blocked', 'blocked'])
      expect(state.get('pierwszy-A-1')).toBe('sold')
      await till().ask('cart.empty', {})
      for (const guid of ['pierwszy-A-3', 'luzem-1-1', 'pierwszy-A-1'])
        expect(await till().call('cart.seats', { ...hall, guids: [guid], variation: null })).toMatchObject({ ok: false })
      expect((await till().ask('cart.get', {})).lines).toEqual([])
    })

    it('and sells a seat of every row, beside what has no seat', async () => {
      await till().ask('cart.empty', {})
      const guids: string[] = []
      for (const row of await rows()) {
        const free = (await till().ask('stock.row', { ...hall, ...row })).seats.find(seat => seat.state === 'free')
        if (free) guids.push(free.guid)
      }
      expect(guids.length).toBeGreaterThanOrEqual(4)
      await till().ask('cart.seats', { ...hall, guids, variation: null })
      const standing = the(await handlesOf(hall), 'standing')
      await till().ask('cart.add', { ...hall, item: standing.item, variation: null, quantity: 1, parent: null })
      const { order, secrets } = await onPlatform(till(), desk(), await till().pay())
      expect(order.positions.map(position => position.seat?.seat_guid ?? null)).toEqual([...guids, null])
      expect(order.positions.map(position => position.secret)).toEqual(secrets)
    })

    it('or none but areas, and sells what stands there', async () => {
      const showing = eventOf('plac')
      await till().ask('showings.watch', showing)
      const [product] = await till().products(showing)
      expect(product).toMatchObject({ seated: false, unsellable: null })
      if (!product) return
      const { order } = await soldAt(showing, [{ product }])
      expect(order.total).toBe('15.00')
      await till().until('an empty hall', async () => (await till().ask('stock.hall', showing)).total === 0)
    })
  })
}
