/** Words of the on-sale cockpit. */
export const onsale = {
  title: 'On-sale',
  perMinute: '{figure}/min',
  seconds: '{figure} s',
  dollars: '{figure} USD',
  servers: '{count, plural, one {{figure} serwer} few {{figure} serwery} many {{figure} serwerów} other {{figure} serwera}}',
} as const
