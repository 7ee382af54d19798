import { expect, test } from 'vitest'
import { newFile } from '../support.ts'

/** Four clients: One and Two carry 2026, Three came in at its end, Four bought in 2025 alone. */
async function practice() {
  const clientele = newFile()
  const say = async (...argv: string[]): Promise<void> => {
    const { code, err } = await clientele(...argv)
    expect(err.replace(/^Created.*\n/, ''), argv.join(' ')).toBe('')
    expect(code).toBe(0)
  }
  await say('add', 'One', '--category', 'vip', '--region', 'Isère', '--ref', 'P-1')
  await say('add', 'Two', '--region', 'isere', '--operator', 'Sophie')
  await say('add', 'Three')
  await say('add', 'Four')
  await say('add', 'Five')
  await say('pay', '1', '700', '--on', '2026-03-01', '--sale', '--method', 'card')
  await say('pay', '2', '200', '--on', '2026-06-01', '--sale')
  await say('pay', '3', '100', '--on', '2026-11-20', '--sale')
  await say('pay', '4', '50', '--on', '2025-05-05', '--sale')
  await say('pay', '1', '20', '--on', '2025-05-05', '--sale')
  await say('visit', '1', '--on', '2026-11-10')
  await say('visit', '2', '--on', '2026-09-01', '--kind', 'call')
  return clientele
}

test('the answer in json is the promised one, to the key', async () => {
  const clientele = await practice()
  const { code, json } = await clientele('report', 'abc', '--period', '2026', '--format', 'json')
  expect(code).toBe(0)
  expect(Object.keys(json)).toEqual(['currency', 'period', 'as_of', 'rows', 'summary'])
  expect(json.currency).toBe('EUR')
  expect(json.period).toEqual({ from: '2026-01-01', to: '2026-11-22' })
  expect(json.as_of).toBe('2026-11-22')
  expect(Object.entries(json.rows[0])).toEqual([
    ['rank', 1],
    ['client_id', 1],
    ['client', 'One'],
    ['ref', 'P-1'],
    ['category', 'vip'],
    ['amount_minor', 70_000],
    ['share', 0.7],
    ['cumulative_share', 0.7],
    ['class', 'A'],
    ['last_purchase', '2026-03-01'],
    ['last_contact', '2026-11-10'],
  ])
  expect(json.rows.map((row: { client: string; class: string }) => [row.client, row.class])).toEqual([
    ['One', 'A'],
    ['Two', 'A'],
    ['Three', 'B'],
  ])
  expect(json.rows[2].last_contact).toBeNull()
  expect(json.summary).toEqual([
    { class: 'A', clients: 2, client_share: 2 / 3, amount_minor: 90_000, amount_share: 0.9 },
    { class: 'B', clients: 1, client_share: 1 / 3, amount_minor: 10_000, amount_share: 0.1 },
    { class: 'C', clients: 0, client_share: 0, amount_minor: 0, amount_share: 0 },
    { class: '-', clients: 2, client_share: null, amount_minor: 0, amount_share: null },
  ])
})

test('the table names its period and shows how long ago the last contact was', async () => {
  const { out } = await (await practice())('report', 'abc', '--period', '2026')
  expect(out).toContain('ABC by purchases, 2026 (to 22 Nov)')
  expect(out.split('\n')[0]).toMatch(/ EUR$/)
  expect(out).toMatch(/1 {2}One +vip +700\.00 +70\.0 % +70\.0 % +A +2026-03-01 +12 days\n/)
  expect(out).toMatch(/3 {2}Three +regular +100\.00 .* never\n/)
  expect(out).toMatch(/A +2 +66\.7 % +900\.00 +90\.0 % +█{16}\n/)
  expect(out).toMatch(/- +2 +0\.00 +without purchases\n/)
})

test('only facts up to --as-of count, and the period never ends after it', async () => {
  const clientele = await practice()
  const { json } = await clientele('report', 'abc', '--period', '2026', '--as-of', '2026-05-31', '--format', 'json')
  expect(json.period).toEqual({ from: '2026-01-01', to: '2026-05-31' })
  expect(json.rows.map((row: { client: string }) => row.client)).toEqual(['One'])
  expect(json.rows[0].last_contact).toBeNull()
  const later = await clientele('report', 'abc', '--period', '2027')
  expect(later.code).toBe(2)
  expect(later.err).toBe('the period begins on 2027-01-01, after 2026-11-22 - say an earlier --period, or a later --as-of\n')
})

test('without a period it is the 365 days that end with --as-of', async () => {
  const { json } = await (await practice())('report', 'abc', '--as-of', '2026-01-01', '--format', 'json')
  expect(json.period).toEqual({ from: '2025-01-02', to: '2026-01-01' })
  expect(json.rows.map((row: { client: string }) => row.client)).toEqual(['Four', 'One'])
})

test('the lines can be set with two decimals, and are checked together', async () => {
  const clientele = await practice()
  const { json } = await clientele('report', 'abc', '--period', '2026', '--a', '69.99', '--b', '70,01', '--format', 'json')
  expect(json.rows.map((row: { class: string }) => row.class)).toEqual(['A', 'B', 'C'])
  const crossed = await clientele('report', 'abc', '--a', '96')
  expect([crossed.code, crossed.err]).toEqual([2, '--a 96.00 is not under --b 95.00 - class A ends before class B does\n'])
  const odd = await clientele('report', 'abc', '--a', '80.125')
  expect([odd.code, odd.err]).toEqual([2, '--a "80.125" is not a percentage - say a number from 0 to 100, with two decimals at most\n'])
})

test('category, region and operator narrow the clients and rank them anew', async () => {
  const clientele = await practice()
  const names = async (...options: string[]): Promise<string[]> => {
    const { json } = await clientele('report', 'abc', '--period', '2026', '--format', 'json', ...options)
    expect(json.rows[0].rank).toBe(1)
    expect(json.rows.at(-1).cumulative_share).toBe(1)
    return json.rows.map((row: { client: string }) => row.client)
  }
  expect(await names('--category', 'vip')).toEqual(['One'])
  expect(await names('--category', 'regular')).toEqual(['Two', 'Three'])
  expect(await names('--region', 'ISERE')).toEqual(['One', 'Two'])
  expect(await names('--operator', 'sophie')).toEqual(['Two'])
  const gold = await clientele('report', 'abc', '--category', 'gold')
  expect([gold.code, gold.err.startsWith('there is no category "gold" - say one of regular, vip')]).toEqual([2, true])
  const nobody = await clientele('report', 'abc', '--operator', 'Paul')
  expect([nobody.code, nobody.err]).toEqual([2, 'there is no operator "Paul" - say one of Sophie\n'])
})

test('--moves lists who changed class against the year before, also who fell to none', async () => {
  const clientele = await practice()
  const { json } = await clientele('report', 'abc', '--period', '2026', '--moves', '--format', 'json')
  const moves = json.rows.map(({ client, class_before, class: now, rank }: Record<string, unknown>) => [client, class_before, now, rank])
  expect(moves).toEqual([
    ['Two', '-', 'A', 2],
    ['Three', '-', 'B', 3],
    ['Four', 'A', '-', null],
  ])
  expect(json.summary[0].clients).toBe(2)
  const { out } = await clientele('report', 'abc', '--period', '2026', '--moves')
  expect(out).toMatch(/^ABC moves by purchases, 2026 \(to 22 Nov\) +EUR\nAgainst 2025\.\n/)
  expect(out).toContain('fell from A')
  const year = (await clientele('report', 'abc', '--moves')).out
  expect(year).toMatch(/^ABC moves by purchases, 23 Nov 2025 to 22 Nov 2026 +EUR\nAgainst 23 Nov 2024 to 22 Nov 2025\.\n/)
})

test('--neglected lists class A clients without contact within their cadence', async () => {
  const clientele = await practice()
  const { json } = await clientele('report', 'abc', '--period', '2026', '--neglected', '--format', 'json')
  expect(json.rows.map((row: { client: string }) => row.client)).toEqual(['Two'])
  await clientele('visit', '2', '--on', '2026-11-21', '--kind', 'letter')
  const { out } = await clientele('report', 'abc', '--period', '2026', '--neglected')
  expect(out).toContain('No class A client is neglected.')
})

test('--by visits counts, in `count`, and --by payments takes money on account too', async () => {
  const clientele = await practice()
  const visits = (await clientele('report', 'abc', '--period', '2026', '--by', 'visits', '--format', 'json')).json
  expect(visits.rows.map(({ client, count, amount_minor }: Record<string, unknown>) => [client, count, amount_minor])).toEqual([
    ['One', 1, undefined],
  ])
  expect(visits.summary[0]).toEqual({ class: 'A', clients: 1, client_share: 1, count: 1, amount_share: 1 })
  await clientele('pay', '5', '9000', '--on', '2026-03-01', '--account')
  const payments = (await clientele('report', 'abc', '--period', '2026', '--by', 'payments', '--format', 'json')).json
  expect(payments.rows[0].client).toBe('Five')
})

test('in csv the rows alone, with --summary the summary alone; amounts are plain decimals', async () => {
  const clientele = await practice()
  const rows = (await clientele('report', 'abc', '--period', '2026', '--format', 'csv')).out.split('\n')
  expect(rows[0]).toBe('rank,client_id,client,ref,category,amount,share,cumulative_share,class,last_purchase,last_contact')
  expect(rows[1]).toBe('1,1,One,P-1,vip,700.00,0.7,0.7,A,2026-03-01,2026-11-10')
  expect(rows).toHaveLength(5)
  const summary = (await clientele('report', 'abc', '--period', '2026', '--format', 'csv', '--summary')).out
  expect(summary).toBe(
    "class,clients,client_share,amount,amount_share\nA,2,0.6666666666666666,900.00,0.9\nB,1,0.3333333333333333,100.00,0.1\nC,0,0,0.00,0\n'-,2,,0.00,\n",
  )
})

test('an archived client is there with facts, and not without', async () => {
  const clientele = await practice()
  const without = async () => (await clientele('report', 'abc', '--period', '2026', '--format', 'json')).json
  const { openStore } = await import('../../src/db/store.ts')
  const { programFolder } = await import('../support.ts')
  const locale = { currency: 'EUR', country: 'FR', decimal: null, dateOrder: null }
  const { store } = openStore({ path: clientele.path, mode: 'write', locale, programFolder, nativeBinding: undefined })
  await store.write('archive', '2026-11-22T10:00:00Z', () => {
    for (const id of [1, 5]) store.clients.update(id, { archived_on: '2026-11-22' })
  })
  store.connection.close()
  const json = await without()
  expect(json.rows.map((row: { client: string }) => row.client)).toEqual(['One', 'Two', 'Three'])
  expect(json.summary[3].clients).toBe(1)
})

test('a long report is cut at a hundred rows in a table, and whole in csv', async () => {
  const clientele = newFile()
  await clientele('add', 'Client 0')
  const { openStore } = await import('../../src/db/store.ts')
  const { programFolder } = await import('../support.ts')
  const locale = { currency: 'EUR', country: 'FR', decimal: null, dateOrder: null }
  const { store } = openStore({ path: clientele.path, mode: 'write', locale, programFolder, nativeBinding: undefined })
  await store.write('test', '2026-11-22T10:00:00Z', () => {
    for (let index = 1; index <= 600; index++) {
      const client_id = store.clients.insert({ name: `Client ${index}`, category_id: 1, added_on: '2026-01-01' })
      store.connection.insert('payment', { client_id, paid_on: '2026-05-05', amount_minor: 1000 - index, kind: 'sale' })
    }
  })
  store.connection.close()
  expect((await clientele('report', 'abc', '--period', '2026')).out).toContain('500 more: --all, or --format csv')
  const rows = (await clientele('report', 'abc', '--period', '2026', '--format', 'csv')).out.trimEnd().split('\n')
  expect(rows).toHaveLength(601)
  expect(rows[600]).toMatch(/^600,601,Client 600,,regular,4\.00,/)
})

test('on a narrow screen the class stays before all that is said of it, and 80 columns show the category', async () => {
  const clientele = await practice()
  const heading = async (columns: number, ...options: string[]) =>
    (await clientele.with({ terminal: { columns } }, 'report', 'abc', '--period', '2026', '--color', 'never', ...options)).out
      .split('\n')
      .find((line) => line.includes('Client'))
      ?.trim()
      .split(/ {2,}/)
  expect(await heading(40)).toEqual(['#', 'Client', 'Category', 'Purchases', 'Class'])
  await clientele('pay', '1', '12345678.90', '--on', '2026-03-01', '--sale')
  expect(await heading(40)).toEqual(['#', 'Client', 'Purchases', 'Class'])
  expect(await heading(80)).toEqual(['#', 'Client', 'Category', 'Purchases', 'Share', 'Cum.', 'Class', 'Contact'])
  expect(await heading(40, '--moves')).toEqual(['#', 'Client', 'Category', 'Class', 'Move'])
})

test('amounts that no longer count exactly are refused with what to do', async () => {
  const clientele = newFile()
  await clientele('add', 'One')
  await clientele('add', 'Two')
  const { openFile, write } = await import('../money.ts')
  const store = openFile(clientele.path)
  await write(store, () => {
    for (let at = 0; at < 9008; at++) {
      store.connection.insert('payment', { client_id: 1 + (at % 2), paid_on: '2026-05-05', amount_minor: 1e12, kind: 'sale' })
    }
  })
  store.connection.close()
  for (const command of [
    ['report', 'abc'],
    ['report', 'abc', '--by', 'payments'],
    ['report', 'abc', '--moves', '--period', 'today'],
    ['report', 'categories'],
    ['list'],
    ['payments'],
  ]) {
    const { code, err } = await clientele(...command)
    if (command.includes('today')) expect([code, err]).toEqual([0, ''])
    else
      expect([code, err], command.join(' ')).toEqual([
        1,
        'the sums come to 90,071,992,547,409.92 EUR or more, which no longer count exactly - take a shorter period, or void payments that were a mistake\n',
      ])
  }
  expect(await clientele('report', 'abc', '--moves', '--period', '2026-06')).toMatchObject({ code: 1, out: '' })
  expect((await clientele('show', '1')).code).toBe(0)
})
