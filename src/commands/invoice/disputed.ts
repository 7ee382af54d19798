import { AppError } from '../../cli/errors.ts'
import type { StoredInvoice } from '../../db/queries/invoices.ts'
import type { Store } from '../../db/store.ts'
import { type Day, formatDayHuman } from '../../domain/day.ts'
import { invoiceOf } from './numbered.ts'

/** Refuses a day on which the invoice was settled: payment in full ends a dispute (PRODUCT.md section 4). @throws AppError */
export function refuseSettled(store: Store, invoice: StoredInvoice, day: Day, today: Day): void {
  const settledOn = store.invoices.account(invoice.client_id, day).invoices.get(invoice.id)?.settled_on ?? null
  if (settledOn === null) return
  throw new AppError(`${invoiceOf(invoice)} was settled on ${formatDayHuman(settledOn, today)}, which ends any dispute`, {
    hint: `see clientele invoices show ${invoice.number}`,
  })
}
