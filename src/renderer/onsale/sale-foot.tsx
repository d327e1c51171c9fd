import { FileText, History, Pause, Play } from 'lucide-react'
import type { OnsaleFace } from '#contract/onsale-face'
import { useFrame, useSay } from '#app/kasa'
import { Action } from '#parts/action'
import { classes } from '#parts/classes'
import styles from './advice.module.css'
import { speedWords } from './rehearsal-speed.ts'
import type { SaleWays } from './sale-ways.ts'
import { useRehearsalNow } from './use-rehearsal.ts'

/** What can be done with the sale as a whole: rehearse and check before it, look back after it, stop the clock of a rehearsal. */
export const SaleFoot = (props: { readonly face: OnsaleFace; readonly ways: SaleWays; readonly onCheck: () => void }) => {
  const { face, ways } = props
  const say = useSay()
  const { id } = face.plan
  const report = (
    <Action dense icon={<FileText size={16} aria-hidden="true" />} onPress={() => ways.report(id)}>
      {say('report.open')}
    </Action>
  )
  if (face.mode === 'rehearsal') return <RehearsalFoot ways={ways} />
  if (face.mode === 'replay') return <footer className={classes(styles.foot)}>{report}</footer>
  if (face.phase === 'before')
    return (
      <footer className={classes(styles.foot)}>
        {ways.rehearse ? (
          <Action dense keys="P" icon={<Play size={16} aria-hidden="true" />} onPress={ways.rehearse}>
            {say('rehearsal.open')}
          </Action>
        ) : null}
        <Action dense keys="R" onPress={props.onCheck}>
          {say('onsale.checkNow')}
        </Action>
      </footer>
    )
  if (face.phase === 'open') return null
  return (
    <footer className={classes(styles.foot)}>
      {report}
      <Action dense icon={<History size={16} aria-hidden="true" />} onPress={() => ways.replay(id)}>
        {say('report.replay')}
      </Action>
    </footer>
  )
}

const RehearsalFoot = ({ ways }: { readonly ways: SaleWays }) => {
  const say = useSay()
  const running = useFrame(frame => frame.rehearsal)
  const now = useRehearsalNow()
  const atEnd = running !== null && now >= running.endsAt
  return (
    <footer className={classes(styles.foot)}>
      {running && ways.pauseOrResume && !atEnd ? (
        <Action
          dense
          keys={say('rehearsal.space')}
          icon={running.running ? <Pause size={16} aria-hidden="true" /> : <Play size={16} aria-hidden="true" />}
          onPress={ways.pauseOrResume}
        >
          {speedWords(running, say)}
          <span className={classes(styles.unseen)}> {say(running.running ? 'rehearsal.pause' : 'rehearsal.resume')}</span>
        </Action>
      ) : null}
      {ways.rehearse ? (
        <Action dense keys="P" onPress={ways.rehearse}>
          {say('rehearsal.openRunning')}
        </Action>
      ) : null}
      {atEnd ? <p className={classes(styles.none)}>{say('rehearsal.atEnd')}</p> : null}
    </footer>
  )
}
