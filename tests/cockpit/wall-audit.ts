import type { Page } from '@playwright/test'

/** What is wrong with how a page reads from afar, each as a sentence with the words it is about. */
export type WallFaults = {
  /** Figures that are smaller or thinner than they may be. */
  readonly small: readonly string[]
  /** Words of which a part lies outside of what shows them. */
  readonly cut: readonly string[]
  /** Words that lie on other words. */
  readonly overlapping: readonly string[]
}

/** Looks at every word in sight inside `root` as it is laid out now. `leastPx` and `leastWeight` hold for whatever has a digit in it. */
export const wallFaults = (
  page: Page,
  bound: { readonly root: string; readonly leastPx: number; readonly leastWeight: number },
): Promise<WallFaults> =>
  page.evaluate(({ root, leastPx, leastWeight }) => {
    /** Lines of a word may touch: only what lies on it by more than this is in its way. */
    const slackPx = 3
    type Box = { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number }
    type Word = { readonly text: string; readonly owner: Element; readonly boxes: readonly DOMRect[] }

    const isForReadersOnly = (owner: Element): boolean => {
      for (let element: Element | null = owner; element; element = element.parentElement)
        if (getComputedStyle(element).clipPath === 'inset(50%)') return true
      return false
    }
    const words: Word[] = []
    for (const place of document.querySelectorAll(root)) {
      const walker = document.createTreeWalker(place, NodeFilter.SHOW_TEXT)
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const owner = node.parentElement
        const text = node.textContent?.trim() ?? ''
        if (!owner || text === '' || !owner.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue
        if (isForReadersOnly(owner)) continue
        const range = document.createRange()
        range.selectNodeContents(node)
        words.push({ text, owner, boxes: [...range.getClientRects()].filter(({ width }) => width > 0) })
      }
    }

    const clips = (element: Element): boolean => {
      const { overflowX, overflowY } = getComputedStyle(element)
      return overflowX !== 'visible' || overflowY !== 'visible'
    }
    const shownIn = (owner: Element): Box => {
      let shown: Box = { left: 0, top: 0, right: innerWidth, bottom: innerHeight }
      for (let element: Element | null = owner; element; element = element.parentElement) {
        const { display, position } = getComputedStyle(element)
        // what is fixed is cut by the window alone
        if (position === 'fixed') break
        if (!clips(element) || display === 'inline') continue
        const box = element.getBoundingClientRect()
        shown = {
          left: Math.max(shown.left, box.left),
          top: Math.max(shown.top, box.top),
          right: Math.min(shown.right, box.right),
          bottom: Math.min(shown.bottom, box.bottom),
        }
      }
      return shown
    }
    /** A line box is taller than its letters: the room above and below them may be missing. */
    const lettersOf = (box: DOMRect, fontPx: number): Box => {
      const spare = Math.max(0, (box.height - fontPx) / 2)
      return { left: box.left, top: box.top + spare, right: box.right, bottom: box.bottom - spare }
    }
    const fontOf = (owner: Element): number => Number.parseFloat(getComputedStyle(owner).fontSize)
    const isCut = ({ owner, boxes }: Word): boolean => {
      const shown = shownIn(owner)
      return boxes
        .map(box => lettersOf(box, fontOf(owner)))
        .some(
          box =>
            box.left < shown.left - 1 || box.top < shown.top - 1 || box.right > shown.right + 1 || box.bottom > shown.bottom + 1,
        )
    }
    const inSight = ({ owner, boxes }: Word): readonly Box[] => {
      const shown = shownIn(owner)
      return boxes.map(box => {
        const { left, top, right, bottom } = lettersOf(box, fontOf(owner))
        return {
          left: Math.max(left, shown.left),
          top: Math.max(top, shown.top),
          right: Math.min(right, shown.right),
          bottom: Math.min(bottom, shown.bottom),
        }
      })
    }
    const isOn = (one: Word, other: Word): boolean =>
      inSight(one).some(a =>
        inSight(other).some(b => {
          const across = Math.min(a.right, b.right) - Math.max(a.left, b.left)
          const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top)
          return across > slackPx && down > slackPx
        }),
      )

    return {
      small: words
        .filter(({ text }) => /\d/.test(text))
        .flatMap(({ text, owner }) => {
          const { fontSize, fontWeight } = getComputedStyle(owner)
          const isRead = Number.parseFloat(fontSize) >= leastPx && Number(fontWeight) >= leastWeight
          return isRead ? [] : [`${text}: ${fontSize}, ${fontWeight}`]
        }),
      cut: words.filter(isCut).map(({ text }) => text),
      overlapping: words.flatMap((word, place) =>
        words
          .slice(place + 1)
          .filter(other => isOn(word, other))
          .map(other => `${word.text} / ${other.text}`),
      ),
    }
  }, bound)
