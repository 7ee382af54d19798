import fc from 'fast-check'
import { expect, test } from 'vitest'
import practice from '../../fixtures/practice/expected.json'
import { type AbcClass, type AbcFact, type AbcLines, classify, classMoves } from '../../src/domain/abc.ts'
import { cadenceDays, isNeglected } from '../../src/domain/cadence.ts'

const LINES = { a: 8000, b: 9500 }
const place = { A: 0, B: 1, C: 2, '-': 3 }

function facts(...amounts: number[]): AbcFact[] {
  return amounts.map((amount, index) => ({ client_id: index + 1, amount }))
}

function classesOf(amounts: number[], lines: AbcLines = LINES): string {
  return classify(facts(...amounts), lines)
    .rows.map((row) => row.class)
    .join('')
}

/** The definition taken literally, one client at a time, all in BigInt: what classify must agree with. */
function naiveClass(all: readonly AbcFact[], one: AbcFact, lines: AbcLines): AbcClass {
  if (one.amount <= 0) return '-'
  let total = 0n
  let before = 0n
  for (const other of all) {
    if (other.amount <= 0) continue
    total += BigInt(other.amount)
    const stands = other.amount > one.amount || (other.amount === one.amount && other.client_id < one.client_id)
    if (stands) before += BigInt(other.amount)
  }
  if (before * 10000n < total * BigInt(lines.a)) return 'A'
  return before * 10000n < total * BigInt(lines.b) ? 'B' : 'C'
}

const amount = fc.oneof(
  fc.integer({ min: -50, max: 50 }),
  fc.integer({ min: -1_000_000, max: 10_000_000 }),
  fc.integer({ min: 1, max: 1_000_000_000_000 }),
)
const someFacts = fc.uniqueArray(fc.record({ client_id: fc.integer({ min: 1, max: 500 }), amount }), {
  selector: (fact) => fact.client_id,
  maxLength: 60,
})
const someLines = fc
  .tuple(fc.integer({ min: 0, max: 10000 }), fc.integer({ min: 0, max: 10000 }))
  .map(([one, other]) => ({ a: Math.min(one, other), b: Math.max(one, other) }))

test('the client that crosses a line stays above it, the one that starts on it is below', () => {
  expect(classesOf([80, 15, 5])).toBe('ABC')
  expect(classesOf([79, 16, 5])).toBe('AAC')
  expect(classesOf([100])).toBe('A')
  expect(classesOf([50, 30, 10, 5, 5])).toBe('AABBC')
  expect(classesOf([1, 1, 1], { a: 3333, b: 6667 })).toBe('ABB')
  expect(classesOf([1, 1, 1], { a: 3334, b: 6666 })).toBe('AAC')
})

test('rows carry rank, share, cumulative share and what came with the fact', () => {
  const { rows } = classify(
    [
      { client_id: 9, amount: 25, city: 'Lyon' },
      { client_id: 3, amount: 25, city: 'Bron' },
      { client_id: 5, amount: 50, city: 'Caluire' },
    ],
    LINES,
  )
  expect(rows).toEqual([
    { client_id: 5, amount: 50, city: 'Caluire', rank: 1, share: 0.5, cumulative_share: 0.5, class: 'A' },
    { client_id: 3, amount: 25, city: 'Bron', rank: 2, share: 0.25, cumulative_share: 0.75, class: 'A' },
    { client_id: 9, amount: 25, city: 'Lyon', rank: 3, share: 0.25, cumulative_share: 1, class: 'A' },
  ])
})

test('clients at or below zero have no class and stand in one last line with their net sum', () => {
  const abc = classify(facts(80, 0, 15, -30, 5), LINES)
  expect(abc.others).toEqual([
    { client_id: 2, amount: 0, rank: null, share: null, cumulative_share: null, class: '-' },
    { client_id: 4, amount: -30, rank: null, share: null, cumulative_share: null, class: '-' },
  ])
  expect(abc.summary).toEqual([
    { class: 'A', clients: 1, client_share: 1 / 3, amount: 80, amount_share: 0.8 },
    { class: 'B', clients: 1, client_share: 1 / 3, amount: 15, amount_share: 0.15 },
    { class: 'C', clients: 1, client_share: 1 / 3, amount: 5, amount_share: 0.05 },
    { class: '-', clients: 2, client_share: null, amount: -30, amount_share: null },
  ])
})

test('without purchases nothing is divided by zero', () => {
  const { rows, summary } = classify(facts(0, -5), LINES)
  expect(rows).toEqual([])
  expect(summary.map((line) => [line.class, line.clients, line.client_share, line.amount_share])).toEqual([
    ['A', 0, 0, 0],
    ['B', 0, 0, 0],
    ['C', 0, 0, 0],
    ['-', 2, null, null],
  ])
})

test('lines are exact where sum x 10,000 is far past 2^53', () => {
  const unit = 100_000_000_000
  expect(classesOf([80 * unit, 15 * unit, 5 * unit])).toBe('ABC')
  expect(classesOf([80 * unit - 1, 15 * unit + 1, 5 * unit])).toBe('AAC')
})

test('sums that would no longer count exactly are refused', () => {
  expect(() => classify(facts(Number.MAX_SAFE_INTEGER, 1), LINES)).toThrow(RangeError)
  expect(() => classify(facts(-Number.MAX_SAFE_INTEGER, -1), LINES)).toThrow(RangeError)
  expect(() => classify(facts(0.5), LINES)).toThrow(RangeError)
})

test('agrees with a naive second implementation', () => {
  fc.assert(
    fc.property(someFacts, someLines, (all, lines) => {
      const abc = classify(all, lines)
      for (const row of [...abc.rows, ...abc.others]) expect(row.class).toBe(naiveClass(all, row, lines))
    }),
  )
})

test('no client is lost and no amount', () => {
  fc.assert(
    fc.property(someFacts, (all) => {
      const { rows, others, summary } = classify(all, LINES)
      const ids = [...rows, ...others].map((row) => row.client_id).sort((one, other) => one - other)
      expect(ids).toEqual(all.map((fact) => fact.client_id).sort((one, other) => one - other))
      expect(summary.reduce((sum, line) => sum + line.clients, 0)).toBe(all.length)
      expect(summary.reduce((sum, line) => sum + line.amount, 0)).toBe(all.reduce((sum, fact) => sum + fact.amount, 0))
    }),
  )
})

test('the order of the facts is irrelevant and the facts stay untouched', () => {
  const shuffled = someFacts.chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })))
  fc.assert(
    fc.property(shuffled, ([all, other]) => {
      const copy = structuredClone(other)
      expect(classify(other, LINES)).toEqual(classify(all, LINES))
      expect(other).toEqual(copy)
    }),
  )
})

test('ranks count up, amounts and classes only go down, shares sum to 1', () => {
  fc.assert(
    fc.property(someFacts, someLines, (all, lines) => {
      const { rows, summary } = classify(all, lines)
      rows.forEach((row, index) => {
        expect(row.rank).toBe(index + 1)
        const next = rows[index + 1]
        if (next === undefined) return
        expect(next.amount < row.amount || (next.amount === row.amount && next.client_id > row.client_id)).toBe(true)
        expect(place[next.class]).toBeGreaterThanOrEqual(place[row.class])
        expect(next.cumulative_share).toBeGreaterThanOrEqual(row.cumulative_share)
      })
      if (rows.length === 0) return
      expect(rows.reduce((sum, row) => sum + row.share, 0)).toBeCloseTo(1, 9)
      expect(rows.at(-1)?.cumulative_share).toBe(1)
      expect(summary.reduce((sum, line) => sum + (line.amount_share ?? 0), 0)).toBeCloseTo(1, 9)
      expect(summary.reduce((sum, line) => sum + (line.client_share ?? 0), 0)).toBeCloseTo(1, 9)
    }),
  )
})

test('moves: who rose, who fell, who is new, who lost the class', () => {
  const before = classify(facts(80, 15, 5, 0), LINES)
  const now = classify(
    [
      { client_id: 2, amount: 80 },
      { client_id: 4, amount: 15 },
      { client_id: 3, amount: 5 },
      { client_id: 1, amount: -7 },
    ],
    LINES,
  )
  expect(classMoves(now, before)).toEqual([
    { client_id: 2, amount: 80, rank: 1, share: 0.8, cumulative_share: 0.8, class: 'A', class_before: 'B', move: 'rose' },
    { client_id: 4, amount: 15, rank: 2, share: 0.15, cumulative_share: 0.95, class: 'B', class_before: '-', move: 'rose' },
    { client_id: 1, amount: -7, rank: null, share: null, cumulative_share: null, class: '-', class_before: 'A', move: 'fell' },
  ])
})

test('a client the new period does not know falls with amount 0', () => {
  expect(classMoves(classify(facts(), LINES), classify(facts(40), LINES))).toEqual([
    { client_id: 1, amount: 0, rank: null, share: null, cumulative_share: null, class: '-', class_before: 'A', move: 'fell' },
  ])
})

test('moves name each client whose class changed once, and no other', () => {
  fc.assert(
    fc.property(someFacts, someFacts, (first, second) => {
      const before = classify(first, LINES)
      const now = classify(second, LINES)
      const classIn = (abc: typeof now, id: number) => abc.rows.find((row) => row.client_id === id)?.class ?? '-'
      const ids = [...new Set([...first, ...second].map((fact) => fact.client_id))]
      const changed = ids.filter((id) => classIn(now, id) !== classIn(before, id)).sort((one, other) => one - other)
      const moves = classMoves(now, before)
      expect(moves.map((row) => row.client_id).sort((one, other) => one - other)).toEqual(changed)
      for (const row of moves) expect(place[row.class] < place[row.class_before]).toBe(row.move === 'rose')
    }),
  )
})

test("the cadence is the category's own, else the class's", () => {
  expect((['A', 'B', 'C', '-'] as const).map((cls) => cadenceDays({ class: cls, visit_every: null }))).toEqual([30, 90, 180, 180])
  expect(cadenceDays({ class: 'C', visit_every: 14 })).toBe(14)
})

test('an A client is neglected after its cadence, not on it, and without any contact', () => {
  const client = { class: 'A', visit_every: null, as_of: '2026-11-22' } as const
  expect(isNeglected({ ...client, last_contact: '2026-10-23' })).toBe(false)
  expect(isNeglected({ ...client, last_contact: '2026-10-22' })).toBe(true)
  expect(isNeglected({ ...client, last_contact: null })).toBe(true)
  expect(isNeglected({ ...client, last_contact: '2026-10-22', visit_every: 31 })).toBe(false)
  expect(isNeglected({ ...client, last_contact: '2026-11-14', visit_every: 7 })).toBe(true)
  expect(isNeglected({ ...client, class: 'B', last_contact: null })).toBe(false)
})

test('the practice of the demo comes to what its maker worked out without classify', () => {
  const { sales } = practice.abc
  const bought = sales.rows.map((row) => ({ client_id: Number(row.ref.slice(2)), amount: row.amount_minor }))
  const { rows, summary } = classify(bought.reverse(), LINES)
  expect(rows.map((row) => [row.client_id, row.class])).toEqual(sales.rows.map((row) => [Number(row.ref.slice(2)), row.class]))
  expect(summary.slice(0, 3).map((line) => [line.class, line.clients, line.amount])).toEqual(
    sales.summary.slice(0, 3).map((line) => [line.class, line.clients, line.amount_minor]),
  )
})
