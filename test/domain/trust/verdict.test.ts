import { expect, test } from 'vitest'
import type { InvoiceHistory } from '../../../src/domain/invoice-history.ts'
import type { ClientEvidence } from '../../../src/domain/trust/evidence.ts'
import { judge } from '../../../src/domain/trust/judge.ts'
import { client, IGNORED, incident, open, project, rated, settled, TODAY, visit, warning } from './evidence.ts'

const judged = (evidence: Partial<ClientEvidence>, asOf = TODAY) => judge(client(evidence), asOf, IGNORED)
const verdictOf = (evidence: Partial<ClientEvidence>, asOf = TODAY) => judged(evidence, asOf).verdict
/** Settled today, so many days late. */
const paidToday = (...late: number[]) => late.map((days) => settled(0, days))

const onTime = [settled(200, 0), settled(150, 0), settled(100, 0)]

test('no facts: unknown, and nothing is scored', () => {
  expect(judged({})).toEqual({
    client_id: 1,
    verdict: 'unknown',
    score: null,
    signs: { payment: null, behaviour: null, projects: null, time: null, honesty: null },
    observations: 0,
    outstanding_minor: 0,
    overdue_minor: 0,
    oldest_overdue_days: null,
    grounds: [{ kind: 'too_few', observations: 0, needed: 3 }],
  })
})

test('two invoices on time and one 40 days late: fair', () => {
  expect(verdictOf({ invoices: [settled(300, 0), settled(200, 0), settled(100, 40)] })).toBe('fair')
})

test('fewer than 3 observations are unknown, however good', () => {
  expect(verdictOf({ invoices: paidToday(-30, -30) })).toBe('unknown')
  expect(verdictOf({ invoices: paidToday(-30, -30, -30) })).toBe('trusted')
  expect(verdictOf({ invoices: paidToday(-30, -30), visits: [visit(0)] })).toBe('trusted')
})

test('an observation may be of the same visit: one rated visit and one project are three', () => {
  expect(verdictOf({ visits: [visit(0, rated(4, 4, 4))], projects: [project(0, 'agreed')] })).toBe('trusted')
})

test('trusted from 75: (70 + 80 + 80 + 70) / 4 = 75, and a day later 74.64', () => {
  expect(judged({ invoices: paidToday(0, 0, 15) })).toMatchObject({ verdict: 'trusted', score: 75 })
  const under = judged({ invoices: paidToday(0, 0, 16) }) // (70 + 80 + 80 + 70 - 10/7) / 4
  expect(under.verdict).toBe('fair')
  expect(under.score).toBeCloseTo(74.642857, 6)
})

test('watch under 60: (70 + 60 + 60 + 50) / 4 = 60 is fair, and a day later 59.92', () => {
  expect(judged({ invoices: paidToday(22, 22, 30) })).toMatchObject({ verdict: 'fair', score: 60 })
  const under = judged({ invoices: paidToday(22, 22, 31) }) // (70 + 60 + 60 + 50 - 1/3) / 4
  expect(under.verdict).toBe('watch')
  expect(under.score).toBeCloseTo(59.916667, 6)
})

test('scores are compared unrounded: 74.99 is fair, 59.99 watch', () => {
  const many = (count: number, late: number) => Array.from({ length: count }, () => settled(0, late))
  // (70 + 131 x 80 + 130 x 70) / 262 = 19650 / 262 = 75
  expect(judged({ invoices: [...many(131, 0), ...many(130, 15)] })).toMatchObject({ verdict: 'trusted', score: 75 })
  // One of the 131 a day late: 79.333333 for 80, so 75 - 0.666667 / 262 = 74.997455
  const fair = judged({ invoices: [...many(130, 0), settled(0, 1), ...many(130, 15)] })
  expect(fair.verdict).toBe('fair')
  expect(fair.score).toBeCloseTo(74.997455, 6)
  // (70 + 130 x 60 + 50) / 132 = 7920 / 132 = 60, and 31 days late for 30: 60 - 0.333333 / 132 = 59.997475
  expect(judged({ invoices: [...many(130, 22), settled(0, 30)] })).toMatchObject({ verdict: 'fair', score: 60 })
  const watch = judged({ invoices: [...many(130, 22), settled(0, 31)] })
  expect(watch.verdict).toBe('watch')
  expect(watch.score).toBeCloseTo(59.997475, 6)
})

test('prepay with a payment score under 50: (70 + 50 + 50 + 30) / 4 = 50 is watch, and a day later 49.92', () => {
  expect(judged({ invoices: paidToday(30, 30, 90) })).toMatchObject({ verdict: 'watch', score: 50 })
  const under = judged({ invoices: paidToday(30, 31, 90) })
  expect(under.verdict).toBe('prepay')
  expect(under.signs.payment?.score).toBeCloseTo(49.916667, 6)
})

test('without a payment fact no payment score can be under 50; payment incidents are payment facts', () => {
  const visits = [visit(0, { outcome: 'no_show' }), visit(1, { outcome: 'no_show' }), visit(2, { outcome: 'no_show' })]
  expect(verdictOf({ visits })).toBe('watch')
  expect(verdictOf({ visits, incidents: [incident(0, 'payment', 2)] })).toBe('prepay') // (70 + 2 x 20) / 3 = 36.7
})

test('prepay while an invoice is more than 90 days past due, even if it is the only fact', () => {
  expect(verdictOf({ invoices: [...onTime, open(90)] })).toBe('fair')
  expect(verdictOf({ invoices: [...onTime, open(91)] })).toBe('prepay')
  expect(verdictOf({ invoices: [open(90)] })).toBe('unknown') // payment (70 + 30) / 2 = 50
  expect(verdictOf({ invoices: [open(91)] })).toBe('prepay')
})

test('an open rest under one unit does not ask for prepayment', () => {
  const paid = (amount_minor: number) => ({ ...open(91), parts: [{ day: TODAY - 91, amount_minor, settles_as: 'payment' as const }] })
  expect(verdictOf({ invoices: [...onTime, paid(61_000 - 100)] })).toBe('prepay')
  expect(judged({ invoices: [...onTime, paid(61_000 - 99)] })).toMatchObject({
    verdict: 'trusted',
    outstanding_minor: 99,
    overdue_minor: 0,
  })
})

test('prepay until 180 days after an invoice was settled more than 90 days late', () => {
  expect(verdictOf({ invoices: [...onTime, settled(180, 91)] })).toBe('prepay')
  expect(verdictOf({ invoices: [...onTime, settled(181, 91)] })).toBe('fair')
  expect(verdictOf({ invoices: [...onTime, settled(180, 90)] })).toBe('fair')
  // The same invoice as the days go by.
  const paidYesterday = [...onTime, settled(1, 91)]
  expect([-2, 0, 179, 180].map((days) => verdictOf({ invoices: paidYesterday }, TODAY + days))).toEqual([
    'fair',
    'prepay',
    'prepay',
    'fair',
  ])
})

test('closed by credit notes alone after 91 days it asks for nothing; written off it does', () => {
  expect(verdictOf({ invoices: [...onTime, settled(10, 91, { as: 'credit_note' })] })).toBe('trusted')
  expect(verdictOf({ invoices: [...onTime, ...onTime, settled(170, 91, { as: 'write_off' })] })).toBe('prepay')
  // 90 days late it asks for nothing, though it is worth 0.
  expect(verdictOf({ invoices: [...onTime, ...onTime, settled(170, 90, { as: 'write_off' })] })).toBe('fair')
})

test('a disputed invoice does not count until it is resolved', () => {
  const disputed = (end: number | null): InvoiceHistory => open(120, { disputes: [{ start: TODAY - 20, end, takes_days_off: true }] })
  expect(judged({ invoices: [...onTime, disputed(null)] })).toMatchObject({
    verdict: 'trusted',
    observations: 3,
    outstanding_minor: 61_000,
    overdue_minor: 0,
    oldest_overdue_days: null,
  })
  // Resolved 10 days ago, it was in dispute for 10 days: 110 days late.
  expect(judged({ invoices: [...onTime, disputed(TODAY - 10)] })).toMatchObject({
    verdict: 'prepay',
    observations: 4,
    overdue_minor: 61_000,
    oldest_overdue_days: 110,
  })
})

test('the days in dispute do not bring an invoice over 90 days', () => {
  const disputed = (days: number): InvoiceHistory =>
    open(120, { disputes: [{ start: TODAY - 60, end: TODAY - 60 + days, takes_days_off: true }] })
  expect(verdictOf({ invoices: [...onTime, disputed(30)] })).toBe('fair')
  expect(verdictOf({ invoices: [...onTime, disputed(29)] })).toBe('prepay')
})

test('what is overdue: open, late and undisputed; the oldest by its lateness', () => {
  const disputes = [{ start: TODAY - 5, end: null, takes_days_off: true }]
  const invoices = [open(12, { amount: 500 }), open(1, { amount: 300 }), open(0, { amount: 7000 }), open(60, { amount: 900, disputes })]
  expect(judged({ invoices })).toMatchObject({ outstanding_minor: 8700, overdue_minor: 800, oldest_overdue_days: 12 })
  expect(judged({ invoices: [open(0)] })).toMatchObject({ overdue_minor: 0, oldest_overdue_days: null })
})

test('let go for an unresolved honesty incident of severity 3, from its day until it is resolved', () => {
  const dishonest = (told = {}) => verdictOf({ invoices: onTime, incidents: [incident(10, 'honesty', 3, told)] })
  expect(dishonest()).toBe('let go')
  expect(dishonest({ resolved: TODAY + 1 })).toBe('let go')
  expect(dishonest({ resolved: TODAY })).toBe('fair')
  expect(dishonest({ our_fault: true })).toBe('trusted')
  expect(verdictOf({ invoices: onTime, incidents: [incident(10, 'honesty', 2)] })).toBe('fair')
  expect(verdictOf({ invoices: onTime, incidents: [incident(10, 'behaviour', 3)] })).toBe('fair')
  expect(verdictOf({ incidents: [incident(10, 'honesty', 3)] })).toBe('let go')
})

test('an incident that was our fault never counts, not even after a warning', () => {
  const incidents = [1, 2, 3].map((ago) => incident(ago, 'time', 3, { our_fault: true }))
  expect(judged({ incidents, warnings: [warning(5, 'time')] })).toMatchObject({ verdict: 'unknown', score: null, observations: 0 })
})

test('the first rule wins: let go before prepay, prepay before unknown, unknown before watch', () => {
  expect(verdictOf({ invoices: [open(91)], incidents: [incident(0, 'honesty', 3)] })).toBe('let go')
  expect(verdictOf({ invoices: [open(91)] })).toBe('prepay')
  const late = { visits: [visit(1, { outcome: 'no_show' }), visit(2)], warnings: [warning(5, 'time')] }
  expect(verdictOf(late)).toBe('unknown')
  expect(verdictOf({ ...late, visits: [...late.visits, visit(3)] })).toBe('watch')
  // Prepay before watch.
  expect(verdictOf({ ...late, visits: [...late.visits, visit(3)], invoices: [open(91)] })).toBe('prepay')
})

test('a score that is exactly on a line stands on it: (70 + 32 2/3 + 48 2/3 + 48 2/3) / 4 = 50', () => {
  const judgement = judged({ invoices: [settled(0, 82), settled(0, 34), settled(0, 34)] })
  expect(judgement.signs.payment?.score).toBe(50)
  expect(judgement.verdict).toBe('watch')
})

test('of two invoices settled too late on one day the later one is named, in any order', () => {
  const named = (...late: number[]): unknown =>
    judged({ invoices: late.map((days, at) => ({ ...settled(0, days), invoice_id: at + 1 })) }).grounds.find(
      ({ kind }) => kind === 'settled_late',
    )
  expect(named(122, 151)).toMatchObject({ late_days: 151 })
  expect(named(151, 122)).toMatchObject({ late_days: 151 })
})
