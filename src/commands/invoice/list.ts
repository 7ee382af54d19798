import type { Context } from '../../cli/context.ts'
import { defineCommand, flag, opt } from '../../cli/define.ts'
import { period, text } from '../../cli/parsers.ts'
import type { InvoiceFilter, InvoiceRow, InvoiceTotals } from '../../db/queries/invoice-list.ts'
import { standingInWords } from '../../domain/invoice.ts'
import { formatMinorHuman } from '../../domain/money.ts'
import { describePeriod, type Period } from '../../domain/period.ts'
import type { Settings } from '../../domain/settings.ts'
import { type Column, type Line, type Style, table } from '../../output/view.ts'
import { resolveClient } from '../client/resolve.ts'
import { checkExact } from '../report/exact.ts'

const STYLES: Partial<Record<InvoiceRow['state'], Style>> = { overdue: 'alarm', disputed: 'attention', void: 'dim' }

/** Where the order is by due day, that is the day to show first. */
function columnsFor(byDue: boolean, withVoid: boolean): Column<InvoiceRow>[] {
  const second = { show: 'secondary' } as const
  return [
    { key: 'invoice_id', title: 'Invoice', kind: 'count', show: 'machine' },
    { key: 'number', title: 'Number', kind: 'text', essential: true },
    { key: 'issued_on', title: 'Issued', kind: 'day', ...(byDue ? second : {}) },
    { key: 'due_on', title: 'Due', kind: 'day', ...(byDue ? {} : second) },
    { key: 'client_id', title: 'Number of the client', kind: 'count', show: 'machine' },
    { key: 'client', title: 'Client', kind: 'text', style: () => 'bold', essential: true },
    { key: 'ref', title: 'Reference of the client', kind: 'text', show: 'machine' },
    { key: 'amount_minor', title: 'Amount', kind: 'money' },
    { key: 'open_minor', title: 'Open', kind: 'money', essential: true },
    { key: 'state', title: 'State', kind: 'text', human: standingInWords, style: ({ state }) => STYLES[state] },
    { key: 'late_days', title: 'Days late', kind: 'number', show: 'machine' },
    { key: 'purpose', title: 'For', kind: 'text', show: 'secondary' },
    { key: 'settled_on', title: 'Settled', kind: 'day', show: 'secondary' },
    { key: 'voided_on', title: 'Void since', kind: 'day', show: withVoid ? 'secondary' : 'machine' },
  ]
}

function totalLine({ rows, invoices, amount_minor, open_minor }: InvoiceTotals, { digits }: Settings): Line[] {
  if (rows === 0) return []
  const counted = `${formatMinorHuman(invoices, 0)} invoice${invoices === 1 ? '' : 's'}`
  const text = `${counted}, ${formatMinorHuman(open_minor, digits)} open of ${formatMinorHuman(amount_minor, digits)}`
  return [[{ text, style: 'dim' }]]
}

/** What narrows a list or an export of invoices. */
export const invoiceFilterOptions = {
  client: opt('--client <client>', 'of this client', text),
  period: opt('--period <period>', 'issued in this period: 2026-11, "last month"', period),
  open: flag('--open', 'only those with an open rest, the oldest due first'),
  overdue: flag('--overdue', 'only those open after their due day and not in dispute, the oldest due first'),
} as const

export interface InvoiceFilterValues {
  readonly client: string | undefined
  readonly period: Period | undefined
  readonly open: boolean
  readonly overdue: boolean
}

/** @throws NotFound for an unknown client */
export async function invoiceFilter(
  context: Context,
  { client, period: during, open, overdue }: InvoiceFilterValues,
): Promise<InvoiceFilter> {
  const clientId = client === undefined ? undefined : await resolveClient(context, client)
  return { clientId, period: during, only: overdue ? 'overdue' : open ? 'open' : undefined }
}

export const invoicesList = defineCommand({
  name: 'invoices list',
  summary: 'List invoices, newest first, with what is open of them',
  file: 'read',
  options: {
    ...invoiceFilterOptions,
    void: flag('--void', 'show void ones too; they never count'),
  },
  examples: ['invoices --overdue', 'invoices list --client "Asha Patel" --format csv', 'invoices --period 2026-10'],
  async run(context, { void: withVoid, ...values }) {
    const store = await context.store()
    const { settings } = store
    const { currency } = settings
    const filter = await invoiceFilter(context, values)
    const { only, period: during } = filter
    const { rows, total } = store.connection.snapshot(() => store.invoiceList.list({ ...filter, withVoid }, context.today))
    checkExact([total.amount_minor], settings)
    const { rows: count, ...sums } = total
    const what = only === undefined ? 'Invoices' : only === 'open' ? 'Open invoices' : 'Overdue invoices'
    return {
      title: `${what}${during ? `, ${describePeriod(during)}` : ''}`,
      aside: currency,
      head: { currency },
      table: table<InvoiceRow>({
        columns: columnsFor(only !== undefined, withVoid),
        rows,
        count,
        empty: only === undefined ? 'No invoices.' : `Nothing is ${only}.`,
        total: { amount_minor: total.amount_minor, open_minor: total.open_minor },
      }),
      foot: { total: sums },
      closing: totalLine(total, settings),
    }
  },
})
