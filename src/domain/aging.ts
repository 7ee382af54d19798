/** What is owed by how long it is past due, and who owes it (PRODUCT.md section 9). Amounts are minor units, days are numbers (`dayNumber`). */

import { usualDays } from './account-figures.ts'
import { type InvoiceHistory, stateOn } from './invoice-history.ts'

/** What one client's account holds up to a day. */
export interface AgingAccount {
  readonly client_id: number
  readonly invoices: readonly InvoiceHistory[]
  /** Account payments less account refunds, credit notes and write-offs: what the invoices less this come to is the balance. */
  readonly lowered_minor: number
  /** What refunds beyond the credit leave owed; asked for only where more is owed than the invoices leave open. */
  readonly owedRefunds: () => readonly OwedSum[]
}

export interface OwedSum {
  readonly due: number
  readonly owed_minor: number
}

/** The columns by age, the youngest first, each with the last day past due that stands in it. On its due day nothing is past due. */
export const AGES = [
  { key: 'not_due_minor', last: 0 },
  { key: 'days_1_30_minor', last: 30 },
  { key: 'days_31_60_minor', last: 60 },
  { key: 'days_61_90_minor', last: 90 },
  { key: 'over_90_minor', last: Number.POSITIVE_INFINITY },
] as const

export type Age = (typeof AGES)[number]['key']
const OLDEST_FIRST: readonly Age[] = AGES.map(({ key }) => key).reverse()

/** The ages and the credit add up to the balance. */
export interface AgingSums extends Readonly<Record<Age, number>> {
  /** In dispute; stands in the ages as well. */
  readonly disputed_minor: number
  /** What waits, below zero. */
  readonly credit_minor: number
  readonly balance_minor: number
}

export interface AgingRow extends AgingSums {
  readonly client_id: number
  /** Median days from issue to settlement; null under 3 settled invoices. */
  readonly usual_days_to_pay: number | null
}

export interface Aging {
  /** The clients with anything open or waiting, the oldest and largest sums past due first. */
  readonly rows: readonly AgingRow[]
  readonly total: AgingSums & { readonly dso: number | null }
  /** The size of all that was added up: the sums count exactly while it stays under 2^53. */
  readonly moved_minor: number
  /** Clients whose open invoices do not fit their balance: their stored allocations are not what a replay comes to. */
  readonly disagreeing: readonly number[]
}

type Growing<Sums> = { -readonly [Key in keyof Sums]: Sums[Key] }

const nothing = (): Growing<AgingSums> => ({
  not_due_minor: 0,
  days_1_30_minor: 0,
  days_31_60_minor: 0,
  days_61_90_minor: 0,
  over_90_minor: 0,
  disputed_minor: 0,
  credit_minor: 0,
  balance_minor: 0,
})

/** Where a sum stands that was due so many days ago; below zero: is due in so many. */
export function ageOf(daysPastDue: number): Age {
  return AGES.find(({ last }) => daysPastDue <= last)?.key ?? 'over_90_minor'
}

interface AgedAccount {
  readonly sums: AgingSums
  /** Days from issue to settlement of each paid invoice, as `usualDays` takes them. */
  readonly daysToPay: number[]
  readonly outstanding_minor: number
  readonly invoiced_minor: number
  /** Of that, in the 365 days that end with the day. */
  readonly invoiced_lately_minor: number
  readonly agrees: boolean
}

function ageAccount({ invoices, lowered_minor, owedRefunds }: AgingAccount, day: number): AgedAccount {
  const sums = nothing()
  const daysToPay: number[] = []
  let outstanding = 0
  let invoiced = 0
  let invoicedLately = 0
  for (const invoice of invoices) {
    invoiced += invoice.amount_minor
    if (invoice.issued > day - 365) invoicedLately += invoice.amount_minor
    const { outstanding_minor, settled, settled_by, written_off, disputed } = stateOn(invoice, day)
    if (settled === null) {
      outstanding += outstanding_minor
      sums[ageOf(day - invoice.due)] += outstanding_minor
      if (disputed) sums.disputed_minor += outstanding_minor
    } else if (settled_by === 'other' && written_off === null) daysToPay.push(settled - invoice.issued)
  }
  sums.balance_minor = invoiced - lowered_minor
  let open = outstanding
  if (sums.balance_minor > open) {
    for (const { due, owed_minor } of owedRefunds()) {
      open += owed_minor
      sums[ageOf(day - due)] += owed_minor
    }
  }
  sums.credit_minor = sums.balance_minor - open
  return {
    sums,
    daysToPay,
    outstanding_minor: outstanding,
    invoiced_minor: invoiced,
    invoiced_lately_minor: invoicedLately,
    // Credit never waits beside anything open (`replay`).
    agrees: sums.credit_minor === 0 || (sums.credit_minor < 0 && open === 0),
  }
}

/** The aging of these accounts on a day, in any order. Adds them up; nothing is thrown where they do not agree. */
export function ageAccounts(accounts: Iterable<AgingAccount>, day: number): Aging {
  const rows: AgingRow[] = []
  const total = nothing()
  const disagreeing: number[] = []
  let [outstanding, invoicedLately, moved] = [0, 0, 0]
  for (const account of accounts) {
    const { client_id } = account
    const aged = ageAccount(account, day)
    outstanding += aged.outstanding_minor
    invoicedLately += aged.invoiced_lately_minor
    moved += aged.invoiced_minor + Math.abs(account.lowered_minor)
    if (!aged.agrees) disagreeing.push(client_id)
    // Where they agree, a balance of zero has neither credit nor anything open.
    if (aged.sums.balance_minor === 0) continue
    for (const key of SUMS) total[key] += aged.sums[key]
    rows.push({ client_id, ...aged.sums, usual_days_to_pay: usualDays(aged.daysToPay) })
  }
  return {
    rows: rows.sort(oldestAndLargestFirst),
    total: { ...total, dso: daysSalesOutstanding(outstanding, invoicedLately) },
    moved_minor: moved,
    disagreeing,
  }
}

const SUMS = Object.keys(nothing()) as (keyof AgingSums)[]

/** By the oldest column, then the next, each with the largest sum first; then by balance, so that credits come last; then by number. */
function oldestAndLargestFirst(one: AgingRow, other: AgingRow): number {
  return (
    other.over_90_minor - one.over_90_minor ||
    other.days_61_90_minor - one.days_61_90_minor ||
    other.days_31_60_minor - one.days_31_60_minor ||
    other.days_1_30_minor - one.days_1_30_minor ||
    other.balance_minor - one.balance_minor ||
    one.client_id - other.client_id
  )
}

/** Outstanding / invoiced in 365 days x 365, rounded half up to one decimal; null where nothing was invoiced. */
export function daysSalesOutstanding(outstandingMinor: number, invoicedMinor: number): number | null {
  if (invoicedMinor === 0) return null
  const [outstanding, invoiced] = [BigInt(outstandingMinor), BigInt(invoicedMinor)]
  return Number((outstanding * 7300n + invoiced) / (2n * invoiced)) / 10
}

/** What of a sum is past its due day, disputed or not. */
export function pastDue(sums: AgingSums): number {
  return sums.days_1_30_minor + sums.days_31_60_minor + sums.days_61_90_minor + sums.over_90_minor
}

/** The oldest age that holds anything; null for credit alone. */
export function oldestAge(sums: AgingSums): Age | null {
  return OLDEST_FIRST.find((key) => sums[key] > 0) ?? null
}
