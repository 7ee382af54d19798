import fc from 'fast-check'
import { expect, test } from 'vitest'
import { BulkInsert } from '../../src/db/bulk.ts'
import { columnChecks } from '../../src/db/column-checks.ts'
import { withoutChecks } from '../../src/db/row-checks.ts'
import { openSqlite } from '../../src/db/sqlite.ts'
import { memoryWith, write } from '../money.ts'

const FIRST_IMPORTS = ['payment', 'client', 'client_reference'] as const

async function sqlOf(table: string): Promise<string> {
  const store = await memoryWith(0)
  const sql = store.connection.sqlite.prepare('SELECT sql FROM sqlite_schema WHERE name = ?').pluck().get(table)
  store.connection.close()
  return String(sql)
}

const text = fc.oneof(
  fc.string({ unit: fc.constantFrom(' ', '\0', '\t', 'a', ' ') }),
  fc.constantFrom(
    'sale',
    'account',
    'Sale',
    'person',
    'company',
    'active',
    'loyal',
    "sale'",
    '1',
    '2025-02-29',
    '2024-02-29',
    '2025-13-01',
  ),
  fc
    .tuple(fc.integer({ min: 0, max: 10_001 }), fc.integer({ min: 0, max: 13 }), fc.integer({ min: 0, max: 32 }))
    .map(([year, month, day]) => {
      const two = (part: number) => String(part).padStart(2, '0')
      return `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`
    }),
)
const whole = fc.oneof(
  fc.integer({ min: -2, max: 2 }),
  fc.constantFrom(1e12, 1e12 + 1, -1e12, -1e12 - 1, Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER),
)

test.each(FIRST_IMPORTS)('what the CHECKs of %s ask is answered as SQLite does', async (table) => {
  const sql = await sqlOf(table)
  const checks = columnChecks(sql)
  const asked = sql.split('\n').filter((line) => line.includes('CHECK'))
  expect([...(checks ?? [])].map(([column]) => column)).toEqual(asked.map((line) => line.trim().split(' ')[0]))
  const sqlite = openSqlite(':memory:')
  for (const line of asked) {
    const [, column = '', type = ''] = /^\s*(\w+)\s+(\w+)/.exec(line) ?? []
    sqlite.exec(`CREATE TABLE only_${column} (${line.replace(/--.*/, '').trim().replace(/,$/, '')}) STRICT`)
    const insert = sqlite.prepare(`INSERT INTO only_${column} VALUES (?)`)
    const accepts = (value: unknown) => {
      try {
        return insert.run(value).changes === 1
      } catch {
        return false
      }
    }
    fc.assert(
      fc.property(type === 'TEXT' ? text : whole, (value) => {
        const isBeforeFirstDay = line.includes('date(') && String(value) < '1000'
        expect(checks?.get(column)?.(value), `${column} ${JSON.stringify(value)}`).toBe(!isBeforeFirstDay && accepts(value))
      }),
      { numRuns: 400 },
    )
  }
  sqlite.close()
})

test('a table with a CHECK of another form is left to SQLite', async () => {
  expect(columnChecks(await sqlOf('visit'))).toBeUndefined()
  expect(columnChecks("CREATE TABLE a (b TEXT CHECK (b GLOB '[0-9]'))")).toBeUndefined()
  expect(columnChecks('CREATE TABLE a (b TEXT -- CHECK (b > 1)\n)')?.size).toBe(0)
})

const COLUMNS = ['client_id', 'paid_on', 'amount_minor', 'kind']

test.each([
  ['a day that is none', [1, '2025-02-30', 100, 'sale'], 'paid_on'],
  ['too large an amount', [1, '2025-02-20', 1e12 + 1, 'sale'], 'amount_minor'],
  ['an unknown kind', [1, '2025-02-20', 100, 'gift'], 'kind'],
])('%s among rows that SQLite does not check leaves nothing written', async (_, bad, column) => {
  const store = await memoryWith(1)
  const { connection } = store
  const good = [1, '2025-02-20', 100, 'sale']
  const failed = write(store, () => {
    const checkAgain = withoutChecks(connection, FIRST_IMPORTS)
    const inserts = new BulkInsert(connection, 'payment', COLUMNS)
    for (const row of [good, good, bad, good]) inserts.add(row)
    try {
      inserts.flush()
    } finally {
      checkAgain()
    }
  })
  await expect(failed).rejects.toThrow(`CHECK constraint failed: payment.${column}`)
  expect(connection.sqlite.prepare('SELECT count(*) FROM payment').pluck().get()).toBe(0)
  connection.close()
})

test('SQLite checks again afterwards, and all along where a table has a check that only it understands', async () => {
  const store = await memoryWith(1)
  const { connection } = store
  const ignored = () => connection.sqlite.pragma('ignore_check_constraints', { simple: true })
  withoutChecks(connection, ['visit', 'payment'])()
  const stays = withoutChecks(connection, ['visit'])
  expect([ignored(), connection.isCheckedHere]).toEqual([0, false])
  stays()
  const checkAgain = withoutChecks(connection, FIRST_IMPORTS)
  expect([ignored(), connection.isCheckedHere]).toEqual([1, true])
  checkAgain()
  expect([ignored(), connection.isCheckedHere]).toEqual([0, false])
  await expect(
    write(store, () => {
      const inserts = new BulkInsert(connection, 'payment', COLUMNS)
      inserts.add([1, '2025-02-30', 100, 'sale'])
      inserts.flush()
    }),
  ).rejects.toThrow()
  connection.close()
})
