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
      { client_id: 1, client: 'Asha Patel', where: 'address', id: null, what: '3 rue des Lilas' },
      { client_id: 2, client: 'Garage Moreau', where: 'email', id: null, what: 'lilas@example.org' },
      { client_id: 2, client: 'Garage Moreau', where: 'visit note', id: 1, what: 'showed the lilas catalogue' },
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

test('people see the place in a long text, and archived clients are found', async () => {
  const clientele = await practice()
  await clientele('archive', '2')
  const { out } = await clientele.with({ terminal: { columns: 200 } }, 'find', 'lilac', '--color', 'never')
  expect(out).toMatch(/payment 1 note +for the lilac treatment/)
  expect(out).toMatch(/Garage Moreau +note +….*about the lilac fence/)
  const nothing = await clientele('find', 'zebra')
  expect([nothing.code, nothing.out]).toEqual([0, '"zebra"\n\n  Nothing on file contains "zebra".\n'])
})
