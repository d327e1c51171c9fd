import { useEffect, useRef, useState } from 'react'
import type { Bell, BellBrowser } from './alarm-bell.ts'
import { openBell } from './alarm-bell.ts'
import type { Call, Note, Notes, NotesBrowser } from './alarm-notes.ts'
import { openNotes } from './alarm-notes.ts'

/** Two tones, twice. */
const tones = [880, 660, 880, 660] as const
const toneSeconds = 0.22
const loudness = 0.25

export type AlarmState = {
  /** Whether the system shows notifications of this window: `ask` when nobody has been asked yet. */
  readonly notifications: 'on' | 'ask' | 'refused'
  /** The browser lets no sound out until somebody has pressed something. */
  readonly silent: boolean
  readonly askForNotifications: () => void
}

/** Sounds while there is something critical that nobody has acknowledged, and notifies of it while the window is hidden. `watching`: a sale is watched, so that something may become critical. */
export const useAlarm = (calls: readonly Call[], watching: boolean): AlarmState => {
  const [notifications, setNotifications] = useState(readPermission)
  const [silent, setSilent] = useState(false)
  const bell = useRef<Bell | null>(null)
  const notes = useRef<Notes | null>(null)
  const key = calls.map(call => call.key).join('|')
  useEffect(() => {
    const opened = { bell: openBell(browserBell, setSilent), notes: openNotes(browserNotes) }
    bell.current = opened.bell
    notes.current = opened.notes
    return () => {
      opened.bell.close()
      opened.notes.close()
    }
  }, [])
  useEffect(() => bell.current?.want({ keys: calls.map(call => call.key), watching }), [key, watching])
  useEffect(() => notes.current?.want(notifications === 'on' ? calls : []), [key, notifications])
  return {
    notifications,
    silent: silent && watching,
    askForNotifications: () => {
      if (typeof Notification === 'undefined') return
      void Notification.requestPermission().then(() => setNotifications(readPermission()))
    },
  }
}

const readPermission = (): AlarmState['notifications'] => {
  if (typeof Notification === 'undefined') return 'refused'
  if (Notification.permission === 'granted') return 'on'
  return Notification.permission === 'default' ? 'ask' : 'refused'
}

const browserNotes: NotesBrowser = {
  isHidden: () => document.hidden,
  onHiddenOrBack: heard => {
    document.addEventListener('visibilitychange', heard)
    return () => document.removeEventListener('visibilitychange', heard)
  },
  show: ({ title, key }): Note | null => {
    try {
      const notification = new Notification(title, { tag: key, requireInteraction: true })
      notification.addEventListener('click', () => {
        window.focus()
        notification.close()
      })
      return notification
    } catch {
      // some systems show notifications to service workers only: the sound goes on, and the title of the window says it
      return null
    }
  },
}

const pressEvents = ['pointerdown', 'pointerup', 'keydown'] as const

const browserBell: BellBrowser<AudioContext> = {
  open: () => {
    try {
      return new AudioContext()
    } catch {
      return null
    }
  },
  isTouched: () => navigator.userActivation.hasBeenActive,
  onPress: heard => {
    for (const name of pressEvents) window.addEventListener(name, heard, true)
    return () => {
      for (const name of pressEvents) window.removeEventListener(name, heard, true)
    }
  },
  play: audio =>
    tones.forEach((frequency, place) => {
      const from = audio.currentTime + place * toneSeconds
      const tone = audio.createOscillator()
      const volume = audio.createGain()
      tone.frequency.value = frequency
      volume.gain.setValueAtTime(0, from)
      volume.gain.linearRampToValueAtTime(loudness, from + 0.02)
      volume.gain.setValueAtTime(loudness, from + toneSeconds - 0.06)
      volume.gain.linearRampToValueAtTime(0, from + toneSeconds)
      tone.connect(volume).connect(audio.destination)
      tone.start(from)
      tone.stop(from + toneSeconds)
    }),
}
