import type { Context } from '../../cli/context.ts'
import type { Parser } from '../../cli/define.ts'
import { arg, flag, opt } from '../../cli/define.ts'
import { AppError, UsageError } from '../../cli/errors.ts'
import { amount, pastDay, text, wholeNumber } from '../../cli/parsers.ts'
import type { StoredPayment } from '../../db/queries/payments.ts'
import type { Store } from '../../db/store.ts'
import type { Day } from '../../domain/day.ts'
import type { PaymentKind } from '../../domain/payment-kind.ts'

/** An amount above zero; imports keep zeros, but nobody types one on purpose. */
export const paidAmount: Parser<number> = async (typed, environment) => {
  const minor = await amount(typed, environment)
  if (minor === 0) throw new UsageError(`"${typed}" is nothing to record`, 'say an amount above zero')
  return minor
}

/** What `pay` and `refund` both take. */
export const moneyArguments = {
  client: arg('<client>', 'number, name, phone, email, card or reference', text),
  amount: arg('<amount>', 'as in 1234.50', paidAmount),
} as const

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

export function warnOfFuture(context: Context, day: Day): void {
  if (day > context.today) context.warn(`${day} is after today; it counts from that day on`)
}

/** @throws AppError when there is no such payment */
export function paymentNumbered(store: Store, id: number): StoredPayment {
  const found = store.payments.byId(id)
  if (!found) throw new AppError(`there is no payment ${id}`, { hint: 'clientele payments lists them' })
  return found
}

/** The day as of which an answer tells the account: today, or that of a payment dated after it. */
export function asOfDay(context: Context, day: Day): Day {
  if (day > context.today) return day
  return context.today
}
