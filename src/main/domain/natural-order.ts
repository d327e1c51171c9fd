const collator = new Intl.Collator('pl', { numeric: true, sensitivity: 'base' })

/** Orders names as people count: "9" before "10", "Sektor A2" before "Sektor A10". */
export const naturalOrder = (one: string, other: string): number => collator.compare(one, other)
