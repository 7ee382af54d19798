import { replay, type SourceKind } from '../domain/allocation.ts'
import type { Day } from '../domain/day.ts'
import { accountFacts } from './allocations.ts'
import type { Connection } from './connection.ts'

/** A part of a payment, credit note or write-off on one invoice, and what that invoice still leaves open. Minor units. */
export interface SettledPart {
  readonly invoice_id: number
  readonly number: string
  readonly amount_minor: number
  readonly open_minor: number
}

/** What a payment, credit note or write-off came to. Minor units. */
export interface SettledBy {
  readonly parts: readonly SettledPart[]
  /** What went to account refunds that an import had paid out beyond the credit. */
  readonly refunds_minor: number
  /** What of it waits as credit. */
  readonly waits_minor: number
  /** What waits of the client in all. */
  readonly credit_minor: number
}

/** What a payment, credit note or write-off of a client settled by the end of a day. */
export function settledBy(connection: Connection, source: SourceKind, sourceId: number, clientId: number, asOf: Day): SettledBy {
  const { allocations, invoices, credits, credit_minor } = replay(accountFacts(connection, clientId), asOf)
  const isIts = (part: { readonly source: SourceKind; readonly source_id: number }): boolean =>
    part.source === source && part.source_id === sourceId
  const number = connection.sqlite.prepare('SELECT number FROM invoice WHERE id = ?').pluck()
  const parts = allocations
    .filter((part) => isIts(part) && part.target === 'invoice')
    .map(
      ({ target_id, amount_minor }): SettledPart => ({
        invoice_id: target_id,
        number: number.get(target_id) as string,
        amount_minor,
        open_minor: invoices.get(target_id)?.outstanding_minor ?? 0,
      }),
    )
  const refunds = allocations.filter((part) => isIts(part) && part.target === 'refund')
  const refunds_minor = refunds.reduce((sum, { amount_minor }) => sum + amount_minor, 0)
  return { parts, refunds_minor, waits_minor: credits.find(isIts)?.open_minor ?? 0, credit_minor }
}
