import { answer, withUndo } from '../../cli/answer.ts'
import { defineCommand, flag } from '../../cli/define.ts'
import { guessRefundKind } from '../../domain/payment-kind.ts'
import { resolveClient } from '../client/resolve.ts'
import { asOfDay, onAnotherDay, warnOfFuture } from '../days.ts'
import { inCurrency, moneyArguments } from '../money.ts'
import { withinRefundLimit } from './limits.ts'
import { kindSaid, moneyOptions } from './options.ts'

export const refund = defineCommand({
  name: 'refund',
  summary: 'Record money given back: of a sale, or of credit that waits',
  file: 'write',
  arguments: moneyArguments,
  options: {
    ...moneyOptions,
    sale: flag('--sale', 'of what was paid on the spot: it lowers purchases'),
    account: flag('--account', 'of credit that waits'),
  },
  examples: ['refund "Asha Patel" 20 --sale --method cash'],
  async run(context, { client, amount, ...values }) {
    const said = kindSaid(values)
    const store = await context.store()
    const { settings } = store
    const { today } = context
    const day = values.on ?? today
    const clientId = await resolveClient(context, client)
    warnOfFuture(context, day)
    const { id: operation, result } = await context.write('refund', ({ store: file, note }) => {
      const kind = said ?? guessRefundKind(amount, file.payments.standing(clientId, day).credit_minor)
      const wanted = { clientId, day, amountMinor: amount, kind, guessed: said === undefined, today }
      const paymentId = withinRefundLimit(file, wanted, () =>
        file.payments.insert({
          client_id: clientId,
          paid_on: day,
          amount_minor: -amount,
          kind,
          kind_guessed: said === undefined ? 1 : 0,
          method: values.method ?? null,
          reference: values.ref ?? null,
          note: values.note ?? null,
        }),
      )
      if (kind === 'account') file.payments.refreshAllocations([clientId])
      note({ client_id: clientId, payment_id: paymentId })
      const { credit_minor } = file.payments.settledBy(paymentId, clientId, asOfDay(context, day))
      return { paymentId, kind, credit_minor, name: file.clients.nameOf(clientId) }
    })
    const { paymentId, kind, credit_minor, name } = result
    const of = kind === 'sale' ? 'of a sale' : `of waiting credit, ${inCurrency(credit_minor, settings)} of it left`
    const sentence = `Refunded ${inCurrency(amount, settings)} to ${name} (${clientId})${onAnotherDay(day, today)}: ${of}.`
    const { currency } = settings
    const ids = { client_id: clientId, payment_id: paymentId, kind, amount_minor: -amount, credit_minor, currency }
    return answer(context, operation, ids, [withUndo(sentence, operation)])
  },
})
