import { expect, test } from 'vitest'
import type { InvoiceHistory } from '../../../src/domain/invoice-history.ts'
import { observationsOf } from '../../../src/domain/trust/observations.ts'
import { agreement, client, IGNORED, incident, open, project, rated, settled, TODAY, visit } from './evidence.ts'

const seen = (...invoices: InvoiceHistory[]) => observationsOf(client({ invoices }), TODAY, IGNORED)

test('an invoice settled counts on its settling day, and comes after a warning by its due day', () => {
  expect(seen(settled(365, 15, { id: 7 }))).toEqual([
    { sign: 'payment', day: TODAY - 365, value: 70, weight: 0.5, kind: 'invoice', id: 7, adverse: false, after: TODAY - 380 },
  ])
})

test('an open invoice counts today as late as it is today; not before the day after its due day', () => {
  expect(seen(open(60, { id: 7 }))).toEqual([
    { sign: 'payment', day: TODAY, value: 40, weight: 1, kind: 'invoice', id: 7, adverse: true, after: TODAY - 60 },
  ])
  expect(seen(open(0), open(-10))).toEqual([])
  expect(seen(open(1))[0]?.value).toBeCloseTo(79.333333, 6) // 80 - 10/15
})

test('a value of 50 is not adverse, one under it is: 30 and 31 days late', () => {
  expect(seen(settled(5, 30), settled(5, 31)).map(({ adverse }) => adverse)).toEqual([false, true])
})

test('a payment after the day of judgement is not known yet', () => {
  expect(seen(settled(-1, 61))).toMatchObject([{ day: TODAY, value: 40 }])
})

test('an open rest under one unit counts as settled, on the day it became so small; a whole unit is open', () => {
  const paid = (amount_minor: number) => ({ ...open(60), parts: [{ day: TODAY - 60, amount_minor, settles_as: 'payment' as const }] })
  expect(seen(paid(61_000 - 99))).toMatchObject([{ day: TODAY - 60, value: 80 }])
  expect(seen(paid(61_000 - 100))).toMatchObject([{ day: TODAY, value: 40 }])
})

test('closed by credit notes alone it says nothing; by a credit note and a payment it does', () => {
  expect(seen(settled(10, 40, { as: 'credit_note' }))).toEqual([])
  const mixed: InvoiceHistory = {
    ...open(60),
    parts: [
      { day: TODAY - 70, amount_minor: 60_000, settles_as: 'credit_note' },
      { day: TODAY - 45, amount_minor: 1000, settles_as: 'payment' },
    ],
  }
  expect(seen(mixed)).toMatchObject([{ day: TODAY - 45, value: 70 }])
})

test('an invoice of nothing, or of less than what is ignored, says nothing', () => {
  expect(seen(open(60, { amount: 0 }), open(60, { amount: 99 }), settled(10, 5, { amount: 99 }))).toEqual([])
})

test('of which anything was written off it is worth 0, on the first day of that, whether the rest is open or was paid', () => {
  const writeOff = (ago: number) => ({ day: TODAY - ago, amount_minor: 100, settles_as: 'write_off' as const })
  const paid = { day: TODAY - 300, amount_minor: 60_800, settles_as: 'payment' as const }
  const inPart = { ...open(500, { id: 1 }), parts: [writeOff(365), writeOff(10)] }
  const wholly = { ...open(500, { id: 2 }), parts: [paid, writeOff(200), writeOff(10)] }
  const later = { ...open(-5, { id: 3 }), parts: [writeOff(-1)] }
  expect(seen(inPart, wholly, later)).toMatchObject([
    { id: 1, day: TODAY - 365, value: 0, weight: 0.5, adverse: true, after: TODAY - 500 },
    { id: 2, day: TODAY - 200, value: 0 },
  ])
})

test('in dispute on the day it says nothing; once resolved it counts, without the days in dispute', () => {
  const disputed = (endAgo: number | null) =>
    open(60, { disputes: [{ start: TODAY - 59, end: endAgo === null ? null : TODAY - endAgo, takes_days_off: true }] })
  expect(seen(disputed(null))).toEqual([])
  expect(seen(disputed(-5))).toEqual([])
  // Resolved 29 days ago: in dispute on days 1 to 30 past due, so 60 - 30 = 30 days late.
  expect(seen(disputed(29))).toMatchObject([{ value: 50, adverse: false }])
  expect(seen(disputed(28))).toMatchObject([{ value: 50 + 10 / 8 }]) // 29 days late: 60 - 10 x 7/8
  // In dispute ever since its due day until today: past due, but not late, and not in dispute any more.
  expect(seen(disputed(-1))).toEqual([])
})

test('in dispute, what was written off of it does not count either', () => {
  const disputes = [{ start: TODAY - 20, end: null, takes_days_off: true }]
  const invoice = { ...open(60, { disputes }), parts: [{ day: TODAY - 30, amount_minor: 100, settles_as: 'write_off' as const }] }
  expect(seen(invoice)).toEqual([])
})

test('one visit gives an observation for time and one for behaviour', () => {
  const visits = [visit(730, { visit_id: 4, late_minutes: 25, ...rated(2, 2, 2) })]
  const common = { day: TODAY - 730, value: 40, weight: 0.25, kind: 'visit', id: 4, adverse: true, after: TODAY - 730 }
  expect(observationsOf(client({ visits }), TODAY, IGNORED)).toEqual([
    { sign: 'time', ...common },
    { sign: 'behaviour', ...common },
  ])
})

test('projects and agreements count on the day they end, incidents on their day with their severity as weight', () => {
  const evidence = client({
    projects: [project(0, 'mismanaged', 5)],
    agreements: [agreement(365, 'kept', 6)],
    incidents: [
      incident(365, 'projects', 3, { incident_id: 7, resolved: TODAY - 1 }),
      incident(0, 'time', 1, { incident_id: 8 }),
      incident(0, 'time', 3, { our_fault: true }),
    ],
  })
  const common = { day: TODAY, after: TODAY, weight: 1 }
  const yearAgo = { day: TODAY - 365, after: TODAY - 365 }
  expect(observationsOf(evidence, TODAY, IGNORED)).toEqual([
    { ...common, sign: 'projects', value: 20, kind: 'project', id: 5, adverse: true },
    { ...yearAgo, sign: 'honesty', value: 80, weight: 0.5, kind: 'agreement', id: 6, adverse: false },
    { ...yearAgo, sign: 'projects', value: 0, weight: 1.5, kind: 'incident', id: 7, adverse: true },
    { ...common, sign: 'time', value: 40, kind: 'incident', id: 8, adverse: true },
  ])
})
