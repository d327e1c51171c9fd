import { json, type CloudAnswer, type CloudRequest } from './cloud-request.ts'
import type { CloudTemper } from './cloud-temper.ts'
import type { Measured } from './measure.ts'
import type { Stage } from './stage.ts'

export type ShopScene = {
  readonly stage: Stage
  readonly temper: CloudTemper
  readonly now: number
  /** Tickets the platform still has, of the event on sale. */
  readonly left: number
  readonly title: string
}

/** What the shop answers, and how long it takes to. */
export type ShopAnswer = { readonly answer: CloudAnswer; readonly afterMs: number }

const breakPage =
  '<!DOCTYPE html><html lang="pl"><head><title>Przerwa techniczna</title></head><body><h1>Przerwa techniczna</h1></body></html>'
const errorPage =
  '<!DOCTYPE html><html><head><title>503</title></head><body><h1>503 Service Unavailable: Back-end server is at capacity</h1></body></html>'

/** The page that the waiting room lets past, for whoever watches the servers behind it; a bypass rule at Cloudflare. Everybody else's page is `/`. */
export const watchedPage = '/sonda.html'
/** The room's page loads itself again after this. */
const refreshSeconds = 20
const roomPage =
  '<!DOCTYPE html><html lang="pl"><head><title>Poczekalnia</title></head><body><h1>Jesteś w kolejce</h1></body></html>'

/** Answers as the shop does behind its waiting room: a page after the time it takes now, its programme as iKSORIS exports it, and its own queue. */
export function answerShop(request: CloudRequest, { stage, temper, left, title }: ShopScene): ShopAnswer {
  const measured = stage.steps(-Infinity, Infinity).at(-1)?.measured
  const afterMs = (measured?.responseSeconds ?? 0.1) * 1000
  if (temper.maintenance) return { answer: page(423, breakPage), afterMs: 20 }
  if (request.path === '/queue.json') return { answer: json(200, queueOf(measured)), afterMs: 20 }
  const isBuyers = request.path === '/' || request.path === ''
  if (isBuyers && (measured?.waiting ?? 0) > 0) return { answer: queuePage(stage), afterMs: 20 }
  if (failing(measured, stage)) return { answer: page(503, errorPage), afterMs }
  if (request.path === '/export.html' && new URLSearchParams(request.query).get('json') === 'true')
    return { answer: json(200, { spektakl: [programme(stage, title, left)] }), afterMs }
  if (!isBuyers && request.path !== watchedPage) return { answer: page(404, '<!DOCTYPE html><title>404</title>'), afterMs }
  return {
    answer: page(200, `<!DOCTYPE html><html lang="pl"><head><title>Bilety</title></head><body><h1>${title}</h1></body></html>`),
    afterMs,
  }
}

/** The probe meets the same chance of an error as everybody: every so many-th request, in turn with the steps. */
function failing(measured: Measured | undefined, { run }: Stage): boolean {
  if (measured === undefined || run.failedShare === 0) return false
  const turn = (Math.abs(Math.sin(run.crowd.arrived)) * 997) % 1
  return turn < run.failedShare
}

/** As Cloudflare's room answers: with its cookie, which every visitor gets, and the header that loads the page again, which only those who wait get. */
function queuePage({ run }: Stage): CloudAnswer {
  const cookie = `__cfwaitingroom=Ch${Math.round(run.crowd.arrived).toString(36)}; path=/; HttpOnly; SameSite=Lax`
  const { status, headers, body } = page(200, roomPage)
  return { status, headers: { ...headers, 'set-cookie': cookie, refresh: String(refreshSeconds) }, body }
}

function queueOf(measured: Measured | undefined): unknown {
  const waiting = Math.round(measured?.waiting ?? 0)
  const admitted = Math.round((measured?.admitted ?? 0) * 12)
  return { queue: { waiting, admittedPerMinute: admitted, waitMinutes: admitted === 0 ? 0 : Math.ceil(waiting / admitted) } }
}

/** All values are text, as there. */
function programme(stage: Stage, title: string, left: number): unknown {
  const day = new Date(stage.startsAt + 330 * 86_400_000).toISOString().slice(0, 10).split('-').toReversed().join('-')
  return {
    id: '101',
    idw: '11',
    nazwa: title,
    rezyseria: '',
    czas_trwania_min: '120',
    data: day,
    godzina: '20:00',
    miejsce: 'Tauron Arena Kraków',
    miejsca_dostepne: String(Math.max(0, Math.round(left))),
    url: '/rezerwacja/numerowane.html?id=101',
  }
}

function page(status: number, body: string): CloudAnswer {
  return { status, headers: { 'content-type': 'text/html; charset=utf-8' }, body }
}
