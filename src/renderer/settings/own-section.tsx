import type { StoreApi } from 'zustand/vanilla'
import { useFrame, useSay } from '#app/kasa'
import { Choice } from '#parts/choice'
import { Section } from '#parts/section'
import { Toggle } from '#parts/toggle'
import { SettingField } from './setting-field.tsx'
import type { SettingsState } from './settings-slice.ts'

/** Who this till is: both names stand on paper and with each sale. */
export const TillSection = ({ slice }: { readonly slice: StoreApi<SettingsState> }) => {
  const say = useSay()
  const settings = useFrame(frame => frame.settings)
  if (!settings) return null
  const check = (text: string): string | null => (text === '' ? say('settings.nameNeeded') : null)
  return (
    <Section id="settings-till" title={say('settings.till')} text={say('settings.tillText')}>
      <SettingField name="till" label={say('settings.tillName')} value={settings.till} check={check} slice={slice} />
      <SettingField name="cashier" label={say('settings.cashierName')} value={settings.cashier} check={check} slice={slice} />
    </Section>
  )
}

/** How Kasa speaks, looks and listens to keys; each is so at once. */
export const LookSection = () => {
  const say = useSay()
  const settings = useFrame(frame => frame.settings)
  const setSettings = useFrame(frame => frame.setSettings)
  const theme = useFrame(frame => frame.theme)
  const setTheme = useFrame(frame => frame.setTheme)
  if (!settings) return null
  return (
    <Section id="settings-look" title={say('settings.language')}>
      <LanguageChoice />
      <Choice
        label={say('settings.look')}
        value={theme}
        options={[
          { value: 'light', word: say('frame.themeLight') },
          { value: 'dark', word: say('frame.themeDark') },
        ]}
        onChange={setTheme}
      />
      <Toggle
        label={say('settings.letterKeys')}
        hint={say('settings.letterKeysText')}
        isOn={settings.letterKeys}
        onChange={letterKeys => void setSettings({ letterKeys })}
      />
    </Section>
  )
}

/** The language of screens and of paper. */
export const LanguageChoice = () => {
  const say = useSay()
  const setSettings = useFrame(frame => frame.setSettings)
  return (
    <Choice
      label={say('settings.languageChoice')}
      value={say.language}
      options={[
        { value: 'pl', word: say('settings.polish') },
        { value: 'en', word: say('settings.english') },
      ]}
      onChange={language => void setSettings({ language })}
    />
  )
}
