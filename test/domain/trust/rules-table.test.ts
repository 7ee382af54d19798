import { expect, test } from 'vitest'
import { rulesTable } from '../../../src/domain/trust/rules-table.ts'

const rows = rulesTable()
const values = Object.fromEntries(rows.map(({ rule, value }) => [rule, value]))

test('every number of PRODUCT.md section 7 has a row with a name of its own', () => {
  expect(values).toEqual({
    'weight.payment': 40,
    'weight.behaviour': 15,
    'weight.projects': 15,
    'weight.time': 15,
    'weight.honesty': 15,
    'prior.value': 70,
    'prior.weight': 1,
    'half-life': 365,
    adverse: 50,
    'payment.days.-30': 100,
    'payment.days.-20': 90,
    'payment.days.0': 80,
    'payment.days.15': 70,
    'payment.days.22': 60,
    'payment.days.30': 50,
    'payment.days.60': 40,
    'payment.days.90': 30,
    'payment.days.120': 20,
    'payment.days.180': 1,
    'payment.written-off': 0,
    'behaviour.rating': 20,
    'projects.agreed': 80,
    'projects.exemplary': 100,
    'projects.mismanaged': 20,
    'time.kept': 80,
    'time.grace': 5,
    'time.per-minute': -2,
    'time.no-show': 0,
    'time.short-notice': 40,
    'time.notice-hours': 24,
    'honesty.kept': 80,
    'honesty.breached': 0,
    'incident.1': 40,
    'incident.2': 20,
    'incident.3': 0,
    'let-go.severity': 3,
    'let-go.after-warning': 2,
    'prepay.days': 90,
    'prepay.payment-score': 50,
    'prepay.settled': 180,
    'unknown.observations': 3,
    'watch.score': 60,
    'watch.after-warning': 1,
    'trusted.score': 75,
    'warning.days': 365,
    'limit.days': 15,
    'limit.let-go': 0,
    'limit.prepay': 0,
    'limit.unknown': 0,
    'limit.watch': 0.5,
    'limit.trusted': 1.5,
    'limit.fair': 1,
  })
  expect(rows).toHaveLength(Object.keys(values).length)
})

test('each says in words what its number does', () => {
  const meaning = (rule: string) => rows.find((row) => row.rule === rule)?.meaning
  expect(meaning('half-life')).toBe('a fact weighs half after 365 days')
  expect(meaning('payment.days.-30')).toBe('invoice paid 30 days early or earlier')
  expect(meaning('prepay.settled')).toBe('prepay: so long after paying over 90 days late')
})
