import { expect, test } from 'vitest'
import { newFile } from '../support.ts'

async function practice() {
  const clientele = newFile()
  await clientele(
    'add',
    'Asha Patel',
    '--category',
    'vip',
    '--phone',
    '06 12 34 56 78',
    '--city',
    'Lyon',
    '--region',
    'Rhône',
    '--operator',
    'Léa',
  )
  await clientele('add', 'રમેશ ઠક્કર', '--status', 'prospect', '--attitude', 'switcher', '--ref', 'P-7', '--note', 'prefers mornings')
  await clientele('add', 'Élodie Marchand', '--phone', 'ask the desk', '--email', 'elodie@example.org')
  await clientele('pay', '1', '100')
  await clientele('visit', '1', '--on', '2026-11-10')
  return clientele
}
const names = async (...options: string[]): Promise<string[]> => {
  const { json } = await (await practice())('list', ...options, '--format', 'json')
  return json.rows.map((row: { client: string }) => row.client)
}

test('rows carry the names of the schema, with the class and the last contact', async () => {
  const { json } = await (await practice())('list', '--format', 'json')
  expect(json.currency).toBe('EUR')
  expect(json.total).toEqual({ clients: 3 })
  expect(json.rows[0]).toEqual({
    client_id: 1,
    client: 'Asha Patel',
    ref: null,
    category: 'vip',
    class: 'A',
    last_contact: '2026-11-10',
    phone: '+33612345678',
    city: 'Lyon',
    status: 'active',
    email: null,
    operator: 'Léa',
    kind: 'person',
    address: null,
    postcode: null,
    region: 'Rhône',
    country: null,
    card: null,
    attitude: null,
    added_on: '2026-11-22',
    checked_on: '2026-11-22',
    archived_on: null,
  })
  expect(json.rows[1]).toMatchObject({ client: 'Élodie Marchand', phone: 'ask the desk', class: '-', last_contact: null })
})

test.each([
  [['--category', 'VIP'], ['Asha Patel']],
  [['--status', 'prospect'], ['રમેશ ઠક્કર']],
  [['--class', 'a'], ['Asha Patel']],
  [
    ['--class', '-'],
    ['Élodie Marchand', 'રમેશ ઠક્કર'],
  ],
  [['--region', 'rhone'], ['Asha Patel']],
  [['--operator', 'lea'], ['Asha Patel']],
  [['--attitude', 'switcher'], ['રમેશ ઠક્કર']],
  [['--search', 'elodie'], ['Élodie Marchand']],
  [['--search', '06 12 34'], ['Asha Patel']],
  [['--search', 'p-7'], ['રમેશ ઠક્કર']],
  [['--search', 'MORNINGS'], ['રમેશ ઠક્કર']],
  [['--search', 'lyon', '--status', 'former'], []],
])('list %j', async (options, expected) => {
  expect(await names(...options)).toEqual(expected)
})

test('archived clients are hidden unless asked for', async () => {
  const clientele = await practice()
  expect((await clientele('archive', 'asha')).out).toContain('Archived Asha Patel (1): hidden from list and today, kept in reports.')
  expect((await clientele('list')).out).not.toContain('Asha Patel')
  expect((await clientele('list', '--archived')).out).toMatch(/Asha Patel.*2026-11-22/)
  const again = await clientele('archive', '1', '--format', 'json')
  expect(again.json).toEqual({ operation: null, client_id: 1, archived_on: '2026-11-22', warnings: [] })
  expect((await clientele('archive', '1', '--restore')).out).toContain('Asha Patel (1) is back in list and today.')
  expect((await clientele('archive', '1', '--restore')).out).toContain('Asha Patel (1) is not archived.')
  expect(await clientele('list').then(({ out }) => out)).toContain('Asha Patel')
})

test('a category that is not there is refused, nobody at all is said', async () => {
  const clientele = await practice()
  const refused = await clientele('list', '--category', 'gold')
  expect(refused.code).toBe(2)
  expect(refused.err).toContain('there is no category "gold"')
  expect((await clientele('list', '--class', 'D')).err).toContain('"D" is not a class')
  expect((await clientele('list', '--city')).code).toBe(2)
  expect((await clientele('list', '--status', 'former')).out).toContain('No client matches.')
})

test('a region that stands on no card is refused, and those there are named', async () => {
  const clientele = newFile()
  await clientele('add', 'Nobody')
  expect((await clientele('list', '--region', 'Rhone')).err).toBe('there is no region "Rhone" - none is on file yet\n')
  for (let at = 1; at <= 12; at++) await clientele('add', `Client ${at}`, '--region', `Region ${String(at).padStart(2, '0')}`, '--force')
  await clientele('add', 'Other', '--region', 'REGION 01')
  for (const command of [['list'], ['report', 'abc']]) {
    const { code, err } = await clientele(...command, '--region', 'Regoin 01')
    expect(code).toBe(2)
    expect(err).toBe(
      'there is no region "Regoin 01" - say one of REGION 01, Region 02, Region 03, Region 04, Region 05, Region 06, Region 07, Region 08, Region 09, Region 10 or 2 more\n',
    )
  }
  expect((await clientele('list', '--region', 'région 01', '--format', 'json')).json.total.clients).toBe(2)
})
