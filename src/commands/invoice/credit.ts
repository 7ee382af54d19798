import { answer, withUndo } from '../../cli/answer.ts'
import { arg, defineCommand, opt } from '../../cli/define.ts'
import { AppError } from '../../cli/errors.ts'
import { pastDay, text } from '../../cli/parsers.ts'
import { asOfDay, onAnotherDay, warnOfFuture } from '../days.ts'
import { inCurrency, paidAmount } from '../money.ts'
import { describeSettled } from '../payment/words.ts'
import { invoiceArgument, invoiceOf, refuseBeforeIssue, standingInvoice } from './numbered.ts'

export const invoicesCredit = defineCommand({
  name: 'invoices credit',
  summary: 'Record a credit note: less is owed on an invoice, and less was bought',
  file: 'write',
  arguments: { number: invoiceArgument, amount: arg('<amount>', 'as in 1234.50', paidAmount) },
  options: {
    on: opt('--on <day>', 'the day it is dated (today)', pastDay),
    note: opt('--note <text>', 'what it is for', text),
  },
  examples: ['invoices credit F2026-124 30 --note "one session less"'],
  async run(context, { number, amount, on, note: reason }) {
    const { settings } = await context.store()
    const { today } = context
    const day = on ?? today
    warnOfFuture(context, day)
    const { id: operation, result } = await context.write('invoices credit', ({ store, note }) => {
      const invoice = standingInvoice(store, number)
      const { id, client_id, amount_minor } = invoice
      refuseBeforeIssue(invoice, day, today, 'and cannot be credited')
      const most = amount_minor - store.invoices.adjusted(id)
      if (amount > most) {
        const before = most < amount_minor ? ' less what was credited or written off' : ''
        throw new AppError(
          `${inCurrency(amount, settings)} is more than ${invoiceOf(invoice)} came to${before}: ${inCurrency(most, settings)}`,
          {
            hint: `see clientele invoices show ${number}`,
          },
        )
      }
      const creditNoteId = store.invoices.addCreditNote({ invoice_id: id, credited_on: day, amount_minor: amount, note: reason ?? null })
      store.payments.refreshAllocations([client_id])
      note({ client_id, invoice_id: id, credit_note_id: creditNoteId })
      return { invoice, creditNoteId, settled: store.invoices.settledByCreditNote(creditNoteId, client_id, asOfDay(context, day)) }
    })
    const { invoice, creditNoteId, settled } = result
    const { id, client, client_id } = invoice
    const what = `Credit note of ${inCurrency(amount, settings)} on invoice ${number} to ${client} (${client_id})${onAnotherDay(day, today)}`
    const ids = {
      client_id,
      invoice_id: id,
      number,
      credit_note_id: creditNoteId,
      amount_minor: amount,
      allocations: settled.parts.map((part) => ({ ...part })),
      credit_minor: settled.credit_minor,
      currency: settings.currency,
    }
    return answer(context, operation, ids, [withUndo(`${what}: ${describeSettled(settled, settings.digits)}.`, operation)])
  },
})
