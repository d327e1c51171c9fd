import { inflateSync } from 'node:zlib'

/** One page as a reader sees it: its size in points, its words in the order they were written, and the dark bars filled in black. */
export type ReadPage = {
  readonly size: readonly [number, number]
  readonly text: string
  readonly bars: readonly { readonly x: number; readonly y: number; readonly width: number; readonly height: number }[]
}

/** Reads a PDF back: objects, inflated content, glyph numbers turned into letters by each font's own table. */
export const readPaper = (base64: string): readonly ReadPage[] => {
  const objects = objectsOf(Buffer.from(base64, 'base64'))
  const at = (reference: string | undefined) => objects.get(Number(reference))
  return [...objects.values()]
    .filter(({ head }) => /\/Type \/Page\b/.test(head))
    .map(page => {
      const box = /\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/.exec(page.head)
      const resources = at(/\/Resources (\d+) 0 R/.exec(page.head)?.[1])?.head ?? ''
      const fonts = new Map(
        [...resources.matchAll(/\/(F\d+) (\d+) 0 R/g)].map(([, name = '', font]) => {
          const table = /\/ToUnicode (\d+) 0 R/.exec(at(font)?.head ?? '')?.[1]
          return [name, lettersOf(at(table)?.body ?? '')]
        }),
      )
      const content = at(/\/Contents (\d+) 0 R/.exec(page.head)?.[1])?.body ?? ''
      return { size: [Number(box?.[1]), Number(box?.[2])], text: textOf(content, fonts), bars: barsOf(content) }
    })
}

type PdfObject = { readonly head: string; readonly body: string }

const objectsOf = (bytes: Buffer): ReadonlyMap<number, PdfObject> => {
  const text = bytes.toString('latin1')
  const found = [...text.matchAll(/(?:^|\n)(\d+) 0 obj\n([\s\S]*?)\nendobj/g)]
  return new Map(
    found.map(([, number, whole = '']) => {
      const [head = '', packed] = whole.split(/\nstream\r?\n/)
      const raw = Buffer.from((packed ?? '').replace(/\nendstream$/, ''), 'latin1')
      const body =
        packed !== undefined && head.includes('FlateDecode') ? inflateSync(raw).toString('latin1') : raw.toString('latin1')
      return [Number(number), { head, body }]
    }),
  )
}

/** `<0001> <0003> [<0041> <0042> <0043>]`: letters of glyphs in a row. */
const lettersOf = (table: string): ReadonlyMap<number, string> =>
  new Map(
    [...table.matchAll(/<([0-9a-f]{4})> <[0-9a-f]{4}> \[([^\]]*)\]/gi)].flatMap(([, first = '0', list = '']) =>
      [...list.matchAll(/<([0-9a-f ]+)>/gi)].map(([, codes = ''], index): [number, string] => [
        Number.parseInt(first, 16) + index,
        (codes.match(/[0-9a-f]{4}/gi) ?? []).map(code => String.fromCharCode(Number.parseInt(code, 16))).join(''),
      ]),
    ),
  )

const textOf = (content: string, fonts: ReadonlyMap<string, ReadonlyMap<number, string>>): string => {
  let letters: ReadonlyMap<number, string> = new Map()
  const words: string[] = []
  for (const [, font, shown] of content.matchAll(/\/(F\d+) [\d.]+ Tf|\[([^\]]*)\] TJ/g)) {
    if (font) letters = fonts.get(font) ?? letters
    const glyphs = [...(shown ?? '').matchAll(/<([0-9a-f]+)>/gi)].flatMap(([, hex = '']) => hex.match(/.{4}/g) ?? [])
    words.push(glyphs.map(glyph => letters.get(Number.parseInt(glyph, 16)) ?? '\ufffd').join(''))
  }
  return words.filter(Boolean).join('\n').replaceAll('\u00a0', ' ')
}

/** Rectangles before the last black fill: the modules of the code. */
const barsOf = (content: string): ReadPage['bars'] => {
  const filled = content.slice(0, content.lastIndexOf('0 0 0 scn\nf'))
  const since = filled.slice(filled.lastIndexOf('\nf\n'))
  return [...since.matchAll(/([\d.]+) ([\d.]+) ([\d.]+) ([\d.]+) re/g)].map(([, ...numbers]) => {
    const [x = 0, y = 0, width = 0, height = 0] = numbers.map(Number)
    return { x, y, width, height }
  })
}
