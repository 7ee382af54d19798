import type { JudgedCard } from '../../db/queries/trust.ts'
import type { Store } from '../../db/store.ts'
import { type Day, dayNumber, dayOfNumber, formatDayHuman } from '../../domain/day.ts'
import { formatMinorHuman } from '../../domain/money.ts'
import { describer } from '../../domain/trust/describe.ts'
import type { ClientEvidence } from '../../domain/trust/evidence.ts'
import { type Observation, observationsOf } from '../../domain/trust/observations.ts'
import { SIGNS } from '../../domain/trust/rules.ts'
import { type Json, type Line, table, type View } from '../../output/view.ts'
import { classOf } from './classes.ts'
import { verdictStyle } from './trust-columns.ts'
import { type TrustRow, trustRow } from './trust-rows.ts'
import { ignoredBelow, judgeOne, reasonsOf } from './verdicts.ts'

/** One observation as a row; `weight` fades with age, and counts an incident by its severity. */
interface FactRow {
  readonly sign: string
  readonly day: Day
  readonly value: number
  readonly weight: number
  readonly kind: Observation['kind']
  readonly id: number
  readonly adverse: boolean
  readonly what: string
}

/** Newest first; on one day in the order of the signs. */
function inOrder(one: Observation, other: Observation): number {
  return other.day - one.day || SIGNS.indexOf(one.sign) - SIGNS.indexOf(other.sign) || one.id - other.id
}

/** A function that says which fact an observation is of: `invoice 12 (40.00)`, `project Roof`, `reception`, `incident`. */
function factNamer(store: Store, { client_id, invoices }: ClientEvidence): (fact: Observation) => string {
  const amounts = new Map(invoices.map(({ invoice_id, amount_minor }) => [invoice_id, amount_minor]))
  const numbers = store.trust.invoiceNumbers([...amounts.keys()])
  const names = store.trust.names(client_id)
  return ({ kind, id }) => {
    const name = names.get(`${kind} ${id}`)
    if (kind === 'invoice') return `invoice ${numbers.get(id)} (${formatMinorHuman(amounts.get(id) ?? 0, store.settings.digits)})`
    if (kind === 'visit') return name ?? kind
    return name === undefined ? kind : `${kind} "${name}"`
  }
}

function factRows(store: Store, asOf: Day, evidence: ClientEvidence): FactRow[] {
  const [today, below] = [dayNumber(asOf), ignoredBelow(store)]
  const describe = describer(evidence, today, below)
  const nameOf = factNamer(store, evidence)
  return observationsOf(evidence, today, below)
    .sort(inOrder)
    .map((fact) => {
      const { sign, day, value, weight, kind, id, adverse } = fact
      return { sign, day: dayOfNumber(day), value, weight, kind, id, adverse, what: `${nameOf(fact)} ${describe(fact)}` }
    })
}

function scoreLines({ verdict, score, signs, reasons, advice }: TrustRow): Line[] {
  const said = SIGNS.flatMap((sign) => (signs[sign] ? [`${sign} ${signs[sign].score} (${signs[sign].observations})`] : []))
  return [
    [
      { text: verdict, style: verdictStyle(verdict) ?? 'bold' },
      { text: score === null ? '' : ` ${score}` },
      { text: said.length > 0 ? `   ${said.join(' · ')}` : '', style: 'dim' },
    ],
    ...reasons.map((reason) => `  ${reason}`),
    `What to do: ${advice}`,
  ]
}

/** Incidents that were our fault: they never count, and are a matter of quality for the owner. */
function ourFaults({ incidents }: ClientEvidence, asOf: Day): Line[] {
  const days = incidents.filter(({ our_fault }) => our_fault).map(({ day }) => formatDayHuman(dayOfNumber(day), asOf))
  if (days.length === 0) return []
  return [`Our own fault, and not counted: ${days.length} incident${days.length === 1 ? '' : 's'} (${days.join(', ')}).`]
}

/** `report trust CLIENT`: the verdict on one client and every fact behind it (PRODUCT.md section 7). */
export function clientTrustView(store: Store, clientId: number, asOf: Day): View {
  const { judgement, evidence } = judgeOne(store, clientId, asOf)
  const judged = { card: cardOf(store, clientId), judgement, class: classOf(store, clientId, asOf).class }
  const row = trustRow(judged, reasonsOf(store, [judgement], asOf).get(clientId) ?? [])
  const { currency } = store.settings
  const { verdict_before: _before, outstanding_minor: _owes, credit_limit_minor: _limit, ...shown } = row
  return {
    title: `Trust in ${row.client} (${clientId}) on ${formatDayHuman(asOf, '')}`,
    head: { currency, as_of: asOf, rows: [shown as unknown as Json] },
    lines: scoreLines(row),
    table: table<FactRow>({
      key: 'facts',
      columns: [
        { key: 'sign', title: 'Sign', kind: 'text', essential: true },
        { key: 'day', title: 'Day', kind: 'day' },
        { key: 'value', title: 'Value', kind: 'number', human: ({ value }) => value.toFixed(1), essential: true },
        { key: 'weight', title: 'Weight', kind: 'number', show: 'secondary', human: ({ weight }) => weight.toFixed(2) },
        { key: 'kind', title: 'Kind', kind: 'text', show: 'machine' },
        { key: 'id', title: 'Number', kind: 'count', show: 'machine' },
        { key: 'adverse', title: 'Adverse', kind: 'flag', style: () => 'attention' },
        { key: 'what', title: 'Fact', kind: 'text', essential: true, room: 50 },
      ],
      rows: factRows(store, asOf, evidence),
      empty: 'No fact counts for or against this client yet.',
    }),
    closing: ourFaults(evidence, asOf),
  }
}

function cardOf(store: Store, clientId: number): JudgedCard {
  const [card] = store.trust.cards(clientId)
  if (!card) throw new Error(`there is no client ${clientId}`)
  return card
}
