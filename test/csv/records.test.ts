import fc from 'fast-check'
import { expect, test } from 'vitest'
import { pieceParser, quotedParser } from '../../src/csv/records.ts'

const text = fc
  .array(fc.constantFrom('a', 'é', '1.5', '\u00a0', ' ', '  ', ',', ', ', ';', '\t', '|', '\n', '\r\n', '\r', '\n\n', "'"), {
    maxLength: 40,
  })
  .map((parts) => parts.join(''))

test('the fast path and csv-parse give equal records and lines', () => {
  fc.assert(
    fc.property(
      text,
      fc.constantFrom('\n', '\r\n', '\nend'),
      fc.constantFrom(',', ';', '\t', '|', ' ', ', ', '; ', 'ab'),
      (start, end, delimiter) => {
        const piece = start + end
        expect(pieceParser({ delimiter, quote: '"' })(piece, 7)).toEqual(quotedParser({ delimiter, quote: '"' }, '"')(piece, 7))
      },
    ),
    { numRuns: 5000 },
  )
})

test('a million spaces between two cells are looked at once', () => {
  const parse = pieceParser({ delimiter: ' ', quote: '"' })
  const line = `  a${' '.repeat(1_000_000)}b `
  expect(parse(`${line}\n`, 1).records).toEqual([{ line: 1, cells: ['a', 'b'] }])
})

test('backslashes stand before quotes and line ends, in cells without quotes around them as well', () => {
  const parse = pieceParser({ delimiter: ';', quote: '"', escaping: 'backslash' })
  expect(parse('dit \\"oui\\";"deux\\\nlignes \\"ici\\"";C:\\temp;a\\\\b\n', 1).records).toEqual([
    { line: 1, cells: ['dit "oui"', 'deux\nlignes "ici"', 'C:\\temp', 'a\\b'] },
  ])
})

test('a record that is not whole is left out, and the place where it starts is told', () => {
  const parse = pieceParser({ delimiter: ',', quote: '"' })
  expect(parse('a,"b\r\nc"\r\nd,e\r\nf,"g\r\n', 1)).toEqual({
    records: [
      { line: 1, cells: ['a', 'b\r\nc'] },
      { line: 3, cells: ['d', 'e'] },
    ],
    length: 'a,"b\r\nc"\r\nd,e\r\n'.length,
    lines: 3,
  })
  expect(parse('f,"g\r\n', 4)).toEqual({ records: [], length: 0, lines: 0 })
})

test('runs of spaces keep quoted cells, empty ones too', () => {
  const parse = pieceParser({ delimiter: ' ', quote: '"' })
  expect(parse(' 1  "two words" ""  4 \n\n', 1).records).toEqual([
    { line: 1, cells: ['1', 'two words', '', '4'] },
    { line: 2, cells: [''] },
  ])
})
