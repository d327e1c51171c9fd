import { useSay } from '#app/kasa'
import { classes } from '#parts/classes'
import { LanguageChoice } from './own-section.tsx'
import { ConnectForm } from './connect-form.tsx'
import styles from './connect.module.css'

/** The first screen of a till that belongs to no platform yet. */
export const ConnectScreen = () => {
  const say = useSay()
  return (
    <div className={classes(styles.screen)}>
      <div className={classes(styles.language)}>
        <LanguageChoice />
      </div>
      <header>
        <h1 className={classes(styles.title)}>{say('connect.title')}</h1>
        <p className={classes(styles.intro)}>{say('connect.intro')}</p>
      </header>
      <ConnectForm />
    </div>
  )
}
