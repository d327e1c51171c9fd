import { describe, expect, test } from 'vitest'
import { ownArguments, readChoices, usage } from '#host/choices'

describe('the command line of the desktop app', () => {
  test.each([
    [
      ['.', '--data', '/shop', '--sandbox'],
      ['--data', '/shop', '--sandbox'],
    ],
    [
      ['--inspect=0', '--rehearse', 'first-hour', '--speed=60'],
      ['--rehearse', 'first-hour', '--speed=60'],
    ],
    [['dist/electron.js', '--data=/shop', 'dist/other', '--lang=pl'], ['--data=/shop']],
    [['-psn_0_1', '--no-sandbox', '--sandbox', '.'], ['--sandbox']],
  ])('%j: Kasa’s own is %j', (given, own) => {
    expect(ownArguments(given)).toEqual(own)
  })

  test('opens straight into a rehearsal as the door without Electron does', () => {
    const choices = readChoices(ownArguments(['.', '--rehearse', 'first-hour', '--speed', '60', '--remote-debugging-port=0']))
    expect(choices).toMatchObject({ rehearse: { scenario: 'first-hour', speed: 60 } })
  })

  test('everything that the usage names is Kasa’s own', () => {
    const named = [...usage.matchAll(/^  --([a-z]+)/gm)].map(found => `--${found[1]}`)
    expect(named.length).toBeGreaterThan(5)
    expect(ownArguments(named)).toEqual(named)
  })
})
