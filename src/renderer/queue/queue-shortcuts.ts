import type { Shortcut } from '#app/shortcuts'

/** Keys of the queue. Arrows move in the list by themselves. */
export const queueShortcuts = {
  retry: { keys: ['F4'], word: 'queue.retry' },
  tickets: { keys: ['F6'], word: 'queue.printTickets' },
  receipt: { keys: ['F7'], word: 'queue.printReceipt' },
  next: { keys: ['F8'], word: 'queue.next' },
} as const satisfies Readonly<Record<string, Shortcut>>
