import { expect, test } from 'vitest'
import { addInvoices, openFile, write } from '../money.ts'
import { newFile } from '../support.ts'

async function practice() {
  const clientele = newFile()
  await clientele(
    ...[
      'add',
      'Asha Patel',
      '--category',
      'vip',
      '--phone',
      '06 12 34 56 78',
      '--email',
      'asha@example.org',
      '--address',
      '3 rue des Lilas',
    ],
    ...['--postcode', '69003', '--city', 'Lyon', '--avoid', 'the 2024 price change', '--ref', 'P-12'],
  )
  await clientele('add', 'Garage Moreau', '--kind', 'company')
  return clientele
}

test('a new card: who, how to treat them, what to avoid, and that there is nothing yet', async () => {
  const { out } = await (await practice())('show', 'asha')
  expect(out).toBe(`Asha Patel                                              client 1 · vip · class -
06 12 34 56 78 · asha@example.org · 3 rue des Lilas, 69003 Lyon
reference P-12
How to treat: answer within the hour; be patient, smile; never keep waiting. (high attention)
Avoid: the 2024 price change

Trust      unknown   no facts yet, 3 are needed
           start small on the usual terms, and see
Money      owes nothing
Purchases  none
Contact    none yet

  No visit, payment or invoice yet.
`)
})

test('an ordinary card has no line for what it does not hold', async () => {
  const { out } = await (await practice())('show', '2')
  expect(out.split('\n').slice(0, 4)).toEqual([
    'Garage Moreau                                       client 2 · regular · class -',
    'company',
    '',
    'Trust      unknown   no facts yet, 3 are needed',
  ])
})

test('money, purchases and contact of a client with invoices', async () => {
  const clientele = await practice()
  await addInvoices(clientele.path, [
    { number: '41', issued: '2026-08-01', due: '2026-08-31', amount: 10000 },
    { number: '42', issued: '2025-08-01', due: '2025-08-31', amount: 20000 },
    { number: '43', issued: '2026-09-01', due: '2026-10-01', amount: 24000 },
    { number: '44', issued: '2026-10-13', due: '2026-11-12', amount: 12000 },
    { number: '45', issued: '2026-11-20', due: '2026-12-20', amount: 22000 },
  ])
  await clientele('pay', '1', '200', '--on', '2025-08-21', '--method', 'card')
  await clientele('pay', '1', '100', '--on', '2026-08-31', '--method', 'transfer')
  await clientele('pay', '1', '240', '--on', '2026-09-27', '--method', 'transfer')
  await clientele('pay', '2', '3000', '--sale')
  await clientele('visit', '1', '--on', '2026-11-18', '--late', '15', '--rate', '5,5,4', '--follow-up', '2026-11-27')
  const { out } = await clientele('show', '1')
  expect(out).toContain('client 1 · vip · class B')
  const at = out.indexOf('Money')
  expect(
    out.slice(at),
  ).toBe(`Money      owes 340.00, of which 120.00 overdue since 12 Nov (10 days) · last paid 240.00 on 27 Sep · usually pays in 26 days, by transfer
Purchases  2025 200.00 · 2026 680.00 · rank 2 of 2 in the last 365 days
Contact    last: visit 4 days ago · next: follow-up Fri 27 Nov

  2026-11-20  invoice  45 · 220.00 · due 2026-12-20 · open
  2026-11-18  visit    15 minutes late, rated 4.7
  2026-10-13  invoice  44 · 120.00 · due 2026-11-12 · open, overdue
  2026-09-27  payment  240.00 · transfer · settles 43
  2026-09-01  invoice  43 · 240.00 · due 2026-10-01 · settled 2026-09-27
  2026-08-31  payment  100.00 · transfer · settles 41
  2026-08-01  invoice  41 · 100.00 · due 2026-08-31 · settled 2026-08-31
  2025-08-21  payment  200.00 · card · settles 42
`)
  const { json } = await clientele('show', '1', '--format', 'json')
  expect(json).toMatchObject({
    currency: 'EUR',
    client_id: 1,
    client: 'Asha Patel',
    ref: 'P-12',
    refs: ['P-12'],
    category: { name: 'vip', attention: 'high' },
    class: 'B',
    rank: 2,
    ranked: 2,
    balance_minor: 34000,
    overdue_minor: 12000,
    overdue_since: '2026-11-12',
    credit_minor: 0,
    usual_days_to_pay: 26,
    preferred_method: 'transfer',
    purchases: [
      { year: 2025, amount_minor: 20000 },
      { year: 2026, amount_minor: 68000 },
    ],
    last_contact: '2026-11-18',
    next_contact: '2026-11-27',
    next_contact_kind: 'follow-up',
  })
  expect(json.facts).toHaveLength(8)
  expect(json.facts.slice(1, 4)).toEqual([
    { day: '2026-11-18', kind: 'visit', id: 1, amount_minor: null, what: '15 minutes late, rated 4.7' },
    { day: '2026-10-13', kind: 'invoice', id: 4, amount_minor: 12000, what: '44 · 120.00 · due 2026-11-12 · open, overdue' },
    { day: '2026-09-27', kind: 'payment', id: 3, amount_minor: 24000, what: '240.00 · transfer · settles 43' },
  ])
})

test('waiting credit, a refund, a dispute, an incident, and a follow-up whose day has passed', async () => {
  const clientele = await practice()
  await addInvoices(clientele.path, [{ client: 2, number: '7', issued: '2026-10-01', due: '2026-10-31', amount: 5000 }])
  const store = openFile(clientele.path)
  await write(store, () => {
    store.connection.insert('dispute', { invoice_id: 1, started_on: '2026-10-20' })
    store.connection.insert('incident', { client_id: 2, sign: 'honesty', severity: 3, occurred_on: '2026-10-25', note: 'false papers' })
  })
  store.connection.close()
  await clientele('pay', '1', '50', '--account', '--on', '2026-11-01')
  await clientele('refund', '1', '10', '--account', '--on', '2026-11-02')
  await clientele('visit', '2', '--on', '2026-11-10', '--kind', 'call', '--follow-up', '2026-11-20')
  const asha = (await clientele('show', '1')).out
  expect(asha).toContain('Money      40.00 waits as credit · last paid 50.00 on 1 Nov')
  expect(asha).toContain('2026-11-02  refund   10.00 · of credit')
  expect(asha).toContain('2026-11-01  payment  50.00 · 40.00 waits as credit')
  const facts = (await clientele('show', '1', '--format', 'json')).json.facts
  expect(facts[0]).toMatchObject({ kind: 'refund', amount_minor: -1000 })
  const moreau = (await clientele('show', '2')).out
  expect(moreau).toContain('Money      owes 50.00 · 50.00 in dispute')
  expect(moreau).toContain('2026-10-01  invoice   7 · 50.00 · due 2026-10-31 · open, disputed')
  expect(moreau).toContain('2026-10-25  incident  honesty, severity 3 · false papers')
  expect(moreau).toContain('Contact    last: call 12 days ago · next: follow-up since Friday')
  await clientele('visit', '2', '--kind', 'call')
  expect((await clientele('show', '2')).out).toContain('Contact    last: call today\n')
})

test('the class of show is that of list, client by client', async () => {
  const clientele = newFile()
  const amounts = [500, 300, 100, 100, 40, 30, 20, 5, 0]
  for (const [index, amount] of amounts.entries()) {
    await clientele('add', `Client ${index}`, '--force')
    if (amount > 0) await clientele('pay', String(index + 1), String(amount))
  }
  const { json } = await clientele('list', '--format', 'json')
  const classes = new Set<string>()
  for (const row of json.rows) {
    const card = (await clientele('show', String(row.client_id), '--format', 'json')).json
    expect([card.client_id, card.class, card.ranked]).toEqual([row.client_id, row.class, 8])
    classes.add(card.class)
  }
  expect([...classes].sort()).toEqual(['-', 'A', 'B', 'C'])
})

test.each([
  ['1-800-FLOWERS', '1-800-FLOWERS'],
  ['1-800-FLOWERS', '1800 flowers'],
  ['+33 1 99 00 41 58 ext. 4', '+33 1 99 00 41 58 ext. 4'],
  ['01 99 00 41 58 poste 12', 'phone:01.99.00.41.58 poste 12'],
  ['ask the desk', 'Ask the desk'],
  ['12-34', '12-34'],
])('a phone kept as %j is found as %j', async (phone, typed) => {
  const clientele = await practice()
  await clientele('add', 'Zoé Martin', '--phone', phone)
  await clientele('add', 'Desk of the 12', '--phone', '1-800-FLOWER')
  expect((await clientele('show', typed, '--format', 'json')).json).toMatchObject({ client: 'Zoé Martin' })
  expect((await clientele('show', typed, '--exact', '--format', 'json')).json).toMatchObject({ client: 'Zoé Martin' })
})

test('a part of a name has two letters or digits, and does not begin with a hyphen', async () => {
  const clientele = newFile()
  await clientele('add', 'Bakery 12')
  await clientele('add', 'Zoé Martin')
  for (const typed of ['-1', '-12', 'z', '(1)', '-martin']) {
    const { code, err } = await clientele('show', '--', typed)
    expect([code, err.startsWith(`No client matches "${typed}"`)], typed).toEqual([4, true])
  }
  for (const [typed, client] of [
    ['zo', 'Zoé Martin'],
    ['y 1', 'Bakery 12'],
  ] as const) {
    expect((await clientele('show', typed, '--format', 'json')).json.client, typed).toBe(client)
  }
})

test('nobody and several are exit 4', async () => {
  const clientele = await practice()
  expect((await clientele('show', 'nobody')).code).toBe(4)
  expect((await clientele('show', 'a')).code).toBe(4)
})
