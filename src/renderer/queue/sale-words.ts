import type { SaleSummary } from '#contract/cart'
import type { Refusal } from '#contract/refusal'
import { lasts, money, pick } from '#words/format'
import { refusalSentence } from '#words/refusal-sentence'
import type { Say } from '#words/say'
import { seatsWords } from '#words/seat-words'

/** A sale's place on its way to the platform as shape, tone and word. */
export type SaleMark = {
  readonly shape: 'clock' | 'half' | 'tick' | 'cross'
  readonly tone: 'ok' | 'warn' | 'crit' | 'info'
  readonly word: string
}

/** The one mark of each state, the same everywhere. */
export const saleMark = (sale: SaleSummary, say: Say): SaleMark => {
  switch (sale.upload.state) {
    case 'waiting':
      return { shape: 'clock', tone: 'warn', word: say('queue.stateWaiting') }
    case 'sending':
      return { shape: 'half', tone: 'info', word: say('queue.stateSending') }
    case 'sent':
      return { shape: 'tick', tone: 'ok', word: say('queue.stateSent') }
    case 'refused':
      return { shape: 'cross', tone: 'crit', word: say('queue.stateRefused') }
    case 'doubtful':
      return { shape: 'half', tone: 'warn', word: say('queue.stateDoubtful') }
  }
}

/** Why a sale still waits, in a sentence; empty when the last try says nothing or none was made. */
export const waitingSentence = (sale: SaleSummary, say: Say): string =>
  sale.upload.state === 'waiting' && sale.upload.reason ? refusalSentence(say, withoutRetry(sale.upload.reason)) : ''

/** The wait the platform asked for then has been counting since: the next try is said beside. */
const withoutRetry = ({ code, parameters }: Refusal): Refusal => ({ code, parameters })

/** Why a sale must be looked at; null when nobody has to. */
export const reasonOf = (sale: SaleSummary): Refusal | null =>
  sale.upload.state === 'refused' || sale.upload.state === 'doubtful' ? sale.upload.reason : null

/** The case as one sentence that a cashier could say aloud. */
const saleSentence = (sale: SaleSummary, say: Say): string => {
  const reason = reasonOf(sale)
  if (reason) return refusalSentence(say, reason)
  return say(sale.upload.state === 'sending' ? 'queue.sendingHead' : 'queue.waitingHead')
}

/** The end of a sentence: its stop, and a capital letter after the space. */
const sentenceEnd = /(?<=[.!?])\s+(?=\p{Lu})/u

/** The case in its first sentence, without the stop: a head can hold no more. */
export const saleHead = (sale: SaleSummary, say: Say): string =>
  (saleSentence(sale, say).split(sentenceEnd)[0] ?? '').replace(/\.$/, '')

/** What the first sentence leaves out, and what the state means for money and tickets. */
export const saleExplanation = (sale: SaleSummary, say: Say): string => {
  const rest = saleSentence(sale, say).split(sentenceEnd).slice(1)
  return [...rest, stateExplanation(sale, say)].join(' ')
}

const stateExplanation = (sale: SaleSummary, say: Say): string => {
  if (sale.upload.state === 'refused') return say('queue.refusedText')
  if (sale.upload.state === 'doubtful') return say('queue.doubtfulText')
  return say('queue.waitingText')
}

/** Attempts so far and when the next one comes. `online` false: it waits for the network, whatever the clock says. */
export const uploadProgress = (sale: SaleSummary, online: boolean, now: number, say: Say): string => {
  const { upload } = sale
  if (upload.state !== 'waiting') return saleMark(sale, say).word
  return [say('queue.attempts', { count: upload.attempts }), nextTry(upload.nextTryAt, online, now, say)].join(', ')
}

const nextTry = (at: number | null, online: boolean, now: number, say: Say): string => {
  if (!online) return say('queue.afterOnline')
  if (at === null || at - now < 1000) return say('queue.nextTrySoon')
  return say('queue.nextTry', { time: lasts(at - now, say) })
}

/** What was sold, a line for each kind: `2 × Płyta, Normalny` or `Kategoria II, Normalny: Sektor D, rząd 7, miejsca 8 do 11`. */
export const soldLines = (sale: SaleSummary, say: Say): readonly string[] => {
  const nameOf = (line: SaleSummary['what'][number]): string =>
    [pick(line.name, say.language), pick(line.variationName, say.language)].filter(Boolean).join(', ')
  return [...Map.groupBy(sale.what, line => JSON.stringify([nameOf(line), line.seat !== null]))].flatMap(([, lines]) => {
    const [first] = lines
    if (!first) return []
    const seats = lines.flatMap(line => (line.seat ? [line.seat] : []))
    if (seats.length > 0) return [`${nameOf(first)}: ${seatsWords(seats, say)}`]
    const count = lines.reduce((sum, line) => sum + line.count, 0)
    return [count === 1 ? nameOf(first) : `${count}\u00a0×\u00a0${nameOf(first)}`]
  })
}

/** How it was paid, a line each, with what was handed over and given back. */
export const paymentLines = (sale: SaleSummary, say: Say): readonly string[] => {
  const amount = (minor: number): string => money(minor, sale.currency, say.language)
  if (sale.payments.length === 0) return [say('queue.free')]
  return sale.payments.map(payment => {
    if (payment.method === 'card')
      return payment.reference === null
        ? say('queue.cardLinePlain', { amount: amount(payment.amountMinor) })
        : say('queue.cardLine', { amount: amount(payment.amountMinor), reference: payment.reference })
    if (payment.tenderedMinor === null || payment.tenderedMinor === payment.amountMinor)
      return say('queue.cashLineExact', { amount: amount(payment.amountMinor) })
    return say('queue.cashLine', {
      amount: amount(payment.amountMinor),
      tendered: amount(payment.tenderedMinor),
      change: amount(payment.changeMinor),
    })
  })
}

/** How it was paid, in a word for the list. */
export const paymentKinds = (sale: SaleSummary, say: Say): string => {
  const kinds = [...new Set(sale.payments.map(payment => payment.method))]
  return kinds.length === 0 ? say('queue.free') : kinds.map(kind => say(`queue.${kind}`)).join(' + ')
}
