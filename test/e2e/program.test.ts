import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openSqlite } from '../../src/db/sqlite.ts'
import { newFolder } from '../support.ts'
import { ended, run, shell, start } from './built.ts'

const newDb = (): string => join(newFolder(), 'clientele.db')

function paymentsCsv(rows: number): string {
  const lines = Array.from({ length: rows }, (_, row) => `C${row % 100},2026-0${1 + (row % 9)}-1${row % 10},${row % 500}.00`)
  return `client,date,amount\n${lines.join('\n')}\n`
}

test('the file and its folder are for their owner alone', async () => {
  const folder = newFolder()
  const db = join(folder, 'new', 'deep', 'clientele.db')
  expect((await run(db, ['add', 'Asha'])).code).toBe(0)
  expect(statSync(db).mode & 0o777).toBe(0o600)
  expect(statSync(join(folder, 'new', 'deep')).mode & 0o777).toBe(0o700)
  expect(readdirSync(join(folder, 'new', 'deep'))).toEqual(['clientele.db'])
})

test('without --db and CLIENTELE_DB the file lives in the data folder', async () => {
  const data = newFolder()
  const { err } = await run('', ['add', 'Asha'], { env: { CLIENTELE_DB: '', XDG_DATA_HOME: data } })
  expect(err).toContain(join(data, 'clientele', 'clientele.db'))
  expect(statSync(join(data, 'clientele', 'clientele.db')).size).toBeGreaterThan(0)
})

test('a closed pipe is a quiet end', async () => {
  const db = newDb()
  await run(db, ['import', 'payments', '-', '--create-missing'], { input: paymentsCsv(20_000) })
  const { out, err } = await shell(db, 'clientele payments --format csv | head -1; echo $PIPESTATUS')
  expect(out).toBe('payment_id,paid_on,client_id,client,ref,kind,amount,method,reference,invoice_id,invoice_number,note,voided_on\n0\n')
  expect(err).toBe('')
})

test('a name cannot steer the terminal, and the table stays straight', async () => {
  const db = newDb()
  await run(db, ['add', 'Evil\u001b[2J\u001b]0;owned\u0007 Name'])
  await run(db, ['add', 'આશા પટેલ'])
  const { out } = await run(db, ['list'])
  // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what must not be there.
  expect(out).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/)
  expect(out).toContain('\\x1b[2J')
})

test('two shells adding at once: every card, no error', async () => {
  const db = newDb()
  await run(db, ['init'])
  const each = 15
  const loop = (who: string): Promise<{ err: string }> =>
    shell(db, `for i in $(seq ${each}); do clientele add "${who} number $i" --force --quiet || echo failed; done`)
  const both = await Promise.all([loop('Alpha'), loop('Beta')])
  expect(both.map((shell) => shell.err.replace(/warning: .*\n/g, ''))).toEqual(['', ''])
  const { out } = await run(db, ['list', '--format', 'json'])
  expect(JSON.parse(out).rows).toHaveLength(2 * each)
}, 120_000)

test('killed in the middle of an import: nothing of it is there, and it succeeds when said again', async () => {
  const db = newDb()
  await run(db, ['add', 'Asha'])
  const csv = paymentsCsv(200_000)
  for (const delay of [150, 400, 800]) {
    const child = start(db, ['import', 'payments', '-', '--create-missing'])
    const end = ended(child)
    child.stdin?.on('error', () => undefined)
    child.stdin?.end(csv)
    setTimeout(() => child.kill('SIGKILL'), delay)
    const { signal } = await end
    const { out } = await run(db, ['log', '--format', 'json'])
    // A fast machine may have finished before the last kill.
    if (signal === 'SIGKILL') expect(JSON.parse(out).rows).toHaveLength(1)
    else return
  }
  const { code } = await run(db, ['import', 'payments', '-', '--create-missing'], { input: csv })
  expect(code).toBe(0)
  const file = openSqlite(db, { readonly: true })
  expect(file.pragma('integrity_check', { simple: true })).toBe('ok')
  expect(file.prepare('SELECT count(*) FROM payment').pluck().get()).toBe(200_000)
  file.close()
}, 120_000)

test('interrupted, it leaves no half-written file', async () => {
  const folder = newFolder()
  const db = join(folder, 'clientele.db')
  await run(db, ['import', 'payments', '-', '--create-missing'], { input: paymentsCsv(50_000) })
  const child = start(db, ['payments', '--format', 'csv', '--output', join(folder, 'out.csv')])
  const end = ended(child)
  setTimeout(() => child.kill('SIGINT'), 120)
  await end
  expect(readdirSync(folder).filter((name) => name.endsWith('.tmp'))).toEqual([])
}, 240_000)

test('interrupted while rows are written, nothing is imported', async () => {
  const db = newDb()
  await run(db, ['add', 'Asha'])
  const child = start(db, ['import', 'payments', '-', '--create-missing'])
  const end = ended(child)
  // The columns are told when all rows are read and none is written.
  child.stderr?.on('data', (chunk) => {
    if (String(chunk).includes('client <- client')) child.kill('SIGINT')
  })
  child.stdin?.on('error', () => undefined)
  child.stdin?.end(paymentsCsv(200_000))
  expect(await end).toMatchObject({ code: 130, out: '' })
  const { out } = await run(db, ['log', '--format', 'json'])
  expect(JSON.parse(out).rows).toHaveLength(1)
}, 240_000)
