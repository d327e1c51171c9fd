import type { LineId } from '#contract/nominal'
import type { Product } from '#contract/stock'
import { addonTicket } from './addon-ticket.ts'
import { useSell } from './sell-provider.tsx'

/** The ticket of the open cart that the next extra goes to. `addon` null: the next of any kind. */
export const useAddonTicket = (addon: Product | null): LineId | null => {
  const cart = useSell(sell => sell.cart)
  const products = useSell(sell => sell.products)
  const chosen = useSell(sell => sell.chosenTicket)
  return addonTicket(addon, cart?.lines ?? [], products ?? [], chosen)
}
