import { z } from 'zod'

declare const brand: unique symbol
/** A type told apart by its name: a sale id cannot be passed where a cart line is meant. */
export type Nominal<Base, Name extends string> = Base & { readonly [brand]: Name }

/** Money as whole minor units (grosz, cent) of the currency beside it. May be negative. */
export type Minor = Nominal<number, 'Minor'>

/** Makes money out of a whole number. Throws on a fraction: that is a fault of the program. */
export const minor = (units: number): Minor => {
  if (!Number.isSafeInteger(units)) throw new Error(`not a whole number of minor units: ${units}`)
  return units as Minor
}

export const minorShape = z.int().transform(units => minor(units))

/** A sale made at this till; a UUID. */
export type SaleId = Nominal<string, 'SaleId'>
export const saleIdShape = z.uuid().transform(id => id as SaleId)

/** One unit in the cart. */
export type LineId = Nominal<string, 'LineId'>
export const lineIdShape = z.uuid().transform(id => id as LineId)
