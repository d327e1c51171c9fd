import type { EventBook } from './platform.ts'
import { ON_SALE_DAYS_AGO } from './programme-concerts.ts'
import type { ProgrammeBuilder } from './programme-builder.ts'
import { addDays, localMoment } from './warsaw-time.ts'

const FESTIVAL_IN_DAYS = 200
const FESTIVAL_DAY_CAPACITY = 8_000
const CAMPING_PLACES = 400
const PARKING_PLACES = 150

/** The first club night and the step from one to the next. */
const CLUB_IN_DAYS = 30
const CLUB_STEP_DAYS = 14
const CLUB_CAPACITY = 2_400
const VIP_PLACES = 120

/** Jarocin Festiwal: passes with variations, day tickets that share quotas with them, camping and parking as add-ons. */
export function addJarocin(builder: ProgrammeBuilder, day: string): EventBook {
  const first = addDays(day, FESTIVAL_IN_DAYS)
  const onSale = localMoment(addDays(day, -ON_SALE_DAYS_AGO), 12)
  const book = builder.event({
    slug: 'jarocin',
    name: { pl: 'Jarocin Festiwal', en: 'Jarocin Festival' },
    location: { pl: 'Park Radolińskich, Jarocin', en: 'Radoliński Park, Jarocin' },
    dateFrom: localMoment(first, 15),
    dateTo: localMoment(addDays(first, 2), 23, 59),
    dateAdmission: localMoment(first, 13),
    presaleStart: onSale,
    hasSubevents: false,
    seatingPlan: null,
    seatMapping: {},
    geo: ['51.9720', '17.5010'],
    logged: onSale,
  })
  const passes = builder.category(book, { pl: 'Karnety', en: 'Passes' })
  const days = builder.category(book, { pl: 'Bilety jednodniowe', en: 'Day tickets' })
  const extras = builder.category(book, { pl: 'Dodatki', en: 'Extras' }, true)
  const pass = builder.item(book, {
    name: { pl: 'Karnet 3-dniowy', en: '3-day pass' },
    priceMinor: 24900,
    category: passes,
    variations: [
      { value: { pl: 'Normalny', en: 'Regular' }, priceMinor: null },
      { value: { pl: 'Ulgowy', en: 'Reduced' }, priceMinor: 19900 },
    ],
    addons: [{ category: extras.id, minCount: 0, maxCount: 2, priceIncluded: false, multiAllowed: false }],
  })
  const dayNames = [
    ['piątek', 'Friday'],
    ['sobota', 'Saturday'],
    ['niedziela', 'Sunday'],
  ] as const
  for (const [pl, en] of dayNames) {
    const ticket = builder.item(book, { name: { pl: `Bilet ${pl}`, en: `${en} ticket` }, priceMinor: 11900, category: days })
    builder.quota(book, { name: `Dzień: ${pl}`, size: FESTIVAL_DAY_CAPACITY, items: [ticket, pass] })
  }
  const camping = builder.item(book, {
    name: { pl: 'Kemping', en: 'Camping' },
    priceMinor: 6000,
    category: extras,
    admission: false,
  })
  const parking = builder.item(book, {
    name: { pl: 'Parking', en: 'Parking' },
    priceMinor: 4000,
    category: extras,
    admission: false,
  })
  builder.quota(book, { name: 'Kemping', size: CAMPING_PLACES, items: [camping] })
  builder.quota(book, { name: 'Parking', size: PARKING_PLACES, items: [parking] })
  builder.question(book, { pl: 'Rok urodzenia', en: 'Year of birth' }, 'YOB', [camping])
  builder.discount(book, '4+ karnety', 4, '10.00')
  return book
}

/** A club night in three dates, the last one dearer. */
export function addClubNights(builder: ProgrammeBuilder, day: string): EventBook {
  const first = addDays(day, CLUB_IN_DAYS)
  const onSale = localMoment(addDays(day, -ON_SALE_DAYS_AGO), 9)
  const book = builder.event({
    slug: 'klub',
    name: { pl: 'Noc klubowa', en: 'Club night' },
    location: { pl: 'Klub B90, ul. Elektryków, Gdańsk', en: 'Klub B90, ul. Elektryków, Gdańsk' },
    dateFrom: localMoment(first, 22),
    dateTo: null,
    dateAdmission: null,
    presaleStart: null,
    hasSubevents: true,
    seatingPlan: null,
    seatMapping: {},
    geo: ['54.3646', '18.6494'],
    logged: onSale,
  })
  const entry = builder.item(book, { name: { pl: 'Wejście', en: 'Entry' }, priceMinor: 4500 })
  const vipArea = builder.item(book, { name: { pl: 'Strefa VIP', en: 'VIP area' }, priceMinor: 12000 })
  ;['I', 'II', 'III'].forEach((number, index) => {
    const evening = addDays(first, index * CLUB_STEP_DAYS)
    const date = builder.subevent(book, {
      name: { pl: `Noc klubowa ${number}`, en: `Club night ${number}` },
      dateFrom: localMoment(evening, 22),
      dateAdmission: localMoment(evening, 21),
      lastModified: onSale,
      itemOverrides: index === 2 ? [{ id: entry.id, priceMinor: 5500, disabled: false }] : [],
    })
    builder.quota(book, { name: `Wejście ${number}`, size: CLUB_CAPACITY, items: [entry], subevent: date.id })
    builder.quota(book, { name: `VIP ${number}`, size: VIP_PLACES, items: [vipArea], subevent: date.id })
  })
  return book
}
