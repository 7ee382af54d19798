import type { Context } from '../../cli/context.ts'
import { defineCommand, flag, opt } from '../../cli/define.ts'
import { choice, period, text } from '../../cli/parsers.ts'
import type { PaymentFilter, PaymentRow } from '../../db/queries/payments.ts'
import { formatMinorHuman } from '../../domain/money.ts'
import type { PaymentKind } from '../../domain/payment-kind.ts'
import { describePeriod, type Period } from '../../domain/period.ts'
import { type Column, table } from '../../output/view.ts'
import { resolveClient } from '../client/resolve.ts'
import { checkExact } from '../report/exact.ts'

/** `waiting`: what still waits of each payment, where the list is of those. */
function columnsFor(withVoid: boolean, waiting: ReadonlyMap<number, number> | undefined): Column<PaymentRow>[] {
  const waits: Column<PaymentRow> = {
    key: 'waiting_minor',
    title: 'Waiting',
    kind: 'money',
    essential: true,
    value: (row) => waiting?.get(row.payment_id) ?? 0,
  }
  return [
    { key: 'payment_id', title: '#', kind: 'count' },
    { key: 'paid_on', title: 'Day', kind: 'day' },
    { key: 'client_id', title: 'Number', kind: 'count', show: 'machine' },
    { key: 'client', title: 'Client', kind: 'text', style: () => 'bold', essential: true },
    { key: 'ref', title: 'Reference of the client', kind: 'text', show: 'machine' },
    { key: 'kind', title: 'Kind', kind: 'text' },
    { key: 'amount_minor', title: 'Amount', kind: 'money', essential: true },
    ...(waiting ? [waits] : []),
    { key: 'method', title: 'Method', kind: 'text', show: 'secondary' },
    { key: 'reference', title: 'Reference', kind: 'text', show: 'secondary' },
    { key: 'invoice_id', title: 'Invoice', kind: 'count', show: 'machine' },
    { key: 'invoice_number', title: 'Invoice', kind: 'text', show: 'secondary' },
    { key: 'note', title: 'Note', kind: 'text', show: 'secondary' },
    { key: 'voided_on', title: 'Void since', kind: 'day', ...(withVoid ? {} : { show: 'machine' as const }) },
  ]
}

/** What narrows a list or an export of payments. */
export const paymentFilterOptions = {
  client: opt('--client <client>', 'of this client', text),
  period: opt('--period <period>', 'received in this period: today, 2026-11, "last month"', period),
  kind: opt('--kind <kind>', 'sale or account', choice('sale', 'account')),
  open: flag('--open', 'account payments of which something still waits as credit'),
  method: opt('--method <method>', 'paid this way', text),
} as const

export interface PaymentFilterValues {
  readonly client: string | undefined
  readonly period: Period | undefined
  readonly kind: PaymentKind | undefined
  readonly open: boolean
  readonly method: string | undefined
}

/** The filter, and what still waits of each payment where only such ones pass. @throws NotFound for an unknown client */
export async function paymentFilter(
  context: Context,
  { client, period: during, kind, open, method }: PaymentFilterValues,
): Promise<{ readonly filter: PaymentFilter; readonly waiting: ReadonlyMap<number, number> | undefined }> {
  const { payments } = await context.store()
  const clientId = client === undefined ? undefined : await resolveClient(context, client)
  const waiting = open ? payments.waiting(clientId, context.today) : undefined
  return { filter: { clientId, period: during, kind, method, ids: waiting && [...waiting.keys()] }, waiting }
}

export const paymentsList = defineCommand({
  name: 'payments list',
  summary: 'List payments and refunds, newest first, with their total',
  file: 'read',
  options: {
    ...paymentFilterOptions,
    void: flag('--void', 'show void ones too; they never count'),
  },
  examples: ['payments --period today', 'payments list --client "Asha Patel" --format csv'],
  async run(context, { void: withVoid, ...values }) {
    const { settings, payments } = await context.store()
    const { period: during, open } = values
    const { filter: narrowed, waiting } = await paymentFilter(context, values)
    const filter: PaymentFilter = { ...narrowed, withVoid }
    const { rows: count, ...total } = payments.totals(filter)
    checkExact([total.sale_minor, total.account_minor], settings)
    const inKind = (minor: number): string => formatMinorHuman(minor, settings.digits)
    const counted = `${formatMinorHuman(total.payments, 0)} payment${total.payments === 1 ? '' : 's'}`
    const { currency } = settings
    return {
      title: `${open ? 'Payments waiting as credit' : 'Payments'}${during ? `, ${describePeriod(during)}` : ''}`,
      aside: currency,
      head: { currency },
      table: table<PaymentRow>({
        columns: columnsFor(withVoid, waiting),
        rows: payments.list(filter),
        count,
        empty: 'No payments.',
        total: { amount_minor: total.amount_minor },
      }),
      foot: { total: { ...total } },
      closing:
        count === 0
          ? []
          : [[{ text: `${counted}: ${inKind(total.sale_minor)} of sales, ${inKind(total.account_minor)} on account`, style: 'dim' }]],
    }
  },
})
