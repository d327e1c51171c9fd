/** A dictionary with exactly the words of the measure (Polish): a missing or an extra word does not compile. */
export type Same<Measure> = { readonly [Key in keyof Measure]: string }
