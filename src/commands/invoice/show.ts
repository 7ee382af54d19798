import { defineCommand } from '../../cli/define.ts'
import type { InvoiceRow } from '../../db/queries/invoice-list.ts'
import type { GuessedSale, InvoiceLowered, StoredDispute } from '../../db/queries/invoices.ts'
import { type Day, formatDayHuman } from '../../domain/day.ts'
import { standingInWords } from '../../domain/invoice.ts'
import { formatMinorHuman } from '../../domain/money.ts'
import { counted } from '../../domain/words.ts'
import { type Line, type Span, type Table, table } from '../../output/view.ts'
import { invoiceArgument, invoiceNumbered } from './numbered.ts'
import { sourceInWords } from './sources.ts'

/** All that `invoices show` tells of one invoice. */
interface Reading {
  readonly invoice: InvoiceRow
  readonly lowered: readonly InvoiceLowered[]
  readonly disputes: readonly StoredDispute[]
  readonly namedBy: readonly GuessedSale[]
}

interface Words {
  readonly today: Day
  readonly money: (minor: number) => string
}

/** `3 days late`, `on time`. */
function latenessInWords(lateDays: number): string {
  if (lateDays === 0) return 'on its due day'
  return lateDays > 0 ? `${counted(lateDays, 'day')} late` : `${counted(-lateDays, 'day')} early`
}

function stateLine({ invoice, lowered }: Reading, { today, money }: Words): Line {
  const { state, open_minor, amount_minor, late_days, settled_on, voided_on } = invoice
  if (state === 'void') return [{ text: `Void since ${voided_on}: it never counts, on any day.`, style: 'attention' }]
  if (settled_on !== null) {
    const closed = lowered.some(({ settles_as }) => settles_as === 'write_off') ? 'Closed by a write-off' : 'Settled'
    return `${closed} on ${formatDayHuman(settled_on, today)}, ${latenessInWords(late_days ?? 0)}.`
  }
  const open = open_minor === amount_minor ? 'All of it is open' : `${money(open_minor)} is open`
  const how: Span[] =
    state === 'open' ? [] : [{ text: `, ${standingInWords(invoice)}`, style: state === 'overdue' ? 'alarm' : 'attention' }]
  return [{ text: open }, ...how, { text: '.' }]
}

function invoiceLines(reading: Reading, words: Words): Line[] {
  const { today, money } = words
  const { client, client_id, amount_minor, issued_on, due_on, purpose } = reading.invoice
  const days = `issued ${formatDayHuman(issued_on, today)}, due ${formatDayHuman(due_on, today)}`
  return [
    [{ text: `${client} (${client_id})`, style: 'bold' }, { text: `${purpose === null ? '' : ` for ${purpose}`}` }],
    `${money(amount_minor)}, ${days}`,
    stateLine(reading, words),
  ]
}

function closingLines({ invoice, disputes, namedBy }: Reading, { today, money }: Words): Line[] {
  const told = disputes.map(({ started_on, ended_on, takes_days_off }) => {
    const unresolved = invoice.settled_on === null ? ', not resolved' : ' until it was settled'
    const until = ended_on === null ? unresolved : ` to ${formatDayHuman(ended_on, today)}`
    return `In dispute from ${formatDayHuman(started_on, today)}${until}${takes_days_off === 1 ? '' : '; its days count as late'}`
  })
  const payments = namedBy.map(
    ({ payment_id, amount_minor, paid_on }) => `${payment_id} of ${money(amount_minor)} on ${formatDayHuman(paid_on, today)}`,
  )
  return payments.length === 0 ? told : [...told, `Named by payment${payments.length === 1 ? '' : 's'} ${payments.join(', ')}`]
}

function loweredTable(rows: readonly InvoiceLowered[]): Table<InvoiceLowered> {
  return table<InvoiceLowered>({
    columns: [
      { key: 'effective_on', title: '', kind: 'day' },
      { key: 'source', title: '', kind: 'text', human: sourceInWords },
      { key: 'amount_minor', title: '', kind: 'money' },
    ],
    rows,
    empty: 'Nothing has been paid, credited or written off.',
  })
}

export const invoicesShow = defineCommand({
  name: 'invoices show',
  summary: 'Show an invoice: what settled it, its disputes, and how late it is',
  file: 'read',
  arguments: { number: invoiceArgument },
  examples: ['invoices show F2026-113'],
  async run(context, { number }) {
    const store = await context.store()
    const { currency, digits } = store.settings
    const { today } = context
    const { id } = invoiceNumbered(store, number)
    const reading: Reading = {
      invoice: store.invoiceList.row(id, today),
      lowered: store.invoices.lowered(id),
      disputes: store.invoices.disputes(id),
      namedBy: store.invoices.namedBy(id),
    }
    const words: Words = { today, money: (minor) => formatMinorHuman(minor, digits) }
    return {
      title: `Invoice ${reading.invoice.number}`,
      aside: currency,
      lines: invoiceLines(reading, words),
      ...(reading.invoice.state === 'void' ? {} : { table: loweredTable(reading.lowered) }),
      closing: closingLines(reading, words),
      record: {
        currency,
        ...reading.invoice,
        allocations: reading.lowered.map((part) => ({ ...part })),
        disputes: reading.disputes.map(({ takes_days_off, ...dispute }) => ({ ...dispute, takes_days_off: takes_days_off === 1 })),
        named_by: reading.namedBy.map((payment) => ({ ...payment })),
      },
    }
  },
})
