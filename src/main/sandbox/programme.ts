import { TOKEN_LETTERS } from './alphabets.ts'
import { addDevice, initialize } from './devices.ts'
import { prepareOnsale, type OnsaleStock } from './onsale-stock.ts'
import { addPastOrders } from './past-orders.ts'
import { emptyPlatform, type Platform } from './platform.ts'
import { ProgrammeBuilder } from './programme-builder.ts'
import { addBieber, addMusicPowerExplosion, addRichie, ON_SALE_DAYS_AGO } from './programme-concerts.ts'
import { addClubNights, addJarocin } from './programme-festival.ts'
import { seededRandom } from './seeded-random.ts'
import { addDays, localMoment } from './warsaw-time.ts'

/** The tokens a client starts with. They follow from the seed, so a restart keeps them. */
export type ProgrammeKeys = { readonly handshakeToken: string; readonly deviceToken: string; readonly scanToken: string }

const ADMIN_TOKEN_LENGTH = 64

/** How many past orders each event has. */
const PAST_ORDERS = { bieber: 4_000, richie: 2_300, mpe: 4_000, jarocin: 3_500, klub: 2_200 } as const

/** The promoter's programme as of a day: same seed and day, same world, byte for byte. With an event of it that is still to go on sale. */
export function buildProgramme(
  seed: number,
  day: string,
  onsale: OnsaleStock | null = null,
): { readonly platform: Platform; readonly keys: ProgrammeKeys } {
  const random = seededRandom(`programme ${seed}`)
  const platform = emptyPlatform({ slug: 'prestige', name: 'Prestige MJM' }, random.text(ADMIN_TOKEN_LENGTH, TOKEN_LETTERS))
  const keys = addDevices(platform, seed, day)
  const builder = new ProgrammeBuilder(platform)
  const books = [
    addBieber(builder, day),
    addRichie(builder, day),
    addMusicPowerExplosion(builder, day),
    addJarocin(builder, day),
    addClubNights(builder, day),
  ]
  for (const book of books) {
    if (book.event.slug === onsale?.event) {
      prepareOnsale(book, onsale)
      continue
    }
    const orders = Object.entries(PAST_ORDERS).find(([slug]) => slug === book.event.slug)?.[1] ?? 0
    addPastOrders(platform, book, {
      random: seededRandom(`orders ${seed} ${book.event.slug}`),
      orders,
      day,
      days: ON_SALE_DAYS_AGO,
    })
  }
  return { platform, keys }
}

function addDevices(platform: Platform, seed: number, day: string): ProgrammeKeys {
  const random = seededRandom(`devices ${seed}`)
  const at = localMoment(addDays(day, -ON_SALE_DAYS_AGO), 8)
  const till = addDevice(platform, random, { name: 'Kasa 1', profile: 'full', at })
  const second = addDevice(platform, random, { name: 'Kasa 2', profile: 'full', at })
  const gate = addDevice(platform, random, { name: 'Bramka', profile: 'pretixscan', at })
  return {
    handshakeToken: till.initializationToken,
    deviceToken: initialize(second, random, at),
    scanToken: initialize(gate, random, at),
  }
}
