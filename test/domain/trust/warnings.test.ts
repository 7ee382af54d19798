import { expect, test } from 'vitest'
import type { ClientEvidence } from '../../../src/domain/trust/evidence.ts'
import { judge } from '../../../src/domain/trust/judge.ts'
import { agreement, client, IGNORED, incident, open, settled, TODAY, visit, warning } from './evidence.ts'

const verdictOf = (evidence: Partial<ClientEvidence>, asOf = TODAY) => judge(client(evidence), asOf, IGNORED).verdict

const past = [settled(300, 0), settled(200, 0), settled(140, 40)]
const kept = [70, 71, 72, 73, 74, 75, 76, 77].map((ago) => visit(ago))
const noShow = (ago: number) => visit(ago, { outcome: 'no_show' })

test('warned, then late by 40 days once more: watch; twice: let go', () => {
  const warnings = [warning(90, 'payment')]
  expect(verdictOf({ invoices: past, warnings })).toBe('fair')
  expect(verdictOf({ invoices: [...past, settled(10, 40)], warnings })).toBe('watch')
  expect(verdictOf({ invoices: [...past, settled(10, 40), settled(5, 40)], warnings })).toBe('let go')
  expect(verdictOf({ invoices: [...past, settled(10, 40)] })).toBe('fair')
})

test('30 days late after a warning is not adverse, 31 days are', () => {
  const warnings = [warning(90, 'payment')]
  expect(verdictOf({ invoices: [...past, settled(10, 30), settled(5, 30)], warnings })).toBe('fair')
  expect(verdictOf({ invoices: [...past, settled(10, 31), settled(5, 31)], warnings })).toBe('let go')
})

test('two invoices already late when he is warned do not condemn him next morning, nor ever', () => {
  const onTime = [100, 90, 80, 70, 60].map((ago) => settled(ago, 0))
  const evidence = { invoices: [...onTime, open(40), open(45)], warnings: [warning(1, 'payment')] }
  expect([0, 1, 30].map((days) => verdictOf(evidence, TODAY + days))).toEqual(['fair', 'fair', 'fair'])
})

test('an invoice due on the day of the warning was late already; one due a day later is after it', () => {
  const due = (ago: number) => verdictOf({ invoices: [...past, settled(ago - 40, 40)], warnings: [warning(50, 'payment')] })
  expect(due(50)).toBe('fair')
  expect(due(49)).toBe('watch')
})

test('an open invoice falling adverse after the warning counts by its due day: 31 days past due, and not 30', () => {
  const warnings = [warning(60, 'payment')]
  expect(verdictOf({ invoices: [...past, open(30)], warnings })).toBe('fair')
  expect(verdictOf({ invoices: [...past, open(31)], warnings })).toBe('watch')
})

test('a no-show on the day of the warning is not after it; one on the day after is', () => {
  expect(verdictOf({ visits: [...kept, noShow(50)], warnings: [warning(50, 'time')] })).toBe('fair')
  expect(verdictOf({ visits: [...kept, noShow(49)], warnings: [warning(50, 'time')] })).toBe('watch')
})

test('a warning counts for 365 days', () => {
  const visits = [...kept, noShow(100)]
  expect(verdictOf({ visits, warnings: [warning(365, 'time')] })).toBe('watch')
  expect(verdictOf({ visits, warnings: [warning(366, 'time')] })).toBe('fair')
})

test('a warning withdrawn on the day no longer counts; withdrawn later it still does', () => {
  const visits = [...kept, noShow(10)]
  expect(verdictOf({ visits, warnings: [warning(50, 'time', 0)] })).toBe('fair')
  expect(verdictOf({ visits, warnings: [warning(50, 'time', -1)] })).toBe('watch')
})

test('a warning of tomorrow does not count yet, not even for an invoice written off today and due later', () => {
  const parts = [{ day: TODAY, amount_minor: 61_000, settles_as: 'write_off' as const }]
  const invoices = [100, 90, 80, 70, 60].map((ago) => settled(ago, 0))
  const evidence = { invoices: [...invoices, { ...open(-20), parts }], warnings: [warning(-1, 'payment')] }
  expect(verdictOf(evidence)).toBe('fair')
  expect(verdictOf(evidence, TODAY + 1)).toBe('watch')
})

test('of two warnings on a sign the earlier one counts, unless it is withdrawn', () => {
  const visits = [...kept, ...kept, noShow(40), noShow(20)]
  expect(verdictOf({ visits, warnings: [warning(30, 'time'), warning(50, 'time')] })).toBe('let go')
  expect(verdictOf({ visits, warnings: [warning(30, 'time'), warning(50, 'time', 5)] })).toBe('watch')
})

test('facts on another sign than the warning are not after it, and two on two warned signs are one on each', () => {
  const visits = [...kept, noShow(10)]
  const agreements = [agreement(99, 'kept'), agreement(98, 'kept'), agreement(97, 'kept'), agreement(10, 'breached')]
  expect(verdictOf({ visits, agreements, warnings: [warning(50, 'behaviour')] })).toBe('fair')
  expect(verdictOf({ visits, agreements, warnings: [warning(50, 'time'), warning(50, 'honesty')] })).toBe('watch')
})

test('an incident is one adverse fact, whatever its severity; severity 1 is adverse too', () => {
  const warnings = [warning(50, 'time')]
  const grave = [incident(10, 'time', 3)]
  expect(verdictOf({ visits: kept, incidents: grave, warnings })).toBe('watch')
  expect(verdictOf({ visits: kept, incidents: [...grave, incident(9, 'time', 1, { incident_id: 2 })], warnings })).toBe('let go')
})
