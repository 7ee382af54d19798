import type { Context } from '../../cli/context.ts'
import { type CellRules, dayReader, type Read } from '../../domain/import/cells.ts'
import { type ClientCells, readClient } from '../../domain/import/client.ts'
import { type InvoiceCells, readInvoice } from '../../domain/import/invoice.ts'
import { type PaymentCells, readPayment } from '../../domain/import/payment.ts'
import { readVisit, type VisitCells } from '../../domain/import/visit.ts'
import { fieldNames } from '../../domain/mapping.ts'
import { cutLong } from '../../domain/words.ts'
import { brokenRow, FIRST_CELL, type ImportKind, lineOf } from './kind.ts'
import type { Problems } from './preview-watch.ts'
import type { StagedTable } from './stage-table.ts'

type Cells = Readonly<Record<string, string>>

/** Reads the cells of a row of this kind, whoever's it is. A phone says nothing against a row. */
function readerOf(
  { kind }: ImportKind,
  rules: CellRules,
  { inDays, creditsOnly }: { readonly inDays: boolean; readonly creditsOnly: boolean },
  { today }: Context,
): (cells: Cells) => Read<unknown> {
  const readDay = dayReader(rules.dateOrder)
  const readers: Readonly<Record<ImportKind['kind'], (cells: Cells) => Read<unknown>>> = {
    clients: (cells) => readClient(cells as unknown as ClientCells, { today, rules, readDay, e164: () => null, knowsCategory: () => true }),
    payments: (cells) => readPayment(cells as unknown as PaymentCells, rules, readDay, creditsOnly),
    invoices: (cells) => readInvoice(cells as unknown as InvoiceCells, rules, inDays, readDay),
    visits: (cells) => readVisit(cells as unknown as VisitCells, today, readDay),
  }
  return readers[kind]
}

/** Notes the cells that cannot be read, one entry a column. `headers`: those of the columns by field; `creditsOnly`: money out is left out. */
export function readStaged(
  context: Context,
  kind: ImportKind,
  { staging, places, inDays }: StagedTable,
  rules: CellRules,
  {
    headers,
    problems,
    creditsOnly,
  }: { readonly headers: ReadonlyMap<string, string>; readonly problems: Problems; readonly creditsOnly: boolean },
): void {
  const read = readerOf(kind, rules, { inDays, creditsOnly }, context)
  const fields = fieldNames(kind.kind).map((field) => [field, (places.get(field) ?? FIRST_CELL) - FIRST_CELL, places.has(field)] as const)
  for (const batch of staging.read()) {
    for (let start = 0; start < batch.length; start += staging.width) {
      if (brokenRow(batch, start)) continue
      const cells = Object.fromEntries(fields.map(([field, at, there]) => [field, there ? (batch[start + FIRST_CELL + at] ?? '') : '']))
      const row = read(cells)
      if (row.ok) continue
      const { field, message, hint } = row.problem
      const column = field === null ? null : (headers.get(field) ?? field)
      const said = cutLong(message)
      problems.add(`cell ${field}`, lineOf(batch, start), column, hint === undefined ? said : `${said} - ${hint}`)
    }
  }
}
