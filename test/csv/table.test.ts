import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isAppError } from '../../src/cli/errors.ts'
import { type CsvRecord, openTable, type TableHints } from '../../src/csv/table.ts'

const fixtures = join(import.meta.dirname, '../../fixtures/csv')

async function* chunks(bytes: Uint8Array, size = 65_536): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

async function read(bytes: Uint8Array, hints: TableHints = {}, size?: number) {
  const table = await openTable(chunks(bytes, size), { name: 'f.csv', ...hints })
  const rows: CsvRecord[] = []
  for await (const batch of table.records) rows.push(...batch)
  return { detected: table.detected, header: table.header, rows }
}

async function failure(bytes: Uint8Array, hints: TableHints = {}): Promise<string> {
  try {
    await read(bytes, hints)
  } catch (error) {
    if (!isAppError(error)) throw error
    return `${error.message} - ${error.hint}`
  }
  return 'read without error'
}

for (const name of readdirSync(fixtures).sort()) {
  test.each([65_536, 7])(`fixture ${name} in chunks of %i bytes`, async (size) => {
    const expected = JSON.parse(readFileSync(join(fixtures, name, 'expected.json'), 'utf8'))
    expect(await read(readFileSync(join(fixtures, name, 'table.csv')), {}, size)).toEqual(expected)
  })
}

test('what the user says goes before what is detected', async () => {
  const bytes = Buffer.from('é;a|b\nx;"y|z\n', 'latin1')
  expect(await read(bytes, { delimiter: '|', quote: null, encoding: 'latin1', headerRow: 0 })).toEqual({
    detected: { encoding: 'windows-1252', delimiter: '|', quote: null, header_row: 0 },
    header: ['#1', '#2'],
    rows: [
      { line: 1, cells: ['é;a', 'b'] },
      { line: 2, cells: ['x;"y', 'z'] },
    ],
  })
  expect((await read(Buffer.from('a,b\nc,d\n1,2\n'), { headerRow: 2 })).header).toEqual(['c', 'd'])
})

const late = (bytes: Uint8Array) => Buffer.concat([Buffer.from('name,city\n'), Buffer.from('Asha Patel,Lyon\n'.repeat(30_000)), bytes])

test.each<[string, Uint8Array, TableHints, string]>([
  ['an empty file', Buffer.from(''), {}, 'f.csv is empty - give a file with a header and rows'],
  ['a file of a byte order mark', Buffer.from('\ufeff'), {}, 'f.csv is empty - give a file with a header and rows'],
  ['a file of blanks', Buffer.from('\ufeff \r\n\t\n\u00a0\n'), {}, 'f.csv is empty - give a file with a header and rows'],
  [
    'a web page',
    Buffer.from('\n<!DOCTYPE html>\n<html><body><table><tr><td>a</td></tr></table></body></html>\n'),
    {},
    'f.csv is a web page (HTML), not a text table - open it in a spreadsheet and save it as CSV',
  ],
  [
    'a workbook as XML',
    Buffer.from('<?xml version="1.0"?>\n<Workbook></Workbook>\n'),
    {},
    'f.csv is an XML document, not a text table - open it in a spreadsheet and save it as CSV',
  ],
  [
    'a workbook',
    Buffer.from('PK\u0003\u0004....'),
    {},
    'f.csv is a spreadsheet workbook or another zip archive, not a text table - save it as CSV in the program it comes from',
  ],
  [
    'a file full of NUL bytes',
    Buffer.concat([Buffer.from('a,b\n1,2\n'), Buffer.alloc(100)]),
    {},
    'f.csv is full of NUL bytes, which no text has - save it again as CSV, or say its --encoding if it is one of two bytes a character',
  ],
  [
    'a quote never closed',
    Buffer.from('a,b\n1,"x\ny"\n2,"z\n3,w\n'),
    {},
    'f.csv:4: a quoted cell is opened in this row and never closed - close it, or say --quote none if quotes are only text here',
  ],
  [
    'a quote never closed in a long file',
    late(Buffer.from(`"Jean,Lyon\n${'Meera,Surat\n'.repeat(200_000)}`)),
    {},
    'f.csv:30002: a quoted cell is opened in this row and not closed within 1048576 characters - close it, or say --quote none if quotes are only text here',
  ],
  [
    'a line without end',
    late(Buffer.from('x'.repeat(2_000_000))),
    {},
    'f.csv:30002: the line is longer than 1048576 characters - is it a table with one row a line?',
  ],
  [
    'a late byte that is not UTF-8',
    late(Buffer.from('Jean,Dijon\nRené,Mâcon\n', 'latin1')),
    {},
    'f.csv:30003: byte 0xE9 is not UTF-8 - say --encoding windows-1252, or which it is',
  ],
  [
    'a character cut at the end',
    late(Buffer.from([0x61, 0xc3])),
    {},
    'f.csv:30002: the file is cut off inside a UTF-8 character, after byte 0xC3 - get the whole file again, or say its --encoding if it is not UTF-8',
  ],
  [
    'an encoding that does not fit',
    Buffer.from('a,b\n\u0081,1\n', 'latin1'),
    { encoding: 'cp1252' },
    'f.csv:2: a byte is not windows-1252 - say which encoding it is with --encoding',
  ],
  [
    'an unknown encoding',
    Buffer.from('a,b\n'),
    { encoding: 'utf-9000' },
    'there is no encoding "utf-9000" - say utf-8, utf-16le, windows-1252, macroman, shift_jis or the like',
  ],
  [
    'a header line beyond the end',
    Buffer.from('a,b\n1,2\n'),
    { headerRow: 9 },
    'f.csv ends before line 9 - say the line of the header with --header-row, or 0 for none',
  ],
  [
    'a blank header line',
    Buffer.from('a,b\n\n1,2\n'),
    { headerRow: 2 },
    'f.csv: line 2 is blank, so it is no header - say the line with --header-row, or 0 for none',
  ],
  [
    'a header line inside a cell',
    Buffer.from('a,b\n"x\ny",2\nz,3\n'),
    { headerRow: 3 },
    'f.csv: line 3 is inside a quoted cell, so it is no header - say the line with --header-row, or 0 for none',
  ],
])('%s is refused', async (_, bytes, hints, message) => {
  expect(await failure(bytes, hints)).toBe(message)
})

test('a header alone is a table without rows', async () => {
  expect(await read(Buffer.from('client,date,amount'))).toMatchObject({ header: ['client', 'date', 'amount'], rows: [] })
})

test('quoted lines across every cut keep their physical lines', async () => {
  const rows = Array.from(
    { length: 4000 },
    (_, index) => `${index},"first\nsecond ""${'x'.repeat(index % 90)}""\n",${index % 3 === 0 ? '"9"' : 'y'}\n`,
  )
  const table = await read(Buffer.from(`id,text,flag\n${rows.join('')}`))
  expect(table.rows.length).toBe(4000)
  for (const [index, row] of table.rows.entries()) {
    expect(row).toEqual({
      line: 2 + index * 3,
      cells: [`${index}`, `first\nsecond "${'x'.repeat(index % 90)}"\n`, index % 3 === 0 ? '9' : 'y'],
    })
  }
})

test('the source is let go, read to its end or not', async () => {
  let closed = 0
  async function* source() {
    try {
      for (let index = 0; index < 20_000; index++) yield Buffer.from(`header ${index},value,more,still more\n`)
    } finally {
      closed++
    }
  }
  const left = await openTable(source(), { headerRow: 1 })
  for await (const batch of left.records) if (batch.length > 0) break
  expect(closed).toBe(1)
  await (await openTable(source(), { headerRow: 0 })).close()
  expect(closed).toBe(2)
  await expect(openTable(source(), { encoding: 'no such' })).rejects.toThrow('there is no encoding')
  expect(closed).toBe(3)
})

const cell = fc
  .array(fc.constantFrom('a', 'é', 'ગુ', ' ', '"', "'", ',', ';', '|', '\n', '\r\n', '1', '.'), { maxLength: 6 })
  .map((parts) => parts.join(''))

test('a table comes back cell by cell, whatever its delimiter, line ends, encoding and chunks', async () => {
  const encodings = { 'utf-8': 'utf8', 'utf-16le': 'utf16le' } as const
  await fc.assert(
    fc.asyncProperty(
      // Below a blank line other tables begin; fixtures show how those are told.
      fc.array(
        fc.tuple(cell, cell, cell).filter((row) => row.some((each) => each.trim() !== '')),
        { minLength: 1, maxLength: 12 },
      ),
      fc.constantFrom(',', ';', '\t', '|'),
      fc.constantFrom('\n', '\r\n'),
      fc.constantFrom<keyof typeof encodings>('utf-8', 'utf-16le'),
      fc.integer({ min: 1, max: 40 }),
      async (rows, delimiter, lineEnd, encoding, size) => {
        const write = (text: string) => (/[\s"',;|]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
        const text = [['one', 'two', 'three'], ...rows].map((row) => row.map(write).join(delimiter) + lineEnd).join('')
        const table = await read(Buffer.from(text, encodings[encoding]), { delimiter, encoding, headerRow: 1 }, size)
        expect(table.rows.map((row) => row.cells)).toEqual(rows)
        const lines = text.split(/\r\n|\n/)
        for (const row of table.rows)
          expect(lines[row.line - 1]?.startsWith(write(row.cells[0] ?? '').split(/\r\n|\n/)[0] ?? '')).toBe(true)
      },
    ),
    { numRuns: 300 },
  )
})
