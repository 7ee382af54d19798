import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  type AmountOptions,
  amountMarks,
  type Currency,
  currencyOf,
  formatMinorHuman,
  formatMinorPlain,
  LARGEST_MINOR,
  parseAmount,
} from '../../src/domain/money.ts'

const currency = (code: string): Currency => {
  const found = currencyOf(code)
  if (!found) throw new Error(code)
  return found
}
const read = (text: string, decimal: AmountOptions['decimal'] = null, mode: AmountOptions['mode'] = 'typed', code = 'EUR') => {
  const result = parseAmount(text, { currency: currency(code), decimal, mode })
  return result.ok ? `${result.value.minor}${result.value.rounded ? ' rounded' : ''}` : result.reason
}

test('currencies have the decimals of ISO 4217', () => {
  expect(['EUR', 'JPY', 'KWD', 'CLF', 'xof'].map((code) => currencyOf(code)?.digits)).toEqual([2, 0, 3, 4, 0])
  expect(currencyOf('eur')?.code).toBe('EUR')
  for (const code of ['XYZ', 'XAU', 'HRK', '', 'constructor']) expect(currencyOf(code)).toBeUndefined()
})

test.each([
  ['1234.5', '123450'],
  ['1234', '123400'],
  ['0', '0'],
  ['-0', '0'],
  ['0012,50', '1250'],
  ['12,5', '1250'],
  ['1 234,50', '123450'],
  ['1\u00a0234,50', '123450'],
  ['1\u202f234\u202f567,50', '123456750'],
  ["1'234.50", '123450'],
  ['1’234', '123400'],
  ['1.234,50', '123450'],
  ['1,234.50', '123450'],
  ['1,234,567', '123456700'],
  ['1.234.567', '123456700'],
  ['1,00,000.50', '10000050'],
  ['12,34,567', '123456700'],
  ['.50', '50'],
  ['0.500', 'too-precise'],
  ['1 234,567', 'too-precise'],
  ['€1,234.50', '123450'],
  ['12,50 €', '1250'],
  ['eur 12.50', '1250'],
  ['12.50EUR', '1250'],
  ['-€12.50', '-1250'],
  ['€ -12.50', '-1250'],
  ['+12.50', '1250'],
  ['\u221212.50', '-1250'],
  ['12.50-', '-1250'],
  ['12,50- €', '-1250'],
  ['(12.50)', '-1250'],
  ['(€12.50)', '-1250'],
  [' 12.50 ', '1250'],
  ['1,234', 'ambiguous'],
  ['-1.234', 'ambiguous'],
  ['12.345', 'ambiguous'],
  ['1234.567', 'too-precise'],
  ['12.', 'not-an-amount'],
  ['12,5x', 'not-an-amount'],
  ['$12', 'not-an-amount'],
  ['-(12)', 'not-an-amount'],
  ['-12-', 'not-an-amount'],
  ['(12', 'not-an-amount'],
  [')12(', 'not-an-amount'],
  ['1e5', 'not-an-amount'],
  ['0x10', 'not-an-amount'],
  ['1,,234', 'not-an-amount'],
  ['1,23,45', 'not-an-amount'],
  ['1234,567,890', 'not-an-amount'],
  ['1 2', 'not-an-amount'],
  ['12 34,50', 'not-an-amount'],
  ['1.00.000', 'not-an-amount'],
  ['1,234.567,8', 'not-an-amount'],
  ["1,234'567", 'not-an-amount'],
  ['0,123,456', 'not-an-amount'],
  ['', 'not-an-amount'],
  ['-', 'not-an-amount'],
  ['€', 'not-an-amount'],
  ['NaN', 'not-an-amount'],
  ['10000000000.00', '1000000000000'],
  ['10000000000.01', 'too-large'],
  ['99999999999999999999999', 'too-large'],
] as const)('%j typed without a mark set is %s', (text, expected) => {
  expect(read(text)).toBe(expected)
})

test('one mark before three figures follows the mark that is set; every other shape has one reading', () => {
  expect(read('1,234', 'point')).toBe('123400')
  expect(read('1.234', 'comma')).toBe('123400')
  expect(read('1,234', 'comma')).toBe('too-precise')
  expect(read('1,234', 'comma', 'typed', 'KWD')).toBe('1234')
  expect(read('1,234', 'point', 'typed', 'KWD')).toBe('1234000')
  expect(read('12,5', 'point')).toBe('1250')
  expect(read('1,234.50', 'comma')).toBe('123450')
  expect(read('1.234.567', 'point')).toBe('123456700')
})

test('both readings are named, and the one too precise for the currency as such', () => {
  const said = (text: string, code: string) => {
    const result = parseAmount(text, { currency: currency(code), decimal: null, mode: 'typed' })
    return result.ok ? undefined : result.message
  }
  expect(said('1,234', 'EUR')).toBe('1,234 can be 1234.00, or 1.234 which is too precise for EUR')
  expect(said('1,234', 'KWD')).toBe('1,234 can be 1234.000 or 1.234')
  expect(said('-1.234 JPY', 'JPY')).toBe('-1.234 JPY can be -1234, or -1.234 which is too precise for JPY')
  expect(said('1234.567', 'EUR')).toBe('1234.567 is too precise for EUR')
  expect(said('1234,567', 'EUR')).toBe('1234,567 is 1234.567, which is too precise for EUR')
  expect(said('12,5x', 'EUR')).toBe('"12,5x" is not an amount')
  expect(parseAmount('1,234', { currency: currency('EUR'), decimal: null, mode: 'import' })).toMatchObject({
    readings: ['1234.00', '1.234'],
  })
})

test('an import rounds half away from zero, and says so only where it changed the amount', () => {
  expect(read('1.005', 'point', 'import')).toBe('101 rounded')
  expect(read('-1.005', 'point', 'import')).toBe('-101 rounded')
  expect(read('1.0049', 'point', 'import')).toBe('100 rounded')
  expect(read('12.5000', 'point', 'import')).toBe('1250')
  expect(read('0.4', 'point', 'import', 'JPY')).toBe('0 rounded')
  expect(read('-0.5', 'point', 'import', 'JPY')).toBe('-1 rounded')
  expect(read('9999999999.999', 'point', 'import')).toBe('1000000000000 rounded')
  expect(read('10000000000.009', 'point', 'import')).toBe('too-large')
})

test('signs and codes belong to their currency', () => {
  expect(read('Rs.500', null, 'typed', 'INR')).toBe('50000')
  expect(read('₹1,00,000', null, 'typed', 'INR')).toBe('10000000')
  expect(read('₹૧,૦૦,૦૦૦', null, 'typed', 'INR')).toBe('10000000')
  expect(read('૧૨.૫૦', null, 'import')).toBe('1250')
  expect(read('-१२,५०', null, 'import')).toBe('-1250')
  expect(read('٣٤', null, 'import')).toBe('3400')
  expect(read('12 kr.', null, 'typed', 'SEK')).toBe('1200')
  expect(read('12 ZŁ', null, 'typed', 'PLN')).toBe('1200')
  expect(read('5000 F CFA', null, 'typed', 'XOF')).toBe('5000')
  expect(read('12 CHF', null, 'typed', 'EUR')).toBe('not-an-amount')
})

test('the marks of a cell', () => {
  const marks = (...cells: string[]) => cells.map((cell) => amountMarks(cell))
  expect(marks('12,50', '1.234,50', '1 234,5', '1.234.567', '0,500', '12,5 €', '-12,5')).toEqual([1, 1, 1, 1, 1, 1, 1])
  expect(marks('12.50', '1,234.50', '1,234,567', '1,00,000', '.5', '$12.5', '(12.5)')).toEqual([2, 2, 2, 2, 2, 2, 2])
  expect(marks('1234', '1,234', '1.234', '1 234', '-12')).toEqual([3, 3, 3, 3, 3])
  expect(marks('', 'Total', '12,5x', '1,,2', '2026-11-03', '03/04/2026')).toEqual([0, 0, 0, 0, 0, 0])
  expect(amountMarks('12,50 $', currency('EUR'))).toBe(0)
})

test('amounts printed', () => {
  expect(formatMinorPlain(123450, 2)).toBe('1234.50')
  expect(formatMinorPlain(-5, 2)).toBe('-0.05')
  expect(formatMinorPlain(1234, 0)).toBe('1234')
  expect(formatMinorHuman(123450, 2)).toBe('1,234.50')
  expect(formatMinorHuman(-123456789, 0)).toBe('-123,456,789')
  expect(formatMinorHuman(12345678, 4)).toBe('1,234.5678')
  expect(formatMinorHuman(99999, 2)).toBe('999.99')
})

const minor = fc.integer({ min: -LARGEST_MINOR, max: LARGEST_MINOR })
const digits = fc.constantFrom(0, 1, 2, 3, 4)
const withDigits = (digits: number): Currency => ({ code: 'EUR', digits, signs: ['€'] })

test('what is printed is read back', () => {
  fc.assert(
    fc.property(minor, digits, fc.constantFrom('typed', 'import' as const), (minor, digits, mode) => {
      const options = { currency: withDigits(digits), decimal: 'point', mode } as const
      const expected = { ok: true, value: { minor, rounded: false } }
      expect(parseAmount(formatMinorPlain(minor, digits), options)).toEqual(expected)
      expect(parseAmount(formatMinorHuman(minor, digits), options)).toEqual(expected)
    }),
    { numRuns: 500 },
  )
})

test('every way of writing an amount is the same amount', () => {
  const grouping = fc.constantFrom(['', '.'], ['', ','], [',', '.'], ['.', ','], [' ', ','], ['\u202f', ','], ["'", '.'], ['’', '.'])
  fc.assert(
    fc.property(minor, grouping, fc.constantFrom('comma', 'point', null), (minor, [group = '', mark = ''], decimal) => {
      const written = formatMinorHuman(minor, 2).replace('.', '#').replaceAll(',', group).replace('#', mark)
      expect(parseAmount(written, { currency: withDigits(2), decimal, mode: 'typed' })).toEqual({
        ok: true,
        value: { minor, rounded: false },
      })
      expect(amountMarks(written)).toBe(mark === ',' ? 1 : 2)
    }),
  )
})

test('any text gets an answer, and the marks say the same', () => {
  const cell = fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom('0', '1', '5', ',', '.', ' ', '-', '€', '(', ')') }))
  fc.assert(
    fc.property(cell, digits, fc.constantFrom('comma', 'point', null), (text, digits, decimal) => {
      const result = parseAmount(text, { currency: withDigits(digits), decimal, mode: 'import' })
      expect(!result.ok && result.reason === 'not-an-amount').toBe(amountMarks(text, withDigits(digits)) === 0)
      if (result.ok) expect(Number.isSafeInteger(result.value.minor)).toBe(true)
    }),
    { numRuns: 1000 },
  )
})
