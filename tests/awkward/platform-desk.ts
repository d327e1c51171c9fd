import { z } from 'zod'
import type { AwkwardWorld } from './world-file.ts'

const pageShape = z.looseObject({ next: z.string().nullable(), results: z.array(z.unknown()) })
const mostPages = 400

/** The platform as its own back office sees it. Shares nothing with Kasa. */
export type PlatformDesk = {
  readonly get: (path: string) => Promise<unknown>
  readonly list: <Shape extends z.ZodType>(path: string, shape: Shape) => Promise<z.output<Shape>[]>
  readonly post: (path: string, body: unknown) => Promise<{ readonly status: number; readonly body: unknown }>
}

/** Asks with the organizer's key; paths are given below the organizer. */
export const openDesk = (world: AwkwardWorld): PlatformDesk => {
  const base = `${world.url}/api/v1/organizers/${world.organizer}/`
  const headers = { Authorization: `Token ${world.adminToken}`, 'Accept-Language': 'en', 'Content-Type': 'application/json' }
  const get = async (path: string): Promise<unknown> => {
    const answer = await fetch(base + path, { headers })
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${(await answer.text()).slice(0, 300)}`)
    return answer.json()
  }
  return {
    get,
    list: async (path, shape) => {
      const found: z.output<typeof shape>[] = []
      for (let number = 1; number <= mostPages; number += 1) {
        const page = pageShape.parse(await get(`${path}${path.includes('?') ? '&' : '?'}page=${number}`))
        found.push(...z.array(shape).parse(page.results))
        if (page.next === null) return found
      }
      throw new Error(`${path} has no end`)
    },
    post: async (path, body) => {
      const answer = await fetch(base + path, { method: 'POST', headers, body: JSON.stringify(body) })
      return { status: answer.status, body: await answer.json() }
    },
  }
}
