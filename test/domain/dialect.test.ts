import fc from 'fast-check'
import { expect, test } from 'vitest'
import { detectDialect } from '../../src/domain/dialect.ts'
import { cellKind, lineEnds, sampleRecords } from '../../src/domain/dialect-sample.ts'
import { describeDialect, parseDelimiter, parseQuote } from '../../src/domain/dialect-words.ts'
import type { Dialect, DialectHints } from '../../src/domain/layout.ts'

function detect(text: string, complete = true): Dialect {
  const detection = detectDialect(text, complete)
  if (!detection.ok) throw new Error(`${detection.reason} - ${detection.hint}`)
  return detection.value
}

test.each<[string, string, { delimiter: string; headerRow: number }]>([
  ['commas in text under semicolons', 'a;b;c\nx, y;1,5;z\nu, v;2,5;w\n', { delimiter: ';', headerRow: 1 }],
  ['names under unknown headers', 'who,where\nAsha,Lyon\nJean,Dijon\n', { delimiter: ',', headerRow: 1 }],
  ['semicolons inside quotes', 'name,note\nAsha,"a;b;c"\nJean,"d;e;f"\n', { delimiter: ',', headerRow: 1 }],
  ['a list of full names', 'name\nAsha Patel\nJean Moreau\nMeera Shah\n', { delimiter: ',', headerRow: 1 }],
  [
    'padded title lines',
    'Relevé;;;\nJanvier 2026;;;\n;;;\nDate;Libellé;Montant;Réf\n02/01/2026;VIR;10,00;a\n',
    { delimiter: ';', headerRow: 4 },
  ],
  ['unknown words under title lines', 'List\nof 2026\n\nwhom\thow much\twhy\nAsha\t12\tx\nJean\t9\ty\n', { delimiter: '\t', headerRow: 4 }],
  ['days apart by spaces, with times', '1 2026-01-02 10:30 5.00\n2 2026-01-03 11:30 6.00\n', { delimiter: ' ', headerRow: 0 }],
  ['addresses in words', 'address\n12 rue des Lilas\n3 place Bellecour\n', { delimiter: ',', headerRow: 1 }],
  ['a payment by card is no header', 'when,who,how\n2026-01-02,a,card\n2026-01-03,b,card\n', { delimiter: ',', headerRow: 1 }],
])('%s', (_, text, expected) => {
  expect(detect(text)).toMatchObject(expected)
})

test('a cut sample is judged without its last line', () => {
  expect(detect('a;b\n1;2\n3;4;5;6;7;8;9', false)).toMatchObject({ delimiter: ';', shape: { width: 2 } })
})

test('a broken line of thousands of delimiters is not what the table is like', () => {
  const rows = Array.from({ length: 20 }, (_, row) => `C${row},2026-01-02,${row}.00\n`)
  const text = ['client,date,amount\n', ...rows, `x${','.repeat(20_000)}\n`].join('')
  expect(detect(text)).toMatchObject({ delimiter: ',', headerRow: 1, shape: { width: 3 } })
})

test('single quotes need to stand around whole cells', () => {
  expect(detect("name;city\n'Asha';'Lyon'\n").quote).toBe("'")
  expect(detect("name;city\nl'ami;d'Arc\n").quote).toBe('"')
  expect(detect("name;note\nAsha;'=1+1\nJean;'-2\n").quote).toBe('"')
  expect(detect('name;note\n\'Asha\';"x"\n').quote).toBe('"')
})

test('what users type', () => {
  expect(['gaps', 'tab', '\\t', 'Semicolon', '|', ' ', '::', '', '"', '\n'].map(parseDelimiter)).toEqual([
    '  ',
    '\t',
    '\t',
    ';',
    '|',
    ' ',
    '::',
    undefined,
    undefined,
    undefined,
  ])
  expect(['"', 'single', 'none', 'x'].map(parseQuote)).toEqual(['"', "'", null, undefined])
})

test('in words', () => {
  expect(describeDialect({ delimiter: ';', quote: '"', headerRow: 12 })).toBe('semicolons, header on line 12')
  expect(describeDialect({ delimiter: '::', quote: null, headerRow: 0 })).toBe('"::" between cells, no quotes, no header')
})

test('cells at a glance', () => {
  const kinds = {
    empty: ['', ' '],
    number: ['12', '-1 234,50', '12.50 €', '(3)', '$8.00', '007'],
    day: ['02/01/2026', '2026-01-02T10:30', '10:30'],
  }
  for (const [kind, cells] of Object.entries(kinds)) for (const cell of cells) expect([cell, cellKind(cell)]).toEqual([cell, kind])
  for (const cell of ['A12', '3 rue X', '12,5x', '-', `1${' '.repeat(50_000)}x`]) expect(cellKind(cell)).toBe('text')
})

test('a quote that is never closed does not hide the rows below from the sample', () => {
  expect(sampleRecords('a,b\n"x,1\ny,2\n', { delimiter: ',', quote: '"', escaping: 'double' }).map((record) => record.line)).toEqual([
    1, 2, 3,
  ])
})

test('lines end with LF, CRLF and lone CR', () => {
  expect(['', 'a', '\n', '\r\n', '\r', '\n\r', '\r\r\n\n'].map(lineEnds)).toEqual([0, 0, 1, 1, 1, 2, 3])
})

const word = fc.constantFrom('Asha Patel', 'Moreau, Jean', 'l’été', '12 rue X', 'a;b', 'VIR 41', 'Lyon', 'x|y')
const day = fc.constantFrom('02/01/2026', '2026-01-13', '28/02/2026')
const amount = fc.constantFrom('12,50', '1 250,00', '8.00', '-3')

test('a table is recognised below any title, with any delimiter, all cells quoted or those that need it', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(word, day, amount, word), { minLength: 3, maxLength: 20 }),
      fc.constantFrom(',', ';', '\t', '|'),
      fc.constantFrom('"', "'"),
      fc.boolean(),
      fc.array(fc.constantFrom('', 'Relevé de compte', 'Solde au 31/01/2026', 'Institut'), { maxLength: 12 }),
      fc.constantFrom(['Client', 'Date', 'Montant', 'Note'], ['whom', 'day', 'how much', 'remark']),
      (rows, delimiter, quote, all, title, header) => {
        const needs = (cell: string) => all || quote === "'" || cell.includes(delimiter)
        const write = (cell: string) => (needs(cell) ? quote + cell.replaceAll(quote, quote + quote) + quote : cell)
        const table = [header, ...rows].map((row) => row.map(write).join(delimiter))
        const expected = { delimiter, headerRow: title.length + 1, shape: { width: 4 }, ...(quote === "'" ? { quote } : {}) }
        expect(detect([...title, ...table, ''].join('\r\n'))).toMatchObject(expected)
      },
    ),
    { numRuns: 1000 },
  )
})

test.each<[string, string, string]>([
  [
    'two delimiters that fit equally',
    'x|a;b\ny|c;d\nz|e;f\n',
    'the cells may be apart by semicolon or by bar: both give even rows - say --delimiter semicolon or --delimiter bar',
  ],
  [
    'as many words on every line',
    'Asha Lyon\nJean Dijon\n',
    'the words may be 2 columns apart by spaces, or one column of texts - say --delimiter spaces, or --delimiter comma for one column',
  ],
  [
    'words under words',
    '\nWer,Wo\nAsha,Lyon\nJean,Dijon\n',
    'line 2 may be the header or the first row: all rows are words, and nothing tells them apart - say --header-row 2, or --header-row 0 if there is none',
  ],
])('%s are refused with the option that settles it', (_, text, message) => {
  expect(() => detect(text)).toThrow(message)
})

test('what was refused is read as said', () => {
  const value = (text: string, hints: DialectHints) => {
    const detection = detectDialect(text, true, hints)
    return detection.ok ? detection.value : undefined
  }
  expect(value('x|a;b\ny|c;d\nz|e;f\n', { delimiter: '|', headerRow: 0 })).toMatchObject({
    delimiter: '|',
    headerRow: 0,
    shape: { width: 2 },
  })
  expect(value('Asha Lyon\nJean Dijon\n', { delimiter: ' ', headerRow: 0 })).toMatchObject({ delimiter: ' ', shape: { width: 2 } })
  expect(value('Asha Lyon\nJean Dijon\n', { delimiter: ',', headerRow: 0 })).toMatchObject({ shape: { width: 1 } })
  expect(value('Wer,Wo\nAsha,Lyon\nJean,Dijon\n', { columns: ['Wer'] })).toMatchObject({ headerRow: 1, headerRows: 1 })
  expect(value('Wer,Wo\nist,das\nJean,Dijon\n', { headerRow: 1, headerRows: 2 })).toMatchObject({
    headerRow: 1,
    headerRows: 2,
    bodyLine: 3,
  })
})

test('spaces make columns under known names, and one column under the name of one', () => {
  expect(detect('name city\nAsha Lyon\nJean Dijon\n')).toMatchObject({ delimiter: ' ', headerRow: 1 })
  expect(detect('full name\nAsha Patel\nJean Moreau\n')).toMatchObject({ headerRow: 1, shape: { width: 1 } })
})

test('a row with mistakes below whole names is no second row of the header', () => {
  expect(detect('client,date,amount\nAsha Patel,yesterday,twelve\nJean,2026-01-02,5\n')).toMatchObject({ headerRow: 1, headerRows: 1 })
  expect(detect('client,when,sum paid\nAsha Patel,unknown,n/a\nJean,2026-01-02,5\n')).toMatchObject({ headerRow: 1, headerRows: 1 })
})

test('names below rows are another table’s', () => {
  const text = '7,2026-01-02,12.50\n9,2026-01-03,8.00\n4,2026-01-04,8.00\n\nclient,amount\n7,12.50\n'
  expect(detect(text)).toMatchObject({ headerRow: 0, bodyLine: 1, shape: { width: 3 } })
})

test.each<[string, string, string, number]>([
  ['names of two words', 'client         date        amount\nAsha Patel     2026-01-02  12.50\nZoe B          2026-01-03  8.00\n', '  ', 3],
  [
    'two words everywhere, also in the header',
    'client name   date        amount\nAsha Patel    2026-01-02  12.50\nZoe Best      2026-01-03   8.00\n',
    '  ',
    3,
  ],
  [
    'commas in amounts',
    'client name   date        amount\nAsha Patel    2026-01-02  1,012.50\nZoe Best      2026-01-03  1,008.00\n',
    '  ',
    3,
  ],
  ['aligned single words', 'client     date        amount\nAsha       2026-01-02  12.50\nZoe        2026-01-03   8.00\n', ' ', 3],
  ['runs of one and more', 'client date        amount\nAsha 2026-01-02  12.50\nZoe 2026-01-03   8.00\n', ' ', 3],
  [
    'padding beside commas',
    'client     , date       , amount\nAsha Patel , 2026-01-02 ,  12.50\nZoe B      , 2026-01-03 ,   8.00\n',
    ', ',
    3,
  ],
])('spaces: %s', (_, text, delimiter, width) => {
  expect(detect(text)).toMatchObject({ delimiter, headerRow: 1, shape: { width } })
})
