import type { AccountFacts } from '../../domain/allocation.ts'
import type { Day } from '../../domain/day.ts'
import type { Period } from '../../domain/period.ts'
import type { VisitKind, VisitState } from '../../domain/visit.ts'
import { accountFacts } from '../allocations.ts'
import type { Connection } from '../connection.ts'

// Statements as plain SQL: the first query that the builder compiles would cost more than all of these together.

/** A card with the names of what it refers to and its category's policy; the columns are those of the schema. */
export interface CardOnFile {
  readonly client_id: number
  readonly client: string
  /** What other systems call the client, as a JSON list. */
  readonly refs: string
  readonly kind: string
  readonly status: string
  readonly phone: string | null
  readonly phone_e164: string | null
  readonly email: string | null
  readonly address: string | null
  readonly postcode: string | null
  readonly city: string | null
  readonly region: string | null
  readonly country: string | null
  readonly card: string | null
  readonly birthday: string | null
  readonly source: string | null
  readonly operator: string | null
  readonly attitude: string | null
  readonly consent_mail: number | null
  readonly consent_sms: number | null
  readonly avoid: string | null
  readonly note: string | null
  readonly credit_limit_minor: number | null
  readonly added_on: string
  readonly checked_on: string | null
  readonly archived_on: string | null
  readonly category: string
  readonly attention: 'normal' | 'high' | 'careful'
  readonly advice: string | null
  readonly prepay_percent: number | null
}

export interface CardVisit extends VisitState {
  readonly visit_id: number
  readonly day: Day
  readonly time: string | null
  readonly kind: VisitKind
  readonly follow_up_on: Day | null
  readonly voided_on: Day | null
  readonly note: string | null
}

export interface CardPayment {
  readonly payment_id: number
  readonly paid_on: Day
  readonly amount_minor: number
  readonly kind: 'sale' | 'account'
  readonly method: string | null
}

export interface CardIncident {
  readonly incident_id: number
  readonly occurred_on: Day
  readonly sign: string
  readonly severity: number
  readonly our_fault: number
  readonly resolved_on: Day | null
  readonly note: string | null
}

/** A project closed, an agreement ended, or a warning given. */
export interface CardEvent {
  readonly kind: 'project' | 'agreement' | 'warning'
  readonly id: number
  readonly day: Day
  /** The title, or the sign a warning is about. */
  readonly subject: string
  /** As stored; of a warning the day on which it was withdrawn. */
  readonly outcome: string | null
}

const CARD = `SELECT c.id AS client_id, c.name AS client,
    (SELECT json_group_array(reference) FROM (SELECT reference FROM client_reference WHERE client_id = c.id ORDER BY id)) AS refs,
    c.kind, c.status, c.phone, c.phone_e164, c.email, c.address, c.postcode, c.city, c.region, c.country, c.card, c.birthday, c.source,
    o.name AS operator, c.attitude, c.consent_mail, c.consent_sms, c.avoid, c.note, c.credit_limit_minor, c.added_on, c.checked_on,
    c.archived_on, g.name AS category, g.attention, g.advice, g.prepay_percent
  FROM client c JOIN category g ON g.id = c.category_id LEFT JOIN operator o ON o.id = c.operator_id WHERE c.id = ?`

const YEARS = `SELECT year, sum(amount) AS amount_minor FROM (
    SELECT substr(paid_on, 1, 4) AS year, amount_minor AS amount FROM payment
      WHERE client_id = :client AND kind = 'sale' AND voided_on IS NULL AND paid_on <= :asOf
    UNION ALL SELECT substr(issued_on, 1, 4), amount_minor FROM invoice WHERE client_id = :client AND voided_on IS NULL AND issued_on <= :asOf
    UNION ALL SELECT substr(n.credited_on, 1, 4), -n.amount_minor FROM invoice i JOIN credit_note n ON n.invoice_id = i.id
      WHERE i.client_id = :client AND i.voided_on IS NULL AND n.credited_on <= :asOf)
  GROUP BY year ORDER BY year`

const VISIT = `SELECT id AS visit_id, day, time, kind, outcome, cancelled_by, notice_hours, late_minutes, patience, kindness, professionalism,
    follow_up_on, voided_on, note FROM visit WHERE client_id = :client AND voided_on IS NULL`
const PAST_VISITS = `${VISIT} AND day <= :asOf AND outcome <> 'planned' ORDER BY day DESC, id DESC LIMIT :most`
const LAST_CONTACT = `${VISIT} AND day <= :asOf AND outcome = 'kept' ORDER BY day DESC, id DESC LIMIT 1`
const AHEAD = `${VISIT} AND (outcome = 'planned' OR follow_up_on IS NOT NULL) ORDER BY day, time, id`

const PAYMENTS = `SELECT id AS payment_id, paid_on, amount_minor, kind, method FROM payment
  WHERE client_id = ? AND voided_on IS NULL AND paid_on <= ? ORDER BY paid_on DESC, id DESC LIMIT ?`
const METHOD = `SELECT method FROM payment
  WHERE client_id = ? AND voided_on IS NULL AND paid_on BETWEEN ? AND ? AND amount_minor > 0 AND method IS NOT NULL
  GROUP BY method COLLATE NOCASE ORDER BY count(*) DESC, max(paid_on) DESC, method LIMIT 1`
const INVOICES = `SELECT id AS invoice_id, number,
    EXISTS (SELECT 1 FROM dispute d WHERE d.invoice_id = invoice.id AND d.started_on <= :asOf AND (d.ended_on IS NULL OR d.ended_on > :asOf))
      AS disputed
  FROM invoice WHERE client_id = :client AND voided_on IS NULL`
const INCIDENTS = `SELECT id AS incident_id, occurred_on, sign, severity, our_fault, resolved_on, note FROM incident
  WHERE client_id = ? AND occurred_on <= ? ORDER BY occurred_on DESC, id DESC LIMIT ?`
const EVENTS = `SELECT 'project' AS kind, id, closed_on AS day, title AS subject, outcome FROM project
    WHERE client_id = :client AND closed_on <= :asOf
  UNION ALL SELECT 'agreement', id, ended_on, title, outcome FROM agreement WHERE client_id = :client AND ended_on <= :asOf
  UNION ALL SELECT 'warning', id, warned_on, sign, withdrawn_on FROM warning WHERE client_id = :client AND warned_on <= :asOf
  ORDER BY day DESC, id DESC LIMIT :most`

/** What `show` reads of one client. Facts are those dated up to a day; what is void is left out. */
export function clientCardQueries(connection: Connection) {
  const { sqlite } = connection
  const all = <Row>(sql: string, ...values: unknown[]): Row[] => connection.guard(() => sqlite.prepare(sql).all(...values) as Row[])
  const get = <Row>(sql: string, ...values: unknown[]): Row | undefined =>
    connection.guard(() => sqlite.prepare(sql).get(...values) as Row | undefined)

  return {
    card: (clientId: number): CardOnFile => {
      const card = get<CardOnFile>(CARD, clientId)
      if (!card) throw new Error(`there is no client ${clientId}`)
      return card
    },

    /** Purchases by calendar year, years without any left out; minor units. */
    purchasesByYear: (client: number, asOf: Day) => all<{ year: string; amount_minor: number }>(YEARS, { client, asOf }),

    /** Newest first, without planned ones. */
    pastVisits: (client: number, asOf: Day, most: number) => all<CardVisit>(PAST_VISITS, { client, asOf, most }),

    /** The last contact of any kind that took place. */
    lastContact: (client: number, asOf: Day) => get<CardVisit>(LAST_CONTACT, { client, asOf }),

    /** What is planned, and what has a follow-up, open or closed; earliest day first. */
    ahead: (client: number) => all<CardVisit>(AHEAD, { client }),

    /** Newest first. */
    payments: (client: number, asOf: Day, most: number) => all<CardPayment>(PAYMENTS, client, asOf, most),

    /** The method of most payments in a period, of several the one used last. */
    preferredMethod: (client: number, { from, to }: Pick<Period, 'from' | 'to'>) =>
      get<{ method: string }>(METHOD, client, from, to)?.method ?? null,

    /** Numbers of the invoices, and whether each is in dispute on the day. */
    invoices: (client: number, asOf: Day) => all<{ invoice_id: number; number: string; disputed: number }>(INVOICES, { client, asOf }),

    accountFacts: (client: number): AccountFacts => accountFacts(connection, client),

    /** Newest first. */
    incidents: (client: number, asOf: Day, most: number) => all<CardIncident>(INCIDENTS, client, asOf, most),

    /** Projects closed, agreements ended and warnings given, newest first. */
    events: (client: number, asOf: Day, most: number) => all<CardEvent>(EVENTS, { client, asOf, most }),
  }
}
