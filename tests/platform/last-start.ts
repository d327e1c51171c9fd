import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { platformHome } from './place.ts'
import { answersAsPlatform } from './server.ts'

/** Where a start leaves its line for whoever comes later. */
export const worldFileOf = (home: string): string => join(home, 'world.json')

/** The world file of a platform that was started earlier and answers now; null: none does. */
export const worldOfLastStart = async (): Promise<string | null> => {
  const file = worldFileOf(platformHome())
  if (!existsSync(file)) return null
  const world = z.looseObject({ url: z.string() }).safeParse(JSON.parse(readFileSync(file, 'utf8')))
  return world.success && (await answersAsPlatform(world.data.url)) ? file : null
}
