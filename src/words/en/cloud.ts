import type { cloud as polish } from '../pl/cloud.ts'
import type { Same } from '../same.ts'

export const cloud = {
  title: 'On-sale',
} as const satisfies Same<typeof polish>
