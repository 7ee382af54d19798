import type { Statement } from 'better-sqlite3'
import { type Day, dayNumber } from '../../domain/day.ts'
import type {
  AgreementEvidence,
  ClientEvidence,
  IncidentEvidence,
  ProjectEvidence,
  VisitEvidence,
  WarningEvidence,
} from '../../domain/trust/evidence.ts'
import type { Connection } from '../connection.ts'
import { invoiceHistories } from '../invoice-histories.ts'
import { firstReference } from './reference.ts'

/** What a report shows of a client beside the judgement. */
export interface JudgedCard {
  readonly client_id: number
  readonly client: string
  readonly ref: string | null
  readonly category: string
  readonly credit_limit_minor: number | null
}

type Facts = Omit<ClientEvidence, 'client_id' | 'invoices'>
type Row = readonly (string | number | null)[]

const CARDS = `SELECT json_group_array(json_object('client_id', c.id, 'client', c.name, 'ref', ${firstReference('c.id')}, 'category', g.name,
    'credit_limit_minor', c.credit_limit_minor))
  FROM json_each(?) j CROSS JOIN client c ON c.id = j.value JOIN category g ON g.id = c.category_id`
const INVOICE_NUMBERS =
  'SELECT json_group_array(i.id), json_group_array(i.number) FROM json_each(?) j CROSS JOIN invoice i ON i.id = j.value'
const VISITS = `SELECT json_group_array(json_array(client_id, id, day, kind, outcome, cancelled_by, notice_hours, late_minutes,
    patience, kindness, professionalism))
  FROM visit WHERE outcome <> 'planned' AND voided_on IS NULL AND day <= :asOf`
const PROJECTS = 'SELECT json_group_array(json_array(client_id, id, closed_on, outcome)) FROM project WHERE closed_on <= :asOf'
const AGREEMENTS = 'SELECT json_group_array(json_array(client_id, id, ended_on, outcome)) FROM agreement WHERE ended_on <= :asOf'
const INCIDENTS = `SELECT json_group_array(json_array(client_id, id, sign, severity, occurred_on, our_fault, resolved_on))
  FROM incident WHERE occurred_on <= :asOf`
const WARNINGS = 'SELECT json_group_array(json_array(client_id, id, sign, warned_on, withdrawn_on)) FROM warning WHERE warned_on <= :asOf'

const NAMES = `SELECT 'visit ' || id, kind FROM visit WHERE client_id = :client
  UNION ALL SELECT 'project ' || id, title FROM project WHERE client_id = :client
  UNION ALL SELECT 'agreement ' || id, title FROM agreement WHERE client_id = :client
  UNION ALL SELECT 'incident ' || id, note FROM incident WHERE client_id = :client AND note IS NOT NULL`

/** Rows that cross over as one JSON text: a million of them one by one cost three times as much. */
function rowsOf({
  connection,
  sql,
  clientId,
  asOf,
}: {
  connection: Connection
  sql: string
  clientId: number | undefined
  asOf: Day
}): Row[] {
  const parameters = { asOf, ...(clientId === undefined ? {} : { client: clientId }) }
  return JSON.parse(connection.guard(() => connection.sqlite.prepare(sql).pluck().get(parameters) as string))
}

const numberOf = (day: unknown): number => dayNumber(day as Day)
const numberOrNull = (day: unknown): number | null => (day === null ? null : numberOf(day))

type Make<Fact> = (row: Row) => Fact

const visit: Make<VisitEvidence> = ([, id, day, kind, outcome, by, notice, late, patience, kindness, professionalism]) =>
  ({
    visit_id: id,
    day: numberOf(day),
    kind,
    outcome,
    cancelled_by: by,
    notice_hours: notice,
    late_minutes: late,
    patience,
    kindness,
    professionalism,
  }) as VisitEvidence
const project: Make<ProjectEvidence> = ([, id, day, outcome]) => ({ project_id: id, day: numberOf(day), outcome }) as ProjectEvidence
const agreement: Make<AgreementEvidence> = ([, id, day, outcome]) =>
  ({ agreement_id: id, day: numberOf(day), outcome }) as AgreementEvidence
const incident: Make<IncidentEvidence> = ([, id, sign, severity, day, ourFault, resolved]) =>
  ({
    incident_id: id,
    sign,
    severity,
    day: numberOf(day),
    our_fault: ourFault === 1,
    resolved: numberOrNull(resolved),
  }) as IncidentEvidence
const warning: Make<WarningEvidence> = ([, id, sign, day, withdrawn]) =>
  ({ warning_id: id, sign, day: numberOf(day), withdrawn: numberOrNull(withdrawn) }) as WarningEvidence

const KINDS: { readonly [Name in keyof Facts]: readonly [sql: string, make: Make<Facts[Name][number]>] } = {
  visits: [VISITS, visit],
  projects: [PROJECTS, project],
  agreements: [AGREEMENTS, agreement],
  incidents: [INCIDENTS, incident],
  warnings: [WARNINGS, warning],
}
const KIND_NAMES = Object.keys(KINDS) as (keyof Facts)[]

const NO_FACTS: Facts = { visits: [], projects: [], agreements: [], incidents: [], warnings: [] }

/** Facts that are no invoices, as rows by client: a client's are made into evidence when his turn comes, and are gone then. */
class OtherFacts {
  private readonly rows: readonly (readonly [name: keyof Facts, byClient: Map<number, Row[]>])[]

  constructor(connection: Connection, asOf: Day, clientId: number | undefined) {
    this.rows = KIND_NAMES.map((name) => {
      const [sql] = KINDS[name]
      const byClient = new Map<number, Row[]>()
      for (const row of rowsOf({ connection, sql: clientId === undefined ? sql : `${sql} AND client_id = :client`, clientId, asOf })) {
        const client = row[0] as number
        const others = byClient.get(client)
        if (others) others.push(row)
        else byClient.set(client, [row])
      }
      return [name, byClient]
    })
  }

  /** Those of a client, once. */
  take(clientId: number): Facts {
    if (this.rows.every(([, byClient]) => !byClient.has(clientId))) return NO_FACTS
    const taken = this.rows.map(([name, byClient]) => {
      const rows = byClient.get(clientId)
      if (rows) byClient.delete(clientId)
      return [name, rows?.map(KINDS[name][1] as Make<unknown>) ?? []]
    })
    return Object.fromEntries(taken) as unknown as Facts
  }

  /** The clients of whom facts are left. */
  clients(): Set<number> {
    return new Set(this.rows.flatMap(([, byClient]) => [...byClient.keys()]))
  }
}

/** What trust is judged by (PRODUCT.md section 7). */
export function trustQueries(connection: Connection) {
  const statements = new Map<string, Statement>()
  /** What is on file of these numbers, in columns that are JSON. */
  const textsOf = (sql: string, ids: readonly number[]): [string, ...string[]] =>
    connection.guard(() => {
      const statement = statements.get(sql) ?? connection.sqlite.prepare(sql).raw()
      statements.set(sql, statement)
      // In the order of the table: a look at each page, not one at each row.
      return statement.get(`[${Float64Array.from(ids).sort().join()}]`) as [string, ...string[]]
    })
  return {
    /** The facts dated up to a day of every client who has any, or of one client; void ones are left out. */
    *evidence(asOf: Day, clientId?: number): Generator<ClientEvidence> {
      const others = new OtherFacts(connection, asOf, clientId)
      for (const { client_id, invoices } of invoiceHistories(connection, asOf, clientId)) {
        yield { client_id, invoices, ...others.take(client_id) }
      }
      for (const client_id of others.clients()) yield { client_id, invoices: [], ...others.take(client_id) }
    },

    /** Some cards, by client number. */
    cards: (ids: readonly number[]): Map<number, JudgedCard> => {
      const cards: JudgedCard[] = JSON.parse(textsOf(CARDS, ids)[0])
      return new Map(cards.map((card) => [card.client_id, card]))
    },

    /** What the facts of one client that are no invoices are called, by `<kind> <id>`: the title, the kind of contact, the note of an incident. */
    names: (clientId: number): Map<string, string> =>
      new Map(connection.guard(() => connection.sqlite.prepare(NAMES).raw().all({ client: clientId })) as [string, string][]),

    /** The numbers of some invoices, by id. */
    invoiceNumbers: (ids: readonly number[]): Map<number, string> => {
      const [found, numbers] = textsOf(INVOICE_NUMBERS, ids).map((text) => JSON.parse(text)) as [number[], string[]]
      return new Map(found.map((id, at) => [id, numbers[at] as string]))
    },
  }
}
