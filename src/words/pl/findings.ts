/** Words of the on-sale: findings. */
export const findings = {
  title: 'On-sale',
} as const
