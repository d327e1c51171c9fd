/** Words of the on-sale: cloud. */
export const cloud = {
  title: 'On-sale',
} as const
