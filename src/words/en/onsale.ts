import type { onsale as polish } from '../pl/onsale.ts'
import type { Same } from '../same.ts'

/** Words of the on-sale cockpit. */
export const onsale = {
  title: 'On-sale',
  perMinute: '{figure}/min',
  seconds: '{figure} s',
  dollars: '{figure} USD',
  servers: '{count, plural, one {{figure} server} other {{figure} servers}}',
} as const satisfies Same<typeof polish>
