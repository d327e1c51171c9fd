/** Joins the class names that are there; CSS modules may lack one, and a condition may leave one out. */
export const classes = (...names: readonly (string | false | null | undefined)[]): string => names.filter(Boolean).join(' ')
