import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dumpFile } from '../money.ts'
import { newFile } from '../support.ts'

const RUNS = 30

/** Random files of each kind, good and bad rows among them, on a file that an earlier import filled. */

const some = (...cells: string[]) => fc.constantFrom(...cells)
const client = some('Asha', 'P1', 'Zoé', 'Ben', 'nobody', '')
const day = some('2026-01-05', '2026-02-03', '2026-11-30', 'soon')
const note = some('', '', 'a', 'b')
const reference = some('', 'R1', 'R2', 'R3', 'R4')

const KINDS = {
  clients: fc.record({
    ref: reference,
    name: some('Asha Patel', 'Patel Asha', 'Zoé', 'Ben Roy', ''),
    phone: some('', '0612345678', '0687654321'),
    card: some('', '', 'C1'),
    city: some('', 'Lyon', 'Nice'),
    status: some('', '', 'former', 'asleep'),
    note,
  }),
  payments: fc.record({
    reference,
    client,
    date: day,
    amount: some('1.00', '2.345', '-1.00', 'x'),
    method: some('', 'card'),
    invoice: some('', '', 'F9'),
    note,
  }),
  invoices: fc.record({
    number: reference,
    client,
    issued: day,
    due: some('', '2026-12-01', '2025-01-01'),
    amount: some('10.00', '20.00', '-3'),
    paid_on: some('', '2026-03-01'),
    disputed: some('', 'yes', 'no', '10'),
    for: note,
  }),
  visits: fc.record({
    reference,
    client,
    date: day,
    outcome: some('', 'kept', 'no-show', 'cancelled', 'lost'),
    late: some('', '', '5'),
    ratings: some('', '5,4,3', '9'),
    operator: some('', 'Nadia'),
    note,
  }),
} as const
type Kind = keyof typeof KINDS

/** A table of some of the columns: an empty cell and a missing column are not the same with --empty-erases. */
function csvOf(rows: readonly Readonly<Record<string, string>>[], without: readonly string[]): string {
  const columns = Object.keys(rows[0] ?? {}).filter((column) => !without.includes(column))
  const lines = rows.map((row) => columns.map((column) => `"${row[column]}"`).join(','))
  return `${columns.join(',')}\n${lines.join('\n')}\n`
}

const tableOf = (kind: Kind) =>
  fc
    .tuple(
      fc.array(KINDS[kind] as fc.Arbitrary<Record<string, string>>, { minLength: 1, maxLength: 7 }),
      fc.subarray(['note', 'for', 'late']),
    )
    .map(([rows, without]) => csvOf(rows, without))

const optionsOf = (kind: Kind) =>
  fc
    .tuple(
      fc.subarray(['--empty-erases', '--verbose', ...(kind === 'clients' ? [] : ['--create-missing'])]),
      fc.constantFrom([], ...(kind === 'clients' ? ['skip', 'update', 'add'].map((way) => ['--on-duplicate', way]) : [])),
      fc.constantFrom([], ...(kind === 'invoices' ? [['--keep-sales'], ['--reclassify-sales']] : [])),
    )
    .map((parts) => parts.flat())

test.each(Object.keys(KINDS) as Kind[])(
  '%s: a dry run counts what the run does, and the same file again changes nothing',
  async (kind) => {
    await fc.assert(
      fc.asyncProperty(tableOf(kind), tableOf(kind), optionsOf(kind), fc.boolean(), async (before, csv, options, skipBad) => {
        const clientele = newFile()
        const load = (input: string, ...more: string[]) =>
          clientele.with(
            { input },
            'import',
            kind,
            '-',
            '--date-order',
            'dmy',
            '--decimal',
            'point',
            ...options,
            ...more,
            '--format',
            'json',
          )
        await clientele('add', 'Asha', '--ref', 'P1')
        await clientele('add', 'Ben', '--phone', '0687654321')
        await clientele('pay', '1', '5', '--on', '2026-02-01')
        await clientele('invoice', '2', '50', '--number', 'F9', '--on', '2026-01-02')
        await load(before, '--skip-bad')
        const start = dumpFile(clientele.path)
        const how = skipBad ? ['--skip-bad'] : []
        const dry = await load(csv, '--dry-run', ...how)
        expect(dumpFile(clientele.path)).toEqual(start)
        const run = await load(csv, ...how)
        const told = ({ code, err, json }: typeof run) => ({ code, err, ...json, operation: 0, dry_run: 0 })
        expect(told(run)).toEqual(told(dry))
        const { read, added, updated, unchanged, skipped, rejected } = run.json
        if (run.code !== 1) expect(read).toBe(added + updated + unchanged + skipped + rejected)
        if (run.json.operation === null) expect(dumpFile(clientele.path)).toEqual(start)
        if (run.code === 1) return
        const after = dumpFile(clientele.path)
        const again = await load(csv, '--skip-bad')
        // A bad row may have become a good one: the card that it was like is another since a later row of the file.
        const taken = rejected - again.json.rejected
        if (taken > 0 && kind === 'clients') {
          expect(again.json.added + again.json.updated).toBeLessThanOrEqual(taken)
          return
        }
        expect(again.json).toMatchObject({ operation: null, added: 0, updated: 0, rejected })
        const plain = options.filter((option) => option !== '--empty-erases')
        const without = await clientele.with(
          { input: csv },
          'import',
          kind,
          '-',
          '--date-order',
          'dmy',
          '--decimal',
          'point',
          ...plain,
          '--skip-bad',
          '--format',
          'json',
        )
        expect(without.json).toMatchObject({ operation: null, added: 0, updated: 0 })
        expect(dumpFile(clientele.path)).toEqual(after)
        if (run.json.operation === null) return
        await clientele('undo')
        expect(dumpFile(clientele.path)).toEqual(start)
      }),
      { numRuns: RUNS },
    )
  },
  120_000,
)
