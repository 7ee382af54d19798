import { answer, withUndo } from '../../cli/answer.ts'
import type { Context } from '../../cli/context.ts'
import { defineCommand, opt, optionalArg } from '../../cli/define.ts'
import { AppError } from '../../cli/errors.ts'
import { pastDay, text } from '../../cli/parsers.ts'
import type { StoredInvoice } from '../../db/queries/invoices.ts'
import type { Store } from '../../db/store.ts'
import { type Day, formatDayHuman } from '../../domain/day.ts'
import { asOfDay, onAnotherDay, warnOfFuture } from '../days.ts'
import { inCurrency, paidAmount } from '../money.ts'
import { invoiceArgument, invoiceOf, refuseBeforeIssue, standingInvoice } from './numbered.ts'

/**
 * How much is written off: what was said, else all that stays open. What facts of later days settle is not there to be given up: a
 * write-off by hand frees no payment (PRODUCT.md section 4).
 * @throws AppError when there is not so much
 */
function amountToWriteOff(context: Context, store: Store, invoice: StoredInvoice, day: Day, said: number | undefined): number {
  const { id, client_id } = invoice
  const openOn = (asOf?: Day): number => store.invoices.account(client_id, asOf).invoices.get(id)?.outstanding_minor ?? 0
  const most = openOn()
  if (most > 0 && (said ?? most) <= most) return said ?? most
  const hint = `see clientele invoices show ${invoice.number}`
  const then = openOn(day)
  const on = formatDayHuman(day, context.today)
  if (then === 0) throw new AppError(`nothing of ${invoiceOf(invoice)} is open on ${on}`, { hint })
  const later = then > most ? `, and later facts settle ${most === 0 ? 'it' : `all but ${inCurrency(most, store.settings)}`}` : ''
  throw new AppError(`${inCurrency(then, store.settings)} of ${invoiceOf(invoice)} is open on ${on}${later}`, {
    hint: most === 0 ? hint : `write off ${inCurrency(most, store.settings)} at most; ${hint}`,
  })
}

export const invoicesWriteOff = defineCommand({
  name: 'invoices write-off',
  summary: 'Give up what is open of an invoice, all of it or an amount',
  file: 'write',
  arguments: { number: invoiceArgument, amount: optionalArg('[amount]', 'as in 1234.50 (all that is open)', paidAmount) },
  options: {
    on: opt('--on <day>', 'the day it is given up (today)', pastDay),
    note: opt('--note <text>', 'why', text),
  },
  examples: ['invoices write-off F2026-100 80 --note "moved away"'],
  async run(context, { number, amount: said, on, note: reason }) {
    const { settings } = await context.store()
    const { today } = context
    const day = on ?? today
    warnOfFuture(context, day)
    const { id: operation, result } = await context.write('invoices write-off', ({ store, note }) => {
      const invoice = standingInvoice(store, number)
      const { id, client_id } = invoice
      refuseBeforeIssue(invoice, day, today, 'and cannot be written off')
      const amount = amountToWriteOff(context, store, invoice, day, said)
      const writeOffId = store.invoices.addWriteOff({ invoice_id: id, written_off_on: day, amount_minor: amount, note: reason ?? null })
      store.payments.refreshAllocations([client_id])
      note({ client_id, invoice_id: id, write_off_id: writeOffId })
      const open = store.invoices.account(client_id, asOfDay(context, day)).invoices.get(id)?.outstanding_minor ?? 0
      return { invoice, writeOffId, amount, open }
    })
    const { invoice, writeOffId, amount, open } = result
    const { id, client_id } = invoice
    const rest = open === 0 ? 'nothing of it is open' : `${inCurrency(open, settings)} still open`
    const sentence = `Wrote off ${inCurrency(amount, settings)} of ${invoiceOf(invoice)}${onAnotherDay(day, today)}: ${rest}.`
    const ids = {
      client_id,
      invoice_id: id,
      number,
      write_off_id: writeOffId,
      amount_minor: amount,
      open_minor: open,
      currency: settings.currency,
    }
    return answer(context, operation, ids, [withUndo(sentence, operation)])
  },
})
