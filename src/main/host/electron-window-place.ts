import { readFileSync } from 'node:fs'
import { z } from 'zod'
import type { Rectangle, Surface, Window } from './electron-surface.ts'
import { replaceFile } from './replace-file.ts'

/** No smaller: what is remembered of a window has at least this. */
export const smallestSize = { minWidth: 800, minHeight: 600 }

const shape = z.object({
  x: z.int(),
  y: z.int(),
  width: z.int().min(smallestSize.minWidth),
  height: z.int().min(smallestSize.minHeight),
  maximized: z.boolean(),
})
type Place = z.infer<typeof shape>

const firstSize = { width: 1440, height: 900 }
/** How much of the window must lie on a screen for a person to get hold of it. */
const graspPx = 100

/** Where the window stood last time, if that place is still on a screen; else a size to begin with, placed by the system. */
export const lastPlace = (
  file: string,
  displays: ReturnType<Surface['displays']>,
): { readonly bounds: Partial<Rectangle>; readonly maximized: boolean } => {
  const place = read(file)
  if (!place) return { bounds: firstSize, maximized: false }
  const { maximized, ...bounds } = place
  return displays.some(({ workArea }) => overlaps(bounds, workArea)) ? { bounds, maximized } : { bounds: firstSize, maximized }
}

/** Remembers where the window stands; a folder that refuses costs only the memory. */
export const rememberPlace = (file: string, window: Window): void => {
  const { x, y, width, height } = window.getNormalBounds()
  const place: Place = { x, y, width, height, maximized: window.isMaximized() }
  try {
    replaceFile(file, JSON.stringify(place))
  } catch {
    // next time the window opens where the system puts it
  }
}

const overlaps = (one: Rectangle, other: Rectangle): boolean =>
  Math.min(one.x + one.width, other.x + other.width) - Math.max(one.x, other.x) >= graspPx &&
  Math.min(one.y + one.height, other.y + other.height) - Math.max(one.y, other.y) >= graspPx

const read = (file: string): Place | null => {
  try {
    return shape.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    return null
  }
}
