import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { newFile, newFolder, programFolder } from '../support.ts'

/** The practice in fixtures/, whose expected figures were computed by another program beside it. */
const practice = JSON.parse(readFileSync(join(programFolder, 'fixtures', 'practice', 'expected.json'), 'utf8'))

const kept = join(newFolder(), 'demo.db')
const clientele = newFile(kept)
beforeAll(async () => {
  expect((await newFile()('demo', '--keep', kept)).code).toBe(0)
}, 240_000)

test('demo shows the report, the day and what to type next, and keeps nothing', async () => {
  const fresh = newFile()
  const { code, out, err } = await fresh('demo')
  expect(code).toBe(0)
  expect(err).toBe('')
  for (const words of [
    '76 clients',
    '604 payments',
    '616 payments',
    '930 visits',
    '129 invoices',
    'Owed by age on 23 Nov 2026',
    'Trust on 23 Nov 2026',
    'ABC by purchases',
    'Garage Moreau',
    'Monday 23 November 2026',
  ]) {
    expect(out).toContain(words)
  }
  expect(out).toContain('clientele demo --keep demo.db')
  expect(existsSync(fresh.path)).toBe(false)
})

test('demo --keep leaves a private file and takes no place of another', async () => {
  expect(statSync(kept).mode & 0o777).toBe(0o600)
  expect(await newFile()('demo', '--keep', kept)).toMatchObject({
    code: 1,
    err: `${kept} is there already - name another file to keep the demo in\n`,
  })
})

test('the practice has the clients, payments and visits of its files', async () => {
  const { json: categories } = await clientele('categories', '--format', 'json')
  expect(Object.fromEntries(categories.rows.map((row: { category: string; clients: number }) => [row.category, row.clients]))).toEqual(
    practice.categories,
  )
  const { json: payments } = await clientele('payments', '--format', 'json')
  expect(payments.total).toMatchObject({ sale_minor: practice.payments.total.sum_minor, account_minor: practice.invoices.paid_minor })
  const { json: invoices } = await clientele('invoices', '--format', 'json')
  expect(invoices.total).toMatchObject({ invoices: practice.rows['invoices-2026.csv'], amount_minor: practice.invoices.sum_minor })
  const { json: visits } = await clientele('visits', '--format', 'json')
  expect(visits.total).toMatchObject({ planned: practice.visits.planned, no_show: practice.visits['no-show'] })
})

test('what is owed by age is what the other program says', async () => {
  const { json } = await clientele('report', 'aging', '--as-of', '2026-11-23', '--format', 'json')
  expect(json.total).toMatchObject(practice.aging)
})

test('there is a client of each verdict, each for another reason', async () => {
  const { json } = await clientele('report', 'trust', '--as-of', '2026-11-23', '--format', 'json')
  const why = new Map(json.rows.map(({ client, verdict, reasons }: Record<string, string>) => [client, `${verdict}: ${reasons?.[0]}`]))
  expect([...new Set(json.rows.map((row: { verdict: string }) => row.verdict))]).toEqual([
    'let go',
    'prepay',
    'unknown',
    'watch',
    'trusted',
    'fair',
  ])
  expect(why.get('Mehul Pandya')).toBe('let go: an honesty incident of severity 3 on 12 Oct is unresolved')
  expect(why.get('Karim Benali')).toMatch(/^let go: late twice more after the warning of 3 Sep/)
  expect(why.get('Dupont SARL')).toMatch(/^prepay: invoice \S+ \(610\.00\) is 98 days overdue$/)
  expect(why.get('Mathieu Colin')).toMatch(/^prepay: invoice \S+ was settled 110 days late, 108 days ago: prepay until 3 Feb 2027$/)
  expect(why.get('Lucie Fabre')).toMatch(/^watch: late or absent once more after the warning of 25 Sep/)
  expect(why.get('Victor Salomon')).toMatch(/^watch: 3 no-shows since/)
  expect(why.get('Théo Masson')).toMatch(/^unknown: no facts yet/)
})

describe('report abc over the practice', () => {
  test('ranks, classes and sums as the other program says', async () => {
    const { json } = await clientele('report', 'abc', '--format', 'json')
    const rows = json.rows.map(({ rank, ref, amount_minor, class: abc }: Record<string, unknown>) => ({
      rank,
      ref,
      amount_minor,
      class: abc,
    }))
    expect(rows).toEqual(practice.abc.with_invoices.rows)
    const summary = json.summary.map(({ class: abc, clients, amount_minor }: Record<string, unknown>) => ({
      class: abc,
      clients,
      amount_minor,
    }))
    expect(summary).toEqual(practice.abc.with_invoices.summary)
    expect(json.period).toEqual({ from: '2025-11-23', to: '2026-11-22' })
  })

  test('the same numbers in every format', async () => {
    const { json } = await clientele('report', 'abc', '--format', 'json')
    const plain = json.rows.map((row: { rank: number; amount_minor: number; class: string }) => [row.rank, row.amount_minor, row.class])
    const minor = (text: string): number => Math.round(Number(text.replaceAll(',', '')) * 100)
    for (const [format, delimiter] of [
      ['csv', ','],
      ['tsv', '\t'],
    ] as const) {
      const [header = '', ...lines] = (await clientele('report', 'abc', '--format', format)).out.trimEnd().split('\n')
      const at = (name: string): number => header.split(delimiter).indexOf(name)
      const rows = lines
        .map((line) => line.split(delimiter))
        .map((cells) => [Number(cells[at('rank')]), minor(cells[at('amount')] ?? ''), cells[at('class')]])
      expect(rows).toEqual(plain)
    }
    const human = /(\d+) +\S.*? (-?[\d,]+\.\d\d) +[\d.]+ % +[\d.]+ % +([ABC]) /
    const tableRows = (await clientele('report', 'abc', '--all')).out.split('\n').flatMap((line) => {
      const [, rank, amount, abc] = human.exec(line) ?? []
      return rank === undefined ? [] : [[Number(rank), minor(amount ?? ''), abc]]
    })
    expect(tableRows).toEqual(plain)
    const markdown = (await clientele('report', 'abc', '--format', 'md')).out.split('\n').flatMap((line) => {
      const cells = line.split('|').map((cell) => cell.trim())
      return /^\d+$/.test(cells[1] ?? '') ? [[Number(cells[1]), cells.find((cell) => /^[\d,]+\.\d\d$/.test(cell))]] : []
    })
    expect(markdown.map(([rank, amount]) => [rank, minor(String(amount))])).toEqual(
      plain.map(([rank, amount]: unknown[]) => [rank, amount]),
    )
    const { out: html } = await clientele('report', 'abc', '--format', 'html')
    for (const { amount_minor } of json.rows)
      expect(html).toContain(`>${(amount_minor / 100).toLocaleString('en', { minimumFractionDigits: 2 })}<`)
  })
})
