import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openTable } from '../../src/csv/table.ts'
import { describeDialect, describeEncoding } from '../../src/domain/dialect-words.ts'
import { programFolder } from '../support.ts'

const folder = join(programFolder, 'fixtures', 'import')
const cases = readdirSync(folder).filter((name) => existsSync(join(folder, name, 'expected.csv')))

/** The table as the clean CSV that it should be, and what is said of it. */
async function mended(path: string, size: number): Promise<{ csv: string; said: string }> {
  const bytes = readFileSync(path)
  async function* chunks() {
    for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
  }
  const table = await openTable(chunks(), { name: 'input.csv' })
  const write = (cell: string) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)
  const lines = [table.header]
  const problems: string[] = []
  for await (const batch of table.records) {
    for (const { line, cells, problem } of batch) {
      lines.push(cells)
      if (problem !== undefined) problems.push(`line ${line} ${problem}`)
    }
  }
  const { encoding, header_row: headerRow, header_rows: headerRows = 1, ...cells } = table.detected
  const left = table
    .leftOut()
    .first.map(({ what, first, last }) => `${what} ${first === last ? `line ${first}` : `lines ${first} to ${last}`}`)
  const said = [`${describeEncoding(encoding)}, ${describeDialect({ ...cells, escaping: cells.escape, headerRow, headerRows })}`]
  if (left.length > 0) said.push(`left out: ${left.join(', ')}`)
  return { csv: `${lines.map((row) => row.map(write).join(',')).join('\n')}\n`, said: `${[...said, ...problems].join('\n')}\n` }
}

test('there is a case for each kind of dirt', () => {
  expect(cases.length).toBeGreaterThan(40)
})

for (const name of cases) {
  test(`fixtures/import/${name} reads as expected`, async () => {
    const expected = (file: string) => readFileSync(join(folder, name, file), 'utf8')
    for (const size of [65_536, 11]) {
      const { csv, said } = await mended(join(folder, name, 'input.csv'), size)
      expect(csv).toBe(expected('expected.csv'))
      expect(said).toBe(expected('said.txt'))
    }
  })
}
