import { useEffect, useRef, useState } from 'react'

/** Two tones, twice, and again after a while for as long as nobody has heard it. */
const tones = [880, 660, 880, 660] as const
const toneSeconds = 0.22
const againMs = 30_000
const loudness = 0.25

/** One thing that must be heard; `key` tells it from every other, of other sales too. */
export type Call = { readonly onsale: string; readonly key: string; readonly title: string }

export type AlarmState = {
  /** Whether the system shows notifications of this window: `ask` when nobody has been asked yet. */
  readonly notifications: 'on' | 'ask' | 'refused'
  /** The browser lets no sound out until somebody has pressed something. */
  readonly silent: boolean
  readonly askForNotifications: () => void
}

/** Sounds while there is something critical that nobody has acknowledged, and notifies once of each when the window is hidden. */
export const useAlarm = (calls: readonly Call[]): AlarmState => {
  const [notifications, setNotifications] = useState(readPermission)
  const [silent, setSilent] = useState(false)
  const told = useRef(new Set<string>())
  const context = useRef<AudioContext | null>(null)
  const key = calls.map(call => call.key).join('|')
  useEffect(() => {
    if (key === '') return
    const sound = (): void => {
      const audio = (context.current ??= new AudioContext())
      void audio.resume().catch(() => undefined)
      setSilent(audio.state !== 'running')
      if (audio.state === 'running') play(audio)
    }
    sound()
    const timer = setInterval(sound, againMs)
    return () => clearInterval(timer)
  }, [key])
  useEffect(() => {
    for (const call of calls) {
      if (told.current.has(call.key)) continue
      told.current.add(call.key)
      if (document.hidden && notifications === 'on') notify(call.title, call.key)
    }
  }, [key, notifications])
  useEffect(
    () => () => {
      void context.current?.close()
      context.current = null
    },
    [],
  )
  return {
    notifications,
    silent,
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

const notify = (title: string, tag: string): void => {
  try {
    const notification = new Notification(title, { tag, requireInteraction: true })
    notification.addEventListener('click', () => {
      window.focus()
      notification.close()
    })
  } catch {
    // some systems show notifications to service workers only: the sound goes on, and the title of the window says it
  }
}

const play = (audio: AudioContext): void =>
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
  })
