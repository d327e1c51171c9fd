import type { AddonRow, CategoryRow, EventRow, ItemRow, QuotaRow, SeatRow, SubeventRow, VariationRow, Words } from './model.ts'
import { emptyBook, seatKey, type EventBook, type Platform } from './platform.ts'
import type { SeatingLayout } from './seating-files.ts'

/** VAT on tickets to concerts in Poland. */
const TICKET_VAT_HUNDREDTHS = 800

/** Builds the catalogue of the programme; primary keys run over all events, as on the platform. */
export class ProgrammeBuilder {
  readonly platform: Platform
  readonly #keys: Record<string, number> = {}

  constructor(platform: Platform) {
    this.platform = platform
  }

  /** A new event with its tax rule and one check-in list. */
  event(wanted: Omit<EventRow, 'id' | 'lastLogged' | 'testmode'> & { readonly logged: number }): EventBook {
    const { logged, ...row } = wanted
    const book = emptyBook({
      ...row,
      id: this.#key('event'),
      testmode: false,
      lastLogged: { items: logged, categories: logged, taxrules: logged },
    })
    this.platform.books.set(row.slug, book)
    book.taxRules.push({
      id: this.#key('tax'),
      event: row.slug,
      name: { pl: 'VAT 8%', en: 'VAT 8%' },
      rateHundredths: TICKET_VAT_HUNDREDTHS,
    })
    const list = { id: this.#key('list'), event: row.slug, name: 'Wejście', subevent: null, includePending: false }
    book.checkinLists.set(list.id, list)
    return book
  }

  category(book: EventBook, name: Words, isAddon = false): CategoryRow {
    const category = { id: this.#key('category'), event: book.event.slug, name, position: book.categories.length, isAddon }
    book.categories.push(category)
    return category
  }

  item(book: EventBook, wanted: WantedItem): ItemRow {
    const [taxRule] = book.taxRules
    if (taxRule === undefined) throw new Error('an event has a tax rule')
    const variations = (wanted.variations ?? []).map((variation, position): VariationRow => ({
      ...variation,
      id: this.#key('variation'),
      active: true,
      position,
    }))
    const item: ItemRow = {
      id: this.#key('item'),
      event: book.event.slug,
      category: wanted.category?.id ?? null,
      name: wanted.name,
      internalName: null,
      description: wanted.description ?? null,
      active: true,
      priceMinor: wanted.priceMinor,
      freePrice: wanted.freePrice ?? false,
      taxRule,
      admission: wanted.admission ?? true,
      position: book.items.size,
      variations,
      addons: wanted.addons ?? [],
    }
    book.items.set(item.id, item)
    return item
  }

  /** A quota over whole items, with all their variations. */
  quota(
    book: EventBook,
    {
      name,
      size,
      items,
      subevent = null,
    }: { name: string; size: number | null; items: readonly ItemRow[]; subevent?: number | null },
  ): QuotaRow {
    const quota: QuotaRow = {
      id: this.#key('quota'),
      event: book.event.slug,
      name,
      size,
      items: items.map(item => item.id),
      variations: items.flatMap(item => item.variations.map(variation => variation.id)),
      subevent,
      closed: false,
    }
    book.quotas.set(quota.id, quota)
    return quota
  }

  subevent(
    book: EventBook,
    wanted: Omit<SubeventRow, 'id' | 'event' | 'active' | 'variationOverrides' | 'seatingPlan' | 'seatMapping'>,
  ): SubeventRow {
    const date: SubeventRow = {
      ...wanted,
      id: this.#key('subevent'),
      event: book.event.slug,
      active: true,
      variationOverrides: [],
      seatingPlan: null,
      seatMapping: {},
    }
    book.subevents.set(date.id, date)
    return date
  }

  plan(name: string, layout: SeatingLayout): number {
    const id = this.#key('plan')
    this.platform.seatingPlans.set(id, { id, name, layout })
    return id
  }

  /** One seat a place of the plan; `blocked` says which are held back for the production. */
  seats(book: EventBook, layout: SeatingLayout, itemOf: (category: string) => number, blocked: (guid: string) => boolean): void {
    for (const zone of layout.zones)
      for (const row of zone.rows)
        for (const place of row.seats) {
          const seat: SeatRow = {
            id: this.#key('seat'),
            event: book.event.slug,
            subevent: null,
            zone: zone.name,
            row: row.row_number,
            number: place.seat_number,
            guid: place.seat_guid,
            item: itemOf(place.category),
            blocked: blocked(place.seat_guid),
          }
          book.seats.push(seat)
          book.seatsByGuid.set(seatKey(null, seat.guid), seat)
        }
  }

  question(book: EventBook, question: Words, identifier: string, items: readonly ItemRow[]): void {
    const row = {
      id: this.#key('question'),
      event: book.event.slug,
      question,
      kind: 'N' as const,
      required: false,
      items: items.map(item => item.id),
      identifier,
    }
    book.questions.push(row)
  }

  discount(book: EventBook, internalName: string, minCount: number, percent: string): void {
    book.discounts.push({
      id: this.#key('discount'),
      event: book.event.slug,
      active: false,
      internalName,
      minCount,
      percent,
      products: null,
    })
  }

  #key(table: string): number {
    const next = (this.#keys[table] ?? 0) + 1
    this.#keys[table] = next
    return next
  }
}

export type WantedItem = {
  readonly name: Words
  readonly description?: Words
  readonly priceMinor: number
  readonly category?: CategoryRow
  readonly freePrice?: boolean
  readonly admission?: boolean
  readonly variations?: readonly Pick<VariationRow, 'value' | 'priceMinor'>[]
  readonly addons?: readonly AddonRow[]
}
