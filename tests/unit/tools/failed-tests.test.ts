import { expect, test } from 'vitest'
import { entryOf } from '../../failed-tests.ts'

test('a test that failed is told with its place, its name and how its message begins, without colours', () => {
  const message = `\u001b[31mexpected 1\u001b[39m to be 2\n\n${Array.from({ length: 20 }, (_, line) => `line ${line}`).join('\n')}`
  const lines = entryOf('tests/unit/x.test.ts', 'a seat > is sold once', [message]).split('\n')
  expect(lines.slice(0, 3)).toEqual(['tests/unit/x.test.ts › a seat > is sold once', '    expected 1 to be 2', '    line 0'])
  expect(lines).toHaveLength(1 + 8 + 1)
})
