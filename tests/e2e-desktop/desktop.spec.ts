import type { ElectronApplication } from '@playwright/test'
import type { Till } from '../e2e/till.ts'
import { expect, preload, test } from './desktop.ts'

const sellPass = async (till: Till): Promise<string> => {
  await till.choose('Jarocin')
  await till.page.getByRole('group', { name: 'Karnet 3-dniowy' }).getByRole('button', { name: 'Normalny' }).click()
  await expect(till.total).toHaveAttribute('data-total', '24900')
  await till.press('F9')
  return till.soldCode()
}

const corePid = (app: ElectronApplication): Promise<number | null> =>
  app.evaluate(({ app }) => app.getAppMetrics().find(process => process.name === 'Kasa core')?.pid ?? null)

test('sells over the wire of the desktop app', async ({ page, till }) => {
  expect(page.url()).toMatch(/^kasa:\/\/app\//)
  expect(await sellPass(till)).toMatch(/^[A-Z0-9]+$/)
})

test('a core that is killed comes back with every sale, and the window never left', async ({ app, page, till }) => {
  const code = await sellPass(till)
  const before = await corePid(app)
  if (before === null) throw new Error('no core process')
  process.kill(before, 'SIGKILL')
  await expect.poll(() => corePid(app)).not.toBe(before)
  await expect
    .poll(async () => page.evaluate(() => window.kasa?.call('sale.recent', { most: 5 })))
    .toMatchObject({ ok: true, value: [{ code }] })
})

test('a page of another origin is refused, whatever it has been given', async ({ app, page }) => {
  expect(page.url()).toMatch(/^kasa:/)
  const answer = await app.evaluate(async ({ BrowserWindow }, preload) => {
    const window = new BrowserWindow({ show: false, webPreferences: { preload, sandbox: true, contextIsolation: true } })
    await window.loadURL('data:text/html,<title>stranger</title>')
    const said: unknown = await window.webContents.executeJavaScript("window.kasa.call('status.get', {})")
    window.destroy()
    return said
  }, preload)
  expect(answer).toEqual({ ok: false, refusal: { code: 'not-allowed-here', parameters: {} } })
})

test('the page has the wire and nothing of Node, cannot leave, and opens no window', async ({ app, page }) => {
  const has = await page.evaluate(() => [typeof window.kasa, 'require' in window, 'process' in window])
  expect(has).toEqual(['object', false, false])
  await page.evaluate(() => void (location.href = 'https://pretix.eu/'))
  expect(await page.evaluate(() => window.open('kasa://app/'))).toBe(null)
  expect(page.url()).toMatch(/^kasa:\/\/app\//)
  expect(app.windows()).toHaveLength(1)
})

test('prints: the menu prints the window, a ticket opens in a window of its own and is printed from there', async ({
  app,
  till,
}) => {
  const asked = await app.evaluate(({ BrowserWindow, Menu }) => {
    const [window] = BrowserWindow.getAllWindows()
    if (!window) throw new Error('no window')
    const printed: object[] = []
    window.webContents.print = options => void printed.push(options ?? {})
    const entries = Menu.getApplicationMenu()?.items[0]?.submenu?.items ?? []
    entries.find(entry => entry.role === undefined && entry.type === 'normal')?.click()
    return printed
  })
  expect(asked).toEqual([{ printBackground: true }])
  const pdf = await app.evaluate(async ({ BrowserWindow }) => {
    const bytes = await BrowserWindow.getAllWindows()[0]?.webContents.printToPDF({})
    return bytes?.subarray(0, 5).toString()
  })
  expect(pdf).toBe('%PDF-')
  await sellPass(till)
  const opened = app.waitForEvent('window')
  await till.press('Control+p')
  const paper = await opened
  expect(paper.url()).toMatch(/^blob:kasa:\/\/app\//)
  expect(await paper.evaluate(() => typeof window.kasa)).toBe('undefined')
  const printed = await app.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows().find(window => window.webContents.getURL().startsWith('blob:'))?.webContents
    if (!contents) throw new Error('no paper is open')
    return new Promise<object>(asked => {
      contents.print = options => asked(options ?? {})
      contents.sendInputEvent({ type: 'keyDown', keyCode: 'P', modifiers: ['control'] })
    })
  })
  expect(printed).toEqual({})
})
