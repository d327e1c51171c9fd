import { useEffect, useRef, useState } from 'react'
import { useStore } from 'zustand'
import type { StoreApi } from 'zustand/vanilla'
import type { OnsaleFace } from '#contract/onsale-face'
import { useSay } from '#app/kasa'
import { classes } from '#parts/classes'
import type { CursorState } from './cursor-slice.ts'
import { cursorWords } from './cursor-words.ts'
import styles from './lanes.module.css'
import type { Minutes } from './minute-store.ts'

/** Who holds an arrow key passes many minutes: only the one on which the cursor comes to rest is told. */
const restMs = 400

/** Tells readers of the screen the minute to which the keys moved the cursor. A pointer passes over in silence: who uses one sees. */
export const CursorVoice = (props: {
  readonly face: OnsaleFace
  readonly minutes: Minutes
  readonly cursor: StoreApi<CursorState>
}) => {
  const say = useSay()
  const { minute, byKeys } = useStore(props.cursor)
  const [told, setTold] = useState('')
  const latest = useRef(props)
  useEffect(() => {
    latest.current = props
  })
  // news of a minute that is told already is not told again: only a move is
  useEffect(() => {
    if (minute === null || !byKeys) {
      setTold('')
      return
    }
    const timer = setTimeout(() => setTold(cursorWords(latest.current.face, latest.current.minutes, minute, say)), restMs)
    return () => clearTimeout(timer)
  }, [minute, byKeys, say])
  return (
    <p role="status" className={classes(styles.hidden)} data-cursor-voice>
      {told}
    </p>
  )
}
