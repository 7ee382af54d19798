import { arg } from '../../cli/define.ts'
import { AppError, UsageError } from '../../cli/errors.ts'
import { text } from '../../cli/parsers.ts'
import type { StoredInvoice } from '../../db/queries/invoices.ts'
import type { Store } from '../../db/store.ts'
import { type Day, formatDayHuman } from '../../domain/day.ts'

export const invoiceArgument = arg('<number>', 'the number of the invoice, as in clientele invoices', text)

/** The invoice of that number, void or not. @throws AppError when there is none */
export function invoiceNumbered(store: Store, number: string): StoredInvoice {
  const found = store.invoices.numbered(number)
  if (found) return found
  throw new AppError(`there is no invoice "${number}"`, { hint: 'find its number: clientele invoices --client CLIENT' })
}

/** The invoice of that number, which stands. @throws AppError when there is none, or it is void */
export function standingInvoice(store: Store, number: string): StoredInvoice {
  const found = invoiceNumbered(store, number)
  if (found.voided_on === null) return found
  throw new AppError(`${invoiceOf(found)} is void since ${found.voided_on}`, { hint: 'record it again with clientele invoice' })
}

/** `invoice 44 of Asha Patel (12)`. */
export function invoiceOf({ number, client, client_id }: StoredInvoice): string {
  return `invoice ${number} of ${client} (${client_id})`
}

/** Refuses a day on which the invoice was not issued yet. `what` cannot be then. @throws UsageError */
export function refuseBeforeIssue(invoice: StoredInvoice, day: Day, today: Day, what: string): void {
  if (day >= invoice.issued_on) return
  throw new UsageError(
    `${invoiceOf(invoice)} was issued on ${formatDayHuman(invoice.issued_on, today)}, ${what} on ${formatDayHuman(day, today)}`,
    `say --on ${invoice.issued_on} or later`,
  )
}
