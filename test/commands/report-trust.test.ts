import { beforeEach, describe, expect, test } from 'vitest'
import { newFile } from '../support.ts'

/** The stories of PRODUCT.md section 7, typed as an owner would. Today is 2026-11-22. */

let clientele: ReturnType<typeof newFile>
beforeEach(async () => {
  clientele = newFile()
  await done('add', 'Karim')
})

/** Runs a command that must succeed. */
async function done(...argv: string[]) {
  const ran = await clientele(...argv)
  expect(`${ran.code} ${ran.err}`).toMatch(/^0 /)
  return ran
}

const invoice = (number: string, issued: string, due: string, amount = '100') =>
  done('invoice', 'karim', amount, '--number', number, '--on', issued, '--due', due)
const paid = (number: string, on: string, amount = '100') => done('pay', 'karim', amount, '--invoice', number, '--on', on)

async function judged(...options: string[]) {
  const { json } = await done('report', 'trust', '--format', 'json', ...options)
  return json.rows.find((row: { client: string }) => row.client === 'Karim')
}

describe('payment', () => {
  beforeEach(async () => {
    await invoice('1', '2026-08-01', '2026-08-31')
    await invoice('2', '2026-09-01', '2026-09-30')
    await paid('1', '2026-08-31')
    await paid('2', '2026-09-30')
  })

  test('two invoices on time and one 40 days late: fair, by the formula', async () => {
    await invoice('3', '2026-09-10', '2026-10-10')
    await paid('3', '2026-11-19')
    const row = await judged()
    const weight = (age: number): number => 0.5 ** (age / 365)
    // 40 days late: 50 - 10 x (40 - 30) / (60 - 30).
    const [first, second, third] = [weight(83), weight(53), weight(3)]
    const score = (70 + first * 80 + second * 80 + third * (50 - 100 / 30)) / (1 + first + second + third)
    expect(row).toMatchObject({ verdict: 'fair', observations: 3, overdue_minor: 0, oldest_overdue_days: null, advice: 'usual terms' })
    expect(row.score).toBe(Math.round(score * 10) / 10)
    expect(row.signs).toEqual({
      payment: { score: row.score, observations: 3 },
      behaviour: null,
      projects: null,
      time: null,
      honesty: null,
    })
    expect(row.reasons.join()).toContain('on time 2 of 3')
  })

  test('warned, then late by 40 days once more: watch; twice: let go, with the reason', async () => {
    await done('warn', 'karim', 'payment', '--on', '2026-09-03')
    await invoice('3', '2026-09-04', '2026-09-05')
    await paid('3', '2026-10-15')
    expect(await judged()).toMatchObject({ verdict: 'watch' })
    await invoice('4', '2026-09-10', '2026-09-20')
    await paid('4', '2026-10-30')
    const row = await judged()
    expect(row).toMatchObject({ verdict: 'let go', advice: 'settle the account and part' })
    expect(row.reasons[0]).toContain('late twice more after the warning of 3 Sep')
  })

  test('invoices already late when the client is warned do not condemn him', async () => {
    await invoice('3', '2026-06-01', '2026-06-10')
    await invoice('4', '2026-06-01', '2026-06-20')
    await paid('3', '2026-07-25')
    await paid('4', '2026-07-30')
    await done('warn', 'karim', 'payment', '--on', '2026-11-21')
    expect((await judged()).verdict).not.toMatch(/let go|watch/)
  })

  test('a warning withdrawn, or over a year old, counts no more', async () => {
    await done('warn', 'karim', 'payment', '--on', '2026-09-03')
    await invoice('3', '2026-09-04', '2026-09-05')
    await paid('3', '2026-10-15')
    expect((await judged('--as-of', '2027-09-03')).verdict).toBe('watch')
    expect((await judged('--as-of', '2027-09-04')).verdict).toBe('fair')
    await done('warn', 'karim', 'payment', '--withdraw')
    expect((await judged()).verdict).toBe('fair')
  })

  test('owing 91 days: prepay, and still 180 days after settling, not 181', async () => {
    await invoice('old', '2026-07-01', '2026-08-23', '610')
    expect(await judged('--as-of', '2026-11-21')).toMatchObject({ oldest_overdue_days: 90 })
    expect((await judged('--as-of', '2026-11-21')).verdict).not.toBe('prepay')
    const row = await judged()
    expect(row).toMatchObject({ verdict: 'prepay', overdue_minor: 61000, oldest_overdue_days: 91 })
    expect(row.reasons[0]).toBe('invoice old (610.00) is 91 days overdue')
    await paid('old', '2026-11-22', '610')
    expect((await judged()).verdict).toBe('prepay')
    expect((await judged('--as-of', '2027-05-21')).verdict).toBe('prepay')
    expect((await judged('--as-of', '2027-05-22')).verdict).not.toBe('prepay')
  })

  test('an invoice in dispute does not count until that is resolved, and then without the days in dispute', async () => {
    await invoice('old', '2026-06-01', '2026-07-01', '610')
    await done('invoices', 'dispute', 'old', '--on', '2026-08-01')
    expect(await judged()).toMatchObject({ observations: 2, overdue_minor: 0, oldest_overdue_days: null })
    await done('invoices', 'resolve', 'old', '--on', '2026-11-02')
    // Late since 2 July; the 93 days from 1 August to 1 November do not count: 144 - 93.
    expect(await judged()).toMatchObject({ observations: 3, overdue_minor: 61000, oldest_overdue_days: 51 })
  })

  test('a rest under trust.ignore-below counts as settled', async () => {
    await invoice('rest', '2026-06-01', '2026-07-01', '610')
    await paid('rest', '2026-07-01', '609.01')
    expect(await judged()).toMatchObject({ observations: 3, overdue_minor: 0, oldest_overdue_days: null })
    await done('settings', 'trust.ignore-below', '0.99')
    expect(await judged()).toMatchObject({ overdue_minor: 99, oldest_overdue_days: 144 })
  })
})

test('no facts: unknown, blank signs, no score of zero anywhere', async () => {
  const row = await judged()
  expect(row).toMatchObject({ verdict: 'unknown', score: null, observations: 0, overdue_minor: 0, oldest_overdue_days: null })
  expect(row.signs).toEqual({ payment: null, behaviour: null, projects: null, time: null, honesty: null })
  expect(row.reasons).toEqual(['no facts yet, 3 are needed'])
  expect((await done('report', 'trust')).out).toMatch(/Karim +unknown +· /)
  expect((await done('report', 'trust', 'karim', '--format', 'json')).json.facts).toEqual([])
})

test('an incident that was our fault never counts, and is told the owner as a matter of quality', async () => {
  await done('incident', 'karim', 'honesty', '--severity', '3', '--our-fault', '--on', '2026-05-02')
  expect(await judged()).toMatchObject({ verdict: 'unknown', observations: 0 })
  expect((await done('report', 'trust', 'karim')).out).toContain('Our own fault, and not counted: 1 incident (2 May).')
})

test('honesty of severity 3 lets go until it is resolved', async () => {
  await done('incident', 'karim', 'honesty', '--severity', '3', '--on', '2026-05-02')
  expect(await judged()).toMatchObject({ verdict: 'let go', observations: 1 })
  await done('incidents', 'resolve', '1', '--on', '2026-11-22')
  expect(await judged('--as-of', '2026-11-21')).toMatchObject({ verdict: 'let go' })
  expect(await judged()).toMatchObject({ verdict: 'unknown' })
})

describe('one client', () => {
  beforeEach(async () => {
    await invoice('1', '2026-10-01', '2026-10-31')
    await paid('1', '2026-11-22')
    await done('visit', 'karim', '--late', '15', '--rate', '5,5,4', '--on', '2026-11-22')
    await done('incident', 'karim', 'behaviour', '--severity', '2', '--on', '2026-11-22', '--note', 'shouted')
  })

  test('shows every observation behind the score', async () => {
    const { json } = await done('report', 'trust', 'karim', '--format', 'json')
    expect(json.facts).toEqual([
      {
        sign: 'payment',
        day: '2026-11-22',
        value: 60,
        weight: 1,
        kind: 'invoice',
        id: 1,
        adverse: false,
        what: 'invoice 1 (100.00) settled 22 days late',
      },
      {
        sign: 'behaviour',
        day: '2026-11-22',
        value: (14 / 3) * 20,
        weight: 1,
        kind: 'visit',
        id: 1,
        adverse: false,
        what: 'visit rated 4.7',
      },
      {
        sign: 'behaviour',
        day: '2026-11-22',
        value: 20,
        weight: 2,
        kind: 'incident',
        id: 1,
        adverse: true,
        what: 'incident "shouted" severity 2',
      },
      { sign: 'time', day: '2026-11-22', value: 60, weight: 1, kind: 'visit', id: 1, adverse: false, what: 'visit 15 minutes late' },
    ])
    const behaviour = Math.round(((70 + (14 / 3) * 20 + 2 * 20) / 4) * 10) / 10
    expect(json.rows).toHaveLength(1)
    expect(json.rows[0]).toMatchObject({
      signs: { behaviour: { score: behaviour, observations: 2 }, payment: { score: 65 }, time: { score: 65 } },
    })
  })

  test('the card names the verdict, its main reason and what to do', async () => {
    const { json } = await done('show', 'karim', '--format', 'json')
    expect(json.trust).toMatchObject({ verdict: 'fair', advice: 'usual terms' })
    const { out } = await done('show', 'karim')
    expect(out).toMatch(new RegExp(`Trust +fair ${Math.round(json.trust.score)} +\\S`))
    expect(out).toContain(json.trust.reasons[0])
  })
})

describe('lists', () => {
  beforeEach(async () => {
    await done('add', 'Lucie')
    await done('add', 'Nobody')
    for (const day of ['2026-06-01', '2026-07-01', '2026-08-01']) await done('visit', 'lucie', '--no-show', '--on', day)
    for (const day of ['2026-06-01', '2026-07-01', '2026-11-22']) await done('visit', 'karim', '--rate', '5,5,5', '--on', day)
  })

  test('rows are all clients, in the order of the verdicts, the lowest score first', async () => {
    const { json } = await done('report', 'trust', '--format', 'json')
    expect(json.rows.map(({ client, verdict }: Record<string, string>) => [client, verdict])).toEqual([
      ['Nobody', 'unknown'],
      ['Lucie', 'watch'],
      ['Karim', 'trusted'],
    ])
    expect(Object.keys(json)).toEqual(['currency', 'as_of', 'rows'])
    expect(Object.keys(json.rows[0])).toEqual(
      'client_id client ref category class verdict score signs observations overdue_minor oldest_overdue_days reasons advice'.split(' '),
    )
  })

  test('list --verdict', async () => {
    const { json } = await done('list', '--verdict', 'watch', '--format', 'json')
    expect(json.rows.map((row: { client: string; verdict: string }) => [row.client, row.verdict])).toEqual([['Lucie', 'watch']])
    expect((await clientele('list', '--verdict', 'let-go')).out).toContain('No client matches.')
    expect((await clientele('list', '--verdict', 'good')).code).toBe(2)
  })

  test('--moves lists whose verdict changed in the period, and why', async () => {
    const { json } = await done('report', 'trust', '--moves', '--period', '2026-Q3', '--format', 'json')
    expect(json).toMatchObject({ period: { from: '2026-07-01', to: '2026-09-30' }, as_of: '2026-09-30' })
    expect(json.rows).toHaveLength(2)
    expect(json.rows[0]).toMatchObject({ client: 'Lucie', verdict_before: 'unknown', verdict: 'watch' })
    expect(json.rows[1]).toMatchObject({ client: 'Karim', verdict_before: 'unknown', verdict: 'trusted' })
    expect(json.rows[0].reasons[0]).toBe('3 no-shows since 1 Jun')
    expect((await done('report', 'trust', '--moves', '--period', '2026-10')).out).toContain('No verdict changed.')
  })

  test('--limits suggests from what was open and paid in time, beside the present limit', async () => {
    await invoice('1', '2026-08-01', '2026-08-31', '400')
    await invoice('2', '2026-08-15', '2026-09-15', '300.01')
    await paid('1', '2026-09-10', '400')
    await paid('2', '2026-09-15', '300.01')
    await done('edit', 'karim', '--credit-limit', '500')
    await done('edit', 'lucie', '--credit-limit', '100')
    const { json } = await done('report', 'trust', '--limits', '--format', 'json')
    const [, lucie, karim] = json.rows
    // Both were open from 15 August: 700.01 x 1.5 = 1050.015.
    expect(karim).toMatchObject({
      client: 'Karim',
      verdict: 'trusted',
      paid_on_time_minor: 70001,
      credit_limit_minor: 50000,
      suggested_limit_minor: 105002,
      limit_action: 'raise',
    })
    expect(lucie).toMatchObject({ client: 'Lucie', suggested_limit_minor: 0, credit_limit_minor: 10000, limit_action: 'cut' })
  })

  test('an archived client has a row where there are facts of him', async () => {
    await done('archive', 'lucie')
    await done('archive', 'nobody')
    const { json } = await done('report', 'trust', '--format', 'json')
    expect(json.rows.map(({ client }: { client: string }) => client)).toEqual(['Lucie', 'Karim'])
  })
})

test('--rules shows every number that the judgement works with', async () => {
  const { json } = await done('report', 'trust', '--rules', '--format', 'json')
  const values = Object.fromEntries(json.rows.map(({ rule, value }: { rule: string; value: number }) => [rule, value]))
  expect(values).toMatchObject({ 'weight.payment': 40, 'weight.honesty': 15, 'prior.value': 70, 'half-life': 365, 'payment.days.0': 80 })
})

test.each([
  [['--period', '2026'], '--period goes with --moves'],
  [['--moves'], '--moves needs a period'],
  [['--moves', '--period', '2026', '--limits'], '--moves and --limits cannot both be'],
  [['--rules', '--limits'], '--rules stands alone'],
  [['karim', '--limits'], '--moves and --limits are of all clients'],
  [['--moves', '--period', '2028'], 'the period begins on 2028-01-01, after 2026-11-22'],
])('report trust %j is refused', async (argv, said) => {
  const { code, err } = await clientele('report', 'trust', ...argv)
  expect(err).toContain(said)
  expect(code).toBe(2)
})
