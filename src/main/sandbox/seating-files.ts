import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'

/** A seating plan as the platform's schema has it, as far as seats are made from it. */
export type SeatingLayout = {
  readonly name: string
  readonly zones: readonly {
    readonly name: string
    readonly rows: readonly {
      readonly row_number: string
      readonly seats: readonly { readonly seat_guid: string; readonly seat_number: string; readonly category: string }[]
    }[]
  }[]
}

/** Reads one of the plans that come with the sandbox, invented in detail but of the real size. */
export function readSeatingFile(name: 'tauron-arena' | 'ergo-arena'): SeatingLayout {
  const file = new URL(`../../../resources/seating/${name}.json.gz`, import.meta.url)
  const layout: unknown = JSON.parse(gunzipSync(readFileSync(file)).toString('utf8'))
  if (!isLayout(layout)) throw new Error(`${name} is no seating plan`)
  return layout
}

function isLayout(value: unknown): value is SeatingLayout {
  return typeof value === 'object' && value !== null && 'zones' in value && Array.isArray(value.zones)
}
