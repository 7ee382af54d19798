import { expect, test } from 'vitest'
import {
  agreementValue,
  behaviourValue,
  incidentValue,
  paymentValue,
  projectValue,
  timeValue,
  weightOfAge,
} from '../../../src/domain/trust/values.ts'
import { incident, rated, visit } from './evidence.ts'

test.each([
  [-31, 100],
  [-30, 100],
  [-25, 95], // halfway from 100 to 90
  [-20, 90],
  [-10, 85], // halfway from 90 to 80
  [0, 80],
  [3, 78], // a fifth of the way from 80 to 70
  [15, 70],
  [22, 60],
  [26, 55], // halfway from 60 to 50
  [30, 50],
  [31, 49 + 2 / 3], // a thirtieth of the way from 50 to 40
  [45, 45],
  [60, 40],
  [75, 35],
  [90, 30],
  [105, 25],
  [120, 20],
  [150, 10.5], // halfway from 20 to 1
  [179, 1 + 19 / 60],
  [180, 1],
  [5000, 1],
])('payment %i days beyond terms is worth %f', (days, value) => {
  expect(paymentValue(days)).toBeCloseTo(value, 10)
})

test('the points of the key are met exactly, so that a gate on one of them is sharp', () => {
  const points = [-30, -20, 0, 15, 22, 30, 60, 90, 120, 180]
  expect(points.map(paymentValue)).toEqual([100, 90, 80, 70, 60, 50, 40, 30, 20, 1])
})

test('payment between 15 and 22 days: 18.5 is halfway, so 18 and 19 lie evenly about 65', () => {
  // 70 - 10 x 3/7 = 65.714..., 70 - 10 x 4/7 = 64.285...
  expect(paymentValue(18)).toBeCloseTo(65.714286, 6)
  expect(paymentValue(19)).toBeCloseTo(64.285714, 6)
})

test.each([
  [null, 80],
  [0, 80],
  [5, 80],
  [6, 78],
  [15, 60], // 80 - 2 x 10
  [20, 50],
  [21, 48],
  [44, 2],
  [45, 0],
  [46, 0],
  [600, 0],
])('time: kept, %s minutes late, is worth %i', (late_minutes, value) => {
  expect(timeValue(visit(0, { late_minutes }))).toBe(value)
})

test('time: a no-show is worth 0; a cancellation by the client 40 with under 24 hours of notice or none given, else nothing', () => {
  const cancelled = (notice_hours: number | null, cancelled_by: 'client' | 'us' = 'client') =>
    timeValue(visit(0, { outcome: 'cancelled', cancelled_by, notice_hours }))
  expect(timeValue(visit(0, { outcome: 'no_show' }))).toBe(0)
  expect([null, 0, 23, 24, 200].map((hours) => cancelled(hours))).toEqual([40, 40, 40, null, null])
  expect(cancelled(null, 'us')).toBeNull()
})

test('time: visits, receptions and meetings count; calls, letters and messages do not', () => {
  const kinds = ['visit', 'reception', 'meeting', 'call', 'letter', 'message'] as const
  expect(kinds.map((kind) => timeValue(visit(0, { kind })))).toEqual([80, 80, 80, null, null, null])
  expect(kinds.map((kind) => timeValue(visit(0, { kind, outcome: 'no_show' })))).toEqual([0, 0, 0, null, null, null])
})

test('behaviour: the mean of three ratings x 20, of any contact that took place', () => {
  expect(behaviourValue(visit(0, rated(5, 5, 5)))).toBe(100)
  expect(behaviourValue(visit(0, rated(1, 1, 1)))).toBe(20)
  expect(behaviourValue(visit(0, rated(5, 5, 4)))).toBeCloseTo(93.333333, 6) // 14/3 x 20
  expect(behaviourValue(visit(0, { ...rated(4, 4, 4), kind: 'call' }))).toBe(80)
  expect(behaviourValue(visit(0))).toBeNull()
  expect(behaviourValue(visit(0, { ...rated(4, 4, 4), outcome: 'no_show' }))).toBeNull()
})

test('projects: as agreed 80, exemplary 100, mismanaged 20; agreements: kept 80, breached 0', () => {
  expect((['agreed', 'exemplary', 'mismanaged'] as const).map((outcome) => projectValue({ outcome }))).toEqual([80, 100, 20])
  expect((['kept', 'breached'] as const).map((outcome) => agreementValue({ outcome }))).toEqual([80, 0])
})

test('incidents: severity 1 is worth 40, 2 20, 3 0, and one that was our fault nothing', () => {
  expect(([1, 2, 3] as const).map((severity) => incidentValue({ severity, our_fault: false }))).toEqual([40, 20, 0])
  expect(([1, 2, 3] as const).map((severity) => incidentValue(incident(0, 'time', severity, { our_fault: true })))).toEqual([
    null,
    null,
    null,
  ])
})

test('the weight is exactly 1 today, a half after 365 days, and so on however old', () => {
  expect([0, 365, 730, 7300, 10_950].map(weightOfAge)).toEqual([1, 0.5, 0.25, 0.5 ** 20, 0.5 ** 30])
  expect(weightOfAge(100)).toBeCloseTo(0.82704, 5) // 2^(-100/365) = e^-0.189903
  expect(weightOfAge(7299)).toBeCloseTo(2 * weightOfAge(7664), 15)
})
