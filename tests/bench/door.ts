import { Agent, request } from 'node:http'

/** A screen's side of the HTTP door: one connection kept open, as a browser has it. */
export type DoorCall = { readonly call: (path: string, body: string) => Promise<string>; readonly close: () => void }

/** Posts to `origin`; `cookie` empty: without one. */
export const openDoorCall = (origin: string, cookie: string): DoorCall => {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const headers = { 'content-type': 'application/json', ...(cookie === '' ? {} : { cookie }) }
  return {
    call: (path, body) =>
      new Promise((resolve, reject) => {
        const asked = request(`${origin}${path}`, { method: 'POST', agent, headers }, answer => {
          let text = ''
          answer.setEncoding('utf8')
          answer.on('data', (piece: string) => (text += piece))
          answer.on('end', () => resolve(text))
          answer.on('error', reject)
        })
        asked.on('error', reject)
        asked.end(body)
      }),
    close: () => agent.destroy(),
  }
}

/** Exchanges the printed address for the cookie. */
export const enterDoor = async (address: string): Promise<string> => {
  const entered = await fetch(address, { redirect: 'manual' })
  const cookie = entered.headers.get('set-cookie')?.split(';')[0]
  if (!cookie) throw new Error(`the door did not let us in: ${entered.status}`)
  return cookie
}
