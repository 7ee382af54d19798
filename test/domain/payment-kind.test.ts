import { expect, test } from 'vitest'
import { guessPaymentKind, guessRefundKind } from '../../src/domain/payment-kind.ts'

const nothing = { has_open_invoice: false, credit_minor: 0, prepay_percent: null }

test('a payment is a sale when nothing is owed, waits or is to be prepaid', () => {
  expect(guessPaymentKind(nothing)).toBe('sale')
  expect(guessPaymentKind({ ...nothing, prepay_percent: 0 })).toBe('sale')
})

test.each([{ has_open_invoice: true }, { credit_minor: 1 }, { prepay_percent: 100 }])('a payment is of the account with %j', (standing) => {
  expect(guessPaymentKind({ ...nothing, ...standing })).toBe('account')
})

test('a refund is of the account up to the waiting credit and never split', () => {
  expect(guessRefundKind(500, 500)).toBe('account')
  expect(guessRefundKind(501, 500)).toBe('sale')
})
