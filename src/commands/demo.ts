import { join, resolve } from 'node:path'
import type { Context } from '../cli/context.ts'
import { type Command, defaultsOf, defineCommand, opt } from '../cli/define.ts'
import { AppError } from '../cli/errors.ts'
import { text } from '../cli/parsers.ts'
import type { Day } from '../domain/day.ts'
import type { Line, View } from '../output/view.ts'
import { edit } from './client/edit.ts'
import { runNotebook } from './demo-notebook.ts'
import { importClients } from './import/clients.ts'
import { importInvoices } from './import/invoices.ts'
import { importPayments } from './import/payments.ts'
import { importVisits } from './import/visits.ts'
import { invoicesDispute } from './invoice/dispute.ts'
import { reportAbc } from './report/abc.ts'
import { reportAging } from './report/aging.ts'
import { reportTrust } from './report/trust.ts'
import type { TrustRow } from './report/trust-rows.ts'
import { today } from './today.ts'
import { incident } from './trust/incident.ts'
import { agreement, project } from './trust/undertaking-begin.ts'
import { agreementsEnd, projectsClose } from './trust/undertaking-end.ts'
import { warn } from './trust/warn.ts'

/** The Monday after the practice's files were made: the demo looks the same on any other day. */
const DEMO_DAY: Day = '2026-11-23'
const LOCALE = { currency: 'EUR', country: 'FR', decimal: 'comma', dateOrder: 'dmy' } as const
const SHOWN = 10
const FILE_WIDTH = 17
const SHOWN_OF_A_VERDICT = 2
/** Facts that no file holds: the practice's owner types them. */
const NOTEBOOK = 'notebook.txt'
const NOTEBOOK_COMMANDS = [edit, invoicesDispute, warn, incident, project, projectsClose, agreement, agreementsEnd]

/** In the order their rows refer to each other. The practice's payments were paid on the spot, but for its invoices. */
const FILES: readonly {
  readonly command: Command
  readonly file: string
  readonly what: string
  readonly values?: Record<string, unknown>
}[] = [
  { command: importClients, file: 'clients.csv', what: 'clients' },
  { command: importPayments, file: 'till-2025.csv', what: 'payments', values: { kind: 'sale' } },
  { command: importPayments, file: 'bank-2026.csv', what: 'payments', values: { kind: 'sale' } },
  { command: importInvoices, file: 'invoices-2026.csv', what: 'invoices' },
  { command: importVisits, file: 'visits.csv', what: 'visits' },
]

interface Imported {
  readonly added: number
  readonly detected: { readonly encoding: string; readonly header_row: number | null }
}

async function importPractice(context: Context): Promise<Line[]> {
  const lines: Line[] = []
  for (const { command, file, what, values } of FILES) {
    const path = join(context.programFolder, 'fixtures', 'practice', file)
    const view = await command.run(context, { ...defaultsOf(command), file: path, ...values })
    const { added, detected } = view.record as unknown as Imported
    const found = `  (${detected.encoding}, header on line ${detected.header_row})`
    lines.push([{ text: `  ${file.padEnd(FILE_WIDTH)} ${String(added).padStart(4)} ${what}` }, { text: found, style: 'dim' }])
  }
  const notes = await runNotebook(context, join(context.programFolder, 'fixtures', 'practice', NOTEBOOK), NOTEBOOK_COMMANDS)
  const found = '  (incidents, warnings, projects and agreements, as typed)'
  lines.push([{ text: `  ${NOTEBOOK.padEnd(FILE_WIDTH)} ${String(notes).padStart(4)} commands` }, { text: found, style: 'dim' }])
  return lines
}

/** Some clients of each verdict, so that the report tells its stories on one screen. */
async function shortTrust(context: Context): Promise<View> {
  const view = await reportTrust.run(context, defaultsOf(reportTrust))
  if (!view.table) return view
  const seen = new Map<string, number>()
  const rows = ([...view.table.rows] as TrustRow[]).filter(({ judged }) => {
    const { verdict } = judged.judgement
    const before = seen.get(verdict) ?? 0
    seen.set(verdict, before + 1)
    return before < SHOWN_OF_A_VERDICT
  })
  const { count: _all, ...table } = view.table
  return { ...view, table: { ...table, rows } }
}

/** The report's first rows, and how to see the rest. */
async function shortReport(context: Context): Promise<View> {
  const view = await reportAbc.run(context, defaultsOf(reportAbc))
  if (!view.table) return view
  const rows = [...view.table.rows]
  const more = rows.length - SHOWN
  return {
    ...view,
    table: { ...view.table, rows: rows.slice(0, SHOWN) },
    closing: [[{ text: `  ${more} more clients with purchases: clientele report abc`, style: 'dim' }], ...(view.closing ?? [])],
  }
}

function whatNext(keep: string | undefined): View {
  const kept = keep === undefined ? undefined : resolve(keep)
  const lines = kept
    ? [
        `The file is ${kept}. Play with it:`,
        `  export CLIENTELE_DB=${kept} CLIENTELE_TODAY=${DEMO_DAY}`,
        '  clientele show asha',
        '  clientele pay asha 120 --method card',
        '  clientele report trust "Karim Benali"',
        '  clientele undo',
      ]
    : [
        'Nothing was kept. To play with this file: clientele demo --keep demo.db',
        'To begin your own:                        clientele add "First Client"',
        'To bring in what you have:                clientele import clients FILE.csv --dry-run',
      ]
  return { lines }
}

export const demo = defineCommand({
  name: 'demo',
  summary: 'Import an invented practice into a throwaway file and look at it',
  file: 'none',
  options: { keep: opt('--keep <file>', 'leave the file there, to play with', text) },
  examples: ['demo', 'demo --keep demo.db'],
  async run(context, { keep }) {
    if (keep !== undefined && context.inputSize(keep) !== undefined) {
      throw new AppError(`${keep} is there already`, { hint: 'name another file to keep the demo in' })
    }
    const practice = context.at(keep ?? ':memory:', keep === undefined ? 'memory' : 'create', {
      locale: LOCALE,
      today: DEMO_DAY,
      quiet: true,
    })
    const imported = await importPractice(practice)
    const abc = await shortReport(practice)
    const aging = await reportAging.run(practice, defaultsOf(reportAging))
    const trust = await shortTrust(practice)
    const { summary: _, ...neglected } = await reportAbc.run(practice, { ...defaultsOf(reportAbc), neglected: true })
    const week = await today.run(practice, {})
    const clients = (await practice.store()).categories.withCounts().reduce((sum, category) => sum + category.clients, 0)
    return {
      title: 'An invented practice, as its owner has it in a few files',
      lines: imported,
      also: [abc, neglected, aging, trust, week, whatNext(keep)],
      record: { operation: null, file: keep ?? null, clients, warnings: [...practice.warnings] },
    }
  },
})
