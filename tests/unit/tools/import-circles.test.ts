import { expect, test } from 'vitest'
import { circlesOf } from '../../../tools/import-circles.mjs'

const folders = { '#store/*': './src/store/*.ts', '#package': './package.json' }
const circles = (files: Readonly<Record<string, string>>) => circlesOf(new Map(Object.entries(files)), folders)

test('two files that know each other are a circle, also when they only share a type', () => {
  const files = {
    'src/till/cart.ts': "import { z } from 'zod'\nimport type { Sale } from './sale.ts'\n",
    'src/till/sale.ts': "import type { Cart } from './cart.ts'\n",
  }
  expect(circles(files)).toEqual([['src/till/cart.ts', 'src/till/sale.ts', 'src/till/cart.ts']])
})

test('a circle is found through other folders and through a type named in passing', () => {
  const files = {
    'src/till/cart.ts': "import { carts } from '#store/cart'\n",
    'src/store/cart.ts': "export { rows } from '#store/row'\n",
    'src/store/row.ts': "export type Row = import('../till/cart.ts').Cart\n",
  }
  expect(circles(files)).toEqual([['src/till/cart.ts', 'src/store/cart.ts', 'src/store/row.ts', 'src/till/cart.ts']])
})

test('two ways down to the same file are no circle', () => {
  const files = {
    'src/till/pay.ts': "import { cart } from './cart.ts'\nimport { money } from './money.ts'\n",
    'src/till/cart.ts': "import { money } from './money.ts'\n",
    'src/till/money.ts': "import manifest from '#package'\n",
  }
  expect(circles(files)).toEqual([])
})
