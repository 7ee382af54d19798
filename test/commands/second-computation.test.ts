import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { openSqlite, type Sqlite } from '../../src/db/sqlite.ts'
import { newFile, newFolder } from '../support.ts'

/** Two thousand invoices over two years come in at once; what the reports say of them is worked out again in plain SQL from the rows alone. */

const CLIENTS = 120
const INVOICES = 2000
const DAYS = ['2024-12-31', '2025-06-30', '2025-12-31', '2026-03-31', '2026-08-15', '2026-11-22'] as const

const path = join(newFolder(), 'receivables.db')
const clientele = newFile(path)
let sqlite: Sqlite

/** The same series of whole numbers on every run (D. Lehmer's generator). */
function series(): (below: number) => number {
  let state = 20_261_122
  return (below) => {
    state = (state * 48_271) % 2_147_483_647
    return state % below
  }
}

const dayAfter = (day: string, days: number): string => new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10)

/** Most are paid once and whole, some in part, some not yet; nobody pays before the invoice is there. */
function receivables(): string {
  const next = series()
  const lines = ['client,number,issued,due,amount,paid_on,paid_amount']
  for (let number = 1; number <= INVOICES; number++) {
    const client = 1 + next(CLIENTS)
    const issued = dayAfter('2024-11-22', next(730))
    const due = dayAfter(issued, [14, 30, 30, 45, 60][next(5)] ?? 30)
    const amount = 1000 + next(200_000)
    const paidOn = dayAfter(due, Math.max(-14, next(30 + (client % 7) * 20) - 20))
    const money = (minor: number): string => `${Math.floor(minor / 100)}.${String(minor % 100).padStart(2, '0')}`
    const kind = next(20)
    const paid = paidOn > '2026-11-22' || kind === 0 ? ',' : kind === 1 ? `${paidOn},${money(Math.floor(amount / 2))}` : `${paidOn},`
    lines.push(`K${client},F-${number},${issued},${due},${money(amount)},${paid}`)
  }
  return `${lines.join('\n')}\n`
}

beforeAll(async () => {
  const { code, json } = await clientele.with(
    { input: receivables() },
    ...['import', 'invoices', '-', '--create-missing', '--decimal', 'point', '--format', 'json'],
  )
  expect(code).toBe(0)
  expect(json).toMatchObject({ read: INVOICES, added: INVOICES, rejected: 0 })
  sqlite = openSqlite(path, { readonly: true })
}, 240_000)

// What is left of each invoice on a day: every payment here names its invoice, and none is more than that.
const LEFT = `SELECT i.id, i.client_id, i.issued_on, i.due_on, i.amount_minor,
    i.amount_minor - coalesce(sum(p.amount_minor), 0) AS left_minor, max(p.paid_on) AS paid_on
  FROM invoice i LEFT JOIN payment p ON p.invoice_id = i.id AND p.paid_on <= :day
  WHERE i.issued_on <= :day GROUP BY i.id`

const AGING = `WITH open AS (SELECT client_id, left_minor, julianday(:day) - julianday(due_on) AS late FROM (${LEFT}) WHERE left_minor > 0)
  SELECT client_id, sum(left_minor) FILTER (WHERE late <= 0) AS not_due_minor,
    sum(left_minor) FILTER (WHERE late BETWEEN 1 AND 30) AS days_1_30_minor, sum(left_minor) FILTER (WHERE late BETWEEN 31 AND 60) AS days_31_60_minor,
    sum(left_minor) FILTER (WHERE late BETWEEN 61 AND 90) AS days_61_90_minor, sum(left_minor) FILTER (WHERE late > 90) AS over_90_minor,
    sum(left_minor) AS balance_minor
  FROM open GROUP BY client_id ORDER BY client_id`

// The public PAYDEX key as one CASE, the fading of evidence and the verdict: PRODUCT.md section 7 once more, in another language.
const TRUST = `WITH
  seen AS (SELECT client_id, left_minor, due_on,
      CASE WHEN left_minor < 100 THEN paid_on ELSE :day END AS seen_on, left_minor < 100 AS settled
    FROM (${LEFT})),
  late AS (SELECT *, julianday(seen_on) - julianday(due_on) AS late, pow(0.5, (julianday(:day) - julianday(seen_on)) / 365) AS weight FROM seen),
  counted AS (SELECT *, CASE
      WHEN late <= -30 THEN 100 WHEN late <= -20 THEN 90 - (late + 20) WHEN late <= 0 THEN 80 - late / 2.0
      WHEN late <= 15 THEN 80 - late * 10 / 15 WHEN late <= 22 THEN 70 - (late - 15) * 10 / 7 WHEN late <= 30 THEN 60 - (late - 22) * 10 / 8
      WHEN late <= 60 THEN 50 - (late - 30) / 3 WHEN late <= 90 THEN 40 - (late - 60) / 3 WHEN late <= 120 THEN 30 - (late - 90) / 3
      WHEN late < 180 THEN 20 - (late - 120) * 19 / 60 ELSE 1 END AS value
    FROM late WHERE settled OR late > 0),
  scored AS (SELECT client_id, count(*) AS observations, (70 + sum(weight * value)) / (1 + sum(weight)) AS score,
      coalesce(sum(left_minor) FILTER (WHERE NOT settled), 0) AS overdue_minor, max(late) FILTER (WHERE NOT settled) AS oldest,
      max(settled AND late > 90 AND julianday(:day) - julianday(seen_on) <= 180) AS was_late
    FROM counted GROUP BY client_id)
  SELECT client_id, observations, score, overdue_minor, oldest AS oldest_overdue_days,
    CASE WHEN oldest > 90 OR score < 50 OR was_late THEN 'prepay' WHEN observations < 3 THEN 'unknown'
      WHEN score < 60 THEN 'watch' WHEN score >= 75 THEN 'trusted' ELSE 'fair' END AS verdict
  FROM scored ORDER BY client_id`

type Row = Readonly<Record<string, number | string | null>>
const inSql = (sql: string, day: string): Row[] => sqlite.prepare(sql).all({ day }) as Row[]
const byClient = (rows: readonly Row[]): Row[] => rows.toSorted((one, other) => Number(one.client_id) - Number(other.client_id))

describe.each(DAYS)('as of %s', (day) => {
  test('aging: every column of every client, and the sums', async () => {
    const { json } = await clientele('report', 'aging', '--as-of', day, '--format', 'json')
    const expected = inSql(AGING, day)
    const keys = Object.keys(expected[0] ?? {})
    const zeroForNone = expected.map((row) => Object.fromEntries(keys.map((key) => [key, row[key] ?? 0])))
    expect(byClient(json.rows).map((row) => Object.fromEntries(keys.map((key) => [key, row[key]])))).toEqual(zeroForNone)
    const balance = zeroForNone.reduce((sum, row) => sum + Number(row.balance_minor), 0)
    expect(json.total.balance_minor).toBe(balance)
    const invoiced = sqlite
      .prepare("SELECT sum(amount_minor) FROM invoice WHERE issued_on <= :day AND issued_on > date(:day, '-365 days')")
      .pluck()
      .get({ day }) as number
    expect(Math.abs(json.total.dso - (balance / invoiced) * 365)).toBeLessThanOrEqual(0.05 + 1e-9)
  })

  test('trust: scores, observations, what is overdue and the verdict of every client', async () => {
    const { json } = await clientele('report', 'trust', '--as-of', day, '--format', 'json')
    const expected = inSql(TRUST, day)
    const known = byClient(json.rows.filter((row: Row) => Number(row.observations) > 0))
    expect(
      known.map(({ client_id, observations, overdue_minor, oldest_overdue_days, verdict }) => ({
        client_id,
        observations,
        overdue_minor,
        oldest_overdue_days,
        verdict,
      })),
    ).toEqual(expected.map(({ score: _score, ...row }) => row))
    for (const [at, row] of known.entries())
      expect(Math.abs(Number(row.score) - Number(expected[at]?.score))).toBeLessThanOrEqual(0.05 + 1e-9)
    expect(json.rows).toHaveLength(CLIENTS)
    expect(
      json.rows.filter((row: Row) => row.observations === 0).every((row: Row) => row.verdict === 'unknown' && row.score === null),
    ).toBe(true)
  })
})
