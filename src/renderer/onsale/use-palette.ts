import { useEffect, useState } from 'react'
import { useFrame } from '#app/kasa'
import type { Palette } from './palette.ts'
import { readPalette } from './palette.ts'

/** The colours to draw with; read again when the look changes. */
export const usePalette = (): Palette => {
  const theme = useFrame(frame => frame.theme)
  const [palette, setPalette] = useState(readPalette)
  useEffect(() => {
    const read = (): void => setPalette(readPalette())
    read()
    const watcher = new MutationObserver(read)
    watcher.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] })
    return () => watcher.disconnect()
  }, [theme])
  return palette
}
