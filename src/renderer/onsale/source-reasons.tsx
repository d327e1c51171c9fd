import { Button, Dialog, DialogTrigger, Heading, Popover } from 'react-aria-components'
import type { SourceFace, SourceReason } from '#contract/onsale-face'
import { useSay } from '#app/kasa'
import { classes } from '#parts/classes'
import { refusalSentence } from '#words/refusal-sentence'
import type { WordKey } from '#words/say'
import { sourceWords } from './cockpit-words.ts'
import styles from './source-reasons.module.css'

/** What a source was asked, by the name of the poll; one that has no words of its own is told by the source alone. */
const readWords: Readonly<Record<string, WordKey>> = {
  'aws.metrics': 'onsale.readMetrics',
  'aws.servers': 'onsale.readServers',
  'aws.balancers': 'onsale.readBalancers',
  'cloudflare.traffic': 'onsale.readTraffic',
  'cloudflare.firewall': 'onsale.readFirewall',
  'cloudflare.admitted': 'onsale.readAdmitted',
  'cloudflare.room': 'onsale.readRoom',
  'queue.shop': 'onsale.readQueue',
  'shop.probe': 'onsale.readShop',
  'shop.programme': 'onsale.readProgramme',
  'sales.file': 'onsale.readSales',
}

/** Everything a source could not give, a sentence each, with the read it belongs to. */
export const SourceReasons = ({ reasons }: { readonly reasons: readonly SourceReason[] }) => {
  const say = useSay()
  return (
    <ul className={classes(styles.reasons)}>
      {reasons.map(({ read, refusal }) => {
        const words = readWords[read]
        return (
          <li key={`${read} ${JSON.stringify(refusal)}`}>
            {words ? <strong>{say(words)}: </strong> : null}
            {refusalSentence(say, refusal)}
          </li>
        )
      })}
    </ul>
  )
}

/** The name of a source; where something was refused, behind it the reasons, for the mouse and for the keyboard. */
export const SourceName = ({ source }: { readonly source: SourceFace }) => {
  const say = useSay()
  const { reasons } = source
  const name = say(sourceWords[source.source])
  if (reasons.length === 0) return <span>{name}</span>
  const title = say('onsale.reasonsOf', { source: name, count: reasons.length })
  return (
    <DialogTrigger>
      <Button className={classes(styles.opener)} aria-label={title}>
        {reasons.length > 1 ? `${name} (${reasons.length})` : name}
      </Button>
      <Popover placement="top start">
        <Dialog className={classes(styles.panel)}>
          <Heading slot="title" level={3}>
            {title}
          </Heading>
          <SourceReasons reasons={reasons} />
        </Dialog>
      </Popover>
    </DialogTrigger>
  )
}
