import type { Dispatch, SetStateAction } from 'react'
import { useEffect, useRef } from 'react'
import type { StoreApi } from 'zustand/vanilla'
import type { OnsaleFace } from '#contract/onsale-face'
import { onsaleShortcuts } from '#app/shortcut-tables'
import { useShortcuts } from '#app/shortcuts'
import { orderedFindings } from './advice-order.ts'
import type { CockpitDeeds, OpenDialog } from './cockpit-deeds.ts'
import type { CockpitView } from './cockpit-tools.tsx'
import type { CursorState } from './cursor-slice.ts'
import { leverDeeds } from './levers.ts'
import type { Minutes } from './minute-store.ts'
import { minuteMs } from './minute-store.ts'
import { checkCards, checksInForce, confirmed } from './preflight-order.ts'
import type { SaleWays } from './sale-ways.ts'
import type { Wall } from './use-wall.ts'

/** The keys of the cockpit. A dialog has the keyboard to itself; letters rest while a text is typed. */
export const useCockpitKeys = (props: {
  readonly face: OnsaleFace
  readonly minutes: Minutes
  readonly cursor: StoreApi<CursorState>
  readonly deeds: CockpitDeeds
  readonly ways: SaleWays
  readonly setView: Dispatch<SetStateAction<CockpitView>>
  readonly setOpen: (open: OpenDialog | null) => void
  readonly wall: Wall
}): void => {
  const { face, minutes, cursor, deeds } = props
  const known = { first: minutes.from, last: Math.floor(face.now / minuteMs) * minuteMs }
  const step = (by: number) => (): void => cursor.getState().step(by, known)
  const focusCard = (place: number): void => document.querySelector<HTMLElement>(`[data-card="${place}"]`)?.focus()
  const focused = () => {
    const place = Number(document.activeElement?.closest('[data-card]')?.getAttribute('data-card') ?? 1)
    return orderedFindings(face.findings, face.now)[place - 1]
  }
  const looking = {
    note: () => props.setOpen({ dialog: 'note', at: cursor.getState().minute ?? face.now }),
    back: () => (props.wall.isOn ? props.wall.toggle() : cursor.getState().pointAt(null)),
    table: () => props.setView(view => ({ ...view, table: !view.table })),
    card: (press: KeyboardEvent) => focusCard(Number(press.key)),
  }
  const acting = {
    ...leverDeeds(deeds.pull),
    arm: deeds.arm,
    check: deeds.check,
    confirm: () => {
      const name = document.activeElement?.closest('[data-check]')?.getAttribute('data-check') ?? null
      const cards = checkCards(checksInForce(face), orderedFindings(face.findings, face.now))
      const check = confirmed(cards, name)
      if (check) deeds.confirm(check)
    },
    ceiling: deeds.lowerCeiling,
    silence: () => {
      const finding = focused()
      if (finding) deeds.silence(finding)
    },
    acknowledge: () => {
      const finding = focused()
      if (finding && finding.acknowledgedAt === null) deeds.acknowledge(finding)
    },
    earlier: step(-1),
    later: step(1),
    fiveEarlier: step(-5),
    fiveLater: step(5),
    toStart: () => cursor.getState().goTo(face.plan.startsAt),
    toNow: () => cursor.getState().goTo(known.last),
  }
  // in a replay nothing can be changed, and the arrows move the moment that is looked at
  useShortcuts(onsaleShortcuts, face.mode === 'replay' ? looking : { ...looking, ...acting })
  useSpace(props.ways.pauseOrResume ?? (() => props.setView(view => ({ ...view, whole: !view.whole }))))
}

/** What can be pressed has the space bar to itself. */
const pressable =
  'button, a, input, textarea, select, [role="button"], [role="radio"], [role="switch"], [role="menuitem"], [role="option"]'

/** The space bar where nothing else wants it. */
const useSpace = (deed: () => void): void => {
  const latest = useRef(deed)
  useEffect(() => {
    latest.current = deed
  })
  useEffect(() => {
    const heard = (press: KeyboardEvent): void => {
      const { target } = press
      if (press.key !== ' ' || press.defaultPrevented || press.repeat) return
      if (target instanceof HTMLElement && target.closest(pressable)) return
      if (document.querySelector('[role="dialog"], [role="alertdialog"]')) return
      press.preventDefault()
      latest.current()
    }
    window.addEventListener('keydown', heard)
    return () => window.removeEventListener('keydown', heard)
  }, [])
}
