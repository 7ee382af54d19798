import { expect, test } from 'vitest'
import { newFile } from '../support.ts'

async function practice() {
  const clientele = newFile()
  await clientele('add', 'Asha Patel', '--phone', '06 12 34 56 78', '--address', '3 rue des Lilas', '--ref', 'P-2', '--avoid', 'la hausse')
  await clientele('add', 'Garage Moreau', '--note', `${'long '.repeat(30)}about the lilac fence`, '--email', 'lilas@example.org')
  await clientele('pay', '1', '40', '--note', 'for the lilac treatment', '--ref', 'CHQ-77')
  await clientele('visit', '2', '--note', 'showed the lilas catalogue')
  return clientele
}

test('every field that holds the text, the card before its facts', async () => {
  const { json } = await (await practice())('find', 'LILAS', '--format', 'json')
  expect(json).toEqual({
    currency: 'EUR',
    rows: [
      { client_id: 1, client: 'Asha Patel', where: 'address', id: null, what: '3 rue des Lilas', amount_minor: null },
      { client_id: 2, client: 'Garage Moreau', where: 'email', id: null, what: 'lilas@example.org', amount_minor: null },
      { client_id: 2, client: 'Garage Moreau', where: 'visit note', id: 1, what: 'showed the lilas catalogue', amount_minor: null },
    ],
    total: { found: 3, clients: 2 },
  })
})

test.each([
  ['0612', 'phone'],
  ['+33 6 12', 'phone'],
  ['hausse', 'avoid'],
  ['p-2', 'reference'],
  ['chq', 'payment reference'],
  ['treatment', 'payment note'],
  ['1', 'number'],
])('%s is found as %s', async (text, where) => {
  const { json } = await (await practice())('find', text, '--format', 'json')
  expect(json.rows).toContainEqual(expect.objectContaining({ client_id: 1, where }))
})

const FIELDS: readonly [text: string, where: string, what: string, amount_minor?: number][] = [
  ['chèque', 'payment method', 'Cheque'],
  ['ACCOUNT', 'payment kind', 'account'],
  ['45.5', 'payment amount', '1245.50', 124550],
  ['1245,50', 'payment amount', '1245.50', 124550],
  ['-15', 'payment amount', '-15.00', -1500],
  ['2026-10', 'payment day', '2026-10-05'],
  ['11-20', 'payment voided', '2026-11-20'],
  ['léa', 'visit operator', 'Léa Brun'],
  ['recep', 'visit kind', 'reception'],
  ['no-show', 'visit outcome', 'no_show'],
  ['2026-09', 'visit day', '2026-09-03'],
  ['14:30', 'visit time', '14:30'],
  ['2026-12', 'visit follow-up', '2026-12-01'],
  ['prosp', 'status', 'prospect'],
  ['compan', 'kind', 'company'],
  ['switch', 'attitude', 'switcher'],
  ['VI', 'category', 'vip'],
  ['zoe', 'operator', 'Zoé'],
  ['1990-05', 'birthday', '1990-05-17'],
  ['2026-11-22', 'added', '2026-11-22'],
]

test.each(FIELDS)('%s is found as %s %s', async (text, where, what, amount_minor) => {
  const clientele = newFile()
  await clientele('add', 'Other')
  await clientele(
    'add',
    'Dupont',
    '--status',
    'prospect',
    '--kind',
    'company',
    '--attitude',
    'switcher',
    '--category',
    'vip',
    '--operator',
    'Zoé',
  )
  await clientele('edit', '2', '--birthday', '1990-05-17')
  await clientele('pay', '2', '1245.50', '--account', '--on', '2026-10-05', '--method', 'Cheque')
  await clientele('refund', '2', '15', '--account', '--on', '2026-10-06')
  await clientele('pay', '2', '3', '--sale', '--on', '2026-10-07')
  await clientele('payments', 'void', '3', '--on', '2026-11-20')
  await clientele(
    'visit',
    '2',
    '--on',
    '2026-09-03 14:30',
    '--kind',
    'reception',
    '--no-show',
    '--by',
    'Léa Brun',
    '--follow-up',
    '2026-12-01',
  )
  const { json } = await clientele('find', '--format', 'json', '--', text)
  const found = json.rows.filter((row: { where: string }) => row.where === where)
  expect(found).toContainEqual(expect.objectContaining({ client_id: 2, client: 'Dupont', what, amount_minor: amount_minor ?? null }))
  expect(json.total.found).toBe(json.rows.length)
  expect(json.rows.map((row: { client_id: number }) => row.client_id)).toEqual(
    json.rows.map((row: { client_id: number }) => row.client_id).sort((one: number, other: number) => one - other),
  )
})

test('a number of one figure is no amount, and one under four no day', async () => {
  const clientele = newFile()
  await clientele('add', 'Asha Patel')
  await clientele('pay', '1', '20', '--on', '2026-10-05')
  expect((await clientele('find', '5', '--format', 'json')).json.rows).toEqual([])
  expect((await clientele('find', '20', '--format', 'json')).json.rows.map((row: { where: string }) => row.where)).toEqual([
    'payment amount',
  ])
})

test('many hits are all counted, the first shown, and all are in csv', async () => {
  const clientele = newFile()
  await clientele('add', 'Asha Patel')
  await clientele('add', 'Garage Moreau')
  const { openFile, write } = await import('../money.ts')
  const store = openFile(clientele.path)
  await write(store, () => {
    for (let at = 0; at < 1200; at++) {
      store.connection.insert('payment', {
        client_id: 2 - (at % 2),
        paid_on: '2026-05-05',
        amount_minor: 100,
        kind: 'sale',
        note: `séance ${at}`,
      })
    }
  })
  store.connection.close()
  const { out } = await clientele('find', 'SEANCE')
  expect(out).toContain('1,100 more: --all, or --format csv')
  const { json } = await clientele('find', 'seance', '--format', 'json')
  expect(json.total).toEqual({ found: 1200, clients: 2 })
  expect(json.rows.map((row: { id: number }) => row.id)).toEqual(
    [...Array(1200).keys()].map((at) => (at < 600 ? 2 * at + 2 : 2 * (at - 600) + 1)),
  )
})

test('people see the place in a long text, and archived clients are found', async () => {
  const clientele = await practice()
  await clientele('archive', '2')
  const { out } = await clientele.with({ terminal: { columns: 200 } }, 'find', 'lilac', '--color', 'never')
  expect(out).toMatch(/payment 1 note +for the lilac treatment/)
  expect(out).toMatch(/Garage Moreau +note +….*about the lilac fence/)
  const nothing = await clientele('find', 'zebra')
  expect([nothing.code, nothing.out]).toEqual([0, '"zebra"\n\n  Nothing on file contains "zebra".\n'])
})
