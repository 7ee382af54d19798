import { hash } from 'node:crypto'
import type { Day } from '../../domain/day.ts'
import type { KnownClient } from '../../domain/import/client.ts'
import { TextCounts } from '../../domain/import/identity.ts'
import type { KnownPayment } from '../../domain/import/payment.ts'
import type { VisitColumns } from '../../domain/import/visit.ts'
import type { KnownCard, KnownReference } from '../../domain/import/whose-row.ts'
import { accountReader } from '../allocations.ts'
import type { Connection } from '../connection.ts'

/** 96 bits tell a thousand million rows apart: the chance that any two of them share a key is under one in 10^11. */
const KEY_CHARACTERS = 16

/** The short form in which an identity or a content is stored; see domain/import/identity.ts. */
export function importHash(text: string): string {
  return hash('sha1', text, 'base64url').slice(0, KEY_CHARACTERS)
}

/** The key of a row that was left out as like a card: that says nothing of the card. */
export function skippedKey(text: string): string {
  return `=${importHash(text)}`
}

const IS_ABOUT = "import_key NOT LIKE '=%'"

/** What is on file of a row imported before. */
export interface KnownRow {
  readonly id: number
  readonly client_id: number
  readonly imported_hash: string | null
  readonly voided: number
  readonly reference: string | null
}

export interface KnownInvoice {
  readonly id: number
  readonly client_id: number
  readonly voided_on: Day | null
}

export interface KnownReferenceRow {
  /** Null while it is still to be written. */
  readonly id: number | null
  readonly client_id: number
  readonly imported_hash: string | null
}

export interface KnownClientRow extends KnownClient {
  readonly id: number
}

/** What cards are told apart by. */
export interface CardIdentityRow extends KnownCard {
  readonly phone: string | null
}

/** The tables of rows that belong to clients and are told apart by a key. */
export type FactTable = 'payment' | 'visit' | 'invoice'

/** Two rows of a client that are equal in these look like one. */
const TOLD_APART: Readonly<Record<FactTable, readonly [day: string, what: string]>> = {
  payment: ['paid_on', 'amount_minor'],
  invoice: ['issued_on', 'amount_minor'],
  visit: ['day', 'kind'],
}

const CLIENT = `SELECT c.id, c.name, c.kind, c.status, c.phone, c.phone_e164, c.email, c.address, c.postcode, c.city, c.region, c.country, c.card,
    c.birthday, c.source, c.attitude, c.consent_mail, c.consent_sms, c.avoid, c.note, c.archived_on, c.added_on, c.checked_on,
    c.credit_limit_minor, k.name AS category, o.name AS operator
  FROM client c JOIN category k ON k.id = c.category_id LEFT JOIN operator o ON o.id = c.operator_id`

/** What an import asks of the file. */
export function importQueries(connection: Connection) {
  const { sqlite } = connection
  // Statements are kept until the end of the program: one made for each of a million rows would be gigabytes.
  const made = new Map<string, ReturnType<typeof sqlite.prepare>>()
  const statement = (sql: string, pluck: boolean) => {
    const known = made.get(sql) ?? sqlite.prepare(sql).pluck(pluck)
    made.set(sql, known)
    return known
  }
  const all = <T>(sql: string, ...values: unknown[]): T[] => connection.guard(() => statement(sql, false).all(...values) as T[])
  const one = <T>(sql: string, ...values: unknown[]): T => connection.guard(() => statement(sql, true).get(...values) as T)
  const rows = <T>(sql: string, ...values: unknown[]): Iterable<T> =>
    connection.guard(() => sqlite.prepare(sql).iterate(...values) as IterableIterator<T>)
  const byKey = (sql: string): Map<string, number> => new Map(connection.guard(() => sqlite.prepare(sql).raw().all() as [string, number][]))

  return {
    /** What the system of that name calls clients. */
    ownReferences: (system: string): Iterable<KnownReference> =>
      rows('SELECT r.client_id, r.reference FROM client_reference r JOIN import_system s ON s.id = r.system_id WHERE s.name = ?', system),

    otherReferences: (system: string): Iterable<KnownReference> =>
      rows('SELECT r.client_id, r.reference FROM client_reference r JOIN import_system s ON s.id = r.system_id WHERE s.name <> ?', system),

    cards: (): Iterable<KnownCard> => rows('SELECT id, name, card, email, phone_e164 FROM client'),

    hasPhones: (): boolean => one<number>('SELECT EXISTS (SELECT 1 FROM client WHERE phone_e164 IS NOT NULL)') === 1,

    nameOf: (clientId: number): string | undefined => one('SELECT name FROM client WHERE id = ?', clientId),

    /** Whether any row of the table came from an import. */
    hasImported: (table: FactTable): boolean => one<number>(`SELECT EXISTS (SELECT 1 FROM "${table}" WHERE import_key IS NOT NULL)`) === 1,

    /** The rows of those keys, by key. */
    known: (table: FactTable, keys: readonly string[]): Map<string, KnownRow> => {
      const reference = table === 'invoice' ? 'number' : 'reference'
      const sql = `SELECT import_key, id, client_id, imported_hash, voided_on IS NOT NULL, ${reference} FROM "${table}"
        WHERE import_key IN (SELECT value FROM json_each(?))`
      const found = connection.guard(() => statement(sql, false).raw().all(JSON.stringify(keys))) as [
        string,
        number,
        number,
        string | null,
        number,
        string | null,
      ][]
      return new Map(
        found.map(([key, id, client_id, imported_hash, voided, reference]) => [key, { id, client_id, imported_hash, voided, reference }]),
      )
    },

    invoiceNumber: (id: number): string | undefined => one('SELECT number FROM invoice WHERE id = ?', id),

    operatorName: (id: number): string | undefined => one('SELECT name FROM operator WHERE id = ?', id),

    payment: (id: number): KnownPayment =>
      all<KnownPayment>(
        'SELECT client_id, voided_on, imported_hash, paid_on, amount_minor, kind, method, invoice_id, note FROM payment WHERE id = ?',
        id,
      )[0] as KnownPayment,

    visit: (id: number): VisitColumns =>
      all<VisitColumns>(
        `SELECT day, time, kind, outcome, cancelled_by, notice_hours, late_minutes, patience, kindness, professionalism, follow_up_on, operator_id, note
        FROM visit WHERE id = ?`,
        id,
      )[0] as VisitColumns,

    /**
     * Tells whether a row with a client, day and amount (or kind) was there before the import, and is not void. Looked up by the index, or
     * where the import makes that afterwards (`indexPaused`), among all rows there are, which are then fewer than those of the import.
     */
    equalRows: (table: FactTable, indexPaused: boolean): ((clientId: number, day: Day, what: string | number) => boolean) => {
      const [day, what] = TOLD_APART[table]
      const last = one<number | null>(`SELECT max(id) FROM "${table}"`)
      if (last === null) return () => false
      if (!indexPaused) {
        const sql = `SELECT 1 FROM "${table}" WHERE client_id = ? AND ${day} = ? AND ${what} = ? AND voided_on IS NULL AND id <= ${last} LIMIT 1`
        const found = connection.guard(() => sqlite.prepare(sql).pluck())
        return (...key) => connection.guard(() => found.get(...key)) !== undefined
      }
      const texts = new TextCounts()
      const sql = `SELECT client_id || ' ' || ${day} || ' ' || ${what} AS text FROM "${table}" WHERE voided_on IS NULL`
      for (const { text } of rows<{ text: string }>(sql)) texts.add(text)
      return (...key) => texts.of(key.join(' ')) > 0
    },

    invoices: (): Map<string, KnownInvoice> =>
      new Map(
        all<KnownInvoice & { number: string }>('SELECT number, id, client_id, voided_on FROM invoice').map(({ number, ...invoice }) => [
          number,
          invoice,
        ]),
      ),

    /** Whether any client has an account: an invoice, or a payment on account. */
    hasAccounts: (): boolean =>
      one<number>("SELECT EXISTS (SELECT 1 FROM invoice) OR EXISTS (SELECT 1 FROM payment WHERE kind = 'account')") === 1,

    /** The clients whose category asks for prepayment. */
    prepaying: (): Map<number, number> =>
      new Map(
        all<{ id: number; percent: number }>(
          'SELECT c.id, k.prepay_percent AS percent FROM client c JOIN category k ON k.id = c.category_id WHERE k.prepay_percent > 0',
        ).map(({ id, percent }) => [id, percent]),
      ),

    accountReader: () => accountReader(connection),

    identities: (): Iterable<CardIdentityRow> => rows('SELECT id, name, card, email, phone, phone_e164 FROM client'),

    /** The keys of the rows without a reference that cards came from, with the card. */
    clientKeys: (): Map<string, number> => byKey('SELECT import_key, id FROM client WHERE import_key IS NOT NULL'),

    /** The keys of the rows without a reference that the newest operation of their kind set on a card, with the card. */
    cardRowKeys: (): Map<string, number> => {
      const newest = 'SELECT max(operation_id) FROM client_row n WHERE n.client_id = r.client_id'
      const sql = `SELECT import_key, client_id FROM client_row r WHERE operation_id = (${newest} AND ${IS_ABOUT}) AND ${IS_ABOUT}`
      return byKey(sql)
    },

    /** The keys of rows that were left out as like a card, with the card. */
    skippedRowKeys: (): Map<string, number> => byKey(`SELECT import_key, client_id FROM client_row WHERE NOT ${IS_ABOUT}`),

    client: (id: number): KnownClientRow | undefined => all<KnownClientRow>(`${CLIENT} WHERE c.id = ?`, id)[0],

    /** What the system calls clients, with the row each was last imported from. */
    importedReferences: (system: string): Map<string, KnownReferenceRow> =>
      new Map(
        all<KnownReferenceRow & { reference: string }>(
          `SELECT r.reference, r.id, r.client_id, r.imported_hash FROM client_reference r JOIN import_system s ON s.id = r.system_id
          WHERE s.name = ?`,
          system,
        ).map(({ reference, ...row }) => [reference, row]),
      ),
  }
}
