import { readFileSync } from 'node:fs'
import { z } from 'zod'

const worldShape = z.looseObject({
  url: z.string(),
  organizer: z.string(),
  deviceToken: z.string(),
  adminToken: z.string(),
  events: z.array(z.string()),
})

/** Where the awkward organizer is and the credentials that awkward.py gave out. */
export type AwkwardWorld = z.infer<typeof worldShape>

/** Reads the line that awkward.py printed: a file of its own, or the member `awkward` of a bigger world file. Null: nobody named a file. */
export const readAwkwardWorld = (path: string | undefined): AwkwardWorld | null => {
  if (path === undefined || path === '') return null
  const text = readFileSync(path, 'utf8').replace(/^AWKWARD /, '')
  const whole = z.looseObject({ awkward: worldShape.optional() }).parse(JSON.parse(text))
  return whole.awkward ?? worldShape.parse(whole)
}
