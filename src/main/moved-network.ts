import type { Network } from './world.ts'

/**
 * The network to a platform that answers at `to` although the till knows it as `from`. Only the sandbox moves like that: its port may be another at each
 * launch, while the file keeps the address of the first.
 */
export const movedNetwork = (network: Network, from: string, to: string): Network => ({
  request: request =>
    network.request(request.url.startsWith(`${from}/`) ? { ...request, url: to + request.url.slice(from.length) } : request),
})
