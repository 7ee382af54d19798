import type { TextQuery } from '../../domain/text-search.ts'
import type { Connection } from '../connection.ts'

/** A place where a text was found. */
export interface Found {
  readonly client_id: number
  readonly client: string
  /** The field: `email`, `payment note`. */
  readonly where: string
  /** The number of the payment, visit, ... whose field it is; null for the card itself. */
  readonly id: number | null
  readonly what: string
}

interface CardTexts {
  readonly client_id: number
  readonly client: string
  readonly phone: string | null
  readonly phone_e164: string | null
  readonly [field: string]: string | number | null
}

/** The texts of a card, in the order in which they are looked through. */
const CARD_FIELDS = [
  'name',
  'card',
  'email',
  'address',
  'postcode',
  'city',
  'region',
  'country',
  'birthday',
  'source',
  'category',
  'operator',
  'attitude',
  'avoid',
  'note',
] as const

const CARDS = `SELECT c.id AS client_id, c.name AS client, c.name, c.card, c.phone, c.phone_e164, c.email, c.address, c.postcode, c.city,
    c.region, c.country, c.birthday, c.source, g.name AS category, o.name AS operator, c.attitude, c.avoid, c.note
  FROM client c JOIN category g ON g.id = c.category_id LEFT JOIN operator o ON o.id = c.operator_id ORDER BY c.id`

/** Texts beside the card: what they are called, and the query for them. */
const OTHERS: readonly [where: string, table: string, column: string][] = [
  ['reference', 'client_reference', 'reference'],
  ['payment reference', 'payment', 'reference'],
  ['payment note', 'payment', 'note'],
  ['visit reference', 'visit', 'reference'],
  ['visit note', 'visit', 'note'],
  ['invoice number', 'invoice', 'number'],
  ['invoice purpose', 'invoice', 'purpose'],
  ['incident note', 'incident', 'note'],
  ['project', 'project', 'title'],
  ['agreement', 'agreement', 'title'],
]

/** Between the fields of one card while they are searched as one text: no query holds it. */
const SEPARATOR = '\u0000'

export function clientSearchQueries(connection: Connection) {
  const { sqlite } = connection

  function* matchingCards(query: TextQuery): Generator<{ card: CardTexts; fields: string[] }> {
    for (const card of sqlite.prepare(CARDS).iterate() as IterableIterator<CardTexts>) {
      const phone = query.matchesPhone(card.phone, card.phone_e164) || (card.phone !== null && query.matches(card.phone))
      // One look at all fields together spares most cards a look at each.
      const whole = CARD_FIELDS.map((field) => card[field] ?? '').join(SEPARATOR)
      const fields = query.matches(whole) ? CARD_FIELDS.filter((field) => card[field] !== null && query.matches(String(card[field]))) : []
      if (fields.length > 0 || phone) yield { card, fields: phone ? [...fields, 'phone'] : fields }
    }
  }

  function* otherTexts(query: TextQuery): Generator<Found> {
    for (const [where, table, column] of OTHERS) {
      const sql = `SELECT t.client_id, c.name AS client, t.id, t.${column} AS what FROM ${table} t JOIN client c ON c.id = t.client_id
        WHERE t.${column} IS NOT NULL ORDER BY t.id`
      for (const row of sqlite.prepare(sql).iterate() as IterableIterator<Omit<Found, 'where'>>) {
        if (query.matches(row.what)) yield { ...row, where, id: table === 'client_reference' ? null : row.id }
      }
    }
  }

  return {
    /** Every field on file that holds the text: a client at a time, the card's own fields first. */
    find: (query: TextQuery): Found[] =>
      connection.guard(() => {
        const found: Found[] = []
        for (const { card, fields } of matchingCards(query)) {
          for (const where of fields) {
            found.push({ client_id: card.client_id, client: card.client, where, id: null, what: String(card[where]) })
          }
        }
        found.push(...otherTexts(query))
        return found.sort((one, other) => one.client_id - other.client_id)
      }),

    /** The clients whose card or references hold the text. */
    clients: (query: TextQuery): Set<number> =>
      connection.guard(() => {
        const clients = new Set<number>()
        for (const { card } of matchingCards(query)) clients.add(card.client_id)
        const references = sqlite.prepare('SELECT client_id, reference FROM client_reference').iterate()
        for (const row of references as IterableIterator<{ client_id: number; reference: string }>) {
          if (query.matches(row.reference)) clients.add(row.client_id)
        }
        return clients
      }),
  }
}
