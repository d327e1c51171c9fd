import { useState } from 'react'
import { useStore } from 'zustand'
import { useKasa, useSay } from '#app/kasa'
import { Action } from '#parts/action'
import { classes } from '#parts/classes'
import { Field } from '#parts/field'
import { Notice } from '#parts/notice'
import { StateMark } from '#parts/state-mark'
import { refusalSentence } from '#words/refusal-sentence'
import styles from './connect.module.css'
import { canConnect, connectSlice } from './connect-slice.ts'
import { readHandshake } from './handshake.ts'

const steps = ['connect.step1', 'connect.step2', 'connect.step3', 'connect.step4'] as const

/** Joins this till to a platform: where the text comes from, the text, the names, and what the platform says to it. */
export const ConnectForm = ({ onConnected }: { readonly onConnected?: () => void }) => {
  const say = useSay()
  const { wire } = useKasa()
  const [slice] = useState(() => connectSlice(wire))
  const { form, connecting, refusal } = useStore(slice)
  const { type, connect } = slice.getState()
  const start = (): void => void connect().then(connected => connected && onConnected?.())
  const handshake = readHandshake(form.handshake)
  const isUnreadable = form.handshake.trim() !== '' && handshake === null
  return (
    <div className={classes(styles.form)}>
      <ol className={classes(styles.steps)}>
        {steps.map(step => (
          <li key={step}>{say(step)}</li>
        ))}
      </ol>
      <Field
        label={say('connect.handshake')}
        value={form.handshake}
        onChange={text => type({ handshake: text })}
        lines={4}
        hint={say('connect.handshakeHint')}
        wrong={isUnreadable ? say('connect.unreadable') : undefined}
        maxLength={4000}
        isDisabled={connecting}
      />
      <div role="status">
        {handshake ? (
          <StateMark shape="tick" tone="ok">
            {say('connect.leadsTo', { url: handshake.url })}
          </StateMark>
        ) : null}
      </div>
      <div className={classes(styles.names)}>
        <Field
          label={say('connect.till')}
          value={form.till}
          onChange={till => type({ till })}
          hint={say('connect.tillHint')}
          maxLength={60}
          isDisabled={connecting}
          onEnter={start}
        />
        <Field
          label={say('connect.cashier')}
          value={form.cashier}
          onChange={cashier => type({ cashier })}
          hint={say('connect.cashierHint')}
          maxLength={60}
          isDisabled={connecting}
          onEnter={start}
        />
      </div>
      {refusal ? (
        <Notice tone="crit" inset title={refusalSentence(say, refusal)}>
          {refusal.code === 'token-used' ? null : say('connect.once')}
        </Notice>
      ) : null}
      <div className={classes(styles.end)}>
        <Action kind="primary" isDisabled={connecting || !canConnect(form)} onPress={start}>
          {say(connecting ? 'connect.connecting' : 'connect.connect')}
        </Action>
        <p role="status" className={classes(styles.muted)}>
          {connecting ? say('connect.connectingText') : ''}
        </p>
      </div>
    </div>
  )
}
