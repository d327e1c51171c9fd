import type { z } from 'zod'
import type { WorldFile } from './world-file.ts'

/** Who asks: a till that may sell, a scanner that may not, the organizer's team, nobody, or a credential of the case's own. */
export type Asker = 'till' | 'scanner' | 'admin' | 'nobody' | { readonly authorization: string }

/** What the platform said, before anything is believed about it. */
export type Answer = { readonly status: number; readonly body: unknown; readonly text: string; readonly headers: Headers }

/** What may go with a question besides its address. */
export type Question = {
  readonly body?: unknown
  readonly by?: Asker
  readonly key?: string
  readonly headers?: Readonly<Record<string, string>>
}

/** The platform as the suite reaches it: one question at a time, answers as they came. */
export type Platform = {
  readonly world: WorldFile
  readonly organizer: string
  event(slug: string): string
  ask(method: string, path: string, question?: Question): Promise<Answer>
}

/** Opens the way to the server of a world file; paths are given below `/api/v1`. */
export function openPlatform(world: WorldFile): Platform {
  const organizer = `/organizers/${world.organizer}`
  return {
    world,
    organizer,
    event: slug => `${organizer}/events/${slug}`,
    ask: (method, path, question = {}) => send(world, method, path, question),
  }
}

async function send(world: WorldFile, method: string, path: string, question: Question): Promise<Answer> {
  const headers = new Headers({ 'Accept-Language': 'en', ...question.headers })
  const authorization = authorizationOf(world, question.by ?? 'till')
  if (authorization !== null) headers.set('Authorization', authorization)
  if (question.key !== undefined) headers.set('X-Idempotency-Key', question.key)
  const init: RequestInit = { method, headers, redirect: 'manual' }
  if (question.body !== undefined) {
    headers.set('Content-Type', 'application/json')
    init.body = typeof question.body === 'string' ? question.body : JSON.stringify(question.body)
  }
  const response = await fetch(`${world.url}/api/v1${path}`, init)
  const text = await response.text()
  return { status: response.status, body: parsed(text), text, headers: response.headers }
}

function authorizationOf(world: WorldFile, by: Asker): string | null {
  if (typeof by === 'object') return by.authorization
  const credentials = {
    till: `Device ${world.deviceToken}`,
    scanner: `Device ${world.scanToken}`,
    admin: `Token ${world.adminToken}`,
    nobody: null,
  }
  return credentials[by]
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** The body of an answer that must have this status and this shape; otherwise the case fails with what was said instead. */
export function granted<Shape extends z.ZodType>(answer: Answer, status: number, shape: Shape): z.infer<Shape> {
  if (answer.status !== status) throw new Error(`expected ${status}, was answered ${answer.status}: ${answer.text.slice(0, 500)}`)
  return shape.parse(answer.body)
}

/** Status and body alone, as a refusal is compared. */
export function said(answer: Answer): { status: number; body: unknown } {
  return { status: answer.status, body: answer.body }
}
