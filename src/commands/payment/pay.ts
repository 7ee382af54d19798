import { answer, withUndo } from '../../cli/answer.ts'
import type { Context } from '../../cli/context.ts'
import { defineCommand, opt } from '../../cli/define.ts'
import { AppError, UsageError } from '../../cli/errors.ts'
import { text } from '../../cli/parsers.ts'
import type { StoredInvoice } from '../../db/queries/invoices.ts'
import type { Store } from '../../db/store.ts'
import type { Day } from '../../domain/day.ts'
import { guessPaymentKind } from '../../domain/payment-kind.ts'
import type { Line } from '../../output/view.ts'
import { resolveClient } from '../client/resolve.ts'
import { asOfDay, onAnotherDay, warnOfFuture } from '../days.ts'
import { inCurrency, moneyArguments } from '../money.ts'
import { kindSaid, moneyOptions } from './options.ts'
import { describeSettled, KIND_WORDS } from './words.ts'

/** The invoice of that number, which must be the client's and stand. @throws AppError */
function invoiceOf(store: Store, clientId: number, number: string): StoredInvoice {
  const hint = 'leave --invoice out, and the oldest due is settled first'
  const found = store.invoices.numbered(number)
  if (!found) throw new AppError(`there is no invoice "${number}"`, { hint })
  if (found.client_id !== clientId) {
    throw new AppError(`invoice ${number} is that of ${found.client} (${found.client_id}), not of client ${clientId}`, { hint })
  }
  if (found.voided_on !== null) throw new AppError(`invoice ${number} is void since ${found.voided_on}`, { hint })
  return found
}

/** A payment goes to what is open on its day; one that names a later invoice may be used up by then (PRODUCT.md section 4). */
function warnOfLaterInvoice(context: Context, { number, issued_on }: StoredInvoice, day: Day): void {
  if (issued_on <= day) return
  context.warn(`invoice ${number} is issued on ${issued_on}, after the payment: until then the money goes to what is open`)
}

export const pay = defineCommand({
  name: 'pay',
  summary: 'Record money received from a client',
  file: 'write',
  arguments: moneyArguments,
  options: { ...moneyOptions, invoice: opt('--invoice <number>', 'the invoice to settle first', text) },
  examples: ['pay "Asha Patel" 120 --method transfer', 'pay 12 45.50 --sale --on yesterday'],
  async run(context, { client, amount, invoice, ...values }) {
    const said = kindSaid(values)
    if (said === 'sale' && invoice !== undefined) {
      throw new UsageError('a sale settles no invoice', 'leave out --sale or --invoice')
    }
    const store = await context.store()
    const { settings } = store
    const day = values.on ?? context.today
    const clientId = await resolveClient(context, client)
    warnOfFuture(context, day)
    const { id: operation, result } = await context.write('pay', ({ store: file, note }) => {
      const named = invoice === undefined ? null : invoiceOf(file, clientId, invoice)
      const invoiceId = named?.id ?? null
      if (named) warnOfLaterInvoice(context, named, day)
      const known = invoiceId === null ? said : 'account'
      const standing = file.payments.standing(clientId, day)
      const kind = known ?? guessPaymentKind(standing)
      const paymentId = file.payments.insert({
        client_id: clientId,
        paid_on: day,
        amount_minor: amount,
        kind,
        kind_guessed: known === undefined ? 1 : 0,
        method: values.method ?? null,
        reference: values.ref ?? null,
        invoice_id: invoiceId,
        note: values.note ?? null,
      })
      if (kind === 'account') file.payments.refreshAllocations([clientId])
      note({ client_id: clientId, payment_id: paymentId })
      const settled = file.payments.settledBy(paymentId, clientId, asOfDay(context, day))
      const inAdvance = known === undefined && kind === 'account' && !standing.has_open_invoice
      return { paymentId, kind, settled, inAdvance, name: file.clients.nameOf(clientId) }
    })
    const { paymentId, kind, settled, inAdvance, name } = result
    const came = kind === 'sale' ? KIND_WORDS.sale : describeSettled(settled, settings.digits)
    const sentence = `Received ${inCurrency(amount, settings)} from ${name} (${clientId})${onAnotherDay(day, context.today)}: ${came}.`
    const ids = {
      client_id: clientId,
      payment_id: paymentId,
      kind,
      amount_minor: amount,
      allocations: settled.parts.map((part) => ({ ...part })),
      credit_minor: settled.credit_minor,
      currency: settings.currency,
    }
    const why: Line[] = inAdvance
      ? [[{ text: '  It waits for an invoice, and is no purchase yet; what is paid on the spot is --sale.', style: 'dim' }]]
      : []
    return answer(context, operation, ids, [withUndo(sentence, operation), ...why])
  },
})
