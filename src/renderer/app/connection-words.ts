import type { Status } from '#contract/status'
import { age, clockTime } from '#words/format'
import type { Say } from '#words/say'
import { localZone } from './local-zone.ts'

/** The connection as shape, tone and words. */
export type ConnectionWords = {
  readonly shape: 'disc' | 'half' | 'hollow' | 'cross' | 'circle'
  readonly tone: 'ok' | 'warn' | 'crit' | 'muted'
  readonly words: string
}

/** How the till stands with the platform, to the second while that matters. `now`: Unix milliseconds. */
export const connectionWords = (status: Status, now: number, say: Say): ConnectionWords => {
  const { connection } = status
  const since = (at: number): string => clockTime(at, localZone(), say.language)
  switch (connection.state) {
    case 'unconnected':
      return { shape: 'circle', tone: 'muted', words: say('frame.unconnected') }
    case 'online':
      return { shape: 'disc', tone: 'ok', words: say('frame.online', { age: age(now - connection.syncedAt, say) }) }
    case 'joining':
      return { shape: 'half', tone: 'warn', words: say('frame.joining', { count: status.waiting }) }
    case 'offline':
      return {
        shape: 'hollow',
        tone: 'warn',
        words: say('frame.offline', { time: since(connection.since), count: status.waiting }),
      }
    case 'barred':
      return { shape: 'cross', tone: 'crit', words: say('frame.barred', { time: since(connection.since) }) }
  }
}
