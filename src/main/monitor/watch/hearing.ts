import { ruleNumbers } from '#contract/onsale-finding'
import type { Memory } from '#domain/onsale/memory'
import { acknowledge, isAbout, silence } from '#domain/onsale/memory'
import type { Hearing } from '#store/onsale-heard'
import { forgetAcknowledged, hearingsOf } from '#store/onsale-heard'
import type { Readable, Writable } from '#store/query'

/** The memory with what people said about findings, as the file has it. */
export const withHearings = (store: Readable, onsale: string, memory: Memory): Memory =>
  heardIn(memory, hearingsOf(store, onsale))

/** The memory after people said something about findings. */
export const heardIn = (memory: Memory, hearings: readonly Hearing[]): Memory =>
  hearings.reduce((known, { acknowledgedAt, silenced, ...hearing }) => {
    const about = aboutOf(hearing)
    if (!about) return known
    const heard = acknowledgedAt === null ? known : acknowledge(known, about, acknowledgedAt)
    return silenced ? silence(heard, { ...about, ...silenced }) : heard
  }, memory)

/** What is over, or has become worse, is not heard any more: when it comes again it is said again. */
export const forgetOver = (store: Writable, onsale: string, memory: Memory): void => {
  const heard = hearingsOf(store, onsale).filter(({ acknowledgedAt }) => acknowledgedAt !== null)
  const over = heard.filter(hearing => {
    const about = aboutOf(hearing)
    return !about || !memory.standing.some(stood => isAbout(stood, about) && stood.acknowledgedAt !== null)
  })
  if (over.length > 0) store.transaction('onsale.forget', tx => over.forEach(hearing => forgetAcknowledged(tx, onsale, hearing)))
}

const aboutOf = ({ rule, subject }: Pick<Hearing, 'rule' | 'subject'>) => {
  const number = ruleNumbers.find(each => each === rule)
  return number === undefined ? null : { rule: number, subject }
}
