import { defineCommand, flag, opt } from '../../cli/define.ts'
import { period } from '../../cli/parsers.ts'
import type { IncidentRow } from '../../db/queries/incidents.ts'
import type { Day } from '../../domain/day.ts'
import { describePeriod } from '../../domain/period.ts'
import { counted } from '../../domain/words.ts'
import { type Column, table } from '../../output/view.ts'
import { resolveClient } from '../client/resolve.ts'
import { clientOption, sign } from './options.ts'

const COLUMNS: readonly Column<IncidentRow>[] = [
  { key: 'incident_id', title: '#', kind: 'count' },
  { key: 'occurred_on', title: 'Day', kind: 'day' },
  { key: 'client_id', title: 'Number', kind: 'count', show: 'machine' },
  { key: 'client', title: 'Client', kind: 'text', style: () => 'bold', essential: true },
  { key: 'ref', title: 'Reference of the client', kind: 'text', show: 'machine' },
  { key: 'sign', title: 'Sign', kind: 'text', essential: true },
  { key: 'severity', title: 'Severity', kind: 'count', essential: true },
  { key: 'our_fault', title: 'Our fault', kind: 'flag', value: ({ our_fault }) => our_fault === 1 },
  { key: 'resolved_on', title: 'Resolved', kind: 'day' },
  { key: 'note', title: 'Note', kind: 'text', show: 'secondary' },
]

/** How many there are, how many of them stand unresolved on the day, and how many were our fault. */
function totalOf(rows: readonly IncidentRow[], today: Day) {
  return {
    incidents: rows.length,
    open: rows.filter(({ resolved_on }) => resolved_on === null || resolved_on > today).length,
    our_fault: rows.filter(({ our_fault }) => our_fault === 1).length,
  }
}

export const incidentsList = defineCommand({
  name: 'incidents list',
  summary: 'List incidents, newest first',
  file: 'read',
  options: {
    client: clientOption,
    period: opt('--period <period>', 'that happened in this period', period),
    sign: opt('--sign <sign>', 'of one sign of trust', sign),
    open: flag('--open', 'only those that are not resolved'),
    ourFault: flag('--our-fault', 'only our own quality problems'),
  },
  examples: ['incidents --open', 'incidents list --client "Asha Patel" --format csv', 'incidents --our-fault --period 2026'],
  async run(context, { client, period: during, open, sign: ofSign, ourFault }) {
    const { settings, incidents } = await context.store()
    const clientId = client === undefined ? undefined : await resolveClient(context, client)
    const rows = incidents.list({ clientId, period: during, sign: ofSign, openOn: open ? context.today : undefined, ourFault })
    const total = totalOf(rows, context.today)
    const closing = `${counted(total.incidents, 'incident')}: ${total.open} open, ${total.our_fault} our fault`
    return {
      title: `Incidents${during ? `, ${describePeriod(during)}` : ''}`,
      head: { currency: settings.currency },
      table: table<IncidentRow>({ columns: COLUMNS, rows, empty: 'No incidents.' }),
      foot: { total },
      closing: rows.length > 0 ? [[{ text: closing, style: 'dim' }]] : [],
    }
  },
})
