import type { JudgedCard } from '../../db/queries/trust.ts'
import type { Store } from '../../db/store.ts'
import { type Day, dayNumber, dayOfNumber, formatDayHuman } from '../../domain/day.ts'
import { formatMinorHuman } from '../../domain/money.ts'
import { describer } from '../../domain/trust/describe.ts'
import type { ClientEvidence } from '../../domain/trust/evidence.ts'
import { type Observation, observationsOf } from '../../domain/trust/observations.ts'
import { ADVICE, SIGNS } from '../../domain/trust/rules.ts'
import { counted } from '../../domain/words.ts'
import { rowObject } from '../../output/json.ts'
import { type Line, table, type View } from '../../output/view.ts'
import { classOf } from './classes.ts'
import { trustColumns, verdictStyle } from './trust-columns.ts'
import type { TrustRow } from './trust-rows.ts'
import { ignoredBelow, judgeOne, oneDecimal, reasonsFor } from './verdicts.ts'

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

function scoreLines({ judged: { judgement }, reasons }: TrustRow): Line[] {
  const { verdict, score, signs } = judgement
  const said = SIGNS.flatMap((sign) => (signs[sign] ? [`${sign} ${oneDecimal(signs[sign].score)} (${signs[sign].observations})`] : []))
  return [
    [
      { text: verdict, style: verdictStyle(verdict) ?? 'bold' },
      { text: score === null ? '' : ` ${oneDecimal(score)}` },
      { text: said.length > 0 ? `   ${said.join(' · ')}` : '', style: 'dim' },
    ],
    ...reasons.map((reason) => `  ${reason}`),
    `What to do: ${ADVICE[verdict]}`,
  ]
}

/** Incidents that were our fault: they never count, and are a matter of quality for the owner. */
function ourFaults({ incidents }: ClientEvidence, asOf: Day): Line[] {
  const days = incidents.filter(({ our_fault }) => our_fault).map(({ day }) => formatDayHuman(dayOfNumber(day), asOf))
  if (days.length === 0) return []
  return [`Our own fault, and not counted: ${counted(days.length, 'incident')} (${days.join(', ')}).`]
}

/** `report trust CLIENT`: the verdict on one client and every fact behind it (PRODUCT.md section 7). */
export function clientTrustView(store: Store, clientId: number, asOf: Day): View {
  const { judgement, evidence } = judgeOne(store, clientId, asOf)
  const card = cardOf(store, clientId)
  const judged = { judgement, class: classOf(store, clientId, asOf).class }
  const row: TrustRow = { card, judged, reasons: reasonsFor(store, judgement, asOf) }
  const { currency } = store.settings
  return {
    title: `Trust in ${card.client} (${clientId}) on ${formatDayHuman(asOf, '')}`,
    head: { currency, as_of: asOf, rows: [rowObject(trustColumns({ moves: false }), row)] },
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
  const card = store.trust.cards([clientId]).get(clientId)
  if (!card) throw new Error(`there is no client ${clientId}`)
  return card
}
