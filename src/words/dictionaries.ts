import { english } from './en/all.ts'
import { polish } from './pl/all.ts'

export type Language = 'pl' | 'en'

/** Every word of Kasa, by language and area. Polish is the measure: English has the same areas and keys or does not compile. */
export const dictionaries = { pl: polish, en: english } as const satisfies Readonly<Record<Language, Areas>>

type Areas = { readonly [Area in keyof typeof polish]: { readonly [Key in keyof (typeof polish)[Area]]: string } }
/** `area.key`, as in `sell.toPay` or `refusals.seat-taken`. */
export type WordKey = { [Area in keyof Areas]: `${Area}.${keyof Areas[Area] & string}` }[keyof Areas]
