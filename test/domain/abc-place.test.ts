import fc from 'fast-check'
import { expect, test } from 'vitest'
import { classify } from '../../src/domain/abc.ts'
import { classesIn, placeOf, summariseAmounts } from '../../src/domain/abc-place.ts'

const amounts = fc.array(fc.integer({ min: -500, max: 2000 }), { maxLength: 60 })
const lines = fc
  .tuple(fc.integer({ min: 0, max: 10_000 }), fc.integer({ min: 0, max: 10_000 }))
  .map(([one, other]) => ({ a: Math.min(one, other), b: Math.max(one, other) }))

test('three clients: the one that crosses a line stays above it', () => {
  const rows = summariseAmounts([100, 700, 200, 0, -5], { a: 8000, b: 9500 })
  expect(rows.map((row) => [row.class, row.clients, row.amount])).toEqual([
    ['A', 2, 900],
    ['B', 1, 100],
    ['C', 0, 0],
    ['-', 2, -5],
  ])
})

test('the summary of amounts is that of classify', () => {
  fc.assert(
    fc.property(amounts, lines, (each, ends) => {
      const facts = each.map((amount, index) => ({ client_id: index + 1, amount }))
      expect(summariseAmounts(each, ends)).toEqual(classify(facts, ends).summary)
    }),
  )
})

test('the place of each client is that of classify', () => {
  fc.assert(
    fc.property(amounts, lines, (each, ends) => {
      const facts = each.map((amount, index) => ({ client_id: index + 1, amount }))
      const { rows, others } = classify(facts, ends)
      const sums = new Map(facts.map(({ client_id, amount }) => [client_id, amount]))
      for (const row of [...rows, ...others]) {
        expect(placeOf(sums, row.client_id, ends)).toEqual({ class: row.class, rank: row.rank, ranked: rows.length })
      }
    }),
  )
})

test('the classes of all clients are those of classify', () => {
  fc.assert(
    fc.property(fc.shuffledSubarray([...Array(40).keys()]), amounts, lines, (ids, each, ends) => {
      const facts = ids.slice(0, each.length).map((client_id, index) => ({ client_id, amount: each[index] ?? 0 }))
      const { rows } = classify(facts, ends)
      const classes = classesIn(new Map(facts.map(({ client_id, amount }) => [client_id, amount])), ends)
      expect(classes).toEqual(new Map(rows.map((row) => [row.client_id, row.class])))
    }),
  )
})

test('a client without any facts has class -', () => {
  expect(placeOf(new Map([[1, 50]]), 2, { a: 8000, b: 9500 })).toEqual({ class: '-', rank: null, ranked: 1 })
})

test('sums that numbers cannot hold exactly are refused', () => {
  expect(() => summariseAmounts([Number.MAX_SAFE_INTEGER, 1], { a: 8000, b: 9500 })).toThrow(RangeError)
})
