import { expect, test } from 'vitest'
import { newFile } from '../support.ts'

type Clientele = ReturnType<typeof newFile>

const clients = (clientele: Clientele, csv: string, ...options: string[]) =>
  clientele.with({ input: csv }, 'import', 'clients', '-', ...options, '--format', 'json')

const cards = async (clientele: Clientele) => (await clientele('export', 'clients', '--format', 'json')).json.rows

test('a card known by its reference is updated with what is not empty, and left alone when nothing differs', async () => {
  const clientele = newFile()
  await clients(clientele, 'ref,name,city,phone\nP1,Asha Patel,Lyon,06 12 34 56 78\n')
  const moved = await clients(clientele, 'ref,name,city,phone\nP1,Asha Patel,Paris,\n')
  expect(moved.json).toMatchObject({ added: 0, updated: 1 })
  expect(await cards(clientele)).toMatchObject([{ client_number: 1, city: 'Paris', phone: '06 12 34 56 78', ref: 'P1' }])
  expect((await clients(clientele, 'ref,name,city,phone\nP1,Asha Patel,Paris,+33612345678\n')).json).toMatchObject({
    operation: null,
    unchanged: 1,
  })
})

test('a card edited by hand stays so when its list comes again', async () => {
  const clientele = newFile()
  const csv = 'ref,name,city\nP1,Asha Patel,Lyon\n'
  await clients(clientele, csv)
  await clientele('edit', '1', '--city', 'Paris')
  expect((await clients(clientele, csv)).json).toMatchObject({ operation: null, unchanged: 1 })
  expect((await cards(clientele))[0].city).toBe('Paris')
})

test('cards made for payments get their names from the list of clients', async () => {
  const clientele = newFile()
  await clientele.with({ input: 'client,date,amount\nP1,2026-01-05,1.00\n' }, 'import', 'payments', '-', '--create-missing')
  expect((await clients(clientele, 'ref,name,category\nP1,Asha Patel,vip\n')).json).toMatchObject({ added: 0, updated: 1 })
  expect(await cards(clientele)).toMatchObject([{ client_number: 1, name: 'Asha Patel', category: 'vip', ref: 'P1' }])
})

test('a list without references, twice: nothing changes, and equal names are kept, once', async () => {
  const clientele = newFile()
  const csv =
    'name,city,email\nAsha Patel,Lyon,\nAsha Patel,Lyon,\nAsha Patel,Paris,\nLucie Fabre,,lucie@example.org\nLucie Fabre,,LUCIE@example.org\n'
  const first = await clients(clientele, csv)
  expect(first.json).toMatchObject({ added: 4, unchanged: 1 })
  expect(first.json.warnings).toEqual([
    '2 rows with a name near to one on file, added beside it: line 3 Asha Patel (1 Asha Patel); line 4 Asha Patel (1 Asha Patel, 2 Asha Patel)',
  ])
  expect((await clients(clientele, csv)).json).toMatchObject({ operation: null, unchanged: 5 })
})

test('the same phone with a near name and another address seems to be the client on file', async () => {
  const clientele = newFile()
  await clientele('add', 'Asha Patel', '--phone', '06 12 34 56 78', '--city', 'Lyon')
  const { code, json } = await clients(clientele, 'ref,name,phone,city\nP1,Patel Asha,+33 6 12 34 56 78,Paris\n')
  expect(code).toBe(1)
  expect(json.errors).toEqual([
    {
      line: 2,
      column: 'name',
      message:
        '"Patel Asha" seems to be client 1 Asha Patel (same phone), whose card differs - if so: clientele edit 1 --ref "P1"; or say --on-duplicate skip, update or add',
    },
  ])
  await clientele('edit', '1', '--ref', 'P1')
  expect((await clients(clientele, 'ref,name,phone,city\nP1,Patel Asha,+33 6 12 34 56 78,Paris\n')).json.updated).toBe(1)
})

test('an equal card typed by hand takes the reference of the list', async () => {
  const clientele = newFile()
  await clientele('add', 'Asha Patel', '--email', 'asha@example.org')
  const csv = 'ref,name,email\nP1,asha patel,ASHA@example.org\n'
  expect((await clients(clientele, csv)).json).toMatchObject({ added: 0, updated: 1 })
  expect((await clients(clientele, csv)).json).toMatchObject({ operation: null, unchanged: 1 })
  expect(await cards(clientele)).toMatchObject([{ name: 'Asha Patel', ref: 'P1' }])
})

test("clientele's own number means its card, under a near name only", async () => {
  const clientele = newFile()
  await clientele('add', 'Asha Patel')
  expect((await clients(clientele, 'client_number,name,city\n1,Asha Patel,Lyon\n')).json.updated).toBe(1)
  const other = await clients(clientele, 'client_number,name,city\n1,Dupont SARL,Paris\n')
  expect(other.json.errors[0].message).toBe('client_number 1 is Asha Patel, not Dupont SARL')
  await clients(clientele, 'client_number,name\n40,Dupont SARL\n')
  await clientele('add', 'Next')
  expect((await cards(clientele)).map((card: { client_number: number }) => card.client_number)).toEqual([1, 40, 41])
})

test.each([
  ['there is no category "gold" - make it: clientele categories add "gold"', 'P1,Asha,gold,active,,'],
  ['status "asleep" is not prospect, active or former', 'P1,Asha,vip,asleep,,'],
  ['birthday "31/02/1990" is not a day', 'P1,Asha,vip,active,31/02/1990,'],
  ['consent_mail "perhaps" is not yes or no', 'P1,Asha,vip,active,,perhaps'],
  ['name is empty', 'P1,,vip,active,,'],
])('%s', async (message, row) => {
  const { code, json } = await clients(newFile(), `ref,name,category,status,birthday,consent_mail\n${row}\nP2,Zoé,vip,,13/01/1990,\n`)
  expect(code).toBe(1)
  expect(json.errors).toMatchObject([{ line: 2, message }])
})

test('an email that is none is kept with a warning, once', async () => {
  const clientele = newFile()
  const csv = 'ref,name,email\nR1,A,asha.example.com\nR2,B,b@example.com\nR3,C,\n'
  const warning = '1 row with an email that is none, kept as it stands: line 2 "asha.example.com"'
  expect((await clients(clientele, csv)).json).toMatchObject({ added: 3, warnings: [warning] })
  expect((await clients(clientele, csv)).json).toMatchObject({ unchanged: 3, warnings: [] })
  expect((await clients(clientele, csv.replace('asha.', 'asha@@'))).json).toMatchObject({
    updated: 1,
    warnings: [expect.stringContaining('asha@@')],
  })
})

test('a phone is read by the country of its row', async () => {
  const clientele = newFile()
  const run = await clients(clientele, 'ref,name,phone,country\n1,A,079 8765 4321,Inde\n2,B,09876 543210,India\n3,C,12,FR\n')
  expect(run.json.warnings).toEqual(['1 row with a phone that is not understood, kept as it stands: line 4 "12"'])
  const found = await clientele('show', 'phone:+919876543210', '--format', 'json')
  expect(found.code).toBe(0)
})

test('a client called Total is a client, and a total is none', async () => {
  const clientele = newFile()
  const run = await clients(clientele, 'name,city\nTotal,Paris\nTotal Énergies,\nTotal,2\n')
  expect(run.json).toMatchObject({ read: 2, added: 2 })
})

test('a list without references, again after cards were edited by hand, changes nothing', async () => {
  const clientele = newFile()
  const csv = 'name,city,email\nAsha Patel,Lyon,\nAsha Patel,Lyon,\nLucie Fabre,,lucie@example.org\nLucie Fabre,,LUCIE@example.org\n'
  expect((await clients(clientele, csv)).json).toMatchObject({ added: 3, unchanged: 1 })
  await clientele('edit', '1', '--city', 'Paris', '--name', 'Asha Roy')
  await clientele('edit', '3', '--email', 'other@example.org')
  expect((await clients(clientele, csv)).json).toMatchObject({ operation: null, unchanged: 4 })
  expect((await clients(clientele, `${csv}Zoe,Nice,\n`)).json).toMatchObject({ added: 1, unchanged: 4 })
  await clientele('undo')
  expect((await clients(clientele, `${csv}Zoe,Nice,\n`)).json).toMatchObject({ added: 1, unchanged: 4 })
})

test('an export taken again leaves alone what was edited since', async () => {
  const clientele = newFile()
  const csv = 'client_number,name,city\n1,Asha Patel,Lyon\n'
  await clients(clientele, csv)
  await clientele('edit', '1', '--city', 'Paris')
  expect((await clients(clientele, csv)).json).toMatchObject({ operation: null, unchanged: 1 })
})

test('names of signs alone are told apart as they stand', async () => {
  const clientele = newFile()
  const csv = 'name,email\n***,x@example.org\n***,\n...,\n'
  expect((await clients(clientele, csv)).json).toMatchObject({ added: 3 })
  expect((await clients(clientele, 'name,email\n***,X@example.org\n')).json).toMatchObject({ operation: null, unchanged: 1 })
  const input = 'client,date,amount\n...,2026-01-05,1.00\n---,2026-01-05,1.00\n'
  const run = await clientele.with({ input }, 'import', 'payments', '-', '--skip-bad', '--format', 'json')
  expect(run.json).toMatchObject({ added: 1, rejected: 1 })
})

test('a client called Total with a phone is a client, and nobody is born tomorrow', async () => {
  const clientele = newFile()
  const { json } = await clientele.with(
    { input: 'name,phone\nTotal,0612345678\nBen,0611111111\n' },
    'import',
    'clients',
    '-',
    '--format',
    'json',
  )
  expect(json).toMatchObject({ read: 2, added: 2 })
  const { code, err } = await clientele.with({ input: 'name,birthday\nAnn,2050-01-01\n' }, 'import', 'clients', '-')
  expect(code).toBe(1)
  expect(err).toContain('standard input:2: birthday "2050-01-01" is still to come')
})

test('a row with a company alone is that company, also by a profile saved of such a list', async () => {
  const clientele = newFile()
  const csv = 'Nom;Prénom;Société;Ville\nMartin;Zoé;;Lyon\n;;Garage Moreau;Lyon\nKing;Ben;ACME;Paris\n;;;Nice\n'
  const { json } = await clients(clientele, csv, '--skip-bad', '--save-profile', 'list')
  expect(json).toMatchObject({ added: 3, errors: [{ line: 5, message: 'name is empty' }] })
  expect(await cards(clientele)).toMatchObject([
    { name: 'Zoé Martin', kind: 'person' },
    { name: 'Garage Moreau', kind: 'company' },
    { name: 'Ben King', kind: 'person' },
  ])
  await clients(clientele, 'Société;Prénom;Nom;Ville\nAtelier Noir;;;Nice\n', '--profile', 'list')
  expect((await cards(clientele))[3]).toMatchObject({ name: 'Atelier Noir', kind: 'company' })
})

test('a birthday of month and day alone is told and not taken, in either order', async () => {
  const clientele = newFile()
  const { json } = await clients(clientele, 'name,birthday\nAsha,03/14\nZoé,25/12\nBen,5/80\n', '--skip-bad')
  expect(json.warnings).toEqual(['2 rows whose birthday has no year, taken without it: line 2 03/14; line 3 25/12'])
  expect(json.errors).toMatchObject([{ line: 4, message: 'birthday "5/80" is not a day' }])
})
