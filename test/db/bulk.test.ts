import fc from 'fast-check'
import { expect, test } from 'vitest'
import { BulkInsert } from '../../src/db/bulk.ts'
import type { Connection } from '../../src/db/connection.ts'
import { memoryWith, write } from '../money.ts'

const COLUMNS = ['client_id', 'paid_on', 'amount_minor', 'kind', 'method', 'note']
const row = fc.tuple(
  fc.constant(1),
  fc.constantFrom('2026-01-01', '2026-01-02'),
  fc.integer({ min: -100, max: 100 }),
  fc.constantFrom('sale', 'account'),
  fc.constantFrom('cash', null),
  fc.constantFrom(null, null, 'આભાર'),
)
// Runs of equal rows, since what all rows of a statement say is bound once.
const rows = fc
  .array(
    fc.tuple(row, fc.integer({ min: 1, max: 70 })).map(([one, times]) => Array(times).fill(one)),
    { maxLength: 12 },
  )
  .map((runs) => runs.flat() as [number, string, number, string, string | null, string | null][])

function stored(connection: Connection): unknown[] {
  return connection.sqlite
    .prepare(`SELECT ${COLUMNS.join(', ')} FROM payment ORDER BY id`)
    .raw()
    .all()
}

function indexes(connection: Connection): unknown[] {
  return connection.sqlite
    .prepare("SELECT name FROM sqlite_schema WHERE type = 'index' AND tbl_name = 'payment' ORDER BY name")
    .pluck()
    .all()
}

test('rows are stored as they were given, whatever they have in common, and numbered in their order', async () => {
  await fc.assert(
    fc.asyncProperty(rows, async (given) => {
      const store = await memoryWith(1)
      const { connection } = store
      await write(store, () => {
        const inserts = new BulkInsert(connection, 'payment', COLUMNS, { numbered: true })
        for (const [at, each] of given.entries()) {
          expect(inserts.next).toBe(at + 1)
          inserts.add(each)
        }
        inserts.flush()
      })
      expect(stored(connection)).toEqual(given)
      connection.close()
    }),
    { numRuns: 40 },
  )
})

test('indexes that rows have no part in stay; the others are made again', async () => {
  const store = await memoryWith(1)
  const { connection } = store
  const all = indexes(connection)
  await write(store, () => {
    const inserts = new BulkInsert(connection, 'payment', COLUMNS)
    const restore = inserts.withoutIndexes(['payment_client'])
    expect(indexes(connection)).toEqual(['payment_client', 'payment_import', 'payment_invoice'])
    restore()
    const again = new BulkInsert(connection, 'payment', [...COLUMNS, 'import_key']).withoutIndexes()
    expect(indexes(connection)).toEqual(['payment_invoice'])
    again()
  })
  expect(indexes(connection)).toEqual(all)
  connection.close()
})

test('rows that others number, or that bring their numbers, are mistakes of the program', async () => {
  const store = await memoryWith(1)
  const { connection } = store
  const payment = [1, '2026-01-01', 100, 'sale', null, null]
  await expect(
    write(store, () => {
      const inserts = new BulkInsert(connection, 'payment', COLUMNS, { numbered: true })
      inserts.add(payment)
      connection.insert('payment', { client_id: 1, paid_on: '2026-01-01', amount_minor: 5, kind: 'sale' })
      inserts.flush()
    }),
  ).rejects.toThrow('has the number 2 in place of 1')
  await write(store, () => {
    expect(() => new BulkInsert(connection, 'payment', COLUMNS).next).toThrow('bring their numbers')
  })
  expect(stored(connection)).toEqual([])
  connection.close()
})
