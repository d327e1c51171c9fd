import { minor } from '#contract/nominal'
import type { TotalsCategory, TotalsEvent } from '#contract/totals'
import type { CapacityProduct, CapacityQuota } from '#domain/capacity'
import { productCapacity, showingCapacity } from '#domain/capacity'
import { multilingualFrom } from '#domain/multilingual'
import type { Counted } from '#domain/tally'
import { moneyOnly, tallySum } from '#domain/tally'
import type { Programme, ProgrammeProduct, ProgrammeQuota, ProgrammeShowing } from '#store/programme'
import type { Sold } from '#store/sold'

/** Totals of each showing that is on the programme or has sold anything, soonest first. */
export const showingTotals = (
  showings: readonly ProgrammeShowing[],
  programme: Programme,
  sold: Sold,
): readonly TotalsEvent[] => {
  const index = indexOf(programme, sold)
  return showings
    .flatMap(showing => {
      const units = index.units.get(keyOf(showing)) ?? []
      const money = index.money.get(keyOf(showing)) ?? []
      if (showing.shown === 0 && units.length === 0 && money.length === 0) return []
      return [showingTotal(showing, units, money, index)]
    })
    .toSorted((a, b) => (a.startsAt ?? Infinity) - (b.startsAt ?? Infinity) || (keyOf(a) < keyOf(b) ? -1 : 1))
}

type Units = Omit<Counted, 'refundedMinor'> &
  Place & {
    readonly item: number
    readonly variation: number | null
    readonly admission?: number
  }
type Index = ReturnType<typeof indexOf>

/** Everything by the showing it belongs to. */
const indexOf = (programme: Programme, sold: Sold) => {
  const series = new Set(programme.showings.filter(showing => showing.series === 1).map(showing => showing.event))
  const undated = sold.orderMoney.filter(row => !series.has(row.event)).map(row => ({ ...row, subevent: null }))
  const quotaProducts = Map.groupBy(programme.quotaProducts, ({ quota }) => quota)
  const quotas = programme.quotas.map(quota => ({
    ...quota,
    products: new Set(
      (quotaProducts.get(quota.id) ?? []).map(({ item, variation }) => productKey({ item, variation: variation || null })),
    ),
  }))
  return {
    units: Map.groupBy<string, Units>([...sold.products, ...sold.till], keyOf),
    money: Map.groupBy([...undated, ...sold.dateMoney], keyOf),
    products: Map.groupBy(programme.products, ({ event }) => event),
    quotas: Map.groupBy(quotas, keyOf),
    seats: new Map(programme.seats.map(row => [`${row.event}/${row.subevent || ''}/${row.item}`, row.seats])),
  }
}

const showingTotal = (
  showing: ProgrammeShowing,
  units: readonly Units[],
  money: readonly Partial<Counted>[],
  index: Index,
): TotalsEvent => {
  const quotas = index.quotas.get(keyOf(showing)) ?? []
  const listed = listedProducts(showing, units, quotas, index.products.get(showing.event) ?? [])
  const capacityProducts = listed.map(product => asCapacityProduct(showing, product, index))
  const bySold = Map.groupBy(units, productKey)
  const categories = listed.map(product =>
    category(
      product,
      bySold.get(productKey(product)) ?? [],
      productCapacity(asCapacityProduct(showing, product, index), capacityProducts, quotas),
    ),
  )
  const whole = showingCapacity(capacityProducts, quotas)
  const admitting = new Set(listed.filter(product => product.admission === 1).map(productKey))
  return {
    event: showing.event,
    subevent: showing.subevent,
    name: multilingualFrom(showing.name),
    dateName: showing.dateName === null ? null : multilingualFrom(showing.dateName),
    startsAt: showing.startsAt,
    timezone: showing.timezone,
    currency: showing.currency,
    capacity: whole.value,
    shared: whole.shared,
    categories,
    quotas: quotas.map(({ id, name, size, free, askedAt }) => ({ id, name, size, free, askedAt })),
    ...tallySum([
      ...units.map(row => (admitting.has(productKey(row)) ? row : moneyOnly({ ...row, refundedMinor: 0 }))),
      ...money,
    ]),
  }
}

/** What is on sale for this showing (it has a quota there), and what has been sold for it; a sold product that is gone keeps its number for a name. */
const listedProducts = (
  showing: ProgrammeShowing,
  units: readonly Units[],
  quotas: readonly (ProgrammeQuota & CapacityQuota)[],
  offered: readonly ProgrammeProduct[],
): readonly ProgrammeProduct[] => {
  const sold = new Map(units.map(row => [productKey(row), row]))
  const known = new Set(offered.map(productKey))
  const onSale = (product: ProgrammeProduct) =>
    product.active === 1 && quotas.some(quota => quota.products.has(productKey(product)))
  return [
    ...offered.filter(product => sold.has(productKey(product)) || onSale(product)),
    ...[...sold.values()]
      .filter(row => !known.has(productKey(row)))
      .map(row => {
        const parent = offered.find(product => product.item === row.item)
        return {
          event: showing.event,
          item: row.item,
          variation: row.variation,
          name: parent?.name ?? JSON.stringify({ en: `#${row.item}` }),
          variationName: row.variation === null ? null : JSON.stringify({ en: `#${row.variation}` }),
          priceMinor: parent?.priceMinor ?? 0,
          admission: parent?.admission ?? row.admission ?? 1,
          active: 0,
        }
      }),
  ]
}

const category = (
  product: ProgrammeProduct,
  units: readonly Units[],
  capacity: { value: number | null; shared: boolean },
): TotalsCategory => ({
  item: product.item,
  variation: product.variation,
  name: multilingualFrom(product.name),
  variationName: product.variationName === null ? null : multilingualFrom(product.variationName),
  priceMinor: minor(product.priceMinor),
  capacity: capacity.value,
  shared: capacity.shared,
  ...tallySum(units),
})

const asCapacityProduct = (showing: ProgrammeShowing, product: ProgrammeProduct, index: Index): CapacityProduct => ({
  key: productKey(product),
  item: product.item,
  admission: product.admission === 1,
  seats: index.seats.get(`${keyOf(showing)}/${product.item}`) ?? null,
})

type Place = { readonly event: string; readonly subevent: number | null }
const keyOf = ({ event, subevent }: Place): string => `${event}/${subevent ?? ''}`
const productKey = ({ item, variation }: { readonly item: number; readonly variation: number | null }): string =>
  `${item}/${variation ?? ''}`
