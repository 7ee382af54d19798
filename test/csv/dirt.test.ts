import fc from 'fast-check'
import { expect, test } from 'vitest'
import { openTable } from '../../src/csv/table.ts'
import { dirtyTable } from './dirt.ts'

test('a clean table broken in any way, several at once, comes back with its physical lines', async () => {
  await fc.assert(
    fc.asyncProperty(dirtyTable, fc.integer({ min: 1, max: 3000 }), async ({ bytes, header, rows, dialect }, size) => {
      async function* chunks() {
        for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
      }
      const table = await openTable(chunks(), { name: 'dirty.csv' })
      const read: { line: number; cells: readonly string[] }[] = []
      for await (const batch of table.records) for (const { line, cells } of batch) read.push({ line, cells })
      expect(table.detected).toMatchObject(dialect)
      expect(table.header).toEqual(header)
      expect(read).toEqual(rows)
    }),
    { numRuns: 1000 },
  )
})
