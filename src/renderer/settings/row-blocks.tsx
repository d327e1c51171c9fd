import { useState } from 'react'
import { useStore } from 'zustand'
import type { StoreApi } from 'zustand/vanilla'
import type { Holdings } from '#contract/methods'
import type { Showing } from '#contract/showing'
import type { Hall } from '#contract/stock'
import { useSay } from '#app/kasa'
import { Action } from '#parts/action'
import { classes } from '#parts/classes'
import { Pick } from '#parts/pick'
import { WaitingRows } from '#parts/waiting-rows'
import { number } from '#words/format'
import type { RowKey, StockState } from './stock-slice.ts'
import { blocksOf, blockOf, rowKey } from './stock-slice.ts'
import styles from './stock.module.css'

/** Whole rows held for the time without network: those held, and a sector to take more from. */
export const RowBlocks = ({ slice, holdings }: { readonly slice: StoreApi<StockState>; readonly holdings: Holdings }) => {
  const say = useSay()
  const showing = useStore(slice, state => state.showing)
  const hall = useStore(slice, state => state.hall)
  const unread = useStore(slice, state => state.unread)
  if (!showing) return null
  return (
    <div className={classes(styles.blocks)}>
      <h3 className={classes(styles.subhead)}>{say('settings.seatBlocks')}</h3>
      <p className={classes(styles.muted)}>{say('settings.seatBlocksText')}</p>
      <HeldRows slice={slice} holdings={holdings} showing={showing} />
      {hall ? <SectorRows slice={slice} holdings={holdings} showing={showing} hall={hall} /> : null}
      {!hall && !unread ? <WaitingRows rows={2} label={say('frame.loading')} /> : null}
    </div>
  )
}

type RowsProps = { readonly slice: StoreApi<StockState>; readonly holdings: Holdings; readonly showing: Showing }

const HeldRows = ({ slice, holdings, showing }: RowsProps) => {
  const say = useSay()
  const blocks = blocksOf(holdings, showing)
  if (blocks.length === 0) return <p>{say('settings.seatBlocksNone')}</p>
  return (
    <ul className={classes(styles.rows)}>
      {blocks.map(block => (
        <RowLine
          key={rowKey(block)}
          slice={slice}
          row={block}
          words={say('settings.seatRowOf', { sector: block.sector, row: block.row })}
          state={say('settings.seatBlockHeld', { held: block.held, wanted: block.wanted })}
          isHeld
        />
      ))}
    </ul>
  )
}

const SectorRows = ({ slice, holdings, showing, hall }: RowsProps & { readonly hall: Hall }) => {
  const say = useSay()
  const [chosen, setChosen] = useState<string | null>(null)
  const free = (count: number): string => say('settings.seatSectorFree', { count, figure: number(count, say.language) })
  const sector = hall.sectors.find(each => each.name === chosen) ?? hall.sectors.find(each => each.free > 0) ?? hall.sectors[0]
  if (!sector) return <p className={classes(styles.muted)}>{say('seats.noPlan')}</p>
  const rows = sector.rows.filter(row => row.free > 0 && !blockOf(holdings, showing, { sector: sector.name, row: row.name }))
  return (
    <>
      <div className={classes(styles.sector)}>
        <Pick
          label={say('settings.seatSector')}
          value={sector.name}
          options={hall.sectors.map(each => ({ value: each.name, word: each.name, second: free(each.free) }))}
          onChange={setChosen}
        />
      </div>
      {rows.length === 0 ? <p className={classes(styles.muted)}>{free(0)}</p> : null}
      <ul className={classes(styles.rows)}>
        {rows.map(row => (
          <RowLine
            key={row.name}
            slice={slice}
            row={{ sector: sector.name, row: row.name }}
            words={say('settings.seatRow', { row: row.name })}
            state={free(row.free)}
          />
        ))}
      </ul>
    </>
  )
}

const RowLine = (props: {
  readonly slice: StoreApi<StockState>
  readonly row: RowKey
  readonly words: string
  readonly state: string
  readonly isHeld?: boolean
}) => {
  const say = useSay()
  const { slice, isHeld = false } = props
  const { sector, row } = props.row
  const busy = useStore(slice, state => state.busyRows.has(rowKey(props.row)))
  return (
    <li className={classes(styles.row)}>
      <span>
        <strong>{props.words}</strong> <span className={classes(styles.muted)}>{props.state}</span>
      </span>
      <Action
        dense
        isDisabled={busy}
        label={say(isHeld ? 'settings.seatBlockReleaseLabel' : 'settings.seatBlockHoldLabel', { sector, row })}
        onPress={() => void slice.getState().holdRow({ sector, row }, !isHeld)}
      >
        {say(isHeld ? 'settings.seatBlockRelease' : 'settings.seatBlockHold')}
      </Action>
    </li>
  )
}
