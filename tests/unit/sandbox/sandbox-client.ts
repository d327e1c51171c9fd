import { createHash } from 'node:crypto'
import { startSandbox, type Sandbox, type SandboxOptions } from '#sandbox/server'

/** What an answer was, body parsed where it is JSON. */
export type Heard = { readonly status: number; readonly headers: Headers; readonly body: unknown }

/** A world whose clock can be moved and whose chance follows a counter. */
export function testWorld(): { readonly world: SandboxOptions['world']; readonly passMs: (ms: number) => void } {
  let skipped = 0
  let drawn = 0
  return {
    passMs: ms => {
      skipped += ms
    },
    world: {
      clock: {
        now: () => Date.now() + skipped,
        monotonic: () => performance.now() + skipped,
        after: (delayMs, task) => {
          const timer = setTimeout(task, delayMs)
          return () => clearTimeout(timer)
        },
      },
      random: {
        bytes: length => {
          drawn += 1
          return createHash('sha256').update(String(drawn)).digest().subarray(0, length)
        },
      },
    },
  }
}

/** Starts a sandbox on a free port and asks it as the device that may sell. */
export async function openSandbox(
  options: Partial<SandboxOptions> = {},
): Promise<{ sandbox: Sandbox; ask: Ask; passMs: (ms: number) => void }> {
  const { world, passMs } = testWorld()
  const sandbox = await startSandbox({ world, seed: 7, ...options })
  return { sandbox, ask: asker(sandbox), passMs }
}

export type Ask = (method: string, path: string, body?: unknown, headers?: Record<string, string>) => Promise<Heard>

function asker(sandbox: Sandbox): Ask {
  return async (method, path, body, headers = {}) => {
    const admin = path.startsWith('/sandbox/')
    const { adminToken, deviceToken, organizer } = sandbox.description
    const answer = await fetch(admin ? `${sandbox.url}${path}` : `${sandbox.url}/api/v1/organizers/${organizer}${path}`, {
      method,
      headers: {
        authorization: admin ? `Token ${adminToken}` : `Device ${deviceToken}`,
        'content-type': 'application/json',
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const text = await answer.text()
    return { status: answer.status, headers: answer.headers, body: parse(text) }
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
