import { createServer } from 'node:http'
import { readFile } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { extname, join } from 'node:path'
import type { Page } from '@playwright/test'
import type { Settings } from '#contract/methods'
import type { OnsaleFace, OnsaleMinutes, OnsaleSummary } from '#contract/onsale-face'
import { done, refused } from '#contract/refusal'
import type { Result } from '#contract/refusal'
import type { Status } from '#contract/status'

const kinds: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.woff2': 'font/woff2',
  '.svg': 'image/svg+xml',
}

/** Serves built screens from a folder on loopback. */
export const serveScreens = async (folder: string): Promise<{ readonly address: string; readonly close: () => void }> => {
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://stage').pathname
    const answer = async (): Promise<void> => {
      const body = await readFile(join(folder, path === '/' ? 'index.html' : path)).catch(() => null)
      if (body) response.setHeader('content-type', kinds[extname(path) || '.html'] ?? 'application/octet-stream')
      response.writeHead(body ? 200 : 404).end(body)
    }
    void answer()
  })
  await new Promise<void>(ready => server.listen(0, '127.0.0.1', ready))
  const { port } = server.address() as AddressInfo
  return { address: `http://127.0.0.1:${port}/`, close: () => server.close() }
}

/** What the other end of the wire answers; the rest is refused as unknown. */
export type Script = {
  readonly face: () => OnsaleFace | null
  readonly minutes: (since: number | null) => OnsaleMinutes
  readonly settings: Settings
  readonly answers?: Readonly<Record<string, (input: unknown) => Result<unknown>>>
}

const status: Status = {
  connection: { state: 'online', syncedAt: Date.now() },
  platform: { url: 'https://example.com', organizer: 'demo', sandbox: true },
} as unknown as Status

/** Puts a core played by the test behind the page, by the same two members the desktop's bridge has. Returns how to tell something. */
export const playCore = async (page: Page, script: Script): Promise<(topic: string, message: unknown) => Promise<void>> => {
  await page.exposeFunction('askStage', (method: string, input: { readonly since?: number | null }): Result<unknown> => {
    const given = script.answers?.[method]
    if (given) return given(input)
    const face = script.face()
    switch (method) {
      case 'status.get':
        return done(status)
      case 'settings.get':
        return done(script.settings)
      case 'showings.list':
        return done([])
      case 'rehearsal.get':
        return done(null)
      case 'onsale.list':
        return done(face ? [summary(face)] : [])
      case 'onsale.face':
        return face ? done(face) : refused('onsale-unknown')
      case 'onsale.minutes':
        return done(script.minutes(input.since ?? null))
      default:
        return refused('method-unknown', { method })
    }
  })
  await page.addInitScript(() => {
    const listeners = new Map<string, Set<(message: unknown) => void>>()
    const stage = globalThis as unknown as Record<string, unknown>
    stage.tellStage = (topic: string, message: unknown): void => listeners.get(topic)?.forEach(told => told(message))
    stage.kasa = {
      call: (method: string, input: unknown) => (stage.askStage as (...all: unknown[]) => unknown)(method, input),
      listen: (topic: string, told: (message: unknown) => void) => {
        const known = listeners.get(topic) ?? new Set()
        listeners.set(topic, known)
        known.add(told)
        return () => known.delete(told)
      },
    }
  })
  return (topic, message) =>
    page.evaluate(
      ([name, what]) =>
        (globalThis as unknown as { tellStage: (topic: unknown, message: unknown) => void }).tellStage(name, what),
      [topic, message],
    )
}

const summary = (face: OnsaleFace): OnsaleSummary => ({
  id: face.plan.id,
  name: face.plan.name,
  startsAt: face.plan.startsAt,
  plannedEndAt: face.plan.plannedEndAt,
  watched: face.plan.watched,
  phase: face.phase,
  worst: 'calm',
})
