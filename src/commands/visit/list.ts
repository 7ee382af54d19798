import type { Context } from '../../cli/context.ts'
import { defineCommand, flag, opt } from '../../cli/define.ts'
import { choice, period, text } from '../../cli/parsers.ts'
import type { VisitFilter, VisitRow } from '../../db/queries/visits.ts'
import type { Period } from '../../domain/period.ts'
import {
  countOutcomes,
  isFollowUpOpen,
  type OutcomeCounts,
  outcomeInWords,
  ratingInWords,
  ratingMean,
  type VisitKind,
  type VisitOutcome,
} from '../../domain/visit.ts'
import { counted } from '../../domain/words.ts'
import { type Column, table } from '../../output/view.ts'
import { resolveClient } from '../client/resolve.ts'
import { operatorNamed } from '../operator.ts'
import { visitKind } from './visit-options.ts'

const OUTCOMES: Readonly<Record<'planned' | 'kept' | 'no-show' | 'cancelled', VisitOutcome>> = {
  planned: 'planned',
  kept: 'kept',
  'no-show': 'no_show',
  cancelled: 'cancelled',
}

const COLUMNS: readonly Column<VisitRow>[] = [
  { key: 'visit_id', title: '#', kind: 'number' },
  { key: 'day', title: 'Day', kind: 'day' },
  { key: 'time', title: 'Time', kind: 'text' },
  { key: 'client_id', title: 'Client number', kind: 'number', show: 'machine' },
  { key: 'client', title: 'Client', kind: 'text', style: () => 'bold', essential: true },
  { key: 'ref', title: 'Reference', kind: 'text', show: 'machine' },
  { key: 'kind', title: 'Kind', kind: 'text' },
  {
    key: 'outcome',
    title: 'Outcome',
    kind: 'text',
    human: (row) => (row.voided_on === null ? outcomeInWords(row) : 'void'),
    essential: true,
  },
  { key: 'cancelled_by', title: 'Cancelled by', kind: 'text', show: 'machine' },
  { key: 'notice_hours', title: 'Notice', kind: 'number', show: 'machine' },
  { key: 'late_minutes', title: 'Late', kind: 'number', show: 'machine' },
  { key: 'patience', title: 'Patience', kind: 'number', show: 'machine' },
  { key: 'kindness', title: 'Kindness', kind: 'number', show: 'machine' },
  { key: 'professionalism', title: 'Professionalism', kind: 'number', show: 'machine' },
  { key: 'rated', title: 'Rated', kind: 'number', value: ratingMean, human: (row) => ratingInWords(row) ?? '', show: 'secondary' },
  { key: 'operator', title: 'By', kind: 'text', show: 'secondary' },
  { key: 'reference', title: 'Reference', kind: 'text', show: 'machine' },
  { key: 'follow_up_on', title: 'Follow-up', kind: 'day', human: (row) => followUpInWords(row) },
  {
    key: 'follow_up_open',
    title: 'Follow-up open',
    kind: 'flag',
    value: (row) => (row.follow_up_on === null ? null : isFollowUpOpen(row)),
    show: 'machine',
  },
  { key: 'note', title: 'Note', kind: 'text', show: 'secondary' },
  { key: 'voided_on', title: 'Void since', kind: 'day', show: 'machine' },
]

/** Without the follow-ups where there are none: their room is better spent on names. */
function columnsFor(rows: readonly VisitRow[]): readonly Column<VisitRow>[] {
  if (rows.some((row) => row.follow_up_on !== null)) return COLUMNS
  return COLUMNS.map((column) => (column.key === 'follow_up_on' ? { ...column, show: 'machine' } : column))
}

function followUpInWords(row: VisitRow): string {
  if (row.follow_up_on === null || row.voided_on !== null) return ''
  return isFollowUpOpen(row) ? row.follow_up_on : 'done'
}

function totalInWords({ visits, kept, planned, no_show, cancelled }: OutcomeCounts): string {
  const parts = [
    `${kept} kept`,
    planned > 0 && `${planned} planned`,
    no_show > 0 && counted(no_show, 'no-show'),
    cancelled > 0 && `${cancelled} cancelled`,
  ]
  return `${counted(visits, 'contact')}: ${parts.filter(Boolean).join(', ')}`
}

/** What narrows a list or an export of contacts. */
export const visitFilterOptions = {
  client: opt('--client <client>', 'of one client', text),
  period: opt('--period <period>', 'in this period', period),
  kind: opt('--kind <kind>', 'of one kind', visitKind),
  outcome: opt(
    '--outcome <outcome>',
    'planned (soonest first), kept, no-show or cancelled',
    choice('planned', 'kept', 'no-show', 'cancelled'),
  ),
  operator: opt('--operator <name>', 'of one operator', text),
  followUps: flag('--follow-ups', 'only those with an open follow-up, the first due first'),
} as const

export interface VisitFilterValues {
  readonly client: string | undefined
  readonly period: Period | undefined
  readonly kind: VisitKind | undefined
  readonly outcome: keyof typeof OUTCOMES | undefined
  readonly operator: string | undefined
  readonly followUps: boolean
}

/** Of open follow-ups all that have one pass: which are open, their rows say. @throws NotFound for an unknown client, UsageError for an unknown operator */
export async function visitFilter(context: Context, values: VisitFilterValues): Promise<VisitFilter> {
  const { client, period: during, kind, outcome, operator, followUps } = values
  const store = await context.store()
  return {
    clientId: client === undefined ? undefined : await resolveClient(context, client),
    period: during,
    kind,
    outcome: outcome && OUTCOMES[outcome],
    operatorId: operator === undefined ? undefined : operatorNamed(store, operator),
    withFollowUp: followUps,
  }
}

export const visitsList = defineCommand({
  name: 'visits list',
  summary: 'List contacts, newest day first',
  file: 'read',
  options: {
    ...visitFilterOptions,
    void: flag('--void', 'void ones too'),
  },
  examples: ['visits --outcome planned', 'visits --client "Asha Patel"', 'visits list --period 2026 --kind visit', 'visits --follow-ups'],
  async run(context, values) {
    const store = await context.store()
    const found = store.visits.list({ ...(await visitFilter(context, values)), withVoid: values.void })
    const rows = values.followUps ? found.filter(isFollowUpOpen).sort(byFollowUp) : values.outcome === 'planned' ? found.reverse() : found
    const total = countOutcomes(rows)
    return {
      title: values.followUps ? 'Follow-ups' : 'Visits',
      head: { currency: store.settings.currency },
      table: table<VisitRow>({
        columns: columnsFor(rows),
        rows,
        empty: values.followUps ? 'No follow-up is open.' : 'There are no such visits.',
      }),
      foot: { total: { ...total } },
      closing: rows.length > 0 ? [totalInWords(total)] : [],
    }
  },
})

function byFollowUp(one: VisitRow, other: VisitRow): number {
  const [a, b] = [one.follow_up_on ?? '', other.follow_up_on ?? '']
  return a < b ? -1 : a > b ? 1 : one.visit_id - other.visit_id
}
