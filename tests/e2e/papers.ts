import type { Page } from '@playwright/test'

/** Keeps a copy of every paper the page makes, since a browser under test has no printer. To be called before the app is opened. */
export const collectPapers = async (page: Page): Promise<() => Promise<readonly Paper[]>> => {
  await page.addInitScript(() => {
    const papers: Blob[] = []
    Object.assign(globalThis, { papersMade: papers })
    const make = URL.createObjectURL.bind(URL)
    URL.createObjectURL = thing => {
      if (thing instanceof Blob) papers.push(thing)
      return make(thing)
    }
  })
  return async () => {
    const found = await page.evaluate(async () => {
      const { papersMade } = globalThis as unknown as { papersMade: Blob[] }
      return Promise.all(
        papersMade.map(async paper => ({ type: paper.type, bytes: [...new Uint8Array(await paper.arrayBuffer())] })),
      )
    })
    return found.map(({ type, bytes }) => readPaper(type, Buffer.from(bytes)))
  }
}

/** A document as a printer would get it. */
export type Paper = { readonly type: string; readonly isPdf: boolean; readonly pages: number }

const readPaper = (type: string, bytes: Buffer): Paper => ({
  type,
  isPdf: bytes.subarray(0, 5).toString('latin1') === '%PDF-' && bytes.subarray(-6).toString('latin1').includes('%%EOF'),
  pages: bytes.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 0,
})
