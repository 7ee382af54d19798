import { BulkInsert, isWorthRebuilding, nextId, withoutIndexes } from '../../db/bulk.ts'
import { importQueries } from '../../db/queries/imports.ts'
import { dayReader } from '../../domain/import/cells.ts'
import { type ImportedVisit, readVisit, type VisitCells, visitChange, visitContent, visitFacts } from '../../domain/import/visit.ts'
import { type FactKind, FactRows } from './fact-rows.ts'
import { cellOf, type ImportKind, type ImportWork, nameOf, type RowTaker } from './kind.ts'
import type { OwnerValues } from './options.ts'
import { Owners } from './owners.ts'

/** `import visits`. */
export function visitsImport(values: OwnerValues): ImportKind {
  return {
    kind: 'visits',
    days: ['date', 'follow_up'],
    amounts: [],
    dayInEveryRow: true,
    tables: ['visit', 'client_reference'],
    reference: 'reference',
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

function beginVisits(work: ImportWork, owners: Owners): RowTaker {
  const { scope, tally, rules, context, rows } = work
  const { connection, clients } = scope.store
  const queries = importQueries(connection)
  const readers = FIELDS.map((field) => [field, field === 'client' ? nameOf(work, field) : cellOf(work, field)] as const)
  const readDay = dayReader(rules.dateOrder)
  const inserts = new BulkInsert(connection, 'visit', COLUMNS, () => owners.missing?.flush())
  const pause = isWorthRebuilding(connection, 'visit', rows) && !queries.hasImported('visit')
  const restore = pause ? withoutIndexes(connection, 'visit') : undefined
  const isThere = queries.equalRows('visit', pause)
  const operators = new Map<string, number>()
  let next = nextId(connection, 'visit')

  const operatorOf = (name: string): number | null => {
    if (name === '') return null
    const id = operators.get(name) ?? clients.operatorId(name)
    operators.set(name, id)
    return id
  }

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
      const clientId = owners.numberOf(owner)
      const { day, time, outcome } = row
      if (outcome !== 'planned' && outcome !== 'cancelled' && day > context.today) {
        tally.remark('dated after today and not planned', `line ${line} ${day}`)
      }
      if (typeof owner === 'number' && isThere(clientId, day, row.kind)) {
        tally.remark('with the client, day and kind of a visit that is there already, added beside it', `line ${line}`)
      }
      inserts.add([
        ...[next++, clientId, day, time, row.kind, outcome, row.cancelled_by, row.notice_hours, row.late_minutes],
        ...[row.patience, row.kindness, row.professionalism, operatorOf(cells.operator), cells.reference || null, cells.note || null],
        ...[row.follow_up_on, key, content],
      ])
      return { ok: true, value: true }
    },
    update({ cells, row, content }, known) {
      const said = { kind: cells.kind !== '', outcome: row.outcome_said }
      const wanted = { ...row, operator_id: operatorOf(cells.operator), note: cells.note || null }
      const change = visitChange(wanted, said, queries.visit(known.id))
      if (Object.keys(change).length === 0) return { ok: true, value: false }
      connection.update('visit', known.id, { ...change, imported_hash: content })
      return { ok: true, value: true }
    },
    finish() {
      inserts.flush()
      restore?.()
    },
  }
  return new FactRows(work, kind, owners)
}
