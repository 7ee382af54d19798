/**
 * One row of a table of payments (PRODUCT.md section 8). `client_number` is clientele's own number, and `client` then only its check; a negative
 * amount is a refund. `money_out` is a column of its own for it, whatever its sign, which `amount` is lowered by; `direction` says by a word or
 * a sign which of both an amount is. `amount_refunded` is what was paid back of the amount since, in the row of the payment itself, which counts for less by it. Kind is `sale` or `account` in English or French, and left open where the cell is empty. The facts by which a row
 * without a reference is known are its client cell, day, amount, kind cell, method and invoice, never its note; a row with one
 * is compared as a whole.
 */
import type { Day } from '../day.ts'
import type { PaymentKind } from '../payment-kind.ts'
import {
  type AmountCell,
  type CellRules,
  checkCurrency,
  type DayCell,
  fails,
  type Read,
  readAmount,
  readYesNo,
  wordTable,
} from './cells.ts'
import { BETWEEN, joinParts } from './identity.ts'

/** A row's cells as text; '' where the cell is empty or the table has no such column. */
export interface PaymentCells {
  readonly client: string
  readonly client_number: string
  readonly date: string
  readonly amount: string
  readonly method: string
  readonly reference: string
  readonly kind: string
  readonly invoice: string
  readonly note: string
  readonly currency: string
  readonly money_out: string
  readonly direction: string
  readonly amount_refunded: string
  /** Yes or no, as exports have it. */
  readonly kind_guessed: string
}

export interface ImportedPayment {
  readonly day: Day
  /** Minor units; negative for a refund. */
  readonly minor: number
  readonly rounded: boolean
  /** What the file says; null where it says nothing. */
  readonly kind: PaymentKind | null
  /** Whether that was only a guess, which an invoice entered later may ask about. */
  readonly guessed: boolean
}

const readKind = wordTable<PaymentKind>({
  sale: 'sales, vente, ventes, comptant, vente comptant, cash sale',
  account: 'on account, compte, sur compte, en compte, facture, invoice, règlement de facture',
})

/** Reads a row, or says which cell cannot be read. `creditsOnly`: money out is not asked for, so that what may be either is that. */
export function readPayment(
  cells: PaymentCells,
  rules: CellRules,
  readDay: (text: string) => DayCell | undefined,
  creditsOnly = false,
): Read<ImportedPayment> {
  const { date, kind } = cells
  const at = readDay(date)
  if (at === undefined) return fails('date', date === '' ? 'date is empty' : `date "${date}" is not a day`)
  const isOneWay = cells.money_out === '' && cells.direction === ''
  const moved = isOneWay ? readAmount('amount', cells.amount, rules) : readBothWays(cells, rules, creditsOnly)
  const amount = moved.ok && cells.amount_refunded !== '' ? lessRefunded(cells, moved.value, rules) : moved
  if (!amount.ok) return amount
  const currency = cells.currency === '' ? null : checkCurrency('currency', cells.currency, rules.currency)
  if (currency?.ok === false) return currency
  const said = kind === '' ? null : readKind(kind)
  if (said === undefined) return fails('kind', `kind "${kind}" is neither sale nor account`)
  const guessed = cells.kind_guessed === '' ? 'no' : readYesNo(cells.kind_guessed)
  if (guessed === undefined) return fails('kind_guessed', `kind_guessed "${cells.kind_guessed}" is neither yes nor no`)
  const { minor, rounded } = amount.value
  return { ok: true, value: { day: at.day, minor, rounded, kind: said, guessed: guessed === 'yes' } }
}

/** What says of a row, beside `refund`, that it is one. */
export const REFUND_WORDS =
  'refunds, refunded, partial refund, payment refund, chargeback, reversal, remboursement, remboursement partiel, avoir, erstattung, rückerstattung, rückzahlung, reembolso, devolución, રિફંડ'

const readDirection = wordTable<'in' | 'out'>({
  in: 'credit, crédit, cr, c, haben, h, abono, haber, deposit, received, money in, paid in, incoming, eingang, ingreso, entrée, payment, payments, paiement, sale, sales, vente, ventes, encaissement, règlement, zahlung, verkauf, pago, venta, જમા',
  out: `debit, débit, dr, d, soll, s, cargo, debe, withdrawal, sent, money out, paid out, outgoing, ausgang, gasto, sortie, refund, ${REFUND_WORDS}, ઉધાર`,
})

/** The amount of a row that says in a column of its own which way the money went. */
function readBothWays({ amount, money_out, direction }: PaymentCells, rules: CellRules, creditsOnly: boolean): Read<AmountCell> {
  const came: Read<AmountCell> = amount === '' && money_out !== '' ? NO_MONEY : readAmount('amount', amount, rules)
  if (!came.ok) return came
  const went: Read<AmountCell> = money_out === '' ? NO_MONEY : readAmount('money_out', money_out, rules)
  if (!went.ok) return went
  const way = direction === '' ? 'in' : direction === '+' ? 'in' : direction === '-' ? 'out' : readDirection(direction)
  if (way === undefined) return fails('direction', `direction "${direction}" is neither money in nor money out`)
  const first = way === 'out' ? -Math.abs(came.value.minor) : came.value.minor
  // Where the amount is that of either way, the column of money out has it again; where it is money in, nothing is left.
  const isSame = went.value.minor !== 0 && Math.abs(came.value.minor) === Math.abs(went.value.minor)
  if (isSame && first > 0 && !creditsOnly) {
    return fails(
      'money_out',
      `money_out "${money_out}" is the amount once more, so that it came in and went out, or only went out`,
      'empty the cell that is not meant, or skip what went out with --credits-only',
    )
  }
  // Not minus nothing, which would be another zero.
  const minor = (isSame ? 0 : first) - Math.abs(went.value.minor) || 0
  return { ok: true, value: { minor, rounded: came.value.rounded || went.value.rounded } }
}

/** The amount without what was paid back of it, which is never more. */
function lessRefunded({ amount, amount_refunded }: PaymentCells, { minor, rounded }: AmountCell, rules: CellRules): Read<AmountCell> {
  const back = readAmount('amount_refunded', amount_refunded, rules)
  if (!back.ok) return back
  const refunded = Math.abs(back.value.minor)
  if (refunded > 0 && refunded > minor) {
    return fails('amount_refunded', `amount_refunded "${amount_refunded}" is more than the amount "${amount}"`)
  }
  return { ok: true, value: { minor: minor - refunded, rounded: rounded || back.value.rounded } }
}

const NO_MONEY: Read<AmountCell> = { ok: true, value: { minor: 0, rounded: false } }

/** The facts by which a payment without a reference is known. */
export function paymentFacts({ client, client_number, method, invoice }: PaymentCells, { day, minor, kind }: ImportedPayment): string {
  // Not an array joined, which would take 0.3 s of a million rows.
  const who = client_number === '' ? client : `#${client_number}`
  return `${who}${BETWEEN}${day}${BETWEEN}${minor}${BETWEEN}${kind ?? ''}${BETWEEN}${method}${BETWEEN}${invoice}`
}

/** All that a row says, for a payment known by its reference. */
export function paymentContent(cells: PaymentCells, payment: ImportedPayment): string {
  return joinParts([paymentFacts(cells, payment), cells.client, cells.note])
}

/** A payment as it is on file. */
export interface KnownPayment {
  readonly client_id: number
  readonly voided_on: Day | null
  readonly imported_hash: string | null
  readonly paid_on: Day
  readonly amount_minor: number
  readonly kind: PaymentKind
  readonly method: string | null
  readonly invoice_id: number | null
  readonly note: string | null
}

export interface PaymentChange {
  paid_on?: Day
  amount_minor?: number
  kind?: PaymentKind
  kind_guessed?: number
  method?: string | null
  invoice_id?: number | null
  note?: string | null
}

/** What empty cells may take out of a payment; its kind is never nothing. */
export const PAYMENT_ERASABLE = { method: ['method'], invoice: ['invoice_id'], note: ['note'] } as const

/** What a known payment must be set to; nothing for what is equal already, and an empty cell erases nothing. */
export function paymentChange(cells: PaymentCells, row: ImportedPayment, invoiceId: number | null, known: KnownPayment): PaymentChange {
  const change: PaymentChange = {}
  if (row.day !== known.paid_on) change.paid_on = row.day
  if (row.minor !== known.amount_minor) change.amount_minor = row.minor
  if (row.kind !== null && row.kind !== known.kind) {
    change.kind = row.kind
    change.kind_guessed = row.guessed ? 1 : 0
  }
  if (cells.method !== '' && cells.method !== known.method) change.method = cells.method
  if (invoiceId !== null && invoiceId !== known.invoice_id) change.invoice_id = invoiceId
  // A payment that names an invoice is on account, whatever it was taken for before.
  if (invoiceId !== null && known.kind === 'sale') {
    change.kind = 'account'
    change.kind_guessed = 0
  }
  if (cells.note !== '' && cells.note !== known.note) change.note = cells.note
  return change
}
