import { arg, flag, opt } from '../../cli/define.ts'
import { AppError, UsageError } from '../../cli/errors.ts'
import { pastDay, text, wholeNumber } from '../../cli/parsers.ts'
import type { StoredPayment } from '../../db/queries/payments.ts'
import type { Store } from '../../db/store.ts'
import type { PaymentKind } from '../../domain/payment-kind.ts'

/** What `pay` and `refund` both take. */
export const moneyOptions = {
  on: opt('--on <day>', 'the day it happened (today)', pastDay),
  method: opt('--method <method>', 'cash, card, transfer or what you call it', text),
  ref: opt('--ref <reference>', 'what the bank or till calls it', text),
  sale: flag('--sale', 'paid on the spot, nothing was owed'),
  account: flag('--account', 'settles invoices, or waits as credit'),
  note: opt('--note <text>', 'anything else', text),
} as const

export const paymentArgument = arg('<payment>', 'its number, as in clientele payments', wholeNumber('payment', 1, 999_999_999_999_999))

/** The kind that was said, undefined when none was. @throws UsageError */
export function kindSaid({ sale, account }: { readonly sale: boolean; readonly account: boolean }): PaymentKind | undefined {
  if (sale && account) throw new UsageError('--sale and --account cannot both be', 'say one of them, or neither')
  return sale ? 'sale' : account ? 'account' : undefined
}

/** @throws AppError when there is no such payment */
export function paymentNumbered(store: Store, id: number): StoredPayment {
  const found = store.payments.byId(id)
  if (!found) throw new AppError(`there is no payment ${id}`, { hint: 'clientele payments lists them' })
  return found
}
