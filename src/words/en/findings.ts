import type { findings as polish } from '../pl/findings.ts'
import type { Same } from '../same.ts'

export const findings = {
  title: 'On-sale',
} as const satisfies Same<typeof polish>
