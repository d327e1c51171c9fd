/** Words of the on-sale: onsale. */
export const onsale = {
  title: 'On-sale',
} as const
