import { ADVICE, SIGNS, type Sign, type Verdict } from '../../domain/trust/rules.ts'
import type { Column, Style } from '../../output/view.ts'
import type { TrustRow } from './trust-rows.ts'
import { oneDecimal } from './verdicts.ts'

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
      value: ({ judged }) => oneDecimal(judged.judgement.signs[sign]?.score ?? null),
      human: ({ judged }) => rounded(judged.judgement.signs[sign]?.score ?? null),
    },
    {
      key: `signs.${sign}.observations`,
      title: `${SIGN_TITLES[sign]} facts`,
      kind: 'count',
      show: 'machine',
      value: ({ judged }) => judged.judgement.signs[sign]?.observations ?? null,
    },
  ])
}

const beforeColumn: Column<TrustRow> = {
  key: 'verdict_before',
  title: 'Before',
  kind: 'text',
  value: ({ judged }) => judged.verdict_before ?? null,
  style: ({ judged: { verdict_before: verdict } }) => (verdict === undefined ? undefined : verdictStyle(verdict)),
}

/** The columns of the report (PRODUCT.md section 7). `moves`: with the verdict before. */
export function trustColumns({ moves }: { readonly moves: boolean }): Column<TrustRow>[] {
  return [
    { key: 'client_id', title: '#', kind: 'count', show: 'secondary', value: ({ card }) => card.client_id },
    { key: 'client', title: 'Client', kind: 'text', style: () => 'bold', essential: true, value: ({ card }) => card.client },
    { key: 'ref', title: 'Reference', kind: 'text', show: 'machine', value: ({ card }) => card.ref },
    { key: 'category', title: 'Category', kind: 'text', show: 'machine', value: ({ card }) => card.category },
    { key: 'class', title: 'Class', kind: 'text', show: 'machine', value: ({ judged }) => judged.class },
    ...(moves ? [beforeColumn] : []),
    {
      key: 'verdict',
      title: 'Verdict',
      kind: 'text',
      value: ({ judged }) => judged.judgement.verdict,
      style: ({ judged }) => verdictStyle(judged.judgement.verdict),
      essential: true,
    },
    {
      key: 'score',
      title: 'Score',
      kind: 'number',
      value: ({ judged }) => oneDecimal(judged.judgement.score),
      human: ({ judged }) => rounded(judged.judgement.score),
    },
    ...signColumns(),
    { key: 'observations', title: 'Facts', kind: 'count', show: 'machine', value: ({ judged }) => judged.judgement.observations },
    { key: 'owes', title: 'Owes', kind: 'money', show: 'people', value: ({ judged }) => judged.judgement.outstanding_minor },
    { key: 'overdue_minor', title: 'Overdue', kind: 'money', show: 'machine', value: ({ judged }) => judged.judgement.overdue_minor },
    {
      key: 'oldest_overdue_days',
      title: 'Oldest',
      kind: 'count',
      show: 'machine',
      value: ({ judged }) => judged.judgement.oldest_overdue_days,
    },
    { key: 'why', title: 'Why', kind: 'text', show: 'people', essential: true, room: WHY_ROOM, value: ({ reasons }) => reasons[0] ?? '' },
    { key: 'reasons', title: 'Reasons', kind: 'list', show: 'machine', value: ({ reasons }) => reasons },
    { key: 'advice', title: 'What to do', kind: 'text', show: 'machine', value: ({ judged }) => ADVICE[judged.judgement.verdict] },
  ]
}
