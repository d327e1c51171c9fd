import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openHttpDoor } from '#host/http'
import { denyByDefault, openLink } from '#host/electron-guard'
import { registerScreens, serveScreens } from '#host/electron-screens'
import { createElectronStandIn } from '../../electron-stand-in.ts'
import { testWorld } from '../../world-for-tests.ts'
import { scriptedInterior } from '../../wire/scripted-interior.ts'

const openGuarded = () => {
  const electron = createElectronStandIn({
    fork: () => {
      throw new Error('no core is needed here')
    },
  })
  registerScreens(electron.surface.protocol)
  denyByDefault(electron.surface)
  void electron.surface.openWindow({}).loadURL('kasa://app/')
  return electron
}

describe('what a page may not do', () => {
  const asks = (from: string | null, permission: (typeof denied)[number] | (typeof needed)[number]): unknown[] => {
    const { session } = openGuarded()
    const contents = from === null ? null : ({ getURL: () => from } as never)
    const answers: unknown[] = []
    if (contents) session.mayAsk?.(contents, permission, answer => answers.push(answer), {} as never)
    return [...answers, session.mayHave?.(contents, permission, '', {} as never)]
  }
  const denied = ['media', 'geolocation', 'clipboard-read', 'openExternal', 'display-capture', 'hid', 'usb', 'serial'] as const
  const needed = ['fullscreen', 'notifications', 'screen-wake-lock'] as const

  test.each(denied)('%s is not given, asked for or looked up, also not to our own page', permission => {
    expect(asks('kasa://app/', permission)).toEqual([false, false])
  })

  test.each(needed)('%s is given to our own page, which watches an on-sale by it, and to nobody else', permission => {
    expect(asks('kasa://app/', permission)).toEqual([true, true])
    for (const other of ['https://evil.example/', 'kasa://app.evil/', 'blob:kasa://app/1', 'about:blank', ''])
      expect([other, ...asks(other, permission)]).toEqual([other, false, false])
    expect(asks(null, permission)).toEqual([false])
  })

  test('no device is given', () => {
    const { session } = openGuarded()
    expect(session.mayUse?.({ deviceType: 'usb', origin: 'kasa://app', device: {} as never })).toBe(false)
  })

  test.each([
    ['https://evil.example/', true, true],
    ['file:///etc/passwd', true, true],
    ['kasa://app.evil/', true, true],
    ['javascript:alert(1)', true, true],
    ['blob:kasa://app/1', true, true],
    ['kasa://app/', true, false],
    ['https://evil.example/', false, true],
    ['blob:https://evil.example/1', false, true],
    ['data:text/html,x', false, true],
    ['blob:kasa://app/1', false, true],
    ['chrome-extension://mhjfbmdgcfjbbpaeojofohoefgiehjai/index.html', false, true],
  ])('going to %s (main frame: %s) is stopped: %s', (url, isMainFrame, stopped) => {
    const contents = openGuarded().window().webContents
    expect(contents.preventable('will-frame-navigate', { url, isMainFrame })).toBe(stopped)
  })

  test('no redirect, no web view, no new window', () => {
    const contents = openGuarded().window().webContents
    expect(contents.preventable('will-redirect', { url: 'https://evil.example/' })).toBe(true)
    expect(contents.preventable('will-attach-webview')).toBe(true)
    const asked = { url: 'kasa://app/', frameName: '', features: '', disposition: 'new-window', referrer: {} as never } as const
    expect(contents.openHandler?.(asked)).toEqual({ action: 'deny' })
  })

  test('a paper of our own opens in a window with nothing but the viewer, and that goes nowhere', async () => {
    const { window, popUp, opened } = openGuarded()
    const page = window().webContents
    const asked = {
      url: 'blob:kasa://app/1',
      frameName: '',
      features: '',
      disposition: 'foreground-tab',
      referrer: {} as never,
    } as const
    expect(page.openHandler?.(asked)).toMatchObject({
      action: 'allow',
      overrideBrowserWindowOptions: {
        webPreferences: { sandbox: true, contextIsolation: true, nodeIntegration: false, plugins: true },
      },
    })
    expect(JSON.stringify(page.openHandler?.(asked))).not.toContain('preload')
    expect(
      ['blob:https://evil.example/1', 'blob:kasa://app.evil/1', 'about:blank', 'data:,x'].map(url => popUp(page, url)),
    ).toEqual([null, null, null, null])
    const paper = popUp(page, 'blob:kasa://app/1')
    const stops = (url: string, isMainFrame: boolean): boolean | undefined =>
      paper?.preventable('will-frame-navigate', { url, isMainFrame })
    expect(stops('chrome-extension://mhjfbmdgcfjbbpaeojofohoefgiehjai/index.html', false)).toBe(false)
    expect(stops('blob:kasa://app/1', false)).toBe(false)
    expect(stops('kasa://app/', true)).toBe(true)
    expect(stops('https://evil.example/', true)).toBe(true)
    expect(stops('https://evil.example/', false)).toBe(true)
    if (!paper) throw new Error('no paper was opened')
    expect(popUp(paper, 'blob:kasa://app/2')).toBe(null)
    expect(popUp(paper, 'https://pretix.eu/')).toBe(null)
    await expect.poll(() => opened).toEqual(['https://pretix.eu/'])
  })

  test('Ctrl+P in the window of a paper is the system’s print dialog, and in the till’s own it is the till’s', () => {
    const { window, popUp } = openGuarded()
    const page = window().webContents
    const paper = popUp(page, 'blob:kasa://app/1')
    if (!paper) throw new Error('no paper was opened')
    const keys = { type: 'keyDown', key: 'p', control: true, meta: false, alt: false, shift: false }
    expect(page.preventable('before-input-event', {}, keys)).toBe(false)
    expect(paper.preventable('before-input-event', {}, { ...keys, control: false })).toBe(false)
    expect(paper.preventable('before-input-event', {}, keys)).toBe(true)
    expect(paper.preventable('before-input-event', {}, { ...keys, type: 'keyUp' })).toBe(false)
    expect([page.printed.length, paper.printed.length]).toEqual([0, 1])
  })

  test('nothing is downloaded but a paper of our own', () => {
    const { session } = openGuarded()
    const from = (url: string): boolean => session.preventable('will-download', {}, { getURL: () => url })
    expect(from('https://evil.example/setup.exe')).toBe(true)
    expect(from('kasa://app/assets/index.js')).toBe(true)
    expect(from('blob:kasa://app/1')).toBe(false)
  })
})

describe('the only way out', () => {
  test('is a web page over https, in the system’s browser', async () => {
    const { surface, opened } = openGuarded()
    for (const refused of [
      'http://pretix.eu/',
      'file:///etc/passwd',
      'smb://host/share',
      'javascript:alert(1)',
      'ms-settings:',
      'https://user:secret@pretix.eu/',
      `https://pretix.eu/${'x'.repeat(3000)}`,
      'no address',
    ])
      expect([refused, await openLink(surface.shell, refused)]).toEqual([refused, false])
    expect(opened).toEqual([])
    expect(await openLink(surface.shell, 'https://pretix.eu/a b')).toBe(true)
    expect(opened).toEqual(['https://pretix.eu/a%20b'])
  })

  test('is also where a link goes that asks for a new window', async () => {
    const { window, opened } = openGuarded()
    const asked = { frameName: '', features: '', disposition: 'foreground-tab', referrer: {} as never } as const
    window().webContents.openHandler?.({ ...asked, url: 'https://pretix.eu/' })
    window().webContents.openHandler?.({ ...asked, url: 'http://pretix.eu/' })
    await expect.poll(() => opened).toEqual(['https://pretix.eu/'])
  })

  test('a system without a browser is no fault', async () => {
    const shell = { openExternal: () => Promise.reject(new Error('no application')) }
    expect(await openLink(shell, 'https://pretix.eu/')).toBe(false)
  })
})

describe('the screens', () => {
  const folder = mkdtempSync(join(tmpdir(), 'kasa-screens-'))
  const screens = join(folder, 'renderer')
  beforeAll(() => {
    mkdirSync(join(screens, 'assets'), { recursive: true })
    writeFileSync(join(screens, 'index.html'), '<!doctype html><title>Kasa</title>')
    writeFileSync(join(screens, 'assets', 'index.js'), 'export {}')
    writeFileSync(join(folder, 'secrets.json'), '{"key":1}')
    writeFileSync(join(folder, 'secrets.html'), 'secret')
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  const ask = async (url: string, init: RequestInit = {}): Promise<Response> => {
    const { surface, served } = openGuarded()
    serveScreens(surface.protocol, screens)
    const handler = served.get('kasa')
    if (!handler) throw new Error('the scheme is not served')
    // a Request made here would be tidied up before it is seen: Electron hands on what the page asked for
    return handler({ method: 'GET', ...init, url } as Request)
  }

  test('come from a scheme of their own that was made safe before Electron was ready', () => {
    expect(openGuarded().schemes).toEqual([
      { scheme: 'kasa', privileges: { standard: true, secure: true, supportFetchAPI: true } },
    ])
  })

  test('are served with their kind', async () => {
    const page = await ask('kasa://app/')
    expect([page.status, page.headers.get('content-type'), await page.text()]).toEqual([
      200,
      'text/html; charset=utf-8',
      '<!doctype html><title>Kasa</title>',
    ])
    expect((await ask('kasa://app/assets/index.js')).headers.get('content-type')).toBe('text/javascript; charset=utf-8')
  })

  test.each([
    'kasa://app/../secrets.html',
    'kasa://app/..%2fsecrets.html',
    'kasa://app/%2e%2e/secrets.html',
    'kasa://app/assets/..%5c..%5c..%5csecrets.html',
    'kasa://app/%',
    'kasa://app/assets',
    'kasa://app/missing.js',
    'kasa://other/index.html',
    'kasa://app/index.html%00.js',
  ])('%s is not here', async url => {
    expect((await ask(url)).status).toBe(404)
  })

  test('are not there to be written to', async () => {
    expect((await ask('kasa://app/', { method: 'POST' })).status).toBe(404)
  })

  test('may load and reach nothing but what is ours, framed by nobody, whatever the page says', async () => {
    const policy = (await ask('kasa://app/')).headers.get('content-security-policy') ?? ''
    const rules = policy.split('; ').map(rule => rule.split(' '))
    expect(Object.fromEntries(rules.map(([about, ...sources]) => [about, sources.join(' ')]))).toEqual({
      'default-src': "'none'",
      'script-src': "'self'",
      'style-src': "'self'",
      'img-src': "'self' data:",
      'font-src': "'self'",
      'connect-src': "'self'",
      'base-uri': "'none'",
      'form-action': "'none'",
      'frame-ancestors': "'none'",
    })
  })

  test('carry the same policy as over HTTP, on every answer', async () => {
    const door = await openHttpDoor(testWorld(), scriptedInterior(), { port: 0, screens })
    if (!door.ok) throw new Error(door.refusal.code)
    const overHttp = await fetch(`http://127.0.0.1:${door.value.port}/assets/index.js`)
    await door.value.close()
    for (const url of ['kasa://app/', 'kasa://app/assets/index.js', 'kasa://app/missing.js'])
      for (const header of ['content-security-policy', 'x-content-type-options', 'referrer-policy', 'cross-origin-opener-policy'])
        expect([url, header, (await ask(url)).headers.get(header)]).toEqual([url, header, overHttp.headers.get(header)])
  })
})
