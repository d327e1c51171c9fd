import type { rehearsal as polish } from '../pl/rehearsal.ts'
import type { Same } from '../same.ts'

export const rehearsal = {
  title: 'On-sale',
} as const satisfies Same<typeof polish>
