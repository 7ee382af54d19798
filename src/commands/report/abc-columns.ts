import type { Measure } from '../../db/queries/purchases.ts'
import type { AbcSummaryRow } from '../../domain/abc.ts'
import { type Day, daysBetween } from '../../domain/day.ts'
import { age } from '../../domain/words.ts'
import type { Column } from '../../output/view.ts'
import type { ShownRow } from './abc-rows.ts'

const LONGEST_BAR = 16
const TITLES: Readonly<Record<Measure, string>> = { purchases: 'Purchases', payments: 'Payments', visits: 'Visits' }

/** `12 days`, counted back from `asOf`. */
function since(day: string | null, asOf: Day): string {
  return day === null ? 'never' : age(daysBetween(day, asOf))
}

/** The columns of the ranking (PRODUCT.md section 6). */
export function rankingColumns(measure: Measure, asOf: Day, moves: boolean): Column<ShownRow>[] {
  const amount = measure === 'visits' ? ({ key: 'count', kind: 'count' } as const) : ({ key: 'amount_minor', kind: 'money' } as const)
  // A table of moves has room for either how much of all a client is, or where it was before.
  const less = moves ? ({ show: 'secondary' } as const) : {}
  const moved: Column<ShownRow>[] = [
    { key: 'class_before', title: 'Before', kind: 'text', show: 'machine', value: ({ row }) => row.class_before ?? null },
    {
      key: 'move',
      title: 'Move',
      kind: 'text',
      show: 'people',
      essential: true,
      value: ({ row }) => `${row.move} from ${row.class_before}`,
    },
  ]
  return [
    { key: 'rank', title: '#', kind: 'count', value: ({ row }) => row.rank },
    { key: 'client_id', title: 'No.', kind: 'count', show: 'machine', value: ({ row }) => row.client_id },
    { key: 'client', title: 'Client', kind: 'text', value: ({ details }) => details().client, style: () => 'bold', essential: true },
    { key: 'ref', title: 'Reference', kind: 'text', show: 'machine', value: ({ details }) => details().ref },
    { key: 'category', title: 'Category', kind: 'text', value: ({ details }) => details().category },
    { ...amount, title: TITLES[measure], value: ({ row }) => row.amount, essential: !moves },
    { key: 'share', title: 'Share', kind: 'share', value: ({ row }) => row.share },
    { key: 'cumulative_share', title: 'Cum.', kind: 'share', ...less, value: ({ row }) => row.cumulative_share },
    { key: 'class', title: 'Class', kind: 'text', align: 'center', value: ({ row }) => row.class, essential: true },
    ...(moves ? moved : []),
    { key: 'last_purchase', title: 'Last purchase', kind: 'day', show: 'secondary', value: ({ details }) => details().last_purchase },
    {
      key: 'last_contact',
      title: 'Contact',
      kind: 'day',
      align: 'right',
      ...less,
      value: ({ details }) => details().last_contact,
      human: ({ details }) => since(details().last_contact, asOf),
      style: ({ neglected }) => (neglected() ? 'attention' : undefined),
    },
  ]
}

/** A line a class, with a bar for people: the longest class fills it, and what is there at all shows. */
export function summaryColumns(measure: Measure, rows: readonly AbcSummaryRow[]): Column<AbcSummaryRow>[] {
  const largest = Math.max(...rows.map((row) => row.amount_share ?? 0))
  const bar = ({ amount_share, class: cls }: AbcSummaryRow): string => {
    if (cls === '-') return `without ${measure}`
    if (!amount_share) return ''
    return '█'.repeat(Math.max(1, Math.round((LONGEST_BAR * amount_share) / largest)))
  }
  const amount = measure === 'visits' ? ({ key: 'count', kind: 'count' } as const) : ({ key: 'amount_minor', kind: 'money' } as const)
  return [
    { key: 'class', title: 'Class', kind: 'text', align: 'center' },
    { key: 'clients', title: 'Clients', kind: 'count' },
    { key: 'client_share', title: 'Share', kind: 'share' },
    { ...amount, title: TITLES[measure], value: (row) => row.amount },
    { key: 'amount_share', title: 'Share', kind: 'share' },
    { key: 'bar', title: '', kind: 'text', show: 'people', value: bar },
  ]
}
