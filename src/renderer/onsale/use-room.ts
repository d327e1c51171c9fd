import type { RefObject } from 'react'
import { useEffect, useRef, useState } from 'react'

/** How wide an element is and how large its letters are, in CSS pixels. */
export type Room = { readonly widthPx: number; readonly fontPx: number }

/** Until the element stands there, the sizes of the picture at 1440 by 900. */
export const usualRoom: Room = { widthPx: 684, fontPx: 13 }

/** The room of an element, measured again whenever its size changes: what is written in it is placed by that. */
export const useRoom = <Place extends HTMLElement>(): { readonly place: RefObject<Place | null>; readonly room: Room } => {
  const place = useRef<Place>(null)
  const [room, setRoom] = useState(usualRoom)
  useEffect(() => {
    const element = place.current
    if (!element) return
    const watcher = new ResizeObserver(() => {
      const measured = { widthPx: element.clientWidth, fontPx: Number.parseFloat(getComputedStyle(element).fontSize) }
      setRoom(known => (known.widthPx === measured.widthPx && known.fontPx === measured.fontPx ? known : measured))
    })
    watcher.observe(element)
    return () => watcher.disconnect()
  }, [])
  return { place, room }
}
