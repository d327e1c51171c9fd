import { z } from 'zod'

const worldShape = z.looseObject({
  url: z.string(),
  organizer: z.string(),
  events: z.array(z.string()),
  adminToken: z.string(),
  deviceToken: z.string(),
  scanToken: z.string(),
  /** Where the platform's own database is; absent: only its API is asked. */
  database: z.object({ psql: z.string(), host: z.string(), port: z.number(), user: z.string(), name: z.string() }).optional(),
})
export type World = z.infer<typeof worldShape>

/** Reads what a platform said about itself when it was started: its one line of JSON, whatever else was printed around it. */
export const readWorld = (text: string): World =>
  worldShape.parse(JSON.parse(text.split('\n').findLast(line => line.startsWith('{')) ?? text))

export type Answer = { readonly status: number; readonly body: unknown }

/** The platform as its organizer and its other customers reach it: straight, beside the till and the rough road. Paths are below the organizer. */
export type PlatformDesk = {
  readonly ask: (method: string, path: string, body?: unknown, authorization?: string) => Promise<Answer>
  /** Throws with the platform's words when it does not take it. */
  readonly must: <Body>(method: string, path: string, body?: unknown) => Promise<Body>
  readonly all: <Row>(path: string, mostPages?: number) => Promise<readonly Row[]>
}

const questionLimitMs = 60_000
const busyTries = 10

export const openPlatformDesk = (world: World): PlatformDesk => {
  const reach = async (method: string, path: string, body: unknown, authorization: string): Promise<Answer> => {
    const answer = await fetch(`${world.url}/api/v1/organizers/${world.organizer}/${path}`, {
      method,
      headers: { Authorization: authorization, 'Content-Type': 'application/json', 'Accept-Language': 'en' },
      signal: AbortSignal.timeout(questionLimitMs),
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const text = await answer.text()
    return { status: answer.status, body: text.startsWith('{') || text.startsWith('[') ? JSON.parse(text) : text }
  }
  const ask: PlatformDesk['ask'] = (method, path, body, authorization = `Token ${world.adminToken}`) =>
    // a server may close an idle connection in the moment it is used again; nothing asked here does harm when it is done twice
    reach(method, path, body, authorization).catch(() => reach(method, path, body, authorization))
  const must = async <Body>(method: string, path: string, body?: unknown): Promise<Body> => {
    for (let tries = 1; ; tries += 1) {
      const answer = await ask(method, path, body)
      if (answer.status < 300) return answer.body as Body
      // 409: the platform was too busy to lock; it asks to come again
      if (answer.status !== 409 || tries >= busyTries)
        throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body).slice(0, 300)}`)
    }
  }
  return {
    ask,
    must,
    all: async <Row>(path: string, mostPages = Infinity) => {
      const rows: Row[] = []
      for (let page = 1; ; page += 1) {
        const joint = path.includes('?') ? '&' : '?'
        const found = await must<{ results: Row[]; next: string | null }>('GET', `${path}${joint}page=${page}`)
        rows.push(...found.results)
        if (!found.next || page >= mostPages) return rows
      }
    },
  }
}
