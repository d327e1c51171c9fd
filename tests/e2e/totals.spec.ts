import type { Locator, Page } from '@playwright/test'
import { money, number } from '#words/format'
import { expect, test } from './kasa.ts'
import type { Sum } from './naive-totals.ts'
import { countByHand } from './naive-totals.ts'
import { hold } from './stock.ts'
import { say } from './till.ts'

const pln = (minor: number): string => money(minor, 'PLN', 'pl')
const figure = (value: number): string => number(value, 'pl')

test('the totals are those of counting every order by hand, and a sale at this till moves them once', async ({
  page,
  till,
  kasa,
  platform,
}) => {
  await till.choose('Music')
  await hold(till, 'Trybuny', 1)
  await till.go('totals')
  await expect(page.getByText(say('totals.incomplete')).first()).toBeVisible()
  await expect(page.getByText(/Zamówienia: [\d\s]+ z 1\d\s\d{3}/).first()).toBeVisible()
  const counted = await countByHand(platform)
  await expect(page.getByText(say('totals.incomplete'))).toHaveCount(0, { timeout: 120_000 })

  await expectFigures(page, counted.all)
  const table = page.getByRole('region', { name: say('totals.byEvent') })
  for (const [name, slug] of Object.entries({ Bieber: 'bieber', Richie: 'richie', 'Music Power': 'mpe', Jarocin: 'jarocin' })) {
    const sum = counted.events[slug]
    if (!sum) throw new Error(`nothing counted for ${slug}`)
    await expectRow(table.getByRole('row', { name: new RegExp(name) }), sum)
  }
  const channels = page.getByRole('region', { name: say('totals.byChannel') })
  for (const [channel, word] of Object.entries({ web: 'totals.channelWeb', 'api.kasa': 'totals.channelKasa' } as const)) {
    const sum = counted.channels[channel]
    if (!sum) throw new Error(`nothing counted for ${channel}`)
    await expectRow(channels.getByRole('row', { name: say(word) }), sum)
  }

  // sold without network: counted at once, and said to be on its way
  await platform.setTemper({ gone: true })
  await expect(till.connection).toHaveAttribute('data-connection', 'offline')
  await till.go('sell')
  await till.press('c')
  await expect(till.total).toHaveAttribute('data-total', '14900')
  await till.press('F9')
  await till.soldCode()
  await till.go('totals')
  const after = { ...counted.all, paidMinor: counted.all.paidMinor + 14900, soldTickets: counted.all.soldTickets + 1 }
  await expectFigures(page, after)
  await expect(page.getByText(say('totals.unsent', { count: 1, sum: pln(14900) }))).toBeVisible()

  // on the platform now, and still counted once; also when the platform's own copy of it has come back
  await platform.setTemper({})
  await expect(page.getByText(/której platforma jeszcze nie potwierdziła/)).toHaveCount(0)
  await expectFigures(page, after)
  await expect
    .poll(
      () => kasa.rows<{ many: number }>('SELECT count(*) AS many FROM platform_order o JOIN sale s ON s.code = o.code')[0]?.many,
    )
    .toBe(1)
  await expectFigures(page, after)
  expect((await countByHand(platform)).all).toEqual(after)
})

const expectFigures = async (page: Page, sum: Sum): Promise<void> => {
  const value = (term: string): Locator =>
    page
      .locator('dl > div')
      .filter({ has: page.getByText(term, { exact: true }) })
      .locator('dd')
  await expect(value(say('totals.paidGross'))).toContainText(pln(sum.paidMinor))
  await expect(value(say('totals.soldTickets'))).toContainText(figure(sum.soldTickets))
  await expect(value(say('totals.pending'))).toContainText(pln(sum.pendingMinor))
  await expect(value(say('totals.pending'))).toContainText(figure(sum.pendingTickets))
  await expect(value(say('totals.refunded'))).toContainText(pln(sum.refundedMinor))
  await expect(value(say('totals.refunded'))).toContainText(figure(sum.cancelledTickets))
}

const expectRow = async (row: Locator, sum: Sum): Promise<void> => {
  await expect(row.getByRole('cell', { name: pln(sum.paidMinor), exact: true })).toBeVisible()
  await expect(row.getByRole('cell', { name: figure(sum.soldTickets), exact: true }).first()).toBeVisible()
}
