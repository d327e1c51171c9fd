import { ListBox, ListBoxItem } from 'react-aria-components'
import type { Hall } from '#contract/stock'
import { useSay } from '#app/kasa'
import { Blank } from '#parts/blank'
import { classes } from '#parts/classes'
import { focusOn, focusPlace } from './focus-places.ts'
import { freeWords, poolWords, sectorWords } from '#words/seat-words'
import styles from './seats-area.module.css'
import { useDeeds, useSell } from './sell-provider.tsx'

/** The rows of the chosen sector. Enter goes on to the seats. */
export const RowList = ({ hall, isOnline }: { readonly hall: Hall; readonly isOnline: boolean }) => {
  const say = useSay()
  const deeds = useDeeds()
  const place = useSell(sell => sell.place)
  const sector = hall.sectors.find(each => each.name === place?.sector)
  if (!sector || !place)
    return (
      <div className={classes(styles.rows)}>
        <Blank title={say('sell.cartEmptySeats')}>{isOnline ? null : say('seats.offlinePoolOnly')}</Blank>
      </div>
    )
  const left = (row: { readonly free: number; readonly pool: number }): number => (isOnline ? row.free + row.pool : row.pool)
  return (
    <div className={classes(styles.rows)}>
      <div className={classes(styles.rowsHead)}>
        <h2>{sectorWords(sector.name, say)}</h2>
        <p>{left(sector) === 0 && !isOnline ? say('seats.noPool') : counts(sector, isOnline, say)}</p>
      </div>
      <ListBox
        aria-label={say('seats.rows')}
        layout="grid"
        className={classes(styles.rowGrid)}
        items={sector.rows.map(row => ({ ...row, id: row.name }))}
        dependencies={[isOnline]}
        selectionMode="single"
        selectionBehavior="replace"
        selectedKeys={[place.row]}
        onSelectionChange={keys => {
          const [chosen] = keys === 'all' ? [] : keys
          if (typeof chosen === 'string') deeds.openRow({ sector: sector.name, row: chosen })
        }}
        onAction={() => focusOn('strip')}
        {...focusPlace('rows')}
      >
        {row => (
          <ListBoxItem
            id={row.name}
            textValue={rowWords(row, isOnline, say)}
            className={classes(styles.row, left(row) === 0 && styles.none)}
          >
            <span>{say('seats.row', { row: row.name })}</span>
            <span className={classes(styles.count)} aria-hidden="true">
              {left(row)}
            </span>
            <span className={classes(styles.unseen)}>, {counts(row, isOnline, say)}</span>
          </ListBoxItem>
        )}
      </ListBox>
    </div>
  )
}

/** `Rząd 1, 5 wolnych`: what is searched in, and read out. */
const rowWords = (row: Hall['sectors'][number]['rows'][number], isOnline: boolean, say: ReturnType<typeof useSay>): string =>
  [say('seats.row', { row: row.name }), counts(row, isOnline, say)].filter(Boolean).join(', ')

const counts = (
  each: { readonly free: number; readonly pool: number },
  isOnline: boolean,
  say: ReturnType<typeof useSay>,
): string =>
  [isOnline ? freeWords(each.free, say) : '', each.pool > 0 || !isOnline ? poolWords(each.pool, say) : '']
    .filter(Boolean)
    .join(', ')
