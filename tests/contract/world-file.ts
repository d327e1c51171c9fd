import { readFileSync } from 'node:fs'
import { z } from 'zod'

const worldShape = z.looseObject({
  url: z.string(),
  organizer: z.string(),
  events: z.array(z.string()),
  adminToken: z.string(),
  handshake: z.looseObject({ handshake_version: z.number(), url: z.string(), token: z.string() }),
  deviceToken: z.string(),
  scanToken: z.string(),
})

/** Where a server is and the credentials it gave out: all the suite may know beforehand. */
export type WorldFile = z.infer<typeof worldShape>

/** Reads the one JSON line that a sandbox or a real server printed when it was started. */
export function parseWorld(text: string): WorldFile {
  return worldShape.parse(JSON.parse(text))
}

/** Reads the world file that `--world` named. */
export function readWorldFile(path: string): WorldFile {
  return parseWorld(readFileSync(path, 'utf8'))
}
