import { createHash } from 'node:crypto'
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { awsFilePaths, readAwsFiles } from '#host/aws-files'
import { endOfSession } from '#host/aws-session-end'
import { awsSessions } from '#host/aws-sessions'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kasa-aws-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const written = (name: string, text: string): string => {
  const file = join(folder, name)
  writeFileSync(file, text)
  return file
}
const sessionsOf = (config: string, credentials = '', configFiles: readonly string[] = []) =>
  awsSessions({
    configFiles,
    environment: {
      PATH: folder,
      AWS_CONFIG_FILE: written('config', config),
      AWS_SHARED_CREDENTIALS_FILE: written('credentials', credentials),
    },
  })
const keys = 'aws_access_key_id = AKIDEXAMPLE\naws_secret_access_key = SECRET\n'

describe('the AWS profiles of this machine', () => {
  test('come from the config file, further files and the credentials, in that order and once each', async () => {
    const further = written('further', `[profile rehearsal]\n${keys}endpoint_url = http://127.0.0.1:4566\n`)
    const sessions = sessionsOf(
      '# AWS\n[default]\nregion = eu-west-1 ; home\n\n[profile "prod"]\nregion=eu-central-1\ns3 =\n  endpoint_url = http://ignored\n[sso-session firm]\nsso_region = eu-central-1\n',
      `[prod]\n${keys}[old]\n${keys}`,
      [further],
    )
    expect(await sessions.profiles()).toEqual(['default', 'prod', 'rehearsal', 'old'])
  })
  test('are none on a machine that has never heard of AWS', async () => {
    const sessions = awsSessions({
      environment: { AWS_CONFIG_FILE: join(folder, 'none'), AWS_SHARED_CREDENTIALS_FILE: folder },
    })
    expect(await sessions.profiles()).toEqual([])
    expect(await sessions.session('prod')).toEqual({ kind: 'none', reason: 'no-profile' })
  })
  test('stand where AWS’s own tools look', () => {
    expect(awsFilePaths({}).config).toMatch(/\.aws[\\/]config$/)
    expect(awsFilePaths({}).credentials).toMatch(/\.aws[\\/]credentials$/)
  })
})

describe('a session', () => {
  test('of lasting keys has no end, and tells region and endpoint of its profile', async () => {
    const further = written(
      'further',
      `[profile rehearsal]\n${keys}region = eu-central-1\nendpoint_url = http://127.0.0.1:4566\n`,
    )
    expect(await sessionsOf('', '', [further]).session('rehearsal')).toEqual({
      kind: 'session',
      accessKeyId: 'AKIDEXAMPLE',
      secretAccessKey: 'SECRET',
      sessionToken: null,
      endsAt: null,
      renews: false,
      region: 'eu-central-1',
      endpoint: 'http://127.0.0.1:4566',
    })
  })
  test('is read anew for each call, so that a sign-in elsewhere is noticed', async () => {
    const sessions = sessionsOf('[profile prod]\nregion = eu-central-1\n', '')
    expect(await sessions.session('prod')).toEqual({ kind: 'none', reason: 'signed-out' })
    written('credentials', `[prod]\n${keys}`)
    expect(await sessions.session('prod')).toMatchObject({ kind: 'session', accessKeyId: 'AKIDEXAMPLE' })
  })
  test('from a credential process renews itself, and the process is not asked again until its keys end', async () => {
    const program = written(
      'process.mjs',
      `import { appendFileSync } from 'node:fs'
appendFileSync(${JSON.stringify(join(folder, 'asked'))}, 'x')
console.log(JSON.stringify({ Version: 1, AccessKeyId: 'A', SecretAccessKey: 'S', SessionToken: 'T', Expiration: new Date(Date.now() + 3600000).toISOString() }))`,
    )
    const sessions = sessionsOf(`[profile prod]\ncredential_process = ${process.execPath} ${program}\n`)
    const session = await sessions.session('prod')
    expect(session, 'the end of the keys is no end of the session').toMatchObject({
      kind: 'session',
      sessionToken: 'T',
      endsAt: null,
      renews: true,
    })
    await sessions.session('prod')
    expect((await import('node:fs')).readFileSync(join(folder, 'asked'), 'utf8')).toBe('x')
  })
  test('whose sign-in page was never visited is signed out', async () => {
    const sso =
      'sso_start_url = https://firm.awsapps.com/start\nsso_region = eu-central-1\nsso_account_id = 111122223333\nsso_role_name = Watch\n'
    expect(await sessionsOf(`[profile prod]\n${sso}`).session('prod')).toEqual({ kind: 'none', reason: 'signed-out' })
  })
  test('of a sign-in of the old kind ends with its token; when one that renews itself ends, no file tells', async () => {
    const cache = join(folder, 'cache')
    mkdirSync(cache)
    const token = (name: string, content: object): void =>
      writeFileSync(join(cache, `${createHash('sha1').update(name).digest('hex')}.json`), JSON.stringify(content))
    token('https://firm.awsapps.com/start', { accessToken: 'x', expiresAt: '2026-11-24T16:40:00Z' })
    token('firm', { accessToken: 'x', expiresAt: '2026-11-24T09:00:00Z', refreshToken: 'y' })
    const config = written(
      'config',
      '[profile old]\nsso_start_url = https://firm.awsapps.com/start\n[profile role]\nrole_arn = arn:x\nsource_profile = old\n[profile new]\nsso_session = firm\n',
    )
    const files = await readAwsFiles([config], join(folder, 'none'))
    const hourAhead = new Date('2026-11-24T09:00:00Z')
    expect(await endOfSession(files, 'old', cache, hourAhead)).toEqual({
      endsAt: Date.parse('2026-11-24T16:40:00Z'),
      renews: false,
    })
    expect(await endOfSession(files, 'role', cache, hourAhead)).toEqual({
      endsAt: Date.parse('2026-11-24T16:40:00Z'),
      renews: false,
    })
    expect(await endOfSession(files, 'new', cache, hourAhead)).toEqual({ endsAt: null, renews: true })
  })
  test.each([
    ['keys of a console sign-in, renewed every quarter of an hour', 'console', { endsAt: null, renews: true }],
    ['a role behind a console sign-in', 'role-of-console', { endsAt: null, renews: true }],
    ['keys of a program', 'program', { endsAt: null, renews: true }],
    ['a role behind a program', 'role-of-program', { endsAt: null, renews: true }],
    ['a role whose keys come from the environment', 'role-of-environment', { endsAt: null, renews: true }],
    ['a role behind keys that last', 'role-of-keys', { endsAt: null, renews: false }],
    ['keys beside which their end is written', 'written', { endsAt: Date.parse('2026-11-24T12:00:00Z'), renews: false }],
  ])('%s: when a person has to sign in again', async (_what, profile, end) => {
    const role = (name: string, source: string): string => `[profile ${name}]\nrole_arn = arn:x\n${source}\n`
    const config = written(
      'config',
      `[profile console]\nlogin_session = arn:aws:iam::111122223333:user/ola\n[profile program]\ncredential_process = keys\n[profile lasting]\n${keys}[profile written]\n${keys}x_security_token_expires = 2026-11-24T12:00:00Z\n${role('role-of-console', 'source_profile = console')}${role('role-of-program', 'source_profile = program')}${role('role-of-keys', 'source_profile = lasting')}${role('role-of-environment', 'credential_source = Environment')}`,
    )
    const files = await readAwsFiles([config], join(folder, 'none'))
    const endOfKeys = new Date('2026-11-24T09:15:00Z')
    expect(await endOfSession(files, profile, folder, profile === 'written' ? undefined : endOfKeys)).toEqual(end)
  })
})

describe('signing in', () => {
  const signIns =
    '[profile firm]\nsso_session = firm\n[profile old]\nsso_start_url = https://firm.awsapps.com/start\n[profile console]\nlogin_session = arn:aws:iam::111122223333:user/ola\n[profile role]\nrole_arn = arn:x\nsource_profile = console\n[profile two words]\nsso_session = firm\n'
  const withCommand = (script: string): void => {
    const file = written('aws', `#!/bin/sh\n${script}\n`)
    chmodSync(file, 0o755)
  }
  test.each([
    ['of an organisation', 'firm', 'sso login --profile firm'],
    ['of an organisation, set up the old way', 'old', 'sso login --profile old'],
    ['to the console', 'console', 'login --profile console'],
    ['behind a role: that of the profile it comes from', 'role', 'login --profile console'],
    ['of a profile with a name of two words', 'two words', 'sso login --profile two words'],
  ])('%s is left to AWS’s own command line', async (_what, profile, words) => {
    withCommand(`echo "$@" > '${join(folder, 'asked')}'`)
    const { started, command } = await sessionsOf(signIns).signIn(profile)
    expect(started).toBe(true)
    expect(command).toBe(`aws ${words.replace('two words', '"two words"')}`)
    expect((await import('node:fs')).readFileSync(join(folder, 'asked'), 'utf8').trim()).toBe(words)
  })
  test('says what to type when there is no command line, and when it fails', async () => {
    const toType = { started: false, command: 'aws login --profile console' }
    expect(await sessionsOf(signIns).signIn('console')).toEqual(toType)
    withCommand('exit 255')
    expect(await sessionsOf(signIns).signIn('console')).toEqual(toType)
  })
  test.each(['keys', 'program', 'other'])('has nothing to type for %s: there is no sign-in', async profile => {
    withCommand(`touch '${join(folder, 'asked')}'`)
    const config = `[profile keys]\n${keys}[profile program]\ncredential_process = keys\n`
    expect(await sessionsOf(config).signIn(profile)).toEqual({ started: false, command: null })
    expect((await import('node:fs')).existsSync(join(folder, 'asked'))).toBe(false)
  })
})
