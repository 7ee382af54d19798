import { SIGNS, type Sign, type Verdict } from '../../domain/trust/rules.ts'
import type { Column, Style } from '../../output/view.ts'
import type { TrustRow } from './trust-rows.ts'

const SIGN_TITLES: Readonly<Record<Sign, string>> = {
  payment: 'Pay',
  behaviour: 'Behav',
  projects: 'Proj',
  time: 'Time',
  honesty: 'Hon',
}
const NOTHING_SEEN = '·'
/** A reason cut short is worth less than the scores of the signs. */
const WHY_ROOM = 44

/** `let go` is an alarm; what asks for care is for attention. */
export function verdictStyle(verdict: Verdict): Style | undefined {
  if (verdict === 'let go') return 'alarm'
  return verdict === 'prepay' || verdict === 'watch' ? 'attention' : undefined
}

const rounded = (score: number | null): string => (score === null ? NOTHING_SEEN : String(Math.round(score)))

function signColumns(): Column<TrustRow>[] {
  return SIGNS.flatMap((sign): Column<TrustRow>[] => [
    {
      key: `signs.${sign}.score`,
      title: SIGN_TITLES[sign],
      kind: 'number',
      show: 'secondary',
      value: ({ signs }) => signs[sign]?.score ?? null,
      human: ({ signs }) => rounded(signs[sign]?.score ?? null),
    },
    {
      key: `signs.${sign}.observations`,
      title: `${SIGN_TITLES[sign]} facts`,
      kind: 'count',
      show: 'machine',
      value: ({ signs }) => signs[sign]?.observations ?? null,
    },
  ])
}

/** The columns of the report (PRODUCT.md section 7). `moves`: with the verdict before. */
export function trustColumns({ moves }: { readonly moves: boolean }): Column<TrustRow>[] {
  const before: Column<TrustRow>[] = moves
    ? [
        {
          key: 'verdict_before',
          title: 'Before',
          kind: 'text',
          style: ({ verdict_before: verdict }) => (verdict === null ? undefined : verdictStyle(verdict)),
        },
      ]
    : []
  return [
    { key: 'client_id', title: '#', kind: 'count', show: 'secondary' },
    { key: 'client', title: 'Client', kind: 'text', style: () => 'bold', essential: true },
    { key: 'ref', title: 'Reference', kind: 'text', show: 'machine' },
    { key: 'category', title: 'Category', kind: 'text', show: 'machine' },
    { key: 'class', title: 'Class', kind: 'text', show: 'machine' },
    ...before,
    { key: 'verdict', title: 'Verdict', kind: 'text', style: ({ verdict }) => verdictStyle(verdict), essential: true },
    { key: 'score', title: 'Score', kind: 'number', human: ({ score }) => rounded(score) },
    ...signColumns(),
    { key: 'observations', title: 'Facts', kind: 'count', show: 'machine' },
    { key: 'owes', title: 'Owes', kind: 'money', show: 'people', value: ({ outstanding_minor }) => outstanding_minor },
    { key: 'overdue_minor', title: 'Overdue', kind: 'money', show: 'machine' },
    { key: 'oldest_overdue_days', title: 'Oldest', kind: 'count', show: 'machine' },
    { key: 'why', title: 'Why', kind: 'text', show: 'people', essential: true, room: WHY_ROOM, value: ({ reasons }) => reasons[0] ?? '' },
    { key: 'reasons', title: 'Reasons', kind: 'list', show: 'machine' },
    { key: 'advice', title: 'What to do', kind: 'text', show: 'machine' },
  ]
}
