import { expect, test } from 'vitest'
import { openFile, write } from '../money.ts'
import { newFile } from '../support.ts'

/** Five who owe or have credit, each of another age; Zoë paid on the spot. */
async function practice() {
  const clientele = newFile()
  const say = async (...argv: string[]): Promise<void> => {
    const { code, err } = await clientele(...argv)
    expect([code, err.replace(/^Created.*\n/, '')], argv.join(' ')).toEqual([0, ''])
  }
  await say('add', 'Dupont SARL', '--phone', '04 76 12 34 56', '--category', 'vip', '--region', 'Isère', '--ref', 'P-31')
  await say('add', 'Karim Benali', '--operator', 'Sophie')
  await say('add', 'આશા પટેલ', '--region', 'isere')
  await say('add', 'Meera Shah')
  await say('add', 'François-Xavier de La Rochefoucauld')
  await say('add', 'Zoë')
  const invoice = (client: string, amount: string, issued: string, due: string, number: string) =>
    say('invoice', client, amount, '--on', issued, '--due', due, '--number', number)
  await invoice('1', '610', '2026-07-18', '2026-08-17', '31')
  await invoice('1', '300', '2026-11-02', '2026-12-02', '32')
  await invoice('2', '180', '2026-09-12', '2026-10-12', '33')
  for (const month of [1, 2, 3]) {
    await invoice('3', '100', `2026-0${month}-01`, `2026-0${month}-28`, `A${month}`)
    await say('pay', '3', '100', '--on', `2026-0${month}-1${month}`, '--invoice', `A${month}`)
  }
  await invoice('3', '50', '2026-10-13', '2026-11-12', 'A4')
  await say('pay', '4', '80', '--account', '--on', '2026-11-01')
  await invoice('5', '1240', '2026-08-20', '2026-09-20', 'D5')
  await say('invoices', 'dispute', 'D5', '--on', '2026-10-01')
  await invoice('6', '10', '2026-11-01', '2026-11-30', 'Z1')
  await say('pay', '6', '10', '--on', '2026-11-01')
  return clientele
}

const names = (json: { rows: { client: string }[] }): string[] => json.rows.map(({ client }) => client)

test('the answer in json is the promised one, to the key; the oldest and largest stand first', async () => {
  const { code, json } = await (await practice())('report', 'aging', '--format', 'json')
  expect(code).toBe(0)
  expect(Object.keys(json)).toEqual(['currency', 'as_of', 'rows', 'total'])
  expect([json.currency, json.as_of]).toEqual(['EUR', '2026-11-22'])
  expect(Object.entries(json.rows[0])).toEqual([
    ['client_id', 1],
    ['client', 'Dupont SARL'],
    ['ref', 'P-31'],
    ['not_due_minor', 30_000],
    ['days_1_30_minor', 0],
    ['days_31_60_minor', 0],
    ['days_61_90_minor', 0],
    ['over_90_minor', 61_000],
    ['disputed_minor', 0],
    ['credit_minor', 0],
    ['balance_minor', 91_000],
    ['usual_days_to_pay', null],
  ])
  expect(names(json)).toEqual(['Dupont SARL', 'François-Xavier de La Rochefoucauld', 'Karim Benali', 'આશા પટેલ', 'Meera Shah'])
  expect(json.rows[1]).toMatchObject({ ref: null, days_61_90_minor: 124_000, disputed_minor: 124_000, balance_minor: 124_000 })
  expect(json.rows[2]).toMatchObject({ days_31_60_minor: 18_000, usual_days_to_pay: null })
  expect(json.rows[3]).toMatchObject({ days_1_30_minor: 5_000, usual_days_to_pay: 11 })
  expect(json.rows[4]).toMatchObject({ credit_minor: -8_000, balance_minor: -8_000 })
  expect(Object.entries(json.total)).toEqual([
    ['not_due_minor', 30_000],
    ['days_1_30_minor', 5_000],
    ['days_31_60_minor', 18_000],
    ['days_61_90_minor', 124_000],
    ['over_90_minor', 61_000],
    ['disputed_minor', 124_000],
    ['credit_minor', -8_000],
    ['balance_minor', 230_000],
    // 2,380.00 open of 2,690.00 invoiced in 365 days.
    ['dso', 322.9],
  ])
})

test('the table has no column in which nothing stands, and says what is owed and whom to call first', async () => {
  const clientele = await practice()
  const { out } = await clientele('report', 'aging')
  expect(out).toBe(
    [
      'Owed by age on 22 Nov 2026                                                   EUR',
      '',
      '  Client           Not due   1-30   31-60     61-90  Over 90   Balance  Disputed',
      '  Dupont SARL       300.00                            610.00    910.00',
      '  François-Xavie…                          1,240.00           1,240.00  1,240.00',
      '  Karim Benali                     180.00                       180.00',
      '  આશા પટેલ                   50.00                                50.00',
      '  Meera Shah                                                    -80.00',
      '  Total             300.00  50.00  180.00  1,240.00   610.00  2,300.00  1,240.00',
      '',
      'Owed 2,380.00 EUR, 2,080.00 EUR of it past due, 1,240.00 EUR in dispute, credit waiting 80.00 EUR. Days sales outstanding: 322.9.',
      'Call first: Dupont SARL (client 1, 04 76 12 34 56), 610.00 EUR past due for more than 90 days.',
      '',
    ].join('\n'),
  )
  const wide = (await clientele.with({ terminal: { columns: 200 } }, 'report', 'aging', '--color', 'never')).out
  expect(wide).toMatch(/Over 90 +Credit +Balance +Disputed +Pays in\n/)
  expect(wide).toMatch(/પટેલ +50\.00 +50\.00 +11 days\n/)
  const narrow = (await clientele.with({ terminal: { columns: 40 } }, 'report', 'aging', '--color', 'never')).out
  expect(narrow).toMatch(/Client +.*Over 90 +Balance\n/)
})

test('who disputes all that is late is not the first to call, and nobody is where nothing is late', async () => {
  const clientele = await practice()
  await clientele('pay', '1', '610', '--invoice', '31')
  const { out } = await clientele('report', 'aging')
  expect(out).toContain('\nCall first: Karim Benali (client 2), 180.00 EUR past due for 31 to 60 days.\n')
  const vip = (await clientele('report', 'aging', '--category', 'vip')).out
  expect(vip).toContain('\nOwed 300.00 EUR. Days sales outstanding: 120.3.\n')
  expect(vip).not.toContain('Call first')
})

test('--as-of counts what is dated up to that day, whenever entered; what is void never was', async () => {
  const clientele = await practice()
  const asOf = async (day: string) => (await clientele('report', 'aging', '--as-of', day, '--format', 'json')).json
  expect(await asOf('2025-12-31')).toMatchObject({ rows: [], total: { balance_minor: 0, dso: null } })
  expect((await asOf('2026-01-10')).rows).toMatchObject([{ client_id: 3, not_due_minor: 10_000, balance_minor: 10_000 }])
  expect((await asOf('2026-01-11')).rows).toEqual([])
  expect((await asOf('2026-09-30')).rows).toMatchObject([
    { client_id: 1, days_31_60_minor: 61_000, not_due_minor: 0 },
    { client_id: 5, days_1_30_minor: 124_000, disputed_minor: 0 },
    { client_id: 2, not_due_minor: 18_000 },
  ])
  await clientele('invoices', 'void', '31', '--yes')
  expect(names(await asOf('2026-09-30'))).toEqual(['François-Xavier de La Rochefoucauld', 'Karim Benali'])
})

test('category, region and operator narrow the clients and the sums', async () => {
  const clientele = await practice()
  const narrowed = async (...options: string[]) => (await clientele('report', 'aging', '--format', 'json', ...options)).json
  expect(names(await narrowed('--category', 'vip'))).toEqual(['Dupont SARL'])
  const region = await narrowed('--region', 'ISERE')
  expect(names(region)).toEqual(['Dupont SARL', 'આશા પટેલ'])
  expect(region.total).toMatchObject({ balance_minor: 96_000, dso: 278.1 })
  expect(names(await narrowed('--operator', 'sophie'))).toEqual(['Karim Benali'])
  expect((await clientele('report', 'aging', '--category', 'vip')).out).toMatch(/^Owed by age on 22 Nov 2026, category vip +EUR\n/)
  const gold = await clientele('report', 'aging', '--category', 'gold')
  expect([gold.code, gold.err.startsWith('there is no category "gold" - say one of regular, vip')]).toEqual([2, true])
})

test('an archived client who owes is there', async () => {
  const clientele = await practice()
  const store = openFile(clientele.path)
  await write(store, () => store.clients.update(2, { archived_on: '2026-11-22' }))
  store.connection.close()
  expect(names((await clientele('report', 'aging', '--format', 'json')).json)).toContain('Karim Benali')
  expect(names((await clientele('report', 'aging', '--operator', 'Sophie', '--format', 'json')).json)).toEqual(['Karim Benali'])
})

test('in csv the rows alone, amounts as plain decimals', async () => {
  const lines = (await (await practice())('report', 'aging', '--format', 'csv')).out.split('\n')
  expect(lines[0]).toBe('client_id,client,ref,not_due,days_1_30,days_31_60,days_61_90,over_90,disputed,credit,balance,usual_days_to_pay')
  expect(lines[4]).toBe('3,આશા પટેલ,,0.00,50.00,0.00,0.00,0.00,0.00,0.00,50.00,11')
  expect(lines).toHaveLength(7)
})

test('where nobody owes it says so', async () => {
  const clientele = newFile()
  await clientele('add', 'Asha')
  expect((await clientele('report', 'aging')).out).toContain('\n  Nobody owes anything, and no credit waits.\n')
})

test('a long report is cut at a hundred rows in a table, and whole in csv', async () => {
  const clientele = newFile()
  await clientele('add', 'Client 1')
  const store = openFile(clientele.path)
  await write(store, () => {
    for (let number = 2; number <= 600; number++) store.clients.insert({ name: `Client ${number}`, category_id: 1, added_on: '2026-01-01' })
    for (let client_id = 1; client_id <= 600; client_id++) {
      store.connection.insert('payment', { client_id, paid_on: '2026-05-05', amount_minor: client_id, kind: 'account' })
    }
  })
  store.connection.close()
  expect((await clientele('report', 'aging')).out).toContain('500 more: --all, or --format csv')
  const rows = (await clientele('report', 'aging', '--format', 'csv')).out.trimEnd().split('\n')
  expect(rows).toHaveLength(601)
  expect(rows[600]).toBe('600,Client 600,,0.00,0.00,0.00,0.00,0.00,0.00,-6.00,-6.00,')
})

test('amounts that no longer count exactly are refused, and allocations that are not what the facts come to are a bug', async () => {
  const clientele = await practice()
  const change = async (work: (store: ReturnType<typeof openFile>) => void): Promise<void> => {
    const store = openFile(clientele.path)
    await write(store, () => work(store))
    store.connection.close()
  }
  await change(({ connection }) => connection.insert('payment', { client_id: 3, paid_on: '2026-11-01', amount_minor: 7, kind: 'account' }))
  const stale = await clientele('report', 'aging')
  expect([stale.code, stale.out]).toEqual([1, ''])
  expect(stale.err).toMatch(
    /^This is a bug in clientele: the stored allocations of client 3 are not what his facts come to - please report/,
  )
  await change(({ connection }) => {
    for (let at = 0; at < 9008; at++) {
      connection.insert('payment', { client_id: 1 + (at % 2), paid_on: '2026-05-05', amount_minor: 1e12, kind: 'account' })
    }
  })
  const inexact = await clientele('report', 'aging')
  expect(inexact.code).toBe(1)
  expect(inexact.err).toContain('the sums come to 90,071,992,547,409.92 EUR or more, which no longer count exactly')
})
