import type { Page } from '@playwright/test'
import { expect, test as base } from '@playwright/test'
import type { OnsaleFace } from '#contract/onsale-face'
import type { InletPreview, InletStep, ServersPreview, StepPreview } from '#contract/onsale-hands'
import { inletSteps } from '#contract/onsale-hands'
import { done, refusal } from '#contract/refusal'
import { openFace } from '../cockpit/invented-face.ts'
import { inventedMinutes } from '../cockpit/invented-minutes.ts'
import { playCore, serveScreens } from '../cockpit/stage.ts'
import { say } from './till.ts'

/** A browser of its own for each test: one that runs in a single process does not always outlive a page with a core played behind it. */
const test = base.extend({
  page: async ({ playwright, launchOptions, viewport, locale, timezoneId }, use) => {
    const browser = await playwright.chromium.launch(launchOptions)
    await use(await browser.newPage({ viewport, ...(locale ? { locale } : {}), ...(timezoneId ? { timezoneId } : {}) }))
    await browser.close()
  },
})

const letIn = { 'slow-30': 840, 'slow-20': 960, 'open-10': 1_320 } as const satisfies Readonly<Record<InletStep, number>>
const inletPreview = (now: number): InletPreview => ({
  room: 'arena',
  event: null,
  expected: { newPerMinute: 1_200, totalActive: 9_000, event: null },
  readAt: now,
  steps: inletSteps.map(step => ({
    step,
    newPerMinute: letIn[step],
    totalActive: 9_000,
    why: null,
    reasonWanted: false,
    cpuPercent: null,
    connections: { now: 480, after: (480 * letIn[step]) / 1_200, most: 700 },
    inside: null,
    ordersPerMinute: null,
    waitMinutes: null,
  })),
  ceilings: [{ ceiling: 'room', left: 7_800, figures: { newPerMinute: 1_200, totalActive: 9_000 } }],
})

const step = (of: Pick<StepPreview, 'step' | 'to'> & Partial<StepPreview>): StepPreview => ({
  from: 12,
  why: null,
  cpuPercent: { now: 83, after: 71 },
  connections: { now: 612, after: 612 + 44 * (of.to - 12), most: 700 },
  readyAt: 0,
  centsPerHour: 24 * (of.to - 12),
  centsUntilEnd: 42 * (of.to - 12),
  ...of,
})
const serversPreview = (now: number): ServersPreview => ({
  group: 'onsale-web',
  instanceType: 'c3.xlarge',
  expected: { desired: 12, maximum: 13 },
  readAt: now,
  inService: 12,
  pending: 0,
  steps: [
    step({ step: 'one', to: 13 }),
    step({ step: 'two', to: 14, why: refusal('ceiling-reached', { ceiling: 'group', left: 1 }) }),
    step({ step: 'quarter', to: 15, why: refusal('ceiling-reached', { ceiling: 'group', left: 1 }) }),
  ],
  ceilings: [
    { ceiling: 'group', left: 1, figures: { maximumServers: 13 } },
    { ceiling: 'database', left: 2, figures: { connections: 612, mostConnections: 700 } },
  ],
  reasonWanted: false,
  rentedUntil: 0,
  inletFirst: null,
})

/** The sale in which servers have room and people wait: more could be let in. */
const roomyFace = (): OnsaleFace => {
  const face = openFace()
  const [first] = face.findings
  if (!first) throw new Error('the invented sale has findings')
  return { ...face, findings: [{ ...first, rule: 18, variant: 'room', severity: 'notice', lever: 'open-inlet', figures: {} }] }
}

/** The cockpit before a core played here; what is sent is kept. */
const cockpitOn = async (page: Page, face: OnsaleFace) => {
  const sent: unknown[] = []
  const keep = (input: unknown) => (sent.push(input), done({ newPerMinute: 0, totalActive: 0 }))
  const screens = await serveScreens('dist/renderer')
  await playCore(page, {
    face: () => face,
    minutes: () => inventedMinutes(face.now),
    settings: { language: 'pl', channel: 'kasa', cashier: 'Anna K.', till: 'Kasa 2', letterKeys: true },
    answers: {
      'onsale.inlet-preview': () => done(inletPreview(face.now)),
      'onsale.servers-preview': () => done(serversPreview(face.now)),
      'onsale.inlet-set': keep,
      'onsale.servers-add': keep,
    },
  })
  await page.goto(`${screens.address}#/onsale`)
  await page.locator('[data-mode]').waitFor()
  const hold = async (key: string, ms: number): Promise<void> => {
    await page.keyboard.down(key)
    await page.waitForTimeout(ms)
    await page.keyboard.up(key)
  }
  return { sent, hold, close: screens.close }
}

test('the key on "let in more" lets in more, and no other key does', async ({ page }) => {
  const { sent, hold, close } = await cockpitOn(page, roomyFace())
  const button = page.locator('[data-card="1"]').getByRole('button', { name: say('onsale.openInlet') })
  await expect(button).toHaveAttribute('aria-keyshortcuts', 'O')
  await page.keyboard.press('o')
  const dialog = page.getByRole('dialog', { name: say('onsale.inletTitle') })
  await expect(dialog.getByRole('radio', { checked: true })).toHaveAccessibleName(/\+10/)

  // the key of the other lever, a short press and Enter send nothing
  await hold('z', 1_400)
  await hold('o', 300)
  await dialog.getByRole('button', { name: /Przytrzymaj/ }).focus()
  await page.keyboard.press('Enter')
  await expect(dialog).toBeVisible()
  expect(sent).toEqual([])

  // held until it has gone, which on a busy machine takes longer than the second it asks for
  await page.keyboard.down('o')
  await expect(dialog).toBeHidden()
  await page.keyboard.up('o')
  expect(sent).toMatchObject([{ step: 'open-10' }])

  await page.keyboard.press('z')
  await expect(dialog.getByRole('radio', { checked: true })).toHaveAccessibleName(/30/)
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
  expect(sent).toHaveLength(1)
  close()
})

test('a refused step says its own reason; focus begins at cancel, goes round inside, and comes back', async ({ page }) => {
  const { sent, close } = await cockpitOn(page, openFace())
  const opener = page.locator('[data-card="2"]').getByRole('button', { name: say('onsale.addServers') })
  await opener.focus()
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: say('onsale.capacityTitle') })
  await expect(dialog.getByText('+2 przekroczy maksimum grupy: 14/13')).toBeVisible()
  await expect(dialog.getByText(/przepełni bazę/)).toHaveCount(0)

  const focus = page.locator(':focus')
  await expect(focus).toHaveText(say('frame.cancel'))
  await page.keyboard.press('Tab')
  await expect(focus).toContainText('Przytrzymaj')
  await page.keyboard.press('Enter')
  for (let tab = 0; tab < 3; tab += 1) {
    await page.keyboard.press('Tab')
    expect(await dialog.locator(':focus').count(), 'nothing under the dialog is reached').toBe(1)
  }
  await dialog.getByRole('textbox').fill('serwery gorące')
  await page.keyboard.press('Enter')
  await expect(dialog).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
  await expect(opener).toBeFocused()
  expect(sent).toEqual([])
  close()
})

test('the minute to which keys move the cursor is told, and a pointer passes in silence', async ({ page }) => {
  const { close } = await cockpitOn(page, openFace())
  const voice = page.locator('[data-cursor-voice]')
  await page.keyboard.press('Home')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowRight')
  await expect(voice).toContainText('T+2')
  await expect(voice).toContainText(say('onsale.bandWaiting'))
  await page.locator('[data-band="waiting"]').hover()
  await expect(voice).toHaveText('')
  close()
})
