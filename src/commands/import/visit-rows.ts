import { BulkInsert, isWorthRebuilding, nextId } from '../../db/bulk.ts'
import { importQueries } from '../../db/queries/imports.ts'
import { dayReader } from '../../domain/import/cells.ts'
import {
  type ImportedVisit,
  readVisit,
  VISIT_ERASABLE,
  type VisitCells,
  visitChange,
  visitContent,
  visitFacts,
} from '../../domain/import/visit.ts'
import { type FactKind, FactRows } from './fact-rows.ts'
import { cellOf, type ImportKind, type ImportWork, nameOf, type RowTaker } from './kind.ts'
import type { OwnerValues } from './options.ts'
import { Owners } from './owners.ts'
import { changesOf } from './updates.ts'

/** `import visits`. */
export function visitsImport(values: OwnerValues): ImportKind {
  return {
    kind: 'visits',
    days: ['date', 'follow_up'],
    amounts: [],
    dayInEveryRow: true,
    tables: ['visit', 'client_reference'],
    reference: 'reference',
    erasable: VISIT_ERASABLE,
    begin: async (work) => beginVisits(work, await Owners.open(work, values)),
  }
}

const FIELDS = [
  ...(['client', 'client_number', 'date', 'time', 'kind', 'outcome', 'no_show', 'late', 'cancelled_by', 'notice'] as const),
  ...(['ratings', 'follow_up', 'operator', 'reference', 'note'] as const),
]

const COLUMNS = [
  ...['id', 'client_id', 'day', 'time', 'kind', 'outcome', 'cancelled_by', 'notice_hours', 'late_minutes', 'patience', 'kindness'],
  ...['professionalism', 'operator_id', 'reference', 'note', 'follow_up_on', 'import_key', 'imported_hash'],
]

/** Columns, by the fields that programs and people know. */
const TOLD = {
  ...{ day: 'date', time: 'time', kind: 'kind', outcome: 'outcome', cancelled_by: 'cancelled_by', notice_hours: 'notice' },
  ...{ late_minutes: 'late', patience: 'patience', kindness: 'kindness', professionalism: 'professionalism' },
  ...{ follow_up_on: 'follow_up', operator_id: 'operator', note: 'note' },
}

function beginVisits(work: ImportWork, owners: Owners): RowTaker {
  const { scope, tally, rules, context, rows, erasing, updates } = work
  const { connection, clients } = scope.store
  const queries = importQueries(connection)
  const readers = FIELDS.map((field) => [field, field === 'client' ? nameOf(work, field) : cellOf(work, field)] as const)
  const readDay = dayReader(rules.dateOrder)
  const inserts = new BulkInsert(connection, 'visit', COLUMNS, { before: () => owners.missing?.flush() })
  const pause = isWorthRebuilding(connection, 'visit', rows) && !queries.hasImported('visit')
  const restore = pause ? inserts.withoutIndexes() : undefined
  const isThere = queries.equalRows('visit', pause)
  const operators = new Map<string, number>()
  let next = nextId(connection, 'visit')

  const operatorOf = (name: string): number | null => {
    if (name === '') return null
    const id = operators.get(name) ?? clients.operatorId(name)
    operators.set(name, id)
    return id
  }

  const keptOf = (content: string | null): string | null => (content === null ? null : content + erasing.mark)
  const inWords = (column: string, value: string | number | boolean | null) =>
    column === 'operator_id' && typeof value === 'number' ? (queries.operatorName(value) ?? value) : value

  const kind: FactKind<VisitCells, ImportedVisit> = {
    record: 'visit',
    table: 'visit',
    comparesAll: false,
    referenceOf: ({ reference }) => reference,
    isReference: (stored, said) => stored === said,
    cells: (batch, start) => Object.fromEntries(readers.map(([field, read]) => [field, read(batch, start)])) as unknown as VisitCells,
    facts: visitFacts,
    content: visitContent,
    name: nameOf(work, 'name'),
    read: (cells) => readVisit(cells, context.today, readDay),
    insert({ cells, row, line, key, content }, owner) {
      const clientId = owners.numberOf(owner, line)
      const { day, time, outcome } = row
      if (outcome !== 'planned' && outcome !== 'cancelled' && day > context.today) {
        tally.remark('dated after today and not planned', `line ${line} ${day}`)
      }
      if (typeof owner === 'number' && isThere(clientId, day, row.kind)) {
        tally.remark('with the client, day and kind of a visit that is there already', `line ${line}`, 'added beside it')
      }
      inserts.add([
        ...[next++, clientId, day, time, row.kind, outcome, row.cancelled_by, row.notice_hours, row.late_minutes],
        ...[row.patience, row.kindness, row.professionalism, operatorOf(cells.operator), cells.reference || null, cells.note || null],
        ...[row.follow_up_on, key, keptOf(content)],
      ])
      return { ok: true, value: true }
    },
    update({ cells, row, content, line }, known, onlyErases) {
      const before = queries.visit(known.id)
      const said = { kind: cells.kind !== '', outcome: row.outcome_said }
      const wanted = { ...row, operator_id: operatorOf(cells.operator), note: cells.note || null }
      const change = {
        ...(onlyErases ? {} : visitChange(wanted, said, before)),
        // A day may bring its time along.
        ...erasing.columns(cells, before, row.time === null ? [] : ['time']),
      }
      const kept = { imported_hash: keptOf(content) }
      if (Object.keys(change).length === 0) {
        connection.aside(() => connection.update('visit', known.id, kept))
        return { ok: true, value: false }
      }
      connection.update('visit', known.id, { ...change, ...kept })
      updates?.add(line, known.id, `visit ${known.id} of ${queries.nameOf(known.client_id)}`, changesOf(before, change, TOLD, inWords))
      return { ok: true, value: true }
    },
    finish() {
      inserts.flush()
      restore?.()
    },
  }
  return new FactRows(work, kind, owners)
}
