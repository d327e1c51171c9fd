import type { ItemRow } from './model.ts'
import type { EventBook } from './platform.ts'
import type { ProgrammeBuilder } from './programme-builder.ts'
import { readSeatingFile, type SeatingLayout } from './seating-files.ts'
import { addDays, DAY_MS, localMoment } from './warsaw-time.ts'

/** How long before the build day the whole programme went on sale. */
export const ON_SALE_DAYS_AGO = 90

/** Days from the build day to the concerts. */
const BIEBER_IN_DAYS = 120
const RICHIE_IN_DAYS = 95
const MPE_IN_DAYS = 160

/** Justin Bieber, Tauron Arena Kraków: a seated bowl in five price categories and a standing floor. */
export function addBieber(builder: ProgrammeBuilder, day: string): EventBook {
  const layout = readSeatingFile('tauron-arena')
  const plan = builder.plan('Tauron Arena Kraków', layout)
  const prices = { 'Kat. I': 54900, 'Kat. II': 44900, 'Kat. III': 36900, 'Kat. IV': 28900, 'Kat. V': 20900 }
  const book = builder.event({
    ...concert(day, BIEBER_IN_DAYS, 20),
    slug: 'bieber',
    name: { pl: 'Justin Bieber — Kraków', en: 'Justin Bieber — Kraków' },
    location: { pl: 'Tauron Arena Kraków, ul. Stanisława Lema 7', en: 'Tauron Arena Kraków, ul. Stanisława Lema 7' },
    seatingPlan: plan,
    seatMapping: {},
    geo: ['50.0677', '19.9914'],
  })
  seatedItems(builder, book, { layout, prices, blockedRows: ['g1-1-', 'f1-1-'] })
  const floor = builder.item(book, { name: { pl: 'Płyta (miejsca stojące)', en: 'Floor (standing)' }, priceMinor: 39900 })
  builder.quota(book, { name: 'Płyta', size: 5000, items: [floor] })
  return book
}

/** Lionel Richie, Ergo Arena: seats only. */
export function addRichie(builder: ProgrammeBuilder, day: string): EventBook {
  const layout = readSeatingFile('ergo-arena')
  const plan = builder.plan('Ergo Arena', layout)
  const prices = { 'Kat. I': 49900, 'Kat. II': 39900, 'Kat. III': 29900, 'Kat. IV': 19900 }
  const book = builder.event({
    ...concert(day, RICHIE_IN_DAYS, 19),
    slug: 'richie',
    name: { pl: 'Lionel Richie — Gdańsk/Sopot', en: 'Lionel Richie — Gdańsk/Sopot' },
    location: { pl: 'Ergo Arena, plac Dwóch Miast 1, Gdańsk', en: 'Ergo Arena, plac Dwóch Miast 1, Gdańsk' },
    seatingPlan: plan,
    seatMapping: {},
    geo: ['54.4250', '18.5814'],
  })
  seatedItems(builder, book, { layout, prices, blockedRows: ['e1-1-'] })
  return book
}

/** Music Power Explosion, Stadion Energa Gdańsk: three general-admission zones, 40,000 people. */
export function addMusicPowerExplosion(builder: ProgrammeBuilder, day: string): EventBook {
  const book = builder.event({
    ...concert(day, MPE_IN_DAYS, 16),
    slug: 'mpe',
    name: { pl: 'Music Power Explosion', en: 'Music Power Explosion' },
    location: {
      pl: 'Stadion Energa Gdańsk, ul. Pokoleń Lechii Gdańsk 1',
      en: 'Stadion Energa Gdańsk, ul. Pokoleń Lechii Gdańsk 1',
    },
    seatingPlan: null,
    seatMapping: {},
    geo: ['54.3899', '18.6402'],
  })
  const zones: readonly [string, string, number, number][] = [
    ['Golden Circle', 'Golden Circle', 34900, 4000],
    ['Płyta', 'Pitch', 19900, 14000],
    ['Trybuny', 'Stands', 14900, 22000],
  ]
  for (const [pl, en, priceMinor, size] of zones) {
    builder.quota(book, { name: pl, size, items: [builder.item(book, { name: { pl, en }, priceMinor })] })
  }
  return book
}

/** What all one-evening concerts share. */
function concert(
  day: string,
  inDays: number,
  hour: number,
): Pick<
  Parameters<ProgrammeBuilder['event']>[0],
  'dateFrom' | 'dateTo' | 'dateAdmission' | 'presaleStart' | 'hasSubevents' | 'logged'
> {
  const evening = addDays(day, inDays)
  const onSale = localMoment(addDays(day, -ON_SALE_DAYS_AGO), 10)
  return {
    dateFrom: localMoment(evening, hour),
    dateTo: null,
    dateAdmission: localMoment(evening, hour - 2),
    presaleStart: onSale,
    hasSubevents: false,
    logged: onSale - 3 * DAY_MS,
  }
}

/** One item a category of the plan, each with a quota as large as the category. */
function seatedItems(
  builder: ProgrammeBuilder,
  book: EventBook,
  {
    layout,
    prices,
    blockedRows,
  }: { layout: SeatingLayout; prices: Readonly<Record<string, number>>; blockedRows: readonly string[] },
): void {
  const sizes = categorySizes(layout)
  const mapping: Record<string, number> = {}
  for (const [category, priceMinor] of Object.entries(prices)) {
    const item: ItemRow = builder.item(book, { name: { pl: category, en: category.replace('Kat.', 'Category') }, priceMinor })
    mapping[category] = item.id
    builder.quota(book, { name: category, size: sizes.get(category) ?? 0, items: [item] })
  }
  const itemOf = (category: string): number => {
    const item = mapping[category]
    if (item === undefined) throw new Error(`no product for ${category}`)
    return item
  }
  builder.seats(book, layout, itemOf, guid => blockedRows.some(row => guid.startsWith(row)))
  Object.assign(book.event.seatMapping, mapping)
}

function categorySizes(layout: SeatingLayout): Map<string, number> {
  const sizes = new Map<string, number>()
  for (const zone of layout.zones)
    for (const row of zone.rows) for (const seat of row.seats) sizes.set(seat.category, (sizes.get(seat.category) ?? 0) + 1)
  return sizes
}
