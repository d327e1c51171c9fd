/** About how wide a sign of 12 px is, what an icon takes, and how wide the row is taken to be; names are placed by this, not measured. */
const signWidth = 6.4
const iconWidth = 22
const rowWidth = 684
/** Beyond the row the switches begin. */
const roomBehind = 1

/** A name that has at least this much room is cut there rather than left out. */
const leastRoom = 110

/** On which side of its line each name stands so that none runs into another; `none`: only the icon. Places are shares of the row, in order. */
export const labelSides = (
  marks: readonly { readonly place: number; readonly words: string }[],
): readonly ('left' | 'right' | 'none')[] => {
  const sides: ('left' | 'right' | 'none')[] = []
  let taken = 0
  marks.forEach(({ place, words }, index) => {
    const line = place * rowWidth
    const width = words.length * signWidth + iconWidth
    const next = (marks[index + 1]?.place ?? roomBehind) * rowWidth
    if (line + Math.min(width, leastRoom) < next) sides.push('right')
    else if (line - width > taken) sides.push('left')
    else sides.push('none')
    taken = line + (sides.at(-1) === 'right' ? Math.min(width, next - line) : iconWidth)
  })
  return sides
}
