/** What a client's invoices come to on a day, beside their scores: what is overdue, in dispute, was paid late or never (PRODUCT.md section 7). */

import type { InvoiceHistory, InvoiceState } from '../invoice-history.ts'
import { type Count, withOne } from './count.ts'
import { ADVERSE_BELOW, PREPAY } from './rules.ts'
import { paymentValue } from './values.ts'

/** Amounts in minor units; days are day numbers; late days as `InvoiceState` counts them. */
export interface AccountRecord {
  /** What is open of all invoices, due or not, in dispute or not, down to the smallest rest. */
  readonly outstanding_minor: number
  readonly overdue: OverdueInvoices | null
  readonly disputed: InvoiceSum | null
  readonly written_off: WrittenOff | null
  /** The last to be settled of those that still ask for prepayment on the day. */
  readonly settled_too_late: SettledTooLate | null
  readonly paid: PaidInvoices | null
}

/** Some invoices; by name the one of the lowest number. */
export interface InvoiceSum {
  readonly invoice_id: number
  /** What is open of that one. */
  readonly outstanding_minor: number
  /** How many there are, that one included, and what is open of them all. */
  readonly invoices: number
  readonly total_minor: number
}

/** Open, past due and not in dispute; by name the one that is late longest (of several the lowest number). */
export interface OverdueInvoices extends InvoiceSum {
  readonly late_days: number
}

/** Invoices not in dispute of which something was written off; by name the last. */
export interface WrittenOff {
  readonly invoice_id: number
  readonly day: number
  readonly amount_minor: number
  readonly invoices: number
}

export interface SettledTooLate {
  readonly invoice_id: number
  readonly late_days: number
  readonly day: number
  /** Whether a part of it was never paid. */
  readonly written_off: boolean
}

/** Invoices settled with nothing written off, nor by credit notes alone. */
export interface PaidInvoices {
  readonly invoices: number
  readonly on_time: number
  /** Sum over all of them, below zero where they are paid early. */
  readonly late_days: number
  /** Those so late that the fact is adverse, since the due day of the earliest. */
  readonly adverse: Count | null
}

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] }

/** The record on the day `asOf` of invoices in these states (in their order). */
export function accountOf(invoices: readonly InvoiceHistory[], states: readonly InvoiceState[], asOf: number): AccountRecord {
  let outstanding = 0
  let overdue: OverdueInvoices | null = null
  let disputed: InvoiceSum | null = null
  let writtenOff: WrittenOff | null = null
  let tooLate: SettledTooLate | null = null
  let paid: Mutable<PaidInvoices> | null = null
  for (let at = 0; at < states.length; at++) {
    const invoice = invoices[at] as InvoiceHistory
    const state = states[at] as InvoiceState
    outstanding += state.outstanding_minor
    if (state.written_off !== null && !state.disputed) writtenOff = withWriteOff(writtenOff, invoice, state.written_off, asOf)
    if (state.settled === null) {
      if (state.disputed) disputed = withDisputed(disputed, invoice, state)
      else if (state.late_days > 0) overdue = withOverdue(overdue, invoice, state)
    } else if (state.settled_by === 'other') {
      if (asksForPrepayment(state, asOf) && (tooLate === null || isLaterOrWorse(state.settled, state.late_days, invoice, tooLate))) {
        const { late_days, settled, written_off } = state
        tooLate = { invoice_id: invoice.invoice_id, late_days, day: settled, written_off: written_off !== null }
      }
      if (state.written_off === null) {
        paid ??= { invoices: 0, on_time: 0, late_days: 0, adverse: null }
        addPaid(paid, invoice.due, state.late_days)
      }
    }
  }
  return { outstanding_minor: outstanding, overdue, disputed, written_off: writtenOff, settled_too_late: tooLate, paid }
}

/** Settled so late, and so lately, that the next work is to be paid beforehand. */
function asksForPrepayment({ settled, late_days }: InvoiceState, asOf: number): boolean {
  return settled !== null && late_days > PREPAY.late_days && asOf - settled <= PREPAY.settled_within_days
}

/** Settled later, or on the same day after more days, or as both with a higher number: so that the order of the invoices does not matter. */
function isLaterOrWorse(day: number, lateDays: number, invoice: InvoiceHistory, other: SettledTooLate): boolean {
  if (day !== other.day) return day > other.day
  return lateDays === other.late_days ? comesAfter(day, invoice, other) : lateDays > other.late_days
}

/** Later, or on the same day with a higher number. */
function comesAfter(day: number, { invoice_id }: InvoiceHistory, other: { readonly day: number; readonly invoice_id: number }): boolean {
  return day > other.day || (day === other.day && invoice_id > other.invoice_id)
}

function withOverdue(sum: OverdueInvoices | null, { invoice_id }: InvoiceHistory, state: InvoiceState): OverdueInvoices {
  const { outstanding_minor, late_days } = state
  const invoices = (sum?.invoices ?? 0) + 1
  const total_minor = (sum?.total_minor ?? 0) + outstanding_minor
  if (sum !== null && (late_days < sum.late_days || (late_days === sum.late_days && invoice_id > sum.invoice_id))) {
    return { invoice_id: sum.invoice_id, outstanding_minor: sum.outstanding_minor, late_days: sum.late_days, invoices, total_minor }
  }
  return { invoice_id, outstanding_minor, late_days, invoices, total_minor }
}

function withDisputed(sum: InvoiceSum | null, { invoice_id }: InvoiceHistory, { outstanding_minor }: InvoiceState): InvoiceSum {
  const first = sum === null || invoice_id < sum.invoice_id ? { invoice_id, outstanding_minor } : sum
  return {
    invoice_id: first.invoice_id,
    outstanding_minor: first.outstanding_minor,
    invoices: (sum?.invoices ?? 0) + 1,
    total_minor: (sum?.total_minor ?? 0) + outstanding_minor,
  }
}

function withWriteOff(sum: WrittenOff | null, invoice: InvoiceHistory, day: number, asOf: number): WrittenOff {
  const invoices = (sum?.invoices ?? 0) + 1
  if (sum !== null && !comesAfter(day, invoice, sum)) return { ...sum, invoices }
  const parts = invoice.parts.filter((part) => part.settles_as === 'write_off' && part.day <= asOf)
  return { invoice_id: invoice.invoice_id, day, amount_minor: parts.reduce((total, part) => total + part.amount_minor, 0), invoices }
}

function addPaid(paid: Mutable<PaidInvoices>, due: number, lateDays: number): void {
  paid.invoices++
  paid.late_days += lateDays
  if (lateDays <= 0) paid.on_time++
  if (paymentValue(lateDays) < ADVERSE_BELOW) paid.adverse = withOne(paid.adverse, due)
}
