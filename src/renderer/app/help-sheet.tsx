import { Action } from '#parts/action'
import { classes } from '#parts/classes'
import { KeyCap } from '#parts/key-cap'
import { Sheet } from '#parts/sheet'
import type { WordKey } from '#words/say'
import { frameShortcuts } from './shortcut-tables.ts'
import styles from './help-sheet.module.css'
import { useSay } from './kasa.ts'
import type { Shortcut } from './shortcuts.ts'

/** The key map: what works everywhere and what works on the screen under it. */
export const HelpSheet = (props: {
  readonly isOpen: boolean
  readonly onClose: () => void
  readonly screenWord: WordKey
  readonly screenShortcuts: Readonly<Record<string, Shortcut>>
}) => {
  const say = useSay()
  return (
    <Sheet
      title={say('frame.keysTitle')}
      isOpen={props.isOpen}
      onClose={props.onClose}
      foot={
        <Action kind="primary" autoFocus onPress={props.onClose}>
          {say('frame.close')}
        </Action>
      }
    >
      {Object.keys(props.screenShortcuts).length > 0 ? <Group word={props.screenWord} shortcuts={props.screenShortcuts} /> : null}
      <Group word="frame.keysEverywhere" shortcuts={{ ...frameShortcuts, back: { keys: ['Esc'], word: 'frame.keysBack' } }} />
    </Sheet>
  )
}

const Group = ({ word, shortcuts }: { readonly word: WordKey; readonly shortcuts: Readonly<Record<string, Shortcut>> }) => {
  const say = useSay()
  return (
    <section className={classes(styles.group)}>
      <h2 className={classes(styles.title)}>{say(word)}</h2>
      <ul>
        {Object.entries(shortcuts).map(([name, shortcut]) => (
          <li key={name} className={classes(styles.line)}>
            <span>{say(shortcut.word)}</span>
            <span className={classes(styles.keys)}>
              {shortcut.keys.map(keys => (
                <KeyCap key={keys} keys={keys.replaceAll('+', ' ')} />
              ))}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
