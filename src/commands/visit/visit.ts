import { answer, withUndo } from '../../cli/answer.ts'
import type { Context } from '../../cli/context.ts'
import { arg, defineCommand } from '../../cli/define.ts'
import { UsageError } from '../../cli/errors.ts'
import { text } from '../../cli/parsers.ts'
import type { Card } from '../../db/queries/clients.ts'
import type { VisitPatch } from '../../db/queries/visits.ts'
import type { Store } from '../../db/store.ts'
import type { Day } from '../../domain/day.ts'
import { JUST_KEPT, visitInWords } from '../../domain/visit.ts'
import type { Line } from '../../output/view.ts'
import { resolveClient } from '../client/resolve.ts'
import { checkFollowUp, momentAfter, outcomeAfter, refuseOfDistantKind } from './outcome.ts'
import { operatorColumn, warnIfPastPlan } from './visit-answer.ts'
import { newVisitOptions } from './visit-options.ts'

interface Recorded {
  readonly day: Day
  readonly isPlanned: boolean
  readonly followUp: Day | null
  /** Contacts that had been planned with the client for that day. */
  readonly plannedBefore: readonly number[]
}

/** Says what the owner may have overlooked. */
function warn(context: Context, card: Card, { day, isPlanned, followUp, plannedBefore }: Recorded): void {
  if (isPlanned) warnIfPastPlan(context, day)
  const [planned] = plannedBefore
  if (planned !== undefined) {
    const remedy = isPlanned ? '' : `; if this was it, say instead: clientele undo, clientele visits done ${planned}`
    context.warn(`visit ${planned} is planned with this client for that day${remedy}`)
  }
  if (card.archived_on !== null && (isPlanned || followUp !== null)) context.warn(`${card.name} is archived, so \`today\` will not show it`)
}

/** How to treat the client and what not to speak of, before a visit to come. */
function adviceLines(store: Store, card: Card): Line[] {
  const lines: Line[] = []
  const advice = store.categories.byId(card.category_id)?.advice
  if (advice) lines.push([{ text: `  ${card.category}: ${advice}`, style: 'dim' }])
  if (card.avoid) lines.push([{ text: `  Avoid: ${card.avoid}`, style: 'attention' }])
  return lines
}

export const visit = defineCommand({
  name: 'visit',
  summary: 'Record a contact with a client, or plan one',
  file: 'write',
  arguments: { client: arg('<client>', 'number, name, phone, email, card or reference', text) },
  options: newVisitOptions,
  examples: [
    'visit "Asha Patel" --late 15 --rate 5,5,4 --follow-up "next friday"',
    'visit "Meera Shah" --on yesterday --kind call --note "asked for a quote"',
    'visit "Meera Shah" --planned --on "friday 14:30"',
  ],
  async run(context, { client, ...values }) {
    const { today } = context
    if (values.at && !values.planned) {
      throw new UsageError('--at is for a planned visit', 'say --planned, or the time with the day: --on "yesterday 14:30"')
    }
    const kind = values.kind ?? 'visit'
    const state = outcomeAfter(JUST_KEPT, values)
    refuseOfDistantKind(kind, values)
    const moment = momentAfter({ day: today, time: null }, state.outcome, values, today)
    const followUp = values.followUp ?? null
    checkFollowUp(followUp, moment.day)
    const clientId = await resolveClient(context, client)
    const row: VisitPatch = {
      ...moment,
      ...state,
      kind,
      follow_up_on: followUp,
      note: values.note ?? null,
      reference: values.ref ?? null,
    }
    const { id: operation, result } = await context.write('visit', ({ store, note }) => {
      const plannedBefore = store.visits.plannedOn(clientId, moment.day)
      const visitId = store.visits.insert(clientId, { ...row, operator_id: operatorColumn(store, values.by) })
      note({ client_id: clientId, visit_id: visitId })
      return { visitId, plannedBefore }
    })
    const store = await context.store()
    const card = store.clients.card(clientId)
    const isPlanned = state.outcome === 'planned'
    warn(context, card, { day: moment.day, isPlanned, followUp, plannedBefore: result.plannedBefore })
    const sentence = visitInWords({ ...moment, ...state, client_id: clientId, client: card.name, kind, follow_up_on: followUp }, today)
    const lines: Line[] = [withUndo(sentence, operation)]
    if (isPlanned) {
      lines.push(...adviceLines(store, card), [{ text: `  When it is over: clientele visits done ${result.visitId}`, style: 'dim' }])
    }
    const ids = { client_id: clientId, visit_id: result.visitId, ...moment, kind, outcome: state.outcome, follow_up_on: followUp }
    return answer(context, operation, ids, lines)
  },
})
