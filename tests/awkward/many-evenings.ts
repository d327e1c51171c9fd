import { describe, expect, it } from 'vitest'
import type { Showing } from '#contract/showing'
import type { Company } from './scene.ts'
import { onPlatform, preview, the, written } from './scene.ts'

/** 120 dates of one series. */
export const manyEvenings = ({ till, desk, handlesOf, soldAt }: Company): void => {
  describe('plays on many evenings', () => {
    const dates = async () => (await till().ask('showings.list', {})).filter(showing => showing.event === 'seria')
    const evening = async (number: number): Promise<Showing> => {
      const found = (await dates()).toSorted((one, other) => (one.startsAt ?? 0) - (other.startsAt ?? 0))[number - 1]
      if (!found) throw new Error(`there is no evening ${number}`)
      return { event: found.event, subevent: found.subevent }
    }

    it('each at its own price, as the platform has it', async () => {
      for (const number of [1, 7, 20, 77, 120]) {
        const showing = await evening(number)
        for (const product of (await till().products(showing)).filter(({ unsellable }) => !unsellable)) {
          const { total } = await preview(desk(), 'seria', {
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
      await till().ask('showings.watch', showing)
      await till().until('the hall of one evening', async () => (await till().ask('stock.hall', showing)).loaded === 60)
      await till().ask('cart.empty', {})
      const { seats } = await till().ask('stock.row', { ...showing, sector: 'Loge', row: '1' })
      const guid = seats.find(seat => seat.state === 'free')?.guid ?? 'none is free'
      await till().ask('cart.seats', { ...showing, guids: [guid], variation: null })
      const { order } = await onPlatform(till(), desk(), await till().pay())
      expect(order.positions[0]).toMatchObject({ subevent: showing.subevent, seat: { seat_guid: guid } })
      expect((await handlesOf(await evening(79))).get('seated-once')?.unsellable).toBe('no-quota')
    })
  })
}
