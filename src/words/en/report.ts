import type { report as polish } from '../pl/report.ts'
import type { Same } from '../same.ts'

export const report = {
  title: 'On-sale',
} as const satisfies Same<typeof polish>
