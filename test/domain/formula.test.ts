import fc from 'fast-check'
import { expect, test } from 'vitest'
import { quoteFormula, unquoteFormula } from '../../src/domain/formula.ts'

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
