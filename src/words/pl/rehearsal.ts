/** Words of the on-sale: rehearsal. */
export const rehearsal = {
  title: 'On-sale',
} as const
