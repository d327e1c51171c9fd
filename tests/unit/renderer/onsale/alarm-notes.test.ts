import { describe, expect, test } from 'vitest'
import { openNotes } from '../../../../src/renderer/onsale/alarm-notes.ts'

const call = (key: string) => ({ onsale: 'bieber', key, title: key })

/** A window that hides and comes back, and the notifications that stand on the system's screen. */
const screen = () => {
  const window = { hidden: false, heard: (): void => undefined }
  const standing: string[] = []
  let shown = 0
  const notes = openNotes({
    isHidden: () => window.hidden,
    onHiddenOrBack: heard => {
      window.heard = heard
      return () => (window.heard = () => undefined)
    },
    show: ({ key }) => {
      shown += 1
      standing.push(key)
      return { close: () => void standing.splice(standing.indexOf(key), 1) }
    },
  })
  const turn = (hidden: boolean): void => {
    window.hidden = hidden
    window.heard()
  }
  return { notes, standing, hide: () => turn(true), comeBack: () => turn(false), shown: () => shown }
}

describe('notifications of the system', () => {
  test('come of what begins while the window is hidden, once', () => {
    const { notes, standing, hide, shown } = screen()
    hide()
    notes.want([call('full')])
    notes.want([call('full')])
    expect(standing).toEqual(['full'])
    notes.want([call('full'), call('errors')])
    expect(standing).toEqual(['full', 'errors'])
    expect(shown()).toBe(2)
  })

  test('come of what began in sight and nobody has heard when the window goes', () => {
    const { notes, standing, hide } = screen()
    notes.want([call('full')])
    expect(standing).toEqual([])
    hide()
    expect(standing).toEqual(['full'])
  })

  test('do not come of what was heard before, and go when it is heard elsewhere or the window is back', () => {
    const { notes, standing, hide, comeBack } = screen()
    notes.want([call('full')])
    notes.want([])
    hide()
    expect(standing).toEqual([])
    notes.want([call('full'), call('errors')])
    notes.want([call('errors')])
    expect(standing).toEqual(['errors'])
    comeBack()
    expect(standing).toEqual([])
  })

  test('go with the screen that asked for them', () => {
    const { notes, standing, hide } = screen()
    hide()
    notes.want([call('full')])
    notes.close()
    hide()
    expect(standing).toEqual([])
  })
})
