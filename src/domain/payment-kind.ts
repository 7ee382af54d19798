/** Which kind a payment or refund is when nobody said (PRODUCT.md sections 4 and 8). */

export type PaymentKind = 'sale' | 'account'

/** How a client stands at the end of the day of the payment, that payment left out. */
export type AccountStanding = {
  /** Whether any invoice has an outstanding rest. */
  has_open_invoice: boolean
  /** Credit waiting, in minor units. */
  credit_minor: number
  /** The prepayment of the client's category in percent; null or 0 for none. */
  prepay_percent: number | null
}

/** The kind of a payment: of the account if something is open, waits as credit, or is to be prepaid; else a sale. */
export function guessPaymentKind(standing: AccountStanding): PaymentKind {
  const onAccount = standing.has_open_invoice || standing.credit_minor > 0 || (standing.prepay_percent ?? 0) > 0
  return onAccount ? 'account' : 'sale'
}

/** The kind of a refund of `amountMinor` (positive): of the account up to the waiting credit, else of a sale; never split. */
export function guessRefundKind(amountMinor: number, creditMinor: number): PaymentKind {
  return amountMinor <= creditMinor ? 'account' : 'sale'
}
