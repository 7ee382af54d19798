import { expect, test } from 'vitest'
import { isNoise, type NoiseRules } from '../../../src/domain/import/noise.ts'

const payments: NoiseRules = { header: ['Date', 'Client', 'Amount'], numeric: [0, 2], day: 0, client: 1 }
const clients: NoiseRules = { header: ['Name', 'City'], numeric: [], day: undefined, client: 0 }

test.each([
  [['Total', '', '12.00'], true],
  [['Sous-total :', '', '12.00'], true],
  [['', 'TOTAL GÉNÉRAL', '12.00'], true],
  [['Total of January', '', '12.00'], true],
  [['Date', 'Client', 'Amount'], true],
  [['', 'Total SA', '12.00'], false],
  [['05/01/2026', 'Total', '12.00'], false],
  [['', 'Asha', '12.00'], false],
])('among payments %j: %s', (cells, noise) => {
  expect(isNoise(cells, payments, false)).toBe(noise)
})

test('a row without a digit before the first record goes on with the header', () => {
  expect(isNoise(['(day)', '', '(EUR)'], payments, true)).toBe(true)
  expect(isNoise(['(day)', '', '(EUR)'], payments, false)).toBe(false)
})

test.each([
  [['Total', '76'], true],
  [['Total', ''], true],
  [['Total', 'Paris'], false],
  [['Total Énergies', ''], false],
])('among clients %j: %s', (cells, noise) => {
  expect(isNoise(cells, clients, false)).toBe(noise)
})
