import type { onsale as polish } from '../pl/onsale.ts'
import type { Same } from '../same.ts'

export const onsale = {
  title: 'On-sale',
} as const satisfies Same<typeof polish>
