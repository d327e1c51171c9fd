import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { HttpAnswer, HttpRequest, NetworkFailure, World } from '#main/world'
import { freePlaces } from '#monitor/shop/iksoris'
import type { Outcome } from '#monitor/poll'
import { queuePolls, tryQueue } from '#monitor/shop/queue'
import { shopPolls, tryShop } from '#monitor/shop/shop'
import { skewOf } from '#monitor/skew'
import { testWorld } from '../../../world-for-tests.ts'
import type { Answer, Site } from '../fake-site.ts'
import { openSite } from '../fake-site.ts'

const minute = 60_000
const start = Date.parse('2026-11-23T10:00:00Z')
let now = start
let world: World
let site: Site
let answers: Readonly<Record<string, Answer>> = {}
let lineWorks = false
beforeEach(async () => {
  now = start
  lineWorks = false
  answers = { '/': { body: '<h1>Bilety</h1>' } }
  site = await openSite(({ path }) => answers[path] ?? { status: 404, body: 'nothing here' })
  const machine = testWorld()
  const inTenths = async (request: HttpRequest): Promise<HttpAnswer> => {
    const answer = await machine.network.request(request)
    return answer.kind === 'answer' ? { ...answer, tookMs: 100 } : answer
  }
  world = testWorld({ clock: { ...machine.clock, now: () => now }, network: { request: inTenths } })
})
afterEach(() => site.close())

const window = { from: start, to: start + minute }
const signal = () => new AbortController().signal
const pollOf = (name: string, iksoris = false, url = `${site.address}/`) => {
  const poll = shopPolls(world, { entry: { url, iksoris }, showing: null, lineWorks: () => lineWorks }).find(
    each => each.name === name,
  )
  if (!poll) throw new Error(`no poll ${name}`)
  return poll
}
const said = (outcome: Outcome) => ({
  answered: outcome.answered,
  why: outcome.refusals.map(({ code }) => code),
  ...Object.fromEntries(outcome.readings.map(({ role, value }) => [role, value])),
})
const probe = async (): Promise<ReturnType<typeof said>> => said(await pollOf('shop.probe').read(window, signal()))
const failing = (reason: NetworkFailure): World => ({ ...world, network: { request: async () => ({ kind: 'failure', reason }) } })

describe("the shop's page", () => {
  test('a page that stands: how long it took, and that it answered', async () => {
    expect(await probe()).toEqual({ answered: true, why: [], 'shop.time': 0.1, 'shop.answered': 1, 'shop.maintenance': 0 })
  })
  test('423 is a maintenance break, told from an outage', async () => {
    answers = { '/': { status: 423, body: 'Przerwa techniczna' } }
    expect(await probe()).toMatchObject({ answered: true, why: ['shop-maintenance'], 'shop.answered': 1, 'shop.maintenance': 1 })
    answers = { '/': { status: 503, body: '' } }
    expect(await probe()).toEqual({ answered: true, why: ['shop-failed'], 'shop.answered': 0, 'shop.maintenance': 0 })
  })
  test('a 200 that says error is no page', async () => {
    answers = { '/': { body: { status: 'error' } } }
    expect(await probe()).toMatchObject({ why: ['shop-answer-unreadable'], 'shop.answered': 0 })
  })
  test('turned away as a machine says nothing of what buyers see', async () => {
    answers = { '/': { status: 403, body: 'prove that you are human' } }
    expect(await probe()).toEqual({ answered: false, why: ['shop-failed'] })
  })
  test('a shop that hangs did not answer; a network that is gone says nothing of the shop', async () => {
    world = failing('timeout')
    expect(await probe()).toEqual({ answered: true, why: ['source-slow'], 'shop.answered': 0, 'shop.maintenance': 0 })
    world = failing('unreachable')
    expect(await probe()).toEqual({ answered: false, why: ['source-unreachable'] })
    world = failing('cut')
    expect(await probe()).toEqual({ answered: false, why: ['source-unreachable'] })
    world = failing('certificate')
    expect(await probe()).toEqual({ answered: false, why: ['certificate-untrusted'] })
  })
  test('a shop that refuses or cuts connections, while others still answer here, did not answer', async () => {
    lineWorks = true
    const silent = { answered: true, why: ['source-unreachable'], 'shop.answered': 0, 'shop.maintenance': 0 }
    for (const reason of ['unreachable', 'cut'] as const) {
      world = failing(reason)
      expect(await probe()).toEqual(silent)
    }
    world = failing('certificate')
    expect(await probe(), 'a line that puts itself between says nothing of the shop').toMatchObject({ answered: false })
  })
  test('within a minute the mean of the times counts and the last of the answers', async () => {
    const poll = pollOf('shop.probe')
    await poll.read(window, signal())
    answers = { '/': { status: 302, headers: { location: '/slow' }, body: '' }, '/slow': { body: 'ok' } }
    now += 10_000
    await poll.read(window, signal())
    answers = { '/': { status: 500, body: '' } }
    now += 10_000
    expect(said(await poll.read(window, signal()))).toMatchObject({
      'shop.time': expect.closeTo(0.15) as number,
      'shop.answered': 0,
    })
    now += minute
    answers = { '/': { status: 500, body: '' } }
    expect(said(await poll.read(window, signal())), 'another minute begins anew').not.toHaveProperty('shop.time')
  })
  test('a redirect to another host is not followed, and is no answer of the shop: it is named', async () => {
    const other = await openSite(() => ({ body: 'elsewhere' }))
    const elsewhere = other.address.replace('127.0.0.1', 'localhost')
    answers = { '/': { status: 302, headers: { location: `${elsewhere}/queue?visitor=7` }, body: '' } }
    expect(await probe()).toEqual({ answered: false, why: ['address-leads-on'] })
    expect(await tryShop(world, { url: `${site.address}/`, iksoris: false })).toEqual({
      ok: false,
      refusal: { code: 'address-leads-on', parameters: { url: `${elsewhere}/queue` } },
    })
    expect(other.asked).toEqual([])
    await other.close()
  })
  test('a redirect that never ends, and one that leads nowhere, are no answer', async () => {
    answers = { '/': { status: 302, headers: { location: '/' }, body: '' } }
    expect(await probe()).toEqual({ answered: false, why: ['address-leads-on'] })
    answers = { '/': { status: 304, body: '' } }
    expect(await probe()).toEqual({ answered: false, why: ['shop-failed'] })
  })
  test.each([
    ['https://shop.example/', 'https://www.shop.example/', true],
    ['https://www.shop.example/', 'https://shop.example/bilety', true],
    ['https://shop.example/', 'https://tickets.shop.example/', false],
    ['https://shop.example/', 'https://wwwshop.example/', false],
    ['https://shop.example/', 'ftp://shop.example/', false],
  ])('%s leads on to %s: the same owner’s site or not', async (from, to, isFollowed) => {
    const answer = { kind: 'answer', headers: {}, body: 'Bilety', tookMs: 50 } as const
    const request = async ({ url }: HttpRequest): Promise<HttpAnswer> =>
      url === from ? { ...answer, status: 301, headers: { location: to } } : { ...answer, status: 200 }
    world = { ...world, network: { request } }
    expect(said(await pollOf('shop.probe', false, from).read(window, signal()))).toMatchObject(
      isFollowed ? { why: [], 'shop.time': 0.1, 'shop.answered': 1 } : { answered: false, why: ['address-leads-on'] },
    )
  })
})

describe('a waiting room before the shop', () => {
  const cookies = '__cfwaitingroom_sale=Chh4; path=/; HttpOnly'
  test.each([200, 202, 429])('its page with the status %s is not the shop, whatever the shop does', async status => {
    answers = { '/': { status, headers: { 'set-cookie': cookies, refresh: '20' }, body: '<h1>Jesteś w kolejce</h1>' } }
    expect(await probe()).toEqual({ answered: false, why: ['shop-queued'] })
    expect(await tryShop(world, { url: `${site.address}/`, iksoris: false })).toMatchObject({
      ok: false,
      refusal: { code: 'shop-queued' },
    })
  })
  test('its answer in JSON is not the shop either', async () => {
    answers = { '/': { body: { cfWaitingRoom: { inWaitingRoom: true, waitTime: 5 } } } }
    expect(await probe()).toEqual({ answered: false, why: ['shop-queued'] })
  })
  test('whoever is let in gets its cookie too, and sees the shop', async () => {
    answers = { '/': { headers: { 'set-cookie': cookies }, body: '<h1>Bilety</h1>' } }
    expect(await probe()).toMatchObject({ why: [], 'shop.answered': 1 })
    answers = { '/': { headers: { refresh: '60' }, body: '<h1>Bilety</h1>' } }
    expect(await probe(), 'a page that loads itself again is no queue').toMatchObject({ why: [], 'shop.answered': 1 })
  })
  test('the programme is not read out of it', async () => {
    answers = { '/export.html': { headers: { 'set-cookie': cookies, refresh: '20' }, body: '<h1>Jesteś w kolejce</h1>' } }
    expect(said(await pollOf('shop.programme', true).read(window, signal()))).toEqual({ answered: false, why: ['shop-queued'] })
  })
})

describe('the programme of an iKSORIS', () => {
  const row = (id: string, more: object = {}) => ({
    id,
    idw: '7',
    nazwa: 'Koncert',
    data: '12-12-2026',
    godzina: '20:00',
    miejsca_dostepne: '120',
    czas_trwania_min: { '0': '90' },
    ...more,
  })
  const read = async (search = '') =>
    said(await pollOf('shop.programme', true, `${site.address}/rezerwacja/termin.html${search}`).read(window, signal()))
  test('free places of the date or event that the address names', async () => {
    answers = { '/export.html': { body: { spektakl: [row('1'), row('2', { miejsca_dostepne: '30' }), row('3', { idw: '8' })] } } }
    expect(await read('?id=2')).toEqual({ answered: true, why: [], 'shop.free-places': 30 })
    expect(await read('?idw=7')).toMatchObject({ 'shop.free-places': 150 })
    expect(await read(), 'which date is on sale is not said').toEqual({ answered: true, why: [] })
    expect(site.asked[0]?.search.get('json')).toBe('true')
  })
  test('the programme lies where the shop begins, however deep the address goes', async () => {
    for (const path of ['', '/', '/rezerwacja/termin.html?id=1', '/repertuar.html', '/index/ajax.html'])
      await pollOf('shop.programme', true, `${site.address}${path}`).read(window, signal())
    await pollOf('shop.programme', true, `${site.address}/bilety/rezerwacja/termin.html`).read(window, signal())
    expect(site.asked.map(({ path }) => path)).toEqual([...Array<string>(5).fill('/export.html'), '/bilety/export.html'])
  })
  test('a date is known by its time at the hall, in either way of writing days', () => {
    const rows = [
      { id: '1', event: '7', name: '', when: '2026-12-12 20:00', free: 11 },
      { id: '2', event: '7', name: '', when: '2026-12-13 20:00', free: 22 },
    ]
    const wanted = { startsAt: Date.parse('2026-12-12T19:00:00Z'), timezone: 'Europe/Warsaw' }
    expect(freePlaces(rows, 'https://shop.example/', wanted)).toBe(11)
  })
  test('odd rows do no harm: a single object, a number for text, no places', async () => {
    answers = { '/export.html': { body: { spektakl: row('5', { id: 5, miejsca_dostepne: 9 }) } } }
    expect(await read('?id=5')).toMatchObject({ 'shop.free-places': 9 })
    answers = { '/export.html': { body: { spektakl: [null, 'x', { id: '5' }, row('6', { miejsca_dostepne: '-' })] } } }
    expect(await read('?id=6')).toEqual({ answered: true, why: [] })
  })
  test('a session page, an error in a 200 and a break are not an empty programme', async () => {
    answers = { '/export.html': { body: '<html>Sesja</html>' } }
    expect(await read('?id=5')).toEqual({ answered: false, why: ['shop-answer-unreadable'] })
    answers = { '/export.html': { body: { status: 'error' } } }
    expect(await read('?id=5')).toEqual({ answered: false, why: ['shop-answer-unreadable'] })
    answers = { '/export.html': { status: 423, body: 'Przerwa techniczna' } }
    expect(await read('?id=5')).toEqual({ answered: false, why: ['shop-maintenance'] })
  })
  test('connecting it tells how long it took and how many dates it has', async () => {
    answers = { '/': { body: 'ok' }, '/export.html': { body: { spektakl: [row('1'), row('2')] } } }
    expect(await tryShop(world, { url: `${site.address}/`, iksoris: true })).toEqual({
      ok: true,
      value: { ms: 100, maintenance: false, programme: 2 },
    })
    answers = { '/': { status: 423, body: '' } }
    expect(await tryShop(world, { url: `${site.address}/`, iksoris: true })).toMatchObject({
      ok: true,
      value: { maintenance: true, programme: null },
    })
    answers = { '/': { status: 500, body: '' } }
    expect(await tryShop(world, { url: `${site.address}/`, iksoris: false })).toMatchObject({
      ok: false,
      refusal: { code: 'shop-failed' },
    })
  })
})

describe("the shop's own queue", () => {
  const entry = (more: object = {}) => ({
    url: `${site.address}/queue`,
    waiting: 'queue.waiting',
    admitted: 'queue.rate',
    wait: null,
    ...more,
  })
  test('numbers at the fields that a person named, also written as text', async () => {
    answers = { '/queue': { body: { queue: { waiting: '812', rate: 40.5 } } } }
    expect(await tryQueue(world, entry())).toEqual({ ok: true, value: { waiting: 812, admitted: 40.5, wait: null } })
    const [poll] = queuePolls(world, entry())
    expect(poll && said(await poll.read(window, signal()))).toEqual({
      answered: true,
      why: [],
      'queue.waiting': 812,
      'queue.admitted': 40.5,
    })
  })
  test.each([
    [{ queue: {} }, 'queue.waiting'],
    [{ queue: { waiting: 'many', rate: 1 } }, 'queue.waiting'],
    [{ queue: { waiting: -1, rate: 1 } }, 'queue.waiting'],
    [{ queue: { waiting: 1 } }, 'queue.rate'],
    ['<html>', 'queue.waiting'],
    [[], 'queue.waiting'],
  ])('%j lacks %s', async (body, field) => {
    answers = { '/queue': { body } }
    expect(await tryQueue(world, entry())).toEqual({ ok: false, refusal: { code: 'queue-field-missing', parameters: { field } } })
  })
})

describe('clocks', () => {
  test("this machine's clock against the answer's, from the middle of the exchange", () => {
    const date = new Date(start).toUTCString()
    expect(skewOf({ date }, { sentAt: start + 40_000, receivedAt: start + 41_000 })).toBe(40_000)
    expect(skewOf({ date }, { sentAt: start, receivedAt: start + 15_000 }), 'too slow to tell').toBeNull()
    expect(skewOf({}, { sentAt: 0, receivedAt: 1 })).toBeNull()
    expect(skewOf({ date: 'soon' }, { sentAt: 0, receivedAt: 1 })).toBeNull()
  })
})
