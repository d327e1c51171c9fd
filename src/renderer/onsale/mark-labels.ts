import type { Room } from './use-room.ts'
import { usualRoom } from './use-room.ts'

/** About how wide a sign is and what an icon takes, in sizes of the letters; names are placed by this, not measured. */
const signWidth = 0.5
/** The same in semi-bold, with room for wide ones. */
const wholeSignWidth = 0.58
const iconWidth = 1.7
/** A lone digit needs the room of more than one sign, or the next icon cuts it. */
const leastSigns = 2.2
/** Beyond the row the switches begin. */
const roomBehind = 1

/** A name that has at least this much room is cut there rather than left out. */
const leastRoom = 8.5

/**
 * On which side of its line each name stands so that none runs into another; `none`: only the icon. Places are shares of the row, in order. `whole`: to be read from
 * afar, where half a name says nothing.
 */
export const labelSides = (
  marks: readonly { readonly place: number; readonly words: string }[],
  room: Room = usualRoom,
  whole = false,
): readonly ('left' | 'right' | 'none')[] => {
  const { widthPx, fontPx } = room
  const iconPx = iconWidth * fontPx
  const sides: ('left' | 'right' | 'none')[] = []
  let taken = 0
  marks.forEach(({ place, words }, index) => {
    const line = place * widthPx
    const width = Math.max(leastSigns, words.length) * (whole ? wholeSignWidth : signWidth) * fontPx + iconPx
    const next = (marks[index + 1]?.place ?? roomBehind) * widthPx
    if (line + (whole ? width : Math.min(width, leastRoom * fontPx)) < next) sides.push('right')
    else if (line - width > taken) sides.push('left')
    else sides.push('none')
    taken = line + (sides.at(-1) === 'right' ? Math.min(width, next - line) : iconPx)
  })
  return sides
}

/** Marks nearer to each other than this, in sizes of the letters, would lie on each other: they stand behind one icon. */
const leastApart = 1.4

/** How many marks the icon of each stands for; 0: it stands behind the icon of an earlier one. Places are shares of the row, in order. */
export const iconCounts = (places: readonly number[], { widthPx, fontPx }: Room = usualRoom): readonly number[] => {
  const counts: number[] = []
  let leader = 0
  places.forEach((place, index) => {
    const apart = (place - (places[leader] ?? place)) * widthPx
    if (index > 0 && apart < leastApart * fontPx) counts[leader] = (counts[leader] ?? 0) + 1
    else leader = index
    counts.push(index === leader ? 1 : 0)
  })
  return counts
}
