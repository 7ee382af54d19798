import { answer, withUndo } from '../../cli/answer.ts'
import type { Context } from '../../cli/context.ts'
import { defineCommand, opt } from '../../cli/define.ts'
import { AppError } from '../../cli/errors.ts'
import { choice, clearableText, pastDay, text } from '../../cli/parsers.ts'
import type { PaymentPatch, StoredPayment } from '../../db/queries/payments.ts'
import type { Store } from '../../db/store.ts'
import { formatDayHuman } from '../../domain/day.ts'
import { resolveClient } from '../client/resolve.ts'
import { warnOfFuture } from '../days.ts'
import { refuseEmptyEdit } from '../empty-edit.ts'
import { inCurrency, paidAmount } from '../money.ts'
import { keepingRefundsCovered, withinRefundLimit } from './limits.ts'
import { paymentArgument, paymentNumbered } from './options.ts'
import { kindWords } from './words.ts'

const options = {
  on: opt('--on <day>', 'the day it happened', pastDay),
  amount: opt('--amount <amount>', 'the amount; a refund stays a refund', paidAmount),
  method: opt('--method <method>', 'how it was paid', clearableText),
  ref: opt('--ref <reference>', 'what the bank or till calls it', clearableText),
  kind: opt('--kind <kind>', 'sale or account', choice('sale', 'account')),
  note: opt('--note <text>', 'anything else', clearableText),
  client: opt('--client <client>', 'whose it is', text),
} as const

/** Sets what differs; answers the columns that did. What then settles no invoice of its client names none any more. */
function change(context: Context, store: Store, payment: StoredPayment, patch: PaymentPatch): string[] {
  const after = { ...payment, ...Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined)) } as StoredPayment
  const loosened = payment.invoice_id !== null && (after.kind === 'sale' || after.client_id !== payment.client_id)
  if (loosened) context.warn(`payment ${payment.id} names no invoice any more`)
  const set = () => store.payments.update(payment.id, { ...patch, invoice_id: loosened ? null : undefined })
  const moves = (['paid_on', 'amount_minor', 'kind', 'client_id'] as const).some((name) => after[name] !== payment[name])
  if (!moves) return set()
  if (after.amount_minor >= 0) return keepingRefundsCovered(store, payment, context.today, 'cannot be changed so', set)
  const wanted = { clientId: after.client_id, day: after.paid_on, amountMinor: -after.amount_minor, kind: after.kind }
  return withinRefundLimit(store, { ...wanted, guessed: false, today: context.today }, set)
}

export const paymentsEdit = defineCommand({
  name: 'payments edit',
  summary: 'Correct a payment; an empty value clears',
  file: 'write',
  arguments: { payment: paymentArgument },
  options,
  examples: ['payments edit 3 --method cash --note ""'],
  async run(context, { payment: id, ...values }) {
    refuseEmptyEdit(values, 'payments edit')
    const { settings } = await context.store()
    const clientId = values.client === undefined ? undefined : await resolveClient(context, values.client)
    if (values.on !== undefined) warnOfFuture(context, values.on)
    const { id: operation, result } = await context.write('payments edit', ({ store, note }) => {
      const payment = paymentNumbered(store, id)
      if (payment.voided_on !== null) {
        throw new AppError(`payment ${id} is void since ${payment.voided_on}`, { hint: 'record it again with clientele pay' })
      }
      const changed = change(context, store, payment, {
        client_id: clientId,
        paid_on: values.on,
        amount_minor: values.amount === undefined ? undefined : payment.amount_minor < 0 ? -values.amount : values.amount,
        kind: values.kind,
        kind_guessed: values.kind === undefined ? undefined : 0,
        method: values.method,
        reference: values.ref,
        note: values.note,
      })
      const now = paymentNumbered(store, id)
      if (changed.length > 0) store.payments.refreshAllocations([payment.client_id, now.client_id])
      note({ client_id: now.client_id, payment_id: id })
      return { changed, now, name: store.clients.nameOf(now.client_id) }
    })
    const { changed, now, name } = result
    const what = now.amount_minor < 0 ? 'Refund' : 'Payment'
    const who = `${what} ${id} ${now.amount_minor < 0 ? 'to' : 'from'} ${name} (${now.client_id})`
    const is = `${inCurrency(Math.abs(now.amount_minor), settings)} on ${formatDayHuman(now.paid_on, context.today)}, ${kindWords(now.kind, now.amount_minor)}`
    const sentence = operation === null ? `${who} is so already: ${is}.` : `${who} is now ${is}.`
    return answer(context, operation, { client_id: now.client_id, payment_id: id, changed: fieldNames(changed) }, [
      withUndo(sentence, operation),
    ])
  },
})

/** Whether a kind was guessed is a part of it, not a field of its own. */
function fieldNames(columns: readonly string[]): string[] {
  return [...new Set(columns.map((column) => (column === 'kind_guessed' ? 'kind' : column)))]
}
