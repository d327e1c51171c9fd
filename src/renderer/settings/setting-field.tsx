import { useState } from 'react'
import { useStore } from 'zustand'
import type { StoreApi } from 'zustand/vanilla'
import { useSay } from '#app/kasa'
import { Action } from '#parts/action'
import { classes } from '#parts/classes'
import { Field } from '#parts/field'
import { StateMark } from '#parts/state-mark'
import { refusalSentence } from '#words/refusal-sentence'
import styles from './settings.module.css'
import type { SettingName, SettingsState } from './settings-slice.ts'

/** A text of the settings: typed, checked, saved with Enter or its button, and said to be saved. */
export const SettingField = (props: {
  readonly name: SettingName
  readonly label: string
  /** What is in force now. */
  readonly value: string
  readonly hint?: string
  /** Why a text cannot be taken; null when it can. */
  readonly check: (text: string) => string | null
  readonly slice: StoreApi<SettingsState>
}) => {
  const say = useSay()
  const { name, value, slice } = props
  const saving = useStore(slice, state => state.saving)
  const saved = useStore(slice, state => state.saved)
  const notSaved = useStore(slice, state => state.notSaved)
  const [typed, setTyped] = useState<string | null>(null)
  const text = typed ?? value
  const changed = text.trim() !== value
  const wrong = changed ? props.check(text.trim()) : null
  const refused = notSaved?.name === name ? refusalSentence(say, notSaved.refusal) : null
  const save = (): void => {
    if (!changed || wrong || saving) return
    void slice
      .getState()
      .save(name, text.trim())
      .then(() => slice.getState().saved === name && setTyped(null))
  }
  return (
    <div className={classes(styles.setting)}>
      <div className={classes(styles.settingField)}>
        <Field
          label={props.label}
          value={text}
          onChange={setTyped}
          onEnter={save}
          hint={props.hint}
          wrong={wrong ?? refused ?? undefined}
          maxLength={60}
        />
      </div>
      <div className={classes(styles.settingEnd)}>
        {changed ? (
          <Action onPress={save} isDisabled={wrong !== null || saving !== null}>
            {say('settings.save')}
          </Action>
        ) : null}
        <span role="status">
          {!changed && saved === name ? (
            <StateMark shape="tick" tone="ok">
              {say('settings.saved')}
            </StateMark>
          ) : null}
        </span>
      </div>
    </div>
  )
}
