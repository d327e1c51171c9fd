import type { HttpAnswer, HttpRequest, World } from '#main/world'
import { testWorld } from '../world-for-tests.ts'
import { json } from './paper-platform.ts'
import type { Chance } from '../seeded-chance.ts'
import type { VirtualTime } from './virtual-time.ts'

const cut: HttpAnswer = { kind: 'failure', reason: 'cut' }

/** What may befall one request; `act` has the platform carry it out. */
export const befall = (chance: Chance, act: () => HttpAnswer): HttpAnswer | 'power-cut' => {
  const dice = chance.below(100)
  if (dice < 8) return { kind: 'failure', reason: 'unreachable' }
  if (dice < 12) return cut
  if (dice < 15) return json(409, { detail: 'The server was too busy to process your request. Please try again.' })
  if (dice < 17) return { kind: 'answer', tookMs: 1, status: 429, headers: { 'retry-after': '7' }, body: '' }
  if (dice < 19) return 'power-cut'
  const answer = act()
  if (dice < 26) return cut
  if (dice < 28) return { kind: 'failure', reason: 'timeout' }
  if (dice < 31) return { kind: 'answer', tookMs: 1, status: 200, headers: {}, body: '<html>Please log in to the Wi-Fi</html>' }
  if (dice < 33 && answer.kind === 'answer') return { ...answer, body: answer.body.slice(0, answer.body.length / 2) }
  if (dice < 36) return { kind: 'answer', tookMs: 1, status: 500, headers: {}, body: 'Server Error' }
  return dice < 39 ? 'power-cut' : answer
}

/** One run of the program, from start to power cut. */
export type Process = { alive: boolean; crash: () => void; wake: () => void }

/** A process whose answers stop coming the moment the power fails. */
export const worldOf = (
  process: Process,
  time: VirtualTime,
  chance: Chance,
  answer: (request: HttpRequest) => HttpAnswer | 'power-cut',
): World =>
  testWorld({
    clock: {
      now: time.now,
      monotonic: time.now,
      after: (delayMs, task) => time.after(delayMs, () => void (process.alive && task())),
    },
    random: { bytes: chance.bytes },
    network: {
      request: request =>
        new Promise(resolve => {
          time.after(chance.below(200), () => {
            const outcome = answer(request)
            time.after(chance.below(1500), () => void (outcome !== 'power-cut' && process.alive && resolve(outcome)))
          })
        }),
    },
  })
