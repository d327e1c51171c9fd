import { Search } from 'lucide-react'
import { useState } from 'react'
import { ListBox, ListBoxItem } from 'react-aria-components'
import type { Hall } from '#contract/stock'
import { useSay } from '#app/kasa'
import { Blank } from '#parts/blank'
import { classes } from '#parts/classes'
import { KeyCap } from '#parts/key-cap'
import { freeWords, poolWords } from '#words/seat-words'
import { focusOn, focusPlace } from './focus-places.ts'
import { firstRow, matchingSectors } from './seat-moves.ts'
import styles from './seats-area.module.css'
import { useDeeds, useSell } from './sell-provider.tsx'

/** The sectors with what can be taken in each. Arrows go through them, Enter goes on to the rows. */
export const SectorList = ({ hall, isOnline }: { readonly hall: Hall; readonly isOnline: boolean }) => {
  const say = useSay()
  const deeds = useDeeds()
  const place = useSell(sell => sell.place)
  const [text, setText] = useState('')
  const sectors = matchingSectors(hall, text)
  const open = (sector: string): void => deeds.openRow(firstRow(hall, sector, isOnline))
  return (
    <div className={classes(styles.sectors)}>
      <label className={classes(styles.find)} {...focusPlace('stock')}>
        <Search size={18} aria-hidden="true" />
        <input
          type="search"
          aria-label={say('seats.find')}
          placeholder={say('seats.sectors')}
          value={text}
          onChange={event => setText(event.target.value)}
          onKeyDown={event => {
            const [first] = sectors
            if (event.key === 'Enter' && first) {
              open(first.name)
              focusOn('rows')
            }
            if (event.key === 'Escape') setText('')
          }}
        />
        <KeyCap keys="F2" />
      </label>
      <ListBox
        aria-label={say('seats.sectors')}
        className={classes(styles.list)}
        items={sectors.map(sector => ({ ...sector, id: sector.name }))}
        dependencies={[isOnline]}
        selectionMode="single"
        selectionBehavior="replace"
        selectedKeys={place ? [place.sector] : []}
        onSelectionChange={keys => {
          const [chosen] = keys === 'all' ? [] : keys
          if (typeof chosen === 'string') open(chosen)
        }}
        onAction={() => focusOn('rows')}
        renderEmptyState={() => <Blank title={say('seats.noFreeTitle')}>{say('seats.findNothing', { text })}</Blank>}
      >
        {sector => <SectorOption sector={sector} isOnline={isOnline} />}
      </ListBox>
    </div>
  )
}

const SectorOption = ({ sector, isOnline }: { readonly sector: Hall['sectors'][number]; readonly isOnline: boolean }) => {
  const say = useSay()
  const left = isOnline ? sector.free + sector.pool : sector.pool
  const count = isOnline ? freeWords(left, say) : poolWords(left, say)
  return (
    <ListBoxItem
      id={sector.name}
      textValue={`${sector.name}, ${count}`}
      className={classes(styles.option, left === 0 && styles.none)}
    >
      <span className={classes(styles.optionName)}>{sector.name}</span>
      <span className={classes(styles.count)}>{count}</span>
    </ListBoxItem>
  )
}
