/** What would be left behind by closing now: tickets in the cart and sales the platform does not have yet. */
export type LeftBehind = { readonly cartLines: number; readonly unsent: number }

/** Whether closing deserves a question. */
export const asksBeforeClosing = ({ cartLines, unsent }: LeftBehind): boolean => cartLines > 0 || unsent > 0
