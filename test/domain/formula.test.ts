import fc from 'fast-check'
import { expect, test } from 'vitest'
import { keepText, quoteFormula, unquoteFigures, unquoteFormula, unquotePostcode, unquoteText } from '../../src/domain/formula.ts'

const formulaLike = fc
  .array(fc.constantFrom("'", '=', '+', '-', '@', '\t', '\r', '\n', '1', ',', '.', ' ', 'a', '%'), { maxLength: 8 })
  .map((characters) => characters.join(''))

test('what is quoted comes back as it was', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), formulaLike), (text) => unquoteFormula(quoteFormula(text)) === text),
    { numRuns: 2000 },
  )
})

test('no cell that a spreadsheet would run is left, save numbers and phones', () => {
  fc.assert(
    fc.property(formulaLike, (text) => {
      const cell = quoteFormula(text)
      return !/^[=@\t\r]/.test(cell) && (!/^[+-]/.test(cell) || /^[+-][\d .,'()%-]*$/.test(cell))
    }),
    { numRuns: 2000 },
  )
})

test.each([
  ['=1+1', "'=1+1"],
  ['@home', "'@home"],
  ['-SUM(A1)', "'-SUM(A1)"],
  ['\tindented', "'\tindented"],
  ['-2+3+cmd|calc', "'-2+3+cmd|calc"],
  ["'=1+1", "''=1+1"],
  ["''=1+1", "'''=1+1"],
  ['-12.50', '-12.50'],
  ['-1 234,50', '-1 234,50'],
  ['+5 %', '+5 %'],
  ['+33 6 12 34 56 78', '+33 6 12 34 56 78'],
  ['+1-2', "'+1-2"],
  ['-', "'-"],
  ["'tis", "'tis"],
  ["l'été", "l'été"],
  ['', ''],
])('%j is written %j', (text, cell) => {
  expect(quoteFormula(text)).toBe(cell)
  expect(unquoteFormula(cell)).toBe(text)
})

test('exactly one apostrophe goes, and only before a formula', () => {
  expect(unquoteFormula("'-5")).toBe('-5')
  expect(unquoteFormula("''=x")).toBe("'=x")
  expect(unquoteFormula("'quoted'")).toBe("'quoted'")
})

test('the apostrophe that keeps the zeros of figures goes, and that of a word stays', () => {
  expect(unquoteFigures("'01000")).toBe('01000')
  expect(unquoteFigures("'2026-01-05")).toBe('2026-01-05')
  for (const text of ["'68 vintage", "''01000", "'01000'", "'tis", "'"]) expect(unquoteFigures(text)).toBe(text)
  expect(unquotePostcode("'K1A 0B1")).toBe('K1A 0B1')
  expect(unquotePostcode("'s-Gravenhage")).toBe("'s-Gravenhage")
})

test.each(['0042', '+33612345678', '06 12 34 56 78', '1/2', '10:30', '1E5', '12,50', '3 mars', 'MAR-1', 'TRUE', 'vrai', '12.5 %', '-5'])(
  'a spreadsheet is kept from converting %s',
  (text) => {
    expect(keepText(text)).toBe(`="${text}"`)
    expect(unquoteText(keepText(text))).toBe(text)
  },
)

test.each(['Asha', '12 rue de la Paix', 'SW1A 1AA', '=1+1', '="0042"', 'two\n2', '4"', 'é 1 è', ''])('%j is left as it is', (text) => {
  expect(keepText(text)).toBe(text)
})

test.each([
  ['="0042"', '0042'],
  ['="say ""hi"""', 'say "hi"'],
  ['=""', ''],
  ['="a"&"b"', '="a"&"b"'],
  ['=1', '=1'],
  ['x="1"', 'x="1"'],
])('the formula %s is the text %j', (cell, text) => {
  expect(unquoteText(cell)).toBe(text)
})
