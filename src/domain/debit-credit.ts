/**
 * Columns called debit and credit, where nothing says whose side they are of: in a bank's statement credit is money in, in a cash book debit is. Only in
 * the layouts of bank statements (`src/profiles/`) are they known.
 */
import { foldHeader, foldWithoutUnit } from './headers.ts'
import type { ExplicitColumn, Refused } from './mapping.ts'

const DEBIT = 'debit, débit, debits, débits, debit amount, montant débit, dr, soll, cargo, cargos, debe'
const CREDIT = 'credit, crédit, credits, crédits, credit amount, montant crédit, cr, haben, abono, abonos, haber'

const [DEBITS, CREDITS] = [DEBIT, CREDIT].map((words) => new Set(words.split(',').map(foldHeader)))

function isOneOf(names: ReadonlySet<string> | undefined, header: string): boolean {
  return names !== undefined && (names.has(foldHeader(header)) || names.has(foldWithoutUnit(header)))
}

/**
 * The refusal of a table of payments whose amounts stand in a column debit and a column credit, with both readings; undefined where there is a better amount,
 * or the user says which is which.
 */
export function openSides(
  header: readonly string[],
  columns: ReadonlyMap<string, number>,
  explicit: readonly ExplicitColumn[],
): Refused | undefined {
  if (explicit.some(({ field }) => ['amount', 'moneyout'].includes(foldHeader(field))) || columns.has('money_out')) return undefined
  const amount = columns.get('amount')
  if (amount !== undefined && !isOneOf(CREDITS, header[amount] ?? '')) return undefined
  const debit = header.find((name) => isOneOf(DEBITS, name))
  const credit = header.find((name) => isOneOf(CREDITS, name))
  if (debit === undefined || credit === undefined) return undefined
  const said = (field: string, name: string): string =>
    /^[\p{L}\p{M}\p{N}_-]+$/u.test(name) ? `--map ${field}=${name}` : `--map "${field}=${name}"`
  return {
    ok: false,
    reason: `"${credit}" can be money in and "${debit}" money out, as in a bank statement, or the other way round, as in a cash book`,
    hint: `say ${said('amount', credit)} ${said('money_out', debit)}, or ${said('amount', debit)} ${said('money_out', credit)}`,
  }
}
