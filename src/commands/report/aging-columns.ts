import type { OwingClient } from '../../db/queries/aging.ts'
import { AGES, type Age, type Aging, type AgingRow, type AgingSums } from '../../domain/aging.ts'
import { formatMinorHuman } from '../../domain/money.ts'
import { counted } from '../../domain/words.ts'
import type { Column, Style } from '../../output/view.ts'

/** A line of the report: what a client owes, and who that is. */
export interface ShownAging {
  readonly row: AgingRow
  readonly client: OwingClient
}

const AGE_TITLES: Readonly<Record<Age, string>> = {
  not_due_minor: 'Not due',
  days_1_30_minor: '1-30',
  days_31_60_minor: '31-60',
  days_61_90_minor: '61-90',
  over_90_minor: 'Over 90',
}

interface SumColumn {
  readonly key: keyof AgingSums
  readonly title: string
  readonly style?: Style
  readonly secondary?: boolean
  readonly essential?: boolean
}

const DISPUTED: SumColumn = { key: 'disputed_minor', title: 'Disputed', style: 'attention' }
const SUMS: readonly SumColumn[] = [
  ...AGES.map(
    ({ key, last }): SumColumn => ({ key, title: AGE_TITLES[key], ...(last > 0 ? { style: 'alarm' } : {}), essential: last > 90 }),
  ),
  // A balance below zero is the credit.
  { key: 'credit_minor', title: 'Credit', secondary: true },
  { key: 'balance_minor', title: 'Balance', style: 'bold', essential: true },
]

/** The columns of PRODUCT.md section 9. People see none in which nothing stands, and no 0.00, so that what is late stands out. */
export function agingColumns({ rows, total }: Aging, digits: number): Column<ShownAging>[] {
  const sumColumn = ({ key, title, style, secondary, essential = false }: SumColumn): Column<ShownAging> => ({
    key,
    title,
    kind: 'money',
    value: ({ row }) => row[key],
    human: ({ row }) => (row[key] === 0 ? '' : formatMinorHuman(row[key], digits)),
    style: () => style,
    essential,
    ...(total[key] === 0 ? { show: 'machine' } : secondary ? { show: 'secondary' } : {}),
  })
  const disputed = sumColumn(DISPUTED)
  const isKnown = rows.some((row) => row.usual_days_to_pay !== null)
  return [
    { key: 'client_id', title: 'No.', kind: 'count', show: 'machine', value: ({ row }) => row.client_id },
    { key: 'client', title: 'Client', kind: 'text', value: ({ client }) => client.client, style: () => 'bold', essential: true },
    { key: 'ref', title: 'Reference', kind: 'text', show: 'machine', value: ({ client }) => client.ref },
    ...SUMS.slice(0, AGES.length).map(sumColumn),
    { ...disputed, show: 'machine' },
    ...SUMS.slice(AGES.length).map(sumColumn),
    // Stands in the columns of its age: people read it beside the balance, not among what adds up to it.
    ...(total.disputed_minor === 0 ? [] : [{ ...disputed, key: 'disputed', show: 'people' as const }]),
    {
      key: 'usual_days_to_pay',
      title: 'Pays in',
      kind: 'count',
      value: ({ row }) => row.usual_days_to_pay,
      human: ({ row: { usual_days_to_pay: days } }) => (days === null ? '' : counted(days, 'day')),
      show: isKnown ? 'secondary' : 'machine',
    },
  ]
}
