import { Check, ChevronDown, ChevronUp, X } from 'lucide-react'
import { Button, ListBox, ListBoxItem } from 'react-aria-components'
import type { Hall, Product, Seat, SeatState } from '#contract/stock'
import { useSay } from '#app/kasa'
import { classes } from '#parts/classes'
import { swatchTone } from '#parts/swatch'
import type { WordKey } from '#words/say'
import { focusOn, focusPlace } from './focus-places.ts'
import styles from './row-strip.module.css'
import { sectorWords } from '#words/seat-words'
import { canTakeSeat, neighbourRow, seatChanges } from './seat-moves.ts'
import { useDeeds, useSell } from './sell-provider.tsx'

const stateWords = {
  free: 'seats.stateFree',
  pool: 'seats.statePool',
  chosen: 'seats.stateChosen',
  held: 'seats.stateHeld',
  sold: 'seats.stateSold',
  blocked: 'seats.stateBlocked',
} as const satisfies Readonly<Record<SeatState, WordKey>>

type StripProps = { readonly hall: Hall; readonly isOnline: boolean; readonly variations: ReadonlyMap<number, number> }

/** The seats of one row at 44 px: left and right go along, Space takes or gives back, up and down change the row. Shape is the state, colour the price. */
export const RowStrip = (props: StripProps) => {
  const place = useSell(sell => sell.place)
  const row = useSell(sell => sell.row)
  const say = useSay()
  const deeds = useDeeds()
  if (!place) return null
  const step = (by: -1 | 1): void => deeds.openRow(neighbourRow(props.hall, place, by))
  return (
    <div className={classes(styles.strip)}>
      <p className={classes(styles.place)}>
        {sectorWords(place.sector, say)}
        <br />
        {say('seats.row', { row: place.row })}
      </p>
      <Button className={classes(styles.step)} aria-label={say('seats.rowBefore')} onPress={() => step(-1)}>
        <ChevronUp size={20} aria-hidden="true" />
      </Button>
      <Button className={classes(styles.step)} aria-label={say('seats.rowAfter')} onPress={() => step(1)}>
        <ChevronDown size={20} aria-hidden="true" />
      </Button>
      {row ? <Seats {...props} seats={row.seats} row={place.row} onStep={step} /> : null}
    </div>
  )
}

const Seats = (
  props: StripProps & { readonly seats: readonly Seat[]; readonly row: string; readonly onStep: (by: -1 | 1) => void },
) => {
  const { seats, isOnline } = props
  const say = useSay()
  const choose = useChoosing(props)
  return (
    <div
      className={classes(styles.seats)}
      onKeyDownCapture={event => {
        const by = event.key === 'ArrowDown' ? 1 : -1
        if (event.key === 'Escape') {
          event.preventDefault()
          focusOn('rows')
        }
        if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
        event.preventDefault()
        event.stopPropagation()
        props.onStep(by)
        requestAnimationFrame(() => focusOn('strip'))
      }}
    >
      <ListBox
        aria-label={say('seats.strip', { row: props.row })}
        orientation="horizontal"
        layout="stack"
        className={classes(styles.seats)}
        items={seats.map(seat => ({ ...seat, id: seat.guid }))}
        dependencies={[isOnline]}
        selectionMode="multiple"
        selectionBehavior="toggle"
        selectedKeys={seats.filter(seat => seat.state === 'chosen').map(seat => seat.guid)}
        onSelectionChange={keys => choose(keys === 'all' ? new Set() : new Set([...keys].map(String)))}
        {...focusPlace('strip')}
      >
        {seat => <SeatOption seat={seat} isOnline={isOnline} />}
      </ListBox>
    </div>
  )
}

/** Turns a new set of chosen seats into seats to take, each with its kind of ticket, and lines to give back. */
const useChoosing = ({ seats, isOnline, variations }: StripProps & { readonly seats: readonly Seat[] }) => {
  const deeds = useDeeds()
  const products = useSell(sell => sell.products)
  const cart = useSell(sell => sell.cart)
  return (wanted: ReadonlySet<string>): void => {
    const { take, giveBack } = seatChanges(seats, wanted, isOnline)
    const taken = seats.filter(seat => take.includes(seat.guid))
    for (const [item, group] of Map.groupBy(taken, seat => seat.item))
      deeds.takeSeats(
        group.map(seat => seat.guid),
        variationOf(item, variations, products ?? []),
      )
    const lines = (cart?.lines ?? []).filter(line => line.seat && giveBack.includes(line.seat.guid)).map(line => line.id)
    if (lines.length > 0) deeds.remove(lines)
  }
}

const variationOf = (item: number | null, chosen: ReadonlyMap<number, number>, products: readonly Product[]): number | null =>
  (item === null ? undefined : chosen.get(item)) ?? products.find(product => product.item === item)?.variation ?? null

const SeatOption = ({ seat, isOnline }: { readonly seat: Seat; readonly isOnline: boolean }) => {
  const say = useSay()
  const products = useSell(sell => sell.products)
  const items = [...new Set((products ?? []).map(product => product.item))]
  const place = seat.item === null ? -1 : items.indexOf(seat.item)
  const hasColour = (seat.state === 'free' || seat.state === 'pool') && place >= 0
  const words = say('seats.seatState', { number: seat.number, state: say(stateWords[seat.state]) })
  const isFaded = seat.state === 'free' && !canTakeSeat(seat, isOnline)
  return (
    <ListBoxItem
      id={seat.guid}
      textValue={words}
      aria-label={words}
      data-seat={seat.state}
      className={classes(styles.seat, styles[seat.state], hasColour && styles[swatchTone(place)], isFaded && styles.faded)}
    >
      <span>{seat.number}</span>
      <Mark state={seat.state} />
    </ListBoxItem>
  )
}

const Mark = ({ state }: { readonly state: SeatState }) => {
  if (state === 'chosen') return <Check size={12} strokeWidth={3} aria-hidden="true" />
  if (state === 'blocked') return <X size={10} strokeWidth={2.5} aria-hidden="true" />
  if (state === 'pool' || state === 'sold') return <span aria-hidden="true" className={classes(styles.mark)} />
  return null
}
