import type { Source } from '#contract/onsale-roles'
import type { WordKey } from './say.ts'

/** What each source of an on-sale is called. */
export const sourceWords = {
  aws: 'onsale.sourceAws',
  cloudflare: 'onsale.sourceCloudflare',
  queue: 'onsale.sourceQueue',
  shop: 'onsale.sourceShop',
  sales: 'onsale.sourceSales',
} as const satisfies Readonly<Record<Source, WordKey>>
