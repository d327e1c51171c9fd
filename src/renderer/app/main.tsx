import '@fontsource-variable/inter/wght.css'
import { StrictMode, useMemo } from 'react'
import { createRoot } from 'react-dom/client'
import { I18nProvider } from 'react-aria-components'
import { useStore } from 'zustand'
import { openWire } from '#wire/open-wire'
import type { CoreWire } from '#wire/core-wire'
import { createWords } from '#words/say'
import './tokens.css'
import './base.css'
import type { FrameStore } from './frame-store.ts'
import { createFrameStore } from './frame-store.ts'
import { FrameView } from './frame-view.tsx'
import { KasaContext } from './kasa.ts'
import type { SharedClock } from './shared-clock.ts'
import { windowClock } from './shared-clock.ts'

const languageKey = 'kasa.language'

/** Gives all screens the wire, the frame and a speaker; a change of language speaks at once. */
const App = ({
  wire,
  frame,
  words,
  clock,
}: {
  readonly wire: CoreWire
  readonly frame: FrameStore
  readonly words: ReturnType<typeof createWords>
  readonly clock: SharedClock
}) => {
  const language = useStore(frame, state => state.settings?.language ?? remembered())
  const kasa = useMemo(() => ({ wire, frame, say: words(language), clock }), [wire, frame, words, language, clock])
  localStorage.setItem(languageKey, language)
  return (
    <KasaContext value={kasa}>
      <I18nProvider locale={language}>
        <FrameView />
      </I18nProvider>
    </KasaContext>
  )
}

/** The language of last time, so that the first picture before the core answers speaks it too. */
const remembered = (): 'pl' | 'en' => (localStorage.getItem(languageKey) === 'en' ? 'en' : 'pl')

const place = document.querySelector('#page')
if (!place) throw new Error('the page has no place for Kasa')
const wire = openWire()
createRoot(place).render(
  <StrictMode>
    <App wire={wire} frame={createFrameStore(wire, localStorage)} words={createWords()} clock={windowClock()} />
  </StrictMode>,
)
