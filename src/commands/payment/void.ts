import { answer, withUndo } from '../../cli/answer.ts'
import { defineCommand, opt } from '../../cli/define.ts'
import { pastDay } from '../../cli/parsers.ts'
import { inCurrency } from '../money.ts'
import { keepingRefundsCovered } from './limits.ts'
import { paymentArgument, paymentNumbered } from './options.ts'

export const paymentsVoid = defineCommand({
  name: 'payments void',
  summary: 'Take a payment for one that never was: a bounced cheque, a mistake',
  file: 'write',
  arguments: { payment: paymentArgument },
  options: { on: opt('--on <day>', 'the day you learnt of it (today); it counts on no day either way', pastDay) },
  examples: ['payments void 4'],
  async run(context, { payment: id, on }) {
    const { settings } = await context.store()
    const { id: operation, result } = await context.write('payments void', ({ store, note }) => {
      const payment = paymentNumbered(store, id)
      if (payment.voided_on === null) {
        keepingRefundsCovered(store, payment, context.today, 'cannot be voided', () =>
          store.payments.update(id, { voided_on: on ?? context.today }),
        )
        store.payments.refreshAllocations([payment.client_id])
        note({ client_id: payment.client_id, payment_id: id, on: on ?? context.today })
      }
      return { payment, name: store.clients.nameOf(payment.client_id) }
    })
    const { payment, name } = result
    const what = payment.amount_minor < 0 ? 'Refund' : 'Payment'
    const who = `${payment.amount_minor < 0 ? 'to' : 'from'} ${name} (${payment.client_id})`
    const sentence =
      operation === null
        ? `${what} ${id} ${who} is void since ${payment.voided_on} already.`
        : `${what} ${id} of ${inCurrency(Math.abs(payment.amount_minor), settings)} ${who} is void: it never counts, on any day.`
    return answer(context, operation, { client_id: payment.client_id, payment_id: id }, [withUndo(sentence, operation)])
  },
})
