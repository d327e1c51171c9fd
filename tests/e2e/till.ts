import type { Locator, Page } from '@playwright/test'
import { expect } from '@playwright/test'
import { createWords } from '#words/say'
import type { Say } from '#words/say'

/** The words on screen, as the dictionary has them. */
export const words: (language: 'pl' | 'en') => Say = createWords()
export const say: Say = words('pl')

/** What a cashier does at the screen, and sees there. */
export type Till = {
  readonly page: Page
  readonly open: (address: string) => Promise<void>
  /** By keyboard alone: opens the list of events, types a part of the name, takes the first that is left or one `below` it. */
  readonly choose: (typed: string, below?: number) => Promise<void>
  readonly press: (...keys: readonly string[]) => Promise<void>
  readonly go: (screen: (typeof screens)[number]) => Promise<void>
  readonly cart: Locator
  readonly total: Locator
  readonly connection: Locator
  /** The code of the sale just made, once it is on disk. */
  readonly soldCode: () => Promise<string>
}

/** In the order of the rail, which is that of their keys. */
export const screens = ['sell', 'queue', 'totals', 'onsale', 'settings'] as const

export const tillOn = (page: Page): Till => {
  const press = async (...keys: readonly string[]): Promise<void> => {
    for (const key of keys) await page.keyboard.press(key)
  }
  const cart = page.getByRole('complementary', { name: say('sell.cart') })
  return {
    page,
    press,
    cart,
    open: async address => {
      await page.goto(address)
      await expect(page.locator('[data-connection="online"]')).toBeVisible()
    },
    choose: async (typed, below = 0) => {
      await press('Control+e')
      const dialog = page.getByRole('dialog', { name: say('frame.chooseEvent') })
      await expect(dialog.getByRole('option').first()).toBeVisible()
      await page.keyboard.type(typed)
      await expect(dialog.getByRole('option').first()).toContainText(typed)
      // the list answers to the keys once it has marked its first line
      await expect(dialog.getByRole('searchbox')).toHaveAttribute('aria-activedescendant', /./)
      await press(...Array.from({ length: below }, () => 'ArrowDown'), 'Enter')
      await expect(dialog).toBeHidden()
      const tiles = page.getByRole('toolbar', { name: say('sell.tickets') })
      await expect(tiles.or(page.getByRole('listbox', { name: say('seats.sectors') })).first()).toBeVisible()
    },
    go: async screen => {
      await press(`Alt+${screens.indexOf(screen) + 1}`)
      await expect(page.getByRole('navigation').getByRole('button').nth(screens.indexOf(screen))).toHaveAttribute(
        'aria-current',
        'page',
      )
    },
    total: page.locator('[data-total]'),
    connection: page.locator('[data-connection]'),
    soldCode: async () => {
      const done = page.locator('[data-sale]')
      await expect(done).toBeVisible()
      return (await done.getAttribute('data-sale')) ?? ''
    },
  }
}
