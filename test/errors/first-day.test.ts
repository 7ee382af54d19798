import { chmodSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { newFile, newFolder } from '../support.ts'

/** Bad input, and exactly what is said of it: one line, with the way out. */

const clientele = newFile()
beforeAll(async () => {
  for (const name of ['Asha Patel', 'Ashok Mehta', 'Jean Nashville']) await clientele('add', name)
})

describe('one line, exit code and way out', () => {
  test.each<[code: number, message: string, ...argv: string[]]>([
    [4, 'No client matches "zoe" - clientele find zoe, or clientele add "zoe"', 'show', 'zoe'],
    [4, '3 clients match "ash": 1 Asha Patel, 2 Ashok Mehta, 3 Jean Nashville. Say the number, or more of the name.', 'show', 'ash'],
    [4, 'No client has number 99 - clientele find 99; a card number is card:99, a reference ref:99', 'show', '99'],
    [2, '"12,5x" is not an amount - write it as 1234.50', 'pay', 'asha p', '12,5x'],
    [
      2,
      '1,234 can be 1234.00, or 1.234 which is too precise for EUR: say 1234, or set the mark once: clientele settings decimal point',
      'pay',
      'asha p',
      '1,234',
    ],
    [
      2,
      '03/04/2026 can be 3 April or 4 March 2026: say 2026-04-03, or set the order once: clientele settings date-order dmy',
      'pay',
      'asha p',
      '12',
      '--on',
      '03/04/2026',
    ],
    [2, 'There is no command "reprot". Did you mean "report"?', 'reprot', 'abc'],
    [2, 'There is no command "report abd". Did you mean "report abc"?', 'report', 'abd'],
    [2, 'There is no command "payments lits". Did you mean "payments list"?', 'payments', 'lits'],
    [2, 'unknown option "--formt" - did you mean --format? - see clientele list --help', 'list', '--formt', 'json'],
    [2, '--format "xml" is not known - say one of table, json, ndjson, csv, tsv, md, html', 'list', '--format', 'xml'],
    [2, 'missing required argument "amount" - see clientele pay --help', 'pay', 'asha p'],
  ])('%i %s', async (code, message, ...argv) => {
    const ran = await clientele(...argv)
    expect(ran.err).toBe(`${message}\n`)
    expect(ran.code).toBe(code)
    expect(ran.out).toBe('')
  })
})

test('a folder as --db, a --db that is not there, and one whose folder cannot be made', async () => {
  const folder = newFolder()
  expect(await clientele('list', '--db', folder)).toMatchObject({
    code: 1,
    err: `${folder} is a folder, not a client file - name a file in it: --db ${join(folder, 'clientele.db')}\n`,
  })
  const missing = join(folder, 'missing.db')
  expect(await clientele('list', '--db', missing)).toMatchObject({
    code: 1,
    err: `there is no client file at ${missing} yet - begin with \`clientele add "First Client"\`, look around with \`clientele demo\`, or name another with --db\n`,
  })
  expect((await clientele('add', 'Asha', '--db', '/dev/null/x.db')).err).toContain(
    '/dev/null/x.db cannot be created: a part of its path is not a folder - ',
  )
})

test('a file that may only be read can be read, and says so when written', async () => {
  if (process.getuid?.() === 0) return expect(process.getuid()).toBe(0) // root may write everything
  const folder = join(newFolder(), 'locked')
  mkdirSync(folder)
  const locked = newFile(join(folder, 'clientele.db'))
  await locked('add', 'Asha')
  chmodSync(locked.path, 0o400)
  chmodSync(folder, 0o500)
  expect((await locked('list')).code).toBe(0)
  expect(await locked('add', 'Zoe')).toMatchObject({
    code: 1,
    err: `${locked.path} cannot be written - give yourself the right to write the file and its folder, or name another with --db\n`,
  })
  chmodSync(folder, 0o700)
})

test('an answer is not written over a file without being told to', async () => {
  const file = join(newFolder(), 'out.csv')
  expect((await clientele('list', '--output', file)).code).toBe(0)
  expect(await clientele('list', '--output', file)).toMatchObject({
    code: 1,
    err: `${file} is there already - name another file, or say --yes to replace it\n`,
  })
  expect((await clientele('list', '--output', file, '--yes')).code).toBe(0)
})

test('words of other programs lead to the command that is meant', async () => {
  const said = async (...argv: string[]): Promise<string> => (await clientele(...argv)).err
  expect(await said('clients')).toBe('There is no command "clients". Did you mean "list"?\n')
  expect(await said('delete', 'asha')).toBe('There is no command "delete". Did you mean "archive"?\n')
  expect(await said('report', 'neglected')).toBe('There is no command "report neglected". Did you mean "report abc --neglected"?\n')
  expect(await said('import', 'file.csv')).toBe(
    'Say what the table holds: clientele import clients file.csv, or invoices, payments or visits\n',
  )
  expect(await said('import', 'client')).toBe('There is no command "import client". Did you mean "import clients"?\n')
  expect(await said('add', 'François', 'Noël')).toBe(
    'too many words for "add" - put what belongs together in quotes, or see clientele add --help\n',
  )
  expect(await said('list', '--output', 'list.xlsx')).toBe(
    'a .xlsx file cannot be written - end the name of --output in .csv or .html, which spreadsheets and word processors open\n',
  )
})
