import { expect, test } from 'vitest'
import { DatedTotals, isNamedTotal, isUndatedTotal } from '../../../src/domain/import/dated-totals.ts'

/** `12` is a row, `T20` one called Total, `t20` such a one with a method, `=20` one that stands alone; `?` cannot be read. */
function judged(text: string): { totals: number[]; doubtful: number[] } {
  const found = new DatedTotals()
  for (const each of text.split(' ')) {
    const minor = Number(each.replace(/[Tt=]/, ''))
    const isAlone = each.startsWith('=')
    found.add({
      isNamed: /[Tt]/.test(each),
      isBare: isAlone || each.startsWith('T'),
      isAlone,
      minor: Number.isNaN(minor) ? undefined : minor,
    })
  }
  const { totals, doubtful } = found.end()
  return { totals: [...totals], doubtful: [...doubtful] }
}

test('a row called total is one that is the sum of the rows above, of those since the last one, or the bare last', () => {
  expect(judged('12 8 T20')).toEqual({ totals: [2], doubtful: [] })
  expect(judged('12 8 t20 5 t5 t25')).toEqual({ totals: [2, 4, 5], doubtful: [] })
  expect(judged('12 8 T21')).toEqual({ totals: [2], doubtful: [] })
  expect(judged('12 ? T12')).toEqual({ totals: [2], doubtful: [] })
})

test('any other row called total is a row', () => {
  expect(judged('12 8 t21')).toEqual({ totals: [], doubtful: [2] })
  expect(judged('12 T5 8')).toEqual({ totals: [], doubtful: [1] })
  expect(judged('T12')).toEqual({ totals: [], doubtful: [0] })
})

test('the word alone is meant', () => {
  expect(['Total', 'Sous-total', 'TOTAL :', 'Total SA', 'Asha', 'Tota'].map(isNamedTotal)).toEqual([true, true, true, false, false, false])
})

test('a sum that stands alone is a total by what it is, and else a row', () => {
  expect(judged('12 8 =20')).toEqual({ totals: [2], doubtful: [] })
  expect(judged('12 =12 8 =8 =20')).toEqual({ totals: [1, 3, 4], doubtful: [] })
  expect(judged('12 8 =21')).toEqual({ totals: [], doubtful: [] })
  expect(judged('12 ? =12')).toEqual({ totals: [], doubtful: [] })
  expect(judged('=12 12')).toEqual({ totals: [], doubtful: [] })
})

test('without a day nobody, and who begins as a total does, may be one', () => {
  expect(['', 'Total Dupont', 'Sous-total : Dupont', 'Totalement', 'Asha'].map(isUndatedTotal)).toEqual([true, true, true, false, false])
})
