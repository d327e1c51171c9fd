import { writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Page } from '@playwright/test'
import { expect, test } from './kasa.ts'
import { hold } from './stock.ts'
import { say, tillOn } from './till.ts'

type Handshake = { readonly handshake_version: number; readonly url: string; readonly token: string }

test('what is wrong with a pasted text is said in a sentence, and the right one joins the till', async ({
  page,
  kasa,
  file,
  device,
  platform,
}) => {
  const good = device.handshake as Handshake
  writeFileSync(
    file,
    JSON.stringify({ url: platform.url, organizer: platform.organizer, handshake: { ...good, token: 'wrong' } }),
  )
  await page.goto(await kasa.start(file))
  await expect(page.getByRole('heading', { name: say('connect.title') })).toBeVisible()

  await paste(page, 'https://pretix.eu/control/')
  await expect(page.getByText(say('connect.unreadable'))).toBeVisible()
  await expect(page.getByRole('button', { name: say('connect.connect') })).toBeDisabled()

  await tryToConnect(page, { ...good, token: 'abcdefghijklmnop' })
  await expect(page.getByText(say('refusals.token-unknown'))).toBeVisible()

  await tryToConnect(page, { ...good, url: 'http://127.0.0.1:9' })
  await expect(page.getByText(/127\.0\.0\.1:9/).last()).toBeVisible()
  await expect(page.getByRole('alert').last()).toContainText('http://127.0.0.1:9')

  const portal = await captivePortal()
  await tryToConnect(page, { ...good, url: portal.url })
  await expect(page.getByRole('alert').last()).toContainText(portal.url)
  await portal.stop()

  const scanner = await platform.addDevice('pretixscan')
  await tryToConnect(page, scanner.handshake)
  await expect(page.getByRole('alert').last()).toContainText(/nie pozwala sprzedawać/)
  // the same text again goes on where it stopped, in case the organizer has widened the profile meanwhile
  await tryToConnect(page, scanner.handshake)
  await expect(page.getByRole('alert').last()).toContainText(/nie pozwala sprzedawać/)

  const used = await platform.addDevice()
  await useUp(used.handshake as Handshake)
  await tryToConnect(page, used.handshake)
  await expect(page.getByText(say('refusals.token-used'))).toBeVisible()

  const revoked = await platform.addDevice()
  await platform.revoke(revoked.id)
  await tryToConnect(page, revoked.handshake)
  await expect(page.getByText(say('refusals.token-revoked'))).toBeVisible()

  await tryToConnect(page, good)
  const till = tillOn(page)
  await expect(till.connection).toHaveAttribute('data-connection', 'online')
  await till.choose('Music')
  expect(kasa.rows('SELECT name, device_id FROM till WHERE retired_at IS NULL')).toEqual([
    { name: 'Kasa 2', device_id: device.id },
  ])
})

test('a till that loses its right keeps its sales, says so, and sends them as a new device', async ({
  page,
  till,
  kasa,
  device,
  platform,
}) => {
  await till.choose('Music')
  await hold(till, 'Trybuny', 2)
  await platform.setTemper({ gone: true })
  await expect(till.connection).toHaveAttribute('data-connection', 'offline')
  await till.go('sell')
  await till.press('c')
  await expect(till.total).toHaveAttribute('data-total', '14900')
  await till.press('F9')
  const code = await till.soldCode()
  await till.press('Enter')

  await platform.revoke(device.id)
  await platform.setTemper({})
  await expect(till.connection).toHaveAttribute('data-connection', 'barred')
  await expect(till.connection).toContainText(/Platforma odmawia od \d{1,2}:\d{2}/)
  await expect(page.getByRole('alert').filter({ hasText: say('refusals.device-revoked') })).toBeVisible()
  expect(kasa.rows('SELECT state FROM outbox_progress')).toEqual([{ state: 'waiting' }])

  await till.go('settings')
  await page.getByRole('button', { name: say('settings.reconnectOpen') }).click()
  await tryToConnect(page, (await platform.addDevice()).handshake)
  await expect(till.connection).toHaveAttribute('data-connection', 'online')
  await expect.poll(() => kasa.rows('SELECT state FROM outbox_progress')).toEqual([{ state: 'sent' }])
  expect((await platform.ordersOfTills('mpe')).filter(order => order.code === code)).toHaveLength(1)
})

const paste = (page: Page, text: string): Promise<void> => page.getByLabel(say('connect.handshake')).fill(text)

const tryToConnect = async (page: Page, handshake: object): Promise<void> => {
  await paste(page, JSON.stringify(handshake))
  await page.getByLabel(say('connect.till')).last().fill('Kasa 2')
  await page.getByLabel(say('connect.cashier')).last().fill('Ewa')
  await page.getByRole('button', { name: say('connect.connect'), exact: true }).click()
}

/** Another till joins with this text. */
const useUp = async ({ url, token }: Handshake): Promise<void> => {
  const who = { hardware_brand: 'Other', hardware_model: 'Till', software_brand: 'Other', software_version: '1' }
  await fetch(`${url}/api/v1/device/initialize`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ token, ...who }),
  })
}

/** The log-in page of a hotel's network, which answers everything with HTML. */
const captivePortal = async (): Promise<{ readonly url: string; readonly stop: () => Promise<void> }> => {
  const server = createServer((_, response) =>
    response.writeHead(200, { 'Content-Type': 'text/html' }).end('<html><body>Zaloguj się do sieci</body></html>'),
  )
  await new Promise<void>(listening => server.listen(0, '127.0.0.1', () => listening()))
  // listening on a port gives an AddressInfo
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    stop: () => {
      server.closeAllConnections()
      return new Promise(closed => server.close(() => closed()))
    },
  }
}
