/** What ended longer ago is known for its orders only: nothing of it is kept for sale or listed. Long enough for a till that comes late with its last sales. */
const bygoneAfterMs = 14 * 86_400_000

/** What ended before this moment is bygone. Unix milliseconds. */
export const bygoneBefore = (now: number): number => now - bygoneAfterMs
