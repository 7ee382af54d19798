import { answer, withUndo } from '../../cli/answer.ts'
import { defineCommand, opt } from '../../cli/define.ts'
import { AppError } from '../../cli/errors.ts'
import { pastDay } from '../../cli/parsers.ts'
import type { StoredDispute, StoredInvoice } from '../../db/queries/invoices.ts'
import type { Store } from '../../db/store.ts'
import { type Day, formatDayHuman } from '../../domain/day.ts'
import { onAnotherDay, warnOfFuture } from '../days.ts'
import { refuseSettled } from './disputed.ts'
import { invoiceArgument, invoiceOf, standingInvoice } from './numbered.ts'

/** The dispute that has not ended, and began by the day. @throws AppError when there is none */
function openDispute(store: Store, invoice: StoredInvoice, day: Day, today: Day): StoredDispute {
  const found = store.invoices.disputes(invoice.id).find(({ ended_on }) => ended_on === null)
  if (!found) throw new AppError(`${invoiceOf(invoice)} is not in dispute`, { hint: `see clientele invoices show ${invoice.number}` })
  if (day >= found.started_on) return found
  throw new AppError(`${invoiceOf(invoice)} is in dispute since ${formatDayHuman(found.started_on, today)} only`, {
    hint: `say --on ${found.started_on} or later`,
  })
}

export const invoicesResolve = defineCommand({
  name: 'invoices resolve',
  summary: 'End the dispute of an invoice; from then on its lateness counts again',
  file: 'write',
  arguments: { number: invoiceArgument },
  options: { on: opt('--on <day>', 'the day it was resolved (today)', pastDay) },
  examples: ['invoices resolve F2026-108'],
  async run(context, { number, on }) {
    const { today } = context
    const day = on ?? today
    warnOfFuture(context, day)
    const { id: operation, result } = await context.write('invoices resolve', ({ store, note }) => {
      const invoice = standingInvoice(store, number)
      const dispute = openDispute(store, invoice, day, today)
      refuseSettled(store, invoice, day, today)
      store.invoices.endDispute(dispute.dispute_id, day)
      note({ client_id: invoice.client_id, invoice_id: invoice.id, dispute_id: dispute.dispute_id })
      return { invoice, dispute }
    })
    const { invoice, dispute } = result
    const { id, client, client_id } = invoice
    const { dispute_id, started_on } = dispute
    const since = formatDayHuman(started_on, today)
    const sentence = `The dispute of invoice ${number} to ${client} (${client_id}) since ${since} is resolved${onAnotherDay(day, today)}.`
    const ids = { client_id, invoice_id: id, number, dispute_id, started_on, ended_on: day }
    return answer(context, operation, ids, [withUndo(sentence, operation)])
  },
})
