/** What a table is of, by its columns: for a look at a file before anybody has said. */
import type { TableKind } from '../headers.ts'
import { mapColumns } from '../mapping.ts'
import { type Profile, recogniseProfile } from './profile.ts'

export interface GuessedKind {
  readonly kind: TableKind
  /** The profile that the table is known for; undefined where the headers alone say it. */
  readonly profile: Profile | undefined
}

/** In the order in which they are taken where several fit as well: a client, a day and an amount are a payment. */
const KINDS: readonly TableKind[] = ['payments', 'invoices', 'visits', 'clients']

/**
 * The kind whose profile asks for most of the columns; else the one that can use most of the headers. Undefined where the columns are enough
 * for none.
 */
export function guessKind(header: readonly string[], profiles: readonly Profile[]): GuessedKind | undefined {
  const known = KINDS.flatMap((kind) => recogniseProfile(kind, header, profiles) ?? [])
  const [profile] = known.sort((one, other) => other.recognised_by.length - one.recognised_by.length)
  if (profile) return { kind: profile.kind, profile }
  const fits = KINDS.map((kind) => ({ kind, used: usedBy(kind, header) }))
  const best = fits.reduce((most, each) => (each.used > most.used ? each : most))
  return best.used > 0 ? { kind: best.kind, profile: undefined } : undefined
}

/** How many columns a kind has a use for; a due day and an invoice's number, which a payment's reference is not, count twice. */
function usedBy(kind: TableKind, header: readonly string[]): number {
  const mapped = mapColumns(kind, header)
  if (!mapped.ok) return 0
  const { columns } = mapped.value
  const used = new Set(columns.values()).size
  if (kind !== 'invoices') return used
  const asPayments = mapColumns('payments', header)
  const reference = asPayments.ok ? asPayments.value.columns.get('reference') : undefined
  const isNumbered = columns.has('number') && columns.get('number') !== reference
  return used + (isNumbered ? 1 : 0) + (columns.has('due') ? 1 : 0)
}
