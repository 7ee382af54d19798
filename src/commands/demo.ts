import { join, resolve } from 'node:path'
import type { Context } from '../cli/context.ts'
import { type Command, defaultsOf, defineCommand, opt } from '../cli/define.ts'
import { AppError } from '../cli/errors.ts'
import { text } from '../cli/parsers.ts'
import type { Day } from '../domain/day.ts'
import type { Line, View } from '../output/view.ts'
import { importClients } from './import/clients.ts'
import { importPayments } from './import/payments.ts'
import { importVisits } from './import/visits.ts'
import { reportAbc } from './report/abc.ts'
import { today } from './today.ts'

/** The Monday after the practice's files were made: the demo looks the same on any other day. */
const DEMO_DAY: Day = '2026-11-23'
const LOCALE = { currency: 'EUR', country: 'FR', decimal: 'comma', dateOrder: 'dmy' } as const
const SHOWN = 10

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
    lines.push([{ text: `  ${file.padEnd(14)} ${String(added).padStart(4)} ${what}` }, { text: found, style: 'dim' }])
  }
  return lines
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
        '  clientele report abc --neglected',
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
    const { summary: _, ...neglected } = await reportAbc.run(practice, { ...defaultsOf(reportAbc), neglected: true })
    const week = await today.run(practice, {})
    const clients = (await practice.store()).categories.withCounts().reduce((sum, category) => sum + category.clients, 0)
    return {
      title: 'An invented practice, as its owner has it in four files',
      lines: imported,
      also: [abc, neglected, week, whatNext(keep)],
      record: { operation: null, file: keep ?? null, clients, warnings: [...practice.warnings] },
    }
  },
})
