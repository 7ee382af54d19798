/** `npm run bench`: times as ratios to a floor taken in the same run. Give a word to run only the lines that hold it. */
import { spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { copyFileSync, createWriteStream, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { writeAccounts } from './accounts.ts'
import { type Compared, compare, measure, type Pair } from './measure.ts'

const PAYMENTS = Number(process.env.BENCH_PAYMENTS ?? 1_000_000)
const CLIENTS = PAYMENTS / 10
const INVOICES = Number(process.env.BENCH_INVOICES ?? 1_000_000)
const PERIOD = { from: '2025-01-01', to: '2025-12-31' }
const program = resolve('bin/clientele.cjs')

const folder = mkdtempSync(join(tmpdir(), 'clientele-bench-'))
const csv = join(folder, 'payments.csv')
const cards = join(folder, 'clients.csv')
const demo = join(folder, 'demo.db')
const large = join(folder, 'large.db')
const accounts = join(folder, 'accounts.db')
const target = join(folder, 'imported.db')
const bare = join(folder, 'bare.db')
const scratch = join(folder, 'scratch.db')

const env = { ...process.env, CLIENTELE_TODAY: '2025-12-31', LANG: 'C' }
const clientele = (db: string, ...argv: string[]) => measure([process.execPath, program, '--db', db, ...argv], env)
const node = () => measure([process.execPath, '-e', '0'], env)
const sqlite = (db: string, ...lines: string[]) => measure(['sqlite3', db, ...lines], env)

function requireSqlite(): void {
  if (spawnSync('sqlite3', ['--version']).status === 0) return
  console.error(
    'The benchmarks measure against the sqlite3 shell, which is not here. Get it: apt-get install sqlite3, or brew install sqlite',
  )
  process.exit(1)
}

/** Cards with a phone and an email each, of names many of which are near to one another. */
function writeCards(): void {
  const first = [
    'Asha',
    'Jean',
    'Mira',
    'Lucie',
    'Omar',
    'Nadia',
    'Paul',
    'Chloé',
    'Ravi',
    'Inès',
    'Hugo',
    'Léa',
    'Tom',
    'Zoé',
    'Amir',
    'Eva',
  ]
  const parts = ['ra', 'li', 'to', 'mé', 'ven', 'dor', 'pa', 'tel', 'be', 'ran', 'ger', 'mor', 'eau', 'fa', 'bre', 'sin']
  const lines = ['ref,name,phone,email,city,postcode']
  for (let row = 0; row < CLIENTS; row++) {
    const spread = (row * 2_654_435_761) % 4_294_967_296
    const last = [spread, spread >>> 4, spread >>> 8, spread >>> 12, spread >>> 16].map((at) => parts[at & 15]).join('')
    const name = `${first[(spread >>> 20) & 15]} ${last}`
    lines.push(`R${row},${name},06${String(row).padStart(8, '0')},c${row}@example.org,Lyon,69003`)
  }
  writeFileSync(cards, `${lines.join('\n')}\n`)
}

/** Payments with skewed amounts, by a generator that gives the same file every time. */
async function writePayments(): Promise<void> {
  const out = createWriteStream(csv)
  out.write('client,date,amount,method\n')
  let seed = 42
  const next = (below: number): number => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0
    return seed % below
  }
  const two = (n: number): string => String(n).padStart(2, '0')
  let lines = ''
  for (let row = 0; row < PAYMENTS; row++) {
    const client = row < CLIENTS ? row : next(CLIENTS)
    const amount = `${next(next(8) === 0 ? 2000 : 120)}.${two(next(100))}`
    lines += `C${String(client).padStart(6, '0')},2025-${two(1 + next(12))}-${two(1 + next(28))},${amount},${['card', 'cash', 'transfer'][next(3)]}\n`
    if (lines.length > 1 << 20) {
      if (!out.write(lines)) await once(out, 'drain')
      lines = ''
    }
  }
  out.end(lines)
  await once(out, 'close')
}

/** Takes away what the last run of an import made. */
function anew(): void {
  rmSync(target, { force: true })
  rmSync(bare, { force: true })
}

const sums = `SELECT count(*), sum(amount) FROM (SELECT client_id, sum(amount_minor) AS amount FROM payment
  WHERE kind = 'sale' AND voided_on IS NULL AND paid_on BETWEEN '${PERIOD.from}' AND '${PERIOD.to}' GROUP BY client_id)`

/** What each client owes: invoices less payments, summed up and printed. */
const balances = `SELECT client_id, sum(minor) FROM (
    SELECT client_id, amount_minor AS minor FROM invoice WHERE voided_on IS NULL AND issued_on <= '${PERIOD.to}'
    UNION ALL SELECT client_id, -amount_minor FROM payment WHERE kind = 'account' AND voided_on IS NULL AND paid_on <= '${PERIOD.to}')
  GROUP BY client_id`

/** What was received on account, and nothing of when it was due. */
const paid = `SELECT client_id, count(*) AS payments, sum(amount_minor) AS paid_minor
  FROM payment WHERE kind = 'account' AND voided_on IS NULL AND paid_on <= '${PERIOD.to}' GROUP BY client_id`
/** What settled invoices, and how much of it came late: over the rows that the report goes through. */
const paidLate = `SELECT a.client_id, count(*) AS payments, sum(a.amount_minor) AS paid_minor,
    sum(a.amount_minor) FILTER (WHERE a.effective_on > i.due_on) AS late_minor
  FROM allocation a JOIN invoice i ON i.id = a.invoice_id WHERE a.effective_on <= '${PERIOD.to}' GROUP BY a.client_id`

/** The sums behind a verdict, plain: a JSON row a client, as the report has it, with what was invoiced, fell due, was paid and was bought. */
const sumsInRows = (settled: string): string => `SELECT c.id AS client_id, c.name AS client, g.name AS category,
    (SELECT reference FROM client_reference r WHERE r.client_id = c.id ORDER BY r.id LIMIT 1) AS ref,
    i.invoices, i.invoiced_minor, i.due_minor, p.*, y.purchases_minor
  FROM client c JOIN category g ON g.id = c.category_id
  LEFT JOIN (SELECT client_id, count(*) AS invoices, sum(amount_minor) AS invoiced_minor,
      sum(amount_minor) FILTER (WHERE due_on < '${PERIOD.to}') AS due_minor
    FROM invoice WHERE voided_on IS NULL AND issued_on <= '${PERIOD.to}' GROUP BY client_id) i ON i.client_id = c.id
  LEFT JOIN (${settled}) p ON p.client_id = c.id
  LEFT JOIN (SELECT client_id, sum(amount_minor) AS purchases_minor
    FROM invoice WHERE voided_on IS NULL AND issued_on BETWEEN '${PERIOD.from}' AND '${PERIOD.to}' GROUP BY client_id) y ON y.client_id = c.id
  ORDER BY c.id`

const onAccounts = (report: string, sums: string, floor: () => ReturnType<typeof sqlite>): Pair => ({
  name: `${report} (JSON) / ${sums}`,
  target: 4,
  runs: 7,
  ours: () => clientele(accounts, ...report.split(' '), '--format', 'json'),
  floor,
})

const pairs: readonly Pair[] = [
  { name: '--help / node', target: 1.25, runs: 15, ours: () => clientele(demo, '--help'), floor: node },
  { name: 'show / node', target: 1.5, runs: 15, ours: () => clientele(demo, 'show', '12'), floor: node },
  {
    name: 'pay / node',
    target: 1.5,
    runs: 15,
    before: () => copyFileSync(demo, scratch),
    ours: () => clientele(scratch, 'pay', '12', '10'),
    floor: node,
  },
  { name: 'show, large file / node', target: 6, runs: 7, ours: () => clientele(large, 'show', '12'), floor: node },
  {
    name: 'import payments / .import',
    target: 7,
    runs: 3,
    before: anew,
    ours: () => clientele(target, 'import', 'payments', csv, '--create-missing'),
    floor: () => sqlite(bare, '.mode csv', `.import ${csv} payments`),
  },
  {
    name: 'import clients / .import',
    target: 25,
    runs: 5,
    before: () => {
      anew()
      writeCards()
    },
    ours: () => clientele(target, 'import', 'clients', cards),
    floor: () => sqlite(bare, '.mode csv', `.import ${cards} clients`),
  },
  {
    name: 'report abc / the same sums',
    target: 3,
    runs: 7,
    ours: () => clientele(large, 'report', 'abc', '--summary', '--period', `${PERIOD.from}..${PERIOD.to}`),
    floor: () => sqlite(large, sums),
  },
  onAccounts('report aging', 'plain sums', () => sqlite(accounts, balances)),
  onAccounts('report trust', 'plain sums', () => sqlite(accounts, '.mode json', sumsInRows(paid))),
  onAccounts('report trust', 'plain sums, late ones', () => sqlite(accounts, '.mode json', sumsInRows(paidLate))),
]

function print(rows: readonly Compared[]): void {
  const line = (cells: readonly string[]): string => cells.map((cell, at) => (at === 0 ? cell.padEnd(44) : cell.padStart(10))).join('')
  console.log(line(['', 'ratio', 'to reach', 'ours ms', 'floor ms', 'memory MB']))
  for (const { name, ratio, target: wanted, ours, floor, memory } of rows) {
    const verdict = ratio <= wanted ? '' : '  over'
    console.log(line([name, ratio.toFixed(2), wanted.toFixed(2), ours.toFixed(0), floor.toFixed(0), memory.toFixed(0)]) + verdict)
  }
}

requireSqlite()
try {
  const only = process.argv[2] ?? ''
  const wanted = pairs.filter((pair) => pair.name.includes(only))
  await clientele(scratch, 'demo', '--keep', demo)
  if (wanted.some((pair) => /large|import payments|abc/.test(pair.name))) {
    console.log(`Writing ${PAYMENTS} payments of ${CLIENTS} clients, and a file of them...`)
    await writePayments()
    await clientele(large, 'import', 'payments', csv, '--create-missing')
  }
  if (wanted.some((pair) => pair.name.includes('plain sums'))) {
    console.log(`Writing a file of ${INVOICES} invoices of ${INVOICES / 10} clients, and as many payments...`)
    await clientele(accounts, 'init', '--currency', 'EUR')
    writeAccounts(accounts, { clients: INVOICES / 10, invoices: INVOICES })
  }
  const rows: Compared[] = []
  for (const pair of wanted) rows.push(await compare(pair))
  print(rows)
  console.log(`Node ${process.version}, medians of alternating runs; a floor is the command after the stroke.`)
} finally {
  rmSync(folder, { recursive: true, force: true })
}
