/** One invoice and all that befell it, and how it stands on a day (PRODUCT.md sections 4, 7 and 9). */

/** Days are numbers (`dayNumber`): reports go through millions of them. Amounts are minor units. */
export interface InvoiceHistory {
  readonly invoice_id: number
  readonly issued: number
  readonly due: number
  readonly amount_minor: number
  /** What lowered it, in the order in which it took effect; a replay makes them. */
  readonly parts: readonly InvoicePart[]
  readonly disputes: readonly DisputeSpan[]
}

export interface InvoicePart {
  readonly day: number
  readonly amount_minor: number
  readonly settles_as: 'payment' | 'credit_note' | 'write_off'
}

/** In dispute from `start` to the day before `end`; null: not resolved. */
export interface DisputeSpan {
  readonly start: number
  readonly end: number | null
  /** False: it takes nothing off the lateness. */
  readonly takes_days_off: boolean
}

export interface InvoiceState {
  readonly outstanding_minor: number
  /** The first day on which the outstanding was 0, or less than what is ignored; null while open. */
  readonly settled: number | null
  /** What had lowered it by that day: credit notes alone, or anything else; null while open, and for an invoice of nothing. */
  readonly settled_by: 'credit_notes' | 'other' | null
  /** The first day on which a part of it was written off. */
  readonly written_off: number | null
  /** Open, and in dispute. */
  readonly disputed: boolean
  /** Days past due when it was settled, or on the day while it is open; below zero before it is due. Days in dispute do not count. */
  readonly late_days: number
}

/** The state of an invoice at the end of a day not before its issue. `ignoreBelow`: an outstanding under so much counts as settled; at least 1. */
export function stateOn(invoice: InvoiceHistory, day: number, ignoreBelow = 1): InvoiceState {
  const { parts, amount_minor, issued, due } = invoice
  let outstanding = amount_minor
  let settled = outstanding < ignoreBelow ? issued : null
  let settledBy: InvoiceState['settled_by'] = null
  let writtenOff: number | null = null
  let onlyCreditNotes = true
  for (const part of parts) {
    if (part.day > day) break
    outstanding -= part.amount_minor
    if (part.settles_as === 'write_off') writtenOff ??= part.day
    if (part.settles_as !== 'credit_note') onlyCreditNotes = false
    if (settled === null && outstanding < ignoreBelow) {
      settled = part.day
      settledBy = onlyCreditNotes ? 'credit_notes' : 'other'
    }
  }
  return {
    outstanding_minor: outstanding,
    settled,
    settled_by: settledBy,
    written_off: writtenOff,
    disputed: settled === null && invoice.disputes.some(({ start, end }) => start <= day && (end === null || day < end)),
    // Payment in full ends a dispute, so that the day of settling is none in dispute.
    late_days: (settled ?? day) - due - disputedDays(invoice, settled === null ? day : settled - 1),
  }
}

/** How many of the days after the due day and up to `last` the invoice was in dispute; a day in two disputes counts once. */
function disputedDays({ due, disputes }: InvoiceHistory, last: number): number {
  if (disputes.length === 0 || last <= due) return 0
  const spans = disputes.filter((span) => span.takes_days_off).toSorted((one, other) => one.start - other.start)
  let counted = due
  let days = 0
  for (const { start, end } of spans) {
    const from = Math.max(start, counted + 1)
    const to = Math.min(last, end === null ? last : end - 1)
    if (to < from) continue
    days += to - from + 1
    counted = to
  }
  return days
}
