import type { Status } from '#contract/status'

/**
 * How many sales the till had to send when the network came back; 0 while nothing is left over from being away. `before`: the same a moment ago.
 * Sales made since are counted in, so that the sum never falls behind what still waits.
 */
export const owedSince = (before: number, { connection, waiting }: Pick<Status, 'connection' | 'waiting'>): number => {
  switch (connection.state) {
    case 'unconnected':
      return 0
    case 'offline':
    case 'barred':
      return waiting
    case 'joining':
      return Math.max(before, waiting)
    case 'online':
      return before > 0 && waiting > 0 ? Math.max(before, waiting) : 0
  }
}

/** `Wysyłam 2 z 3`: which of the owed sales is on its way; null when none is owed or the platform is not there. */
export const catchingUp = (
  owed: number,
  { connection, waiting }: Pick<Status, 'connection' | 'waiting'>,
): { readonly current: number; readonly of: number } | null =>
  connection.state === 'online' && owed > 0 && waiting > 0 ? { current: owed - waiting + 1, of: owed } : null
