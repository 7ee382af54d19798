import { type Day, dayNumber, LAST_DAY } from '../../domain/day.ts'
import { type InvoiceStanding, standingOn } from '../../domain/invoice.ts'
import { type DisputeSpan, type InvoicePart, stateOn } from '../../domain/invoice-history.ts'
import type { Period } from '../../domain/period.ts'
import type { Connection } from '../connection.ts'
import { invoiceHistories } from '../invoice-histories.ts'
import { firstReference } from './reference.ts'

/** An invoice as listed, and how it stands on the day asked for. */
export interface InvoiceRow extends InvoiceStanding {
  readonly invoice_id: number
  readonly number: string
  readonly issued_on: Day
  readonly due_on: Day
  readonly client_id: number
  readonly client: string
  readonly ref: string | null
  readonly amount_minor: number
  readonly purpose: string | null
  readonly voided_on: Day | null
}

/** What narrows a list of invoices. */
export interface InvoiceFilter {
  readonly clientId?: number | undefined
  /** Issued in it. */
  readonly period?: Period | undefined
  /** Only those with an open rest; `overdue`: after the due day, and not in dispute. */
  readonly only?: 'open' | 'overdue' | undefined
  /** Void ones too; of those that are open none is. */
  readonly withVoid?: boolean
}

/** `rows` counts all that are listed; the others leave void invoices out. Minor units. */
export interface InvoiceTotals {
  readonly rows: number
  readonly invoices: number
  readonly amount_minor: number
  readonly open_minor: number
}

export interface InvoiceList {
  readonly rows: Iterable<InvoiceRow>
  readonly total: InvoiceTotals
}

/** The rows that a table shows come by a short query; sorting a million of them for that would take a second. */
const FIRST_ROWS = 200
/** Rows looked up at once. */
const BLOCK = 512

// Parts and disputes come as text, NULL where there are none, so that a row takes one look; JSON would take twice as long. The primary key
// has the parts in order.
const LOOK_UP = `SELECT i.id AS invoice_id, i.number, i.issued_on, i.due_on, i.client_id, c.name AS client,
    ${firstReference('i.client_id')} AS ref, i.amount_minor, i.purpose, i.voided_on,
    (SELECT group_concat(a.effective_on || ' ' || a.amount_minor || ' ' || a.settles_as) FROM allocation a
      WHERE a.client_id = i.client_id AND a.invoice_id = i.id) AS parts,
    (SELECT group_concat(d.started_on || ' ' || coalesce(d.ended_on, '') || ' ' || d.takes_days_off) FROM dispute d
      WHERE d.invoice_id = i.id) AS disputes
  FROM json_each(?) j CROSS JOIN invoice i ON i.id = j.value JOIN client c ON c.id = i.client_id ORDER BY j.key`

type Listed = Omit<InvoiceRow, keyof InvoiceStanding>
type Looked = Listed & { readonly parts: string | null; readonly disputes: string | null }

/** `2026-11-02 4000 payment,...` */
function partsOf(text: string | null): InvoicePart[] {
  if (text === null) return []
  return text.split(',').map((part) => {
    const [day = '', amount, settlesAs] = part.split(' ')
    return { day: dayNumber(day), amount_minor: Number(amount), settles_as: settlesAs as InvoicePart['settles_as'] }
  })
}

/** `2026-11-02 2026-11-09 1,...`; one that has not ended has no second day. */
function disputesOf(text: string | null): DisputeSpan[] {
  if (text === null) return []
  return text.split(',').map((dispute) => {
    const [start = '', end = '', takesDaysOff] = dispute.split(' ')
    return { start: dayNumber(start), end: end === '' ? null : dayNumber(end), takes_days_off: takesDaysOff === '1' }
  })
}

function rowOf({ parts, disputes, ...invoice }: Looked, today: Day): InvoiceRow {
  const { invoice_id, amount_minor } = invoice
  const [issued, due] = [dayNumber(invoice.issued_on), dayNumber(invoice.due_on)]
  const history = { invoice_id, issued, due, amount_minor, parts: partsOf(parts), disputes: disputesOf(disputes) }
  return { ...invoice, ...standingOn(history, invoice.voided_on !== null, today) }
}

/** The conditions on `invoice i`, and their values by name. */
function narrowed({ clientId, period, withVoid }: InvoiceFilter): { where: string; values: Record<string, number | string> } {
  const conditions = ['1']
  if (!withVoid) conditions.push('i.voided_on IS NULL')
  if (clientId !== undefined) conditions.push('i.client_id = :clientId')
  if (period) conditions.push('i.issued_on BETWEEN :from AND :to')
  return {
    where: conditions.join(' AND '),
    values: { ...(clientId === undefined ? {} : { clientId }), ...(period && { from: period.from, to: period.to }) },
  }
}

/** A list in one order: its numbers are known before its rows are looked up. */
export function invoiceListQueries(connection: Connection) {
  const { sqlite } = connection

  let lookUp: ReturnType<typeof sqlite.prepare> | undefined
  const lookedUp = (ids: readonly number[], today: Day): InvoiceRow[] =>
    connection.guard(() => {
      lookUp ??= sqlite.prepare(LOOK_UP)
      return (lookUp.all(JSON.stringify(ids)) as Looked[]).map((row) => rowOf(row, today))
    })

  function* inBlocks(ids: readonly number[], today: Day): Generator<InvoiceRow> {
    for (let start = 0; start < ids.length; start += BLOCK) yield* lookedUp(ids.slice(start, start + BLOCK), today)
  }

  /** Newest issue day first, then the highest number. */
  function* newestFirst(filter: InvoiceFilter, today: Day): Generator<InvoiceRow> {
    const { where, values } = narrowed(filter)
    const sorted = `SELECT i.id FROM invoice i WHERE ${where} ORDER BY i.issued_on DESC, i.id DESC`
    const first = connection.guard(() => sqlite.prepare(`${sorted} LIMIT ${FIRST_ROWS}`).pluck().all(values) as number[])
    yield* inBlocks(first, today)
    if (first.length < FIRST_ROWS) return
    const text = connection.guard(() => sqlite.prepare(`SELECT json_group_array(id) FROM (${sorted})`).pluck().get(values) as string)
    yield* inBlocks((JSON.parse(text) as number[]).slice(FIRST_ROWS), today)
  }

  function totals(filter: InvoiceFilter, today: Day): InvoiceTotals {
    const { where, values } = narrowed(filter)
    const sums = `SELECT count(*) AS rows, count(*) FILTER (WHERE i.voided_on IS NULL) AS invoices,
        coalesce(sum(i.amount_minor) FILTER (WHERE i.voided_on IS NULL), 0) AS amount_minor FROM invoice i WHERE ${where}`
    // What is void has no parts. Without a period the invoices themselves need not be looked at.
    const { clientId, period } = filter
    const ofClient = clientId === undefined ? '' : 'AND a.client_id = :clientId'
    const inPeriod = period ? 'AND a.invoice_id IN (SELECT i.id FROM invoice i WHERE i.issued_on BETWEEN :from AND :to)' : ''
    const lowered = `SELECT coalesce(sum(a.amount_minor), 0) FROM allocation a WHERE a.effective_on <= :today ${ofClient} ${inPeriod}`
    return connection.guard(() => {
      const found = sqlite.prepare(sums).get(values) as Omit<InvoiceTotals, 'open_minor'>
      const paid = sqlite
        .prepare(lowered)
        .pluck()
        .get({ ...values, today }) as number
      return { ...found, open_minor: found.amount_minor - paid }
    })
  }

  /** The oldest due first (ties: issue day, number), as a payment settles them. */
  function openOnes({ clientId, period, only }: InvoiceFilter, today: Day): { ids: number[]; amount: number; rest: number } {
    const found: { id: number; due: number; issued: number }[] = []
    let amount = 0
    let rest = 0
    const day = dayNumber(today)
    const [from, to] = period ? [dayNumber(period.from), dayNumber(period.to)] : [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]
    for (const { invoices } of invoiceHistories(connection, LAST_DAY, clientId)) {
      for (const invoice of invoices) {
        const { invoice_id, issued, due, amount_minor } = invoice
        if (issued < from || issued > to) continue
        const { outstanding_minor, disputed, late_days } = stateOn(invoice, day)
        if (outstanding_minor === 0 || (only === 'overdue' && (disputed || late_days <= 0))) continue
        found.push({ id: invoice_id, due, issued })
        amount += amount_minor
        rest += outstanding_minor
      }
    }
    found.sort((one, other) => one.due - other.due || one.issued - other.issued || one.id - other.id)
    return { ids: found.map(({ id }) => id), amount, rest }
  }

  function open(filter: InvoiceFilter, today: Day): InvoiceList {
    const { ids, amount, rest } = openOnes(filter, today)
    return {
      rows: { [Symbol.iterator]: () => inBlocks(ids, today) },
      total: { rows: ids.length, invoices: ids.length, amount_minor: amount, open_minor: rest },
    }
  }

  return {
    /** Invoices and their sums as of a day, read as they are drawn; one issued after it is open in full. */
    list: (filter: InvoiceFilter, today: Day): InvoiceList =>
      filter.only === undefined
        ? { rows: { [Symbol.iterator]: () => newestFirst(filter, today) }, total: totals(filter, today) }
        : open(filter, today),

    /** The numbers of those of which something is open, the oldest due first. */
    openOnes: (filter: InvoiceFilter, today: Day): number[] => openOnes(filter, today).ids,

    /** One invoice as it stands on a day. */
    row: (id: number, today: Day): InvoiceRow => {
      const [found] = lookedUp([id], today)
      if (!found) throw new Error(`there is no invoice ${id}`)
      return found
    },
  }
}
