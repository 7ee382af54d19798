import { defineCommand } from '../../cli/define.ts'
import type { ExportedVisit } from '../../db/queries/exports.ts'
import { isFollowUpOpen } from '../../domain/visit.ts'
import { type Column, table } from '../../output/view.ts'
import { visitFilter, visitFilterOptions } from '../visit/list.ts'
import { excelOption, exportAnswer } from './answer.ts'
import { categoryIdOf, categoryOption } from './filter.ts'

/** `kept`, `planned`, `no-show`, `cancelled by client` or `cancelled by us`. */
function outcomeOf({ outcome, cancelled_by }: ExportedVisit): string {
  return cancelled_by === null ? outcome.replace('_', '-') : `${outcome} by ${cancelled_by}`
}

function ratingsOf({ patience, kindness, professionalism }: ExportedVisit): string | null {
  return patience === null ? null : `${patience},${kindness},${professionalism}`
}

/** The fields of `import visits`, behind clientele's own number (PRODUCT.md section 8), with notice and follow-up. */
const COLUMNS: readonly Column<ExportedVisit>[] = [
  { key: 'client_number', title: 'Number', kind: 'number', show: 'secondary' },
  { key: 'client', title: 'Client', kind: 'text', style: () => 'bold' },
  { key: 'date', title: 'Day', kind: 'text', value: ({ day, time }) => (time === null ? day : `${day} ${time}`) },
  { key: 'kind', title: 'Kind', kind: 'text' },
  { key: 'outcome', title: 'Outcome', kind: 'text', value: outcomeOf },
  { key: 'notice', title: 'Notice', kind: 'number', show: 'secondary', value: (row) => row.notice_hours },
  { key: 'late', title: 'Late', kind: 'number', value: (row) => row.late_minutes },
  { key: 'ratings', title: 'Ratings', kind: 'text', value: ratingsOf },
  { key: 'operator', title: 'Operator', kind: 'text', show: 'secondary' },
  { key: 'reference', title: 'Reference', kind: 'text', show: 'secondary' },
  { key: 'follow_up', title: 'Follow-up', kind: 'day', show: 'secondary', value: (row) => row.follow_up_on },
  { key: 'note', title: 'Note', kind: 'text', show: 'secondary' },
]

export const exportVisits = defineCommand({
  name: 'export visits',
  summary: 'Write visits and other contacts as a file that import takes back',
  file: 'read',
  options: { ...visitFilterOptions, ...categoryOption, ...excelOption },
  examples: ['export visits', 'export visits --client "Asha Patel" --format tsv', 'export visits --outcome no-show --period 2026'],
  async run(context, values) {
    const { exports, visits } = await context.store()
    const filter = await visitFilter(context, values)
    const isNarrowed = Object.values(filter).some((value) => value !== undefined && value !== false)
    const open = () => visits.list(filter).flatMap((row) => (isFollowUpOpen(row) ? [row.visit_id] : []))
    const ids = values.followUps ? open() : isNarrowed ? visits.numbers(filter) : undefined
    const { rows, count } = exports.visits({ categoryId: await categoryIdOf(context, values.category), ids })
    const answered = table<ExportedVisit>({ columns: COLUMNS, rows, empty: 'There are no such visits.' })
    return exportAnswer(context, { title: 'Visits', counted: 'visits', table: answered, count, excel: values.excel })
  },
})
