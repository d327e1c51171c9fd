import { useState } from 'react'
import { Autocomplete, Input, ListBox, ListBoxItem, SearchField, useFilter } from 'react-aria-components'
import type { ShowingSummary } from '#contract/showing'
import { Blank } from '#parts/blank'
import { classes } from '#parts/classes'
import { Sheet } from '#parts/sheet'
import { WaitingRows } from '#parts/waiting-rows'
import { pick } from '#words/format'
import type { Say } from '#words/say'
import styles from './event-chooser.module.css'
import { useFrame, useSay } from './kasa.ts'
import { showingFacts, useShowing } from './showing-words.ts'

/** Chooses what to sell tickets for: type a part of the name, place or date, arrows, Enter. */
export const EventChooser = ({ isOpen, onClose }: { readonly isOpen: boolean; readonly onClose: () => void }) => {
  const say = useSay()
  return (
    <Sheet title={say('frame.chooseEvent')} isOpen={isOpen} onClose={onClose} wide>
      <Showings onChosen={onClose} />
    </Sheet>
  )
}

const Showings = ({ onChosen }: { readonly onChosen: () => void }) => {
  const say = useSay()
  const showings = useFrame(frame => frame.showings)
  const choose = useFrame(frame => frame.choose)
  const current = useShowing()
  const [text, setText] = useState('')
  const { contains } = useFilter({ sensitivity: 'base' })
  if (!showings) return <WaitingRows rows={4} label={say('frame.loading')} />
  const take = ({ event, subevent }: ShowingSummary): void => {
    choose({ event, subevent })
    onChosen()
  }
  if (showings.length === 0) return <Blank title={say('frame.noEvents')} />
  return (
    <Autocomplete filter={contains} inputValue={text} onInputChange={setText}>
      <SearchField aria-label={say('frame.searchEvent')} autoFocus className={classes(styles.search)}>
        <Input
          className={classes(styles.input)}
          placeholder={say('frame.searchEvent')}
          onKeyDown={event => {
            if (event.key === 'Escape') onChosen()
            if (event.key !== 'Enter' || event.nativeEvent.isComposing) return
            // a list that was renewed while somebody typed has nothing in focus: the first that is left is meant
            const typed = event.currentTarget.value
            const isChosenByList = event.currentTarget.getAttribute('aria-activedescendant')
            const first = showings.find(showing => contains(textOf(showing, say), typed))
            if (!isChosenByList && first) take(first)
          }}
        />
      </SearchField>
      <ListBox
        aria-label={say('frame.chooseEvent')}
        className={classes(styles.list)}
        items={showings.map(showing => ({ id: idOf(showing), showing }))}
        dependencies={[current]}
        renderEmptyState={() => <Blank title={say('frame.noEvent', { text })} />}
        onAction={key => {
          const chosen = showings.find(showing => idOf(showing) === key)
          if (chosen) take(chosen)
        }}
      >
        {({ id, showing }) => (
          <ListBoxItem
            id={id}
            textValue={textOf(showing, say)}
            className={classes(styles.option, current && idOf(current) === id && styles.current)}
          >
            <span className={classes(styles.words)}>
              <span className={classes(styles.name)}>{pick(showing.name, say.language)}</span>
              <br />
              <span className={classes(styles.facts)}>{showingFacts(showing, say)}</span>
            </span>
            <span className={classes(styles.kind)}>{say(showing.seated ? 'frame.seated' : 'frame.standing')}</span>
            {showing.testmode ? <span className={classes(styles.mark)}>{say('frame.eventTest')}</span> : null}
            {showing.live ? null : <span className={classes(styles.mark)}>{say('frame.eventNotLive')}</span>}
          </ListBoxItem>
        )}
      </ListBox>
    </Autocomplete>
  )
}

/** What is searched in, and read out. */
const textOf = (showing: ShowingSummary, say: Say): string => `${pick(showing.name, say.language)} ${showingFacts(showing, say)}`

const idOf = (showing: ShowingSummary): string => `${showing.event}/${showing.subevent ?? ''}`
