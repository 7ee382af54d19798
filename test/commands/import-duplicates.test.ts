import { expect, test } from 'vitest'
import { newFile } from '../support.ts'

type Clientele = ReturnType<typeof newFile>

const clients = (clientele: Clientele, csv: string, ...options: string[]) =>
  clientele.with({ input: csv }, 'import', 'clients', '-', ...options, '--format', 'json')

const cards = async (clientele: Clientele) => (await clientele('export', 'clients', '--format', 'json')).json.rows

const SAME_PHONE = 'ref,name,phone,city\nP1,Patel Asha,+33612345678,Paris\nP2,Zoe,,Nice\n'

async function withAsha(): Promise<Clientele> {
  const clientele = newFile()
  await clientele('add', 'Asha Patel', '--phone', '06 12 34 56 78', '--city', 'Lyon')
  return clientele
}

test('skip leaves out what seems to be on file, and says which', async () => {
  const clientele = await withAsha()
  const { json, code } = await clients(clientele, SAME_PHONE, '--on-duplicate', 'skip')
  expect(code).toBe(0)
  expect(json).toMatchObject({ read: 2, added: 1, skipped: 1, rejected: 0 })
  expect(json.warnings).toEqual(['1 row like a card there already, left out: line 2 Patel Asha (client 1 Asha Patel (same phone))'])
  expect((await cards(clientele))[0]).toMatchObject({ name: 'Asha Patel', city: 'Lyon', ref: null })
  expect((await clients(clientele, SAME_PHONE, '--on-duplicate', 'skip')).json).toMatchObject({ operation: null, unchanged: 1, skipped: 1 })
})

test('a row left out for a card that a later row changes is left out again, and added when that is wanted', async () => {
  const clientele = await withAsha()
  const csv = 'client_number,name,phone\n,Patel Asha,0612345678\n1,Asha Patel,0699999999\n'
  expect((await clients(clientele, csv, '--on-duplicate', 'skip')).json).toMatchObject({ updated: 1, skipped: 1 })
  const again = (await clients(clientele, csv, '--on-duplicate', 'skip')).json
  expect(again).toMatchObject({ operation: null, unchanged: 1, skipped: 1 })
  expect(again.warnings).toEqual(['1 row like a card there already, left out: line 2 Patel Asha (client 1 Asha Patel, as before)'])
  expect((await clients(clientele, csv, '--on-duplicate', 'add')).json).toMatchObject({ added: 1, unchanged: 1 })
})

test('update sets what the row says on the card there, which is known by its reference from then on', async () => {
  const clientele = await withAsha()
  const { json } = await clients(clientele, SAME_PHONE, '--on-duplicate', 'update', '--verbose')
  expect(json).toMatchObject({ added: 1, updated: 1 })
  expect(json.updates).toEqual([
    { line: 2, id: 1, field: 'name', before: 'Asha Patel', after: 'Patel Asha' },
    { line: 2, id: 1, field: 'city', before: 'Lyon', after: 'Paris' },
    { line: 2, id: 1, field: 'ref', before: null, after: 'P1' },
  ])
  await clientele('edit', '1', '--city', 'Brest')
  expect((await clients(clientele, SAME_PHONE)).json).toMatchObject({ operation: null, unchanged: 2 })
  expect((await clients(clientele, 'ref,name,city\nP1,Asha Patel,Dijon\n')).json).toMatchObject({ updated: 1 })
})

test('add makes another card, once', async () => {
  const clientele = await withAsha()
  expect((await clients(clientele, SAME_PHONE, '--on-duplicate', 'add')).json).toMatchObject({ added: 2, updated: 0 })
  expect((await clients(clientele, SAME_PHONE, '--on-duplicate', 'add')).json).toMatchObject({ operation: null, unchanged: 2 })
  expect(await cards(clientele)).toHaveLength(3)
})

test('rows without references that update one card after another change nothing the second time', async () => {
  const clientele = await withAsha()
  const csv = 'name,phone,city\nAsha Patel,0612345678,Paris\nPatel Asha,0612345678,Nice\nAsha Patel,0612345678,Brest\n'
  expect((await clients(clientele, csv, '--on-duplicate', 'update')).json).toMatchObject({ updated: 3 })
  expect(await cards(clientele)).toMatchObject([{ city: 'Brest' }])
  expect((await clients(clientele, csv, '--on-duplicate', 'update')).json).toMatchObject({ operation: null, unchanged: 3 })
  const more = `${csv}Zoe,,Nice\n`
  expect((await clients(clientele, more, '--on-duplicate', 'update')).json).toMatchObject({ added: 1, unchanged: 3 })
  await clientele('edit', '1', '--city', 'Dijon')
  expect((await clients(clientele, more, '--on-duplicate', 'update')).json).toMatchObject({ operation: null, unchanged: 4 })
  await clientele('undo')
  await clientele('undo')
  await clientele('undo')
  expect(await cards(clientele)).toMatchObject([{ city: 'Lyon', name: 'Asha Patel' }])
})

test.each([
  ['email', 'ref,name,email,city\nP1,Asha Patel,a@example.org,Lyon\nP2,Patel Asha,A@example.org,Nice\n'],
  ['card', 'ref,name,card,city\nP1,Asha Patel,C7,Lyon\nP2,Somebody Else,C7,Nice\n'],
  ['ref', 'ref,name,phone,city\nP1,Asha Patel,,Lyon\nP1,Patel Asha,,Nice\n'],
])('two rows of one file with the same %s stop, with the line of the other; an option says what to do', async (same, csv) => {
  const clientele = newFile()
  const { json, code } = await clients(clientele, csv)
  const name = same === 'card' ? 'Somebody Else' : 'Patel Asha'
  expect(code).toBe(1)
  expect(json.errors).toEqual([
    {
      line: 3,
      column: 'name',
      message: `"${name}" seems to be line 2 Asha Patel (same ${same}), which differs - make one row of them, or say --on-duplicate skip, update or add`,
    },
  ])
  for (const [way, counts, city] of [
    ['skip', { added: 1, skipped: 1 }, ['Lyon']],
    ['update', { added: 1, updated: 1 }, ['Nice']],
    ['add', { added: 2 }, ['Lyon', 'Nice']],
  ] as const) {
    const fresh = newFile()
    expect((await clients(fresh, csv, '--on-duplicate', way)).json).toMatchObject(counts)
    expect((await cards(fresh)).map((card: { city: string }) => card.city)).toEqual(city)
    expect((await clients(fresh, csv, '--on-duplicate', way)).json).toMatchObject({ operation: null, added: 0, updated: 0 })
  }
})

test('a row that is rejected for its repeated reference is rejected again', async () => {
  const clientele = newFile()
  const csv = 'ref,name,city\nP1,Asha Patel,Lyon\nP1,Patel Asha,Nice\nP1,Zoe,Nice\n'
  expect((await clients(clientele, csv, '--skip-bad')).json).toMatchObject({ added: 2, rejected: 1 })
  expect((await clients(clientele, csv, '--skip-bad')).json).toMatchObject({ operation: null, unchanged: 2, rejected: 1 })
})

test('a near name alone is a warning; a row that can be either of two cards stops even an update', async () => {
  const clientele = newFile()
  await clientele('add', 'Asha Patel', '--phone', '0612345678')
  await clientele('add', 'Patel Asha', '--email', 'asha@example.org', '--force')
  expect((await clients(clientele, 'name,city\nAsha Patél,Nice\n')).json).toMatchObject({ added: 1, rejected: 0 })
  const both = 'name,phone,email,city\nAsha Patel,0612345678,asha@example.org,Nice\n'
  const { json } = await clients(clientele, both, '--on-duplicate', 'update')
  expect(json.errors[0].message).toBe(
    '"Asha Patel" can be client 1 Asha Patel (same phone), client 2 Patel Asha (same email) - give it the reference or client_number of one of them',
  )
})
