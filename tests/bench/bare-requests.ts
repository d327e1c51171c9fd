/** Works through `tasks` with so many under way at once and nothing else. */
export const inFlight = async (most: number, tasks: readonly (() => Promise<unknown>)[]): Promise<void> => {
  let next = 0
  const worker = async (): Promise<void> => {
    for (let task = tasks[next++]; task; task = tasks[next++]) await task()
  }
  await Promise.all(Array.from({ length: most }, worker))
}

/** Fetches and reads to the end. */
export const bareGet = async (url: string): Promise<string> => (await fetch(url)).text()

export const barePost = async (url: string, body: string): Promise<string> =>
  (await fetch(url, { method: 'POST', body, headers: { 'content-type': 'application/json' } })).text()
