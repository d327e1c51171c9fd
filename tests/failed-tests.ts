import { appendFileSync } from 'node:fs'
import { relative } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import type { Reporter as PlaywrightReporter, TestCase as BrowserTest, TestError, TestResult } from '@playwright/test/reporter'
import type { Reporter as VitestReporter } from 'vitest/node'

/** The file in which a run of everything collects what failed, so that it can say it at its very end; none: nobody collects. */
const list = process.env['KASA_FAILED_TESTS']
const mostLines = 8

/** A failed test as it is told at the end: where it is, what it is called, and how its message begins. */
export const entryOf = (where: string, name: string, messages: readonly string[]): string => {
  const plain = stripVTControlCharacters(messages.join('\n'))
  const lines = plain.split('\n').filter(line => line.trim() !== '')
  return [`${where} › ${name}`, ...lines.slice(0, mostLines).map(line => `    ${line}`), ''].join('\n')
}

const collect = (where: string, name: string, problems: readonly { readonly message?: string }[]): void => {
  if (list)
    appendFileSync(
      list,
      entryOf(
        where,
        name,
        problems.map(({ message }) => message ?? ''),
      ),
    )
}

/** For Vitest: failed tests, hooks that failed around them, files that cannot be read, and what nobody caught. */
export const failedInVitest: VitestReporter = {
  onTestCaseResult: test => {
    const { state, errors } = test.result()
    if (state === 'failed') collect(test.module.relativeModuleId, test.fullName, errors)
  },
  onTestSuiteResult: suite => {
    const errors = suite.errors()
    if (errors.length > 0) collect(suite.module.relativeModuleId, suite.fullName, errors)
  },
  onTestModuleEnd: module => {
    const errors = module.errors()
    if (errors.length > 0) collect(module.relativeModuleId, 'the file itself', errors)
  },
  onTestRunEnd: (_modules, unhandled) => {
    if (unhandled.length > 0) collect('outside of any test', 'an error nobody caught', unhandled)
  },
}

/** For Playwright, which makes it by its file's default export. */
export default class FailedInPlaywright implements PlaywrightReporter {
  onTestEnd(test: BrowserTest, { status, errors }: TestResult): void {
    if (status !== test.expectedStatus && status !== 'skipped') collect(...placeOf(test), errors)
  }
  onError(error: TestError): void {
    collect('outside of any test', 'the run itself', [error])
  }
  printsToStdio(): boolean {
    return false
  }
}

const placeOf = (test: BrowserTest): [where: string, name: string] => {
  const [, , , ...names] = test.titlePath()
  return [relative(process.cwd(), test.location.file), names.join(' › ')]
}
