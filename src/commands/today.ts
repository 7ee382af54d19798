import { defineCommand } from '../cli/define.ts'
import type { VisitRow } from '../db/queries/visits.ts'
import { type Day, formatLong } from '../domain/day.ts'
import { isFollowUpOpen, nameOfDay, onDay, sinceDay, type VisitKind } from '../domain/visit.ts'
import { type Column, table, type View } from '../output/view.ts'

interface TodayRow {
  readonly section: 'To see' | 'Not done' | 'Follow up'
  readonly what: 'visit' | 'follow_up'
  readonly visit_id: number
  readonly client_id: number
  readonly client: string
  readonly ref: string | null
  /** The planned day, or the day the follow-up is due. */
  readonly day: Day
  readonly time: string | null
  readonly kind: VisitKind
  readonly note: string | null
}

function rowOf(visit: VisitRow, section: TodayRow['section'], day: Day): TodayRow {
  const { visit_id, client_id, client, ref, kind, note } = visit
  const isFollowUp = section === 'Follow up'
  return {
    section,
    what: isFollowUp ? 'follow_up' : 'visit',
    visit_id,
    client_id,
    client,
    ref,
    day,
    time: isFollowUp ? null : visit.time,
    kind,
    note,
  }
}

/** What is to be done: today's visits by the hour, then planned ones never completed, then open follow-ups, the oldest first. */
function rowsOf(due: readonly VisitRow[], today: Day): TodayRow[] {
  const planned = due.filter((visit) => visit.outcome === 'planned')
  const toSee = planned.filter((visit) => visit.day === today)
  const notDone = planned.filter((visit) => visit.day < today)
  const followUps = due
    .flatMap((visit) =>
      visit.follow_up_on !== null && visit.follow_up_on <= today && isFollowUpOpen(visit)
        ? [rowOf(visit, 'Follow up', visit.follow_up_on)]
        : [],
    )
    .sort((one, other) => (one.day < other.day ? -1 : one.day > other.day ? 1 : one.visit_id - other.visit_id))
  return [
    ...toSee.map((visit) => rowOf(visit, 'To see', today)),
    ...notDone.map((visit) => rowOf(visit, 'Not done', visit.day)),
    ...followUps,
  ]
}

function whenOf(row: TodayRow, today: Day): string {
  if (row.section === 'To see') return row.time ?? ''
  if (row.section === 'Follow up') return sinceDay(row.day, today)
  return nameOfDay(row.day, today)
}

/** What a follow-up is about is its note; of a visit one wants to know the kind first. */
function aboutOf({ what, kind, note }: TodayRow): string {
  if (note === null) return kind
  return what === 'follow_up' ? note : `${kind}: ${note}`
}

function columnsFor(rows: readonly TodayRow[], today: Day): readonly Column<TodayRow>[] {
  const firsts = new Set(rows.filter((row, index) => row.section !== rows[index - 1]?.section))
  return [
    { key: 'section', title: '', kind: 'text', value: (row) => (firsts.has(row) ? row.section : ''), show: 'people' },
    { key: 'what', title: 'What', kind: 'text', show: 'machine' },
    { key: 'visit_id', title: '#', kind: 'number' },
    { key: 'client_id', title: 'Client number', kind: 'number', show: 'machine' },
    {
      key: 'when',
      title: 'When',
      kind: 'text',
      value: (row) => whenOf(row, today),
      show: 'people',
      style: (row) => (row.day < today ? 'attention' : undefined),
    },
    { key: 'client', title: 'Client', kind: 'text', style: () => 'bold' },
    { key: 'ref', title: 'Reference', kind: 'text', show: 'machine' },
    { key: 'day', title: 'Day', kind: 'day', show: 'machine' },
    { key: 'time', title: 'Time', kind: 'text', show: 'machine' },
    { key: 'about', title: 'About', kind: 'text', value: aboutOf, show: 'people' },
    { key: 'kind', title: 'Kind', kind: 'text', show: 'machine' },
    { key: 'note', title: 'Note', kind: 'text', show: 'machine' },
  ]
}

/** Said where nothing is to be done. */
function nothing(next: VisitRow | undefined, today: Day): string {
  const words = next
    ? `Next: ${next.client}, ${onDay(next.day, today)}${next.time === null ? '' : ` at ${next.time}`} (${next.kind}).`
    : 'Nothing is planned: clientele visit CLIENT --planned --on "friday 14:30"'
  return `Nobody to see and nothing to follow up today. ${words}`
}

export const today = defineCommand({
  name: 'today',
  summary: 'Whom to see today and what to follow up',
  file: 'read',
  examples: ['today', 'today --format json'],
  async run(context) {
    const store = await context.store()
    const rows = rowsOf(store.visits.due(context.today), context.today)
    const followUps = rows.filter((row) => row.what === 'follow_up').length
    const notDone = rows.filter((row) => row.section === 'Not done').length
    return {
      title: formatLong(context.today),
      head: { currency: store.settings.currency, day: context.today },
      table: table<TodayRow>({
        columns: columnsFor(rows, context.today),
        rows,
        ...(rows.length > 0 ? {} : { empty: nothing(store.visits.nextPlanned(context.today), context.today) }),
      }),
      foot: { total: { visits: rows.length - followUps, overdue: notDone, follow_ups: followUps } },
      closing: rows.length > followUps ? [[{ text: 'When a visit is over: clientele visits done #', style: 'dim' }]] : [],
    }
  },
})

const FIRST_COMMANDS = [
  { command: 'clientele add "First Client"', meaning: 'make the first card' },
  { command: 'clientele pay first 120', meaning: 'write down what the client paid' },
  { command: 'clientele demo', meaning: 'look around in the file of an invented practice' },
]

/** What bare `clientele` says while there is no file. */
export function welcome(): View {
  const width = Math.max(...FIRST_COMMANDS.map(({ command }) => command.length))
  return {
    lines: [
      'clientele keeps the client file of a small business: who your clients are, what they pay, whom to see next. Begin with:',
      ...FIRST_COMMANDS.map(({ command, meaning }) => [
        { text: `  ${command.padEnd(width)}   ` },
        { text: meaning, style: 'dim' as const },
      ]),
    ],
    record: { file: null, begin_with: FIRST_COMMANDS.map(({ command }) => command) },
  }
}
