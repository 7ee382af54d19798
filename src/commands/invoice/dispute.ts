import { answer, withUndo } from '../../cli/answer.ts'
import { defineCommand, opt } from '../../cli/define.ts'
import { AppError } from '../../cli/errors.ts'
import { pastDay } from '../../cli/parsers.ts'
import type { StoredInvoice } from '../../db/queries/invoices.ts'
import type { Store } from '../../db/store.ts'
import { type Day, formatDayHuman } from '../../domain/day.ts'
import { warnOfFuture } from '../days.ts'
import { refuseSettled } from './disputed.ts'
import { invoiceArgument, invoiceOf, refuseBeforeIssue, standingInvoice } from './numbered.ts'

/** Refuses a day in a dispute there is, or before one: two at a time say nothing more than one. @throws AppError */
function refuseOverlap(store: Store, invoice: StoredInvoice, day: Day, today: Day): void {
  for (const { started_on, ended_on } of store.invoices.disputes(invoice.id)) {
    const since = formatDayHuman(started_on, today)
    if (ended_on === null) {
      const hint = `it ends with clientele invoices resolve ${invoice.number}`
      throw new AppError(`${invoiceOf(invoice)} is in dispute since ${since} already`, { hint })
    }
    if (day >= ended_on) continue
    throw new AppError(`${invoiceOf(invoice)} was in dispute from ${since} to ${formatDayHuman(ended_on, today)} already`, {
      hint: `say --on ${ended_on} or later`,
    })
  }
}

export const invoicesDispute = defineCommand({
  name: 'invoices dispute',
  summary: 'Note that a client disputes an invoice; until it is resolved no lateness counts',
  file: 'write',
  arguments: { number: invoiceArgument },
  options: { on: opt('--on <day>', 'the day it began (today)', pastDay) },
  examples: ['invoices dispute F2026-122'],
  async run(context, { number, on }) {
    const { today } = context
    const day = on ?? today
    warnOfFuture(context, day)
    const { id: operation, result } = await context.write('invoices dispute', ({ store, note }) => {
      const invoice = standingInvoice(store, number)
      refuseBeforeIssue(invoice, day, today, 'and cannot be in dispute')
      refuseSettled(store, invoice, day, today)
      refuseOverlap(store, invoice, day, today)
      const disputeId = store.invoices.beginDispute(invoice.id, day)
      note({ client_id: invoice.client_id, invoice_id: invoice.id, dispute_id: disputeId })
      return { invoice, disputeId }
    })
    const { invoice, disputeId } = result
    const { id, client, client_id } = invoice
    const sentence = `Invoice ${number} to ${client} (${client_id}) is in dispute${day === today ? '' : ` since ${formatDayHuman(day, today)}`}.`
    const ids = { client_id, invoice_id: id, number, dispute_id: disputeId, started_on: day, ended_on: null }
    const how = [{ text: `  Its lateness does not count until clientele invoices resolve ${number}`, style: 'dim' as const }]
    return answer(context, operation, ids, [withUndo(sentence, operation), how])
  },
})
