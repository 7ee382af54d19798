import { AppError } from '../../cli/errors.ts'
import type { StoredPayment } from '../../db/queries/payments.ts'
import type { Store } from '../../db/store.ts'
import { type Day, formatDayHuman } from '../../domain/day.ts'
import type { PaymentKind } from '../../domain/payment-kind.ts'
import { inCurrency } from '../money.ts'

export interface RefundWanted {
  readonly clientId: number
  readonly day: Day
  /** Above zero. */
  readonly amountMinor: number
  readonly kind: PaymentKind
  /** Nobody said the kind, so both limits are told. */
  readonly guessed: boolean
  readonly today: Day
}

/**
 * Records or changes a refund, and refuses if refunds then take more than there was on any day: by hand they are limited to what there is
 * (PRODUCT.md section 4). What imports took beyond it before does not count against this one.
 * @throws AppError, upon which the operation is rolled back
 */
export function withinRefundLimit<T>(store: Store, wanted: RefundWanted, record: () => T): T {
  const { clientId, kind, day } = wanted
  const before = store.payments.overRefunded(clientId)
  const there = store.payments.refundable(clientId, day)
  const result = record()
  if (store.payments.overRefunded(clientId)[kind] > before[kind]) throw refused(store, wanted, there)
  return result
}

/** A change upon which earlier refunds of one kind are to remain covered. */
interface CoveredChange {
  readonly clientId: number
  readonly kind: PaymentKind
  /** The first day on which it may leave less than there was. */
  readonly from: Day
  readonly today: Day
  /** What cannot be, in words: `payment 4 cannot be voided`. */
  readonly refusal: string
}

/**
 * Makes a change, and refuses it if refunds that were made then exceed what there was on their days. What imports refunded beyond it
 * before does not count against this change.
 * @throws AppError, upon which the operation is rolled back
 */
export function keepingCovered<T>(store: Store, { clientId, kind, from, today, refusal }: CoveredChange, change: () => T): T {
  const before = store.payments.overRefunded(clientId)[kind]
  const result = change()
  if (store.payments.overRefunded(clientId)[kind] <= before) return result
  const refunds = store.payments.refundsFrom(clientId, kind, from)
  const named = refunds.map((refund) => `${refund.id} of ${inCurrency(-refund.amount_minor, store.settings)}`)
  const [only, ...others] = refunds
  const who = `to ${store.clients.nameOf(clientId)} (${clientId})`
  const on = only && others.length === 0 ? ` on ${formatDayHuman(only.paid_on, today)}` : ''
  throw new AppError(`${refusal}: refund${on === '' ? 's' : ''} ${named.join(' and ')} ${who}${on} would be more than there was`, {
    hint: `void the refund first: clientele payments void ${refunds.at(-1)?.id}`,
  })
}

/** Takes a payment out or changes it, as `keepingCovered` does. `refusal` are the words for what cannot be. @throws AppError */
export function keepingRefundsCovered<T>(store: Store, payment: StoredPayment, today: Day, refusal: string, change: () => T): T {
  const { id, client_id: clientId, kind, paid_on: from } = payment
  return keepingCovered(store, { clientId, kind, from, today, refusal: `payment ${id} ${refusal}` }, change)
}

function refused(store: Store, wanted: RefundWanted, there: Readonly<Record<PaymentKind, number>>): AppError {
  const { clientId, kind, day, amountMinor, guessed, today } = wanted
  const sales = `sales less refunds come to ${inCurrency(there.sale, store.settings)}`
  const credit = `waiting credit comes to ${inCurrency(there.account, store.settings)}`
  const limits = guessed ? `${credit} and ${sales}` : kind === 'sale' ? sales : credit
  const later = there[kind] >= amountMinor ? ', and later refunds were paid from that' : ''
  const who = `${store.clients.nameOf(clientId)} (${clientId})`
  return new AppError(
    `${inCurrency(amountMinor, store.settings)} cannot be refunded to ${who}: by ${formatDayHuman(day, today)} ${limits}${later}`,
    { hint: `see clientele payments --client ${clientId}` },
  )
}
