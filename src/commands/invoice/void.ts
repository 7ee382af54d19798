import { answer, withUndo } from '../../cli/answer.ts'
import { defineCommand, opt } from '../../cli/define.ts'
import { pastDay } from '../../cli/parsers.ts'
import { inCurrency } from '../money.ts'
import { keepingCovered } from '../payment/limits.ts'
import { invoiceArgument, invoiceNumbered } from './numbered.ts'

export const invoicesVoid = defineCommand({
  name: 'invoices void',
  summary: 'Take an invoice for one that never was, with its credit notes and write-offs',
  file: 'write',
  arguments: { number: invoiceArgument },
  options: { on: opt('--on <day>', 'the day you learnt of it (today); it counts on no day either way', pastDay) },
  examples: ['invoices void F2026-127'],
  async run(context, { number, on }) {
    const { settings } = await context.store()
    const { today } = context
    const { id: operation, result } = await context.write('invoices void', ({ store, note }) => {
      const invoice = invoiceNumbered(store, number)
      const { id, client_id: clientId, issued_on: from } = invoice
      const paid = store.invoices.account(clientId).invoices.get(id)?.paid_minor ?? 0
      if (invoice.voided_on === null) {
        // An import may have brought its amount under what was credited on it: then it is the credit note alone that waits.
        const refusal = `invoice ${number} cannot be voided`
        keepingCovered(store, { clientId, kind: 'account', from, today, refusal }, () => store.invoices.void(id, on ?? today))
        store.payments.refreshAllocations([clientId])
        note({ client_id: clientId, invoice_id: id, on: on ?? today })
      }
      return { invoice, paid }
    })
    const { invoice, paid } = result
    const { id, client_id, client, amount_minor, voided_on } = invoice
    const freed = paid > 0 ? ` The ${inCurrency(paid, settings)} paid on it settles other invoices, or waits as credit.` : ''
    const sentence =
      operation === null
        ? `Invoice ${number} to ${client} (${client_id}) is void since ${voided_on} already.`
        : `Invoice ${number} of ${inCurrency(amount_minor, settings)} to ${client} (${client_id}) is void: it never counts, on any day.${freed}`
    return answer(context, operation, { client_id, invoice_id: id, number }, [withUndo(sentence, operation)])
  },
})
