/**
 * Tables of payments that name nobody but in the text of their lines (`Libellé`, `Description`): statements of banks whose layout no profile knows. As in
 * the profiles of statements, what went out is the owner's own, and a reference is the payer's words: `RENT` comes every month, so it is no row's key.
 */
import { DESCRIPTION_TIER, fieldsOf, foldHeader, foldWithoutUnit, type TableKind } from '../headers.ts'
import type { ColumnMap, ExplicitColumn } from '../mapping.ts'
import type { ProfileOptions } from './profile.ts'

/** What is read otherwise in such a table, and how that is told. */
export const PLAIN_STATEMENT: { readonly title: string; readonly told: string; readonly options: ProfileOptions } = {
  title: 'a bank statement',
  told: 'a bank statement, money in alone (--profile none: refunds too)',
  options: { credits_only: true },
}

/** Whether the columns found by their headers are those of a statement: the client is the text of a line, and nobody is named beside it. */
export function isPlainStatement(kind: TableKind, header: readonly string[], { columns }: ColumnMap): boolean {
  const client = columns.get('client')
  if (kind !== 'payments' || client === undefined) return false
  if (['client_number', 'name', 'first_name', 'last_name'].some((field) => columns.has(field))) return false
  const name = header[client] ?? ''
  return [foldHeader(name), foldWithoutUnit(name)].some((folded) => fieldsOf(kind, folded).get('client') === DESCRIPTION_TIER)
}

/** The columns without a reference that is the payer's: it is the note where there is none. What the user maps stays. */
export function withoutPayersReference(map: ColumnMap, header: readonly string[], explicit: readonly ExplicitColumn[]): ColumnMap {
  const index = map.columns.get('reference')
  const name = header[index ?? -1] ?? ''
  const isSaid = explicit.some(({ field }) => foldHeader(field) === 'reference')
  if (index === undefined || isSaid || !/ref|સંદર્ભ/.test(foldHeader(name))) return map
  const columns = new Map([...map.columns].filter(([field]) => field !== 'reference'))
  if (columns.has('note')) return { ...map, columns, unmapped: [...map.unmapped, name] }
  return { ...map, columns: columns.set('note', index) }
}
