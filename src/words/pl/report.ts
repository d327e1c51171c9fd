/** Words of the on-sale: report. */
export const report = {
  title: 'On-sale',
} as const
