import { answer, withUndo } from '../../cli/answer.ts'
import { defineCommand, flag, opt, type Parser } from '../../cli/define.ts'
import { UsageError } from '../../cli/errors.ts'
import { text } from '../../cli/parsers.ts'
import type { IncidentRow } from '../../db/queries/incidents.ts'
import { LET_GO } from '../../domain/trust/rules.ts'
import { onDay } from '../../domain/visit.ts'
import type { Json, Line } from '../../output/view.ts'
import { resolveClient } from '../client/resolve.ts'
import { warnOfFuture } from '../days.ts'
import { clientArgument, onOption, signArgument } from './options.ts'
import { known, named } from './words.ts'

const SEVERITIES = '1 (light), 2 (serious) or 3 (grave)'

const grade: Parser<number> = (typed) => {
  const value = typed.trim()
  if (!/^[123]$/.test(value)) throw new UsageError(`"${typed}" is not a severity`, `say ${SEVERITIES}`)
  return Number(value)
}

/** `Incident 3 of Karim Benali (27)`. */
export function incidentNamed(row: IncidentRow): string {
  return named('incident', row.incident_id, row)
}

/** `honesty, severity 3`. */
export function incidentInWords(row: IncidentRow): string {
  return `${row.sign}, severity ${row.severity}`
}

/** What machines are answered of an incident, after its client. */
export function incidentKeys(row: IncidentRow): Record<string, Json> {
  const { client_id, incident_id, sign, severity, occurred_on, our_fault } = row
  return { client_id, incident_id, sign, severity, occurred_on, our_fault: our_fault === 1 }
}

/** What an incident means for the verdict (PRODUCT.md section 7). */
function meaning({ incident_id, sign, severity, our_fault }: IncidentRow): Line {
  if (our_fault === 1) return [{ text: '  Noted as a quality problem of ours: it never counts against the client.', style: 'dim' }]
  const when = sign === LET_GO.sign && severity === LET_GO.severity ? 'Until it is settled the verdict is "let go"' : 'Once it is settled'
  return [{ text: `  ${when}: clientele incidents resolve ${incident_id}`, style: 'dim' }]
}

export const incident = defineCommand({
  name: 'incident',
  summary: 'Record something a client did that bears on trust',
  file: 'write',
  arguments: { client: clientArgument, sign: signArgument },
  options: {
    severity: opt('--severity <1-3>', `how grave it was: ${SEVERITIES}`, grade),
    ourFault: flag('--our-fault', 'it came from us: a quality problem of ours, which never counts against the client'),
    on: onOption,
    note: opt('--note <text>', 'what happened', text),
  },
  examples: [
    'incident "Asha Patel" time --severity 1 --note "came on the wrong day"',
    'incident 12 behaviour --severity 2 --our-fault --on yesterday',
  ],
  async run(context, { client, sign, severity, ourFault, on, note: remark }) {
    if (severity === undefined) throw new UsageError('an incident has a severity', `say --severity ${SEVERITIES}`)
    const day = on ?? context.today
    const clientId = await resolveClient(context, client)
    warnOfFuture(context, day)
    const { id: operation, result } = await context.write('incident', ({ store, note }) => {
      const values = { sign, severity, occurred_on: day, our_fault: ourFault, note: remark ?? null }
      const id = store.incidents.insert(clientId, values)
      note({ client_id: clientId, incident_id: id })
      return known(store.incidents.byId(id), 'incident', id)
    })
    const sentence = `${incidentNamed(result)} ${onDay(day, context.today)}: ${incidentInWords(result)}.`
    return answer(context, operation, incidentKeys(result), [withUndo(sentence, operation), meaning(result)])
  },
})
