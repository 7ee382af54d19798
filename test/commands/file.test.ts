import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { dumpFile } from '../money.ts'
import { newFile, newFolder } from '../support.ts'

test('init makes a file with the settings it was given, and no second one in its place', async () => {
  const clientele = newFile()
  const { code, json } = await clientele(
    'init',
    '--currency',
    'kwd',
    '--country',
    'kw',
    '--decimal',
    'point',
    '--date-order',
    'dmy',
    '--format',
    'json',
  )
  expect(code).toBe(0)
  expect(json).toMatchObject({ currency: 'KWD', country: 'KW', decimal: 'point', date_order: 'dmy' })
  expect((await clientele('init')).err).toBe(
    `${clientele.path} is there already - change it with clientele settings, or name another with --db\n`,
  )
  expect((await newFile()('init', '--currency', 'XYZ')).code).toBe(2)
})

test.each([
  ['C', 'currency EUR, country FR, decimal mark not set, day order not set'],
  ['POSIX', 'currency EUR, country FR, decimal mark not set, day order not set'],
  ['fr_FR.UTF-8', 'currency EUR, country FR, decimal mark comma, day order dmy'],
  ['en_US.UTF-8', 'currency USD, country US, decimal mark point, day order mdy'],
  ['gu_IN', 'currency INR, country IN, decimal mark point, day order dmy'],
  ['ja_JP.UTF-8', 'currency JPY, country JP, decimal mark point, day order ymd'],
])('a new file under the locale %s has %s', async (LANG, words) => {
  expect((await newFile().with({ env: { LANG } }, 'init')).err).toContain(words)
})

test('settings shows what can be set, each with its meaning, and sets one', async () => {
  const clientele = newFile()
  await clientele('init')
  const { json } = await clientele('settings', '--format', 'json')
  expect(json.rows.map((row: { key: string }) => row.key)).toEqual([
    'currency',
    'country',
    'decimal',
    'date-order',
    'category',
    'trust.ignore-below',
  ])
  expect((await clientele('settings', 'decimal', 'point')).out).toContain('decimal is now point.')
  expect((await clientele('settings', 'decimal', 'point', '--format', 'json')).json.operation).toBeNull()
  expect((await clientele('pay', '1', '1,234')).code).toBe(4)
  expect((await clientele('settings', 'category', 'gold')).code).toBe(2)
})

test('the currency is fixed once money is recorded', async () => {
  const clientele = newFile()
  await clientele('add', 'Asha')
  expect((await clientele('settings', 'currency', 'USD')).code).toBe(0)
  await clientele('pay', '1', '10')
  expect(await clientele('settings', 'currency', 'EUR')).toMatchObject({
    code: 1,
    err: 'the currency stays USD: money is recorded in it - begin another file with clientele init --db\n',
  })
})

test('backup copies the whole file, privately, and not over another', async () => {
  const clientele = newFile()
  await clientele('add', 'Asha')
  const copy = join(newFolder(), 'copy.db')
  expect((await clientele('backup', copy)).code).toBe(0)
  expect(statSync(copy).mode & 0o777).toBe(0o600)
  expect(dumpFile(copy)).toEqual(dumpFile(clientele.path))
  expect((await clientele('backup', copy)).code).toBe(1)
  expect((await clientele('backup', copy, '--yes')).code).toBe(0)
  expect((await clientele('backup', join(newFolder(), 'no', 'such', 'folder.db'))).err).toContain('there is no such file or folder')
})

test('log lists operations with ids and counts and never a name; undo goes further back each time', async () => {
  const clientele = newFile()
  await clientele('add', 'Asha Secret')
  await clientele('pay', '1', '10')
  expect((await clientele('undo')).out).toContain('Undone: operation 2, pay')
  expect((await clientele('undo')).out).toContain('Undone: operation 1, add')
  expect(await clientele('undo')).toMatchObject({ code: 1, err: 'there is nothing left to undo\n' })
  const { out } = await clientele('log', '--format', 'json')
  expect(out).not.toContain('Secret')
  expect(JSON.parse(out).rows.map((row: { command: string }) => row.command)).toEqual(['undo', 'undo', 'pay', 'add'])
})

test('--quiet leaves the answer of a write out, but not in machine formats', async () => {
  const clientele = newFile()
  expect(await clientele('add', 'Asha', '--quiet')).toMatchObject({ out: '', err: '', code: 0 })
  expect((await clientele('add', 'Zoe', '--quiet', '--format', 'json')).json.client_id).toBe(2)
})

test('the ending of --output says the format', async () => {
  const clientele = newFile()
  await clientele('add', 'Asha')
  const folder = newFolder()
  await clientele('list', '--output', join(folder, 'list.json'))
  expect(JSON.parse(readFileSync(join(folder, 'list.json'), 'utf8')).rows).toHaveLength(1)
  expect(statSync(join(folder, 'list.json')).mode & 0o777).toBe(0o600)
})

test('colour on demand, and never under NO_COLOR', async () => {
  const clientele = newFile()
  await clientele('add', 'Asha')
  expect((await clientele('list', '--color', 'always')).out).toContain('\u001b[')
  expect((await clientele('list')).out).not.toContain('\u001b[')
  expect((await clientele.with({ terminal: { columns: 100 } }, 'list')).out).toContain('\u001b[')
  expect((await clientele.with({ terminal: { columns: 100 }, env: { NO_COLOR: '1' } }, 'list')).out).not.toContain('\u001b[')
})

test('bare clientele welcomes while there is no file, then shows the day', async () => {
  const clientele = newFile()
  expect((await clientele()).out).toContain('clientele add "First Client"')
  await clientele('add', 'Asha')
  expect((await clientele()).out).toContain('Sunday 22 November 2026')
})

test('a bare report is its help, exit code 2', async () => {
  expect(await newFile()('report')).toMatchObject({ code: 2, out: '' })
  expect(await newFile()('import')).toMatchObject({ code: 2, out: '' })
})
