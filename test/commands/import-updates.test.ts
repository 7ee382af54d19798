import { expect, test } from 'vitest'
import { dumpFile } from '../money.ts'
import { newFile } from '../support.ts'

type Clientele = ReturnType<typeof newFile>

const load = (clientele: Clientele, kind: string, input: string, ...options: string[]) =>
  clientele.with({ input }, 'import', kind, '-', ...options, '--format', 'json')

/** For each kind: a first file, a second that sets something and leaves cells empty, and what `--verbose --empty-erases` says of that. */
const KINDS = {
  clients: {
    first: 'ref,name,city,phone,consent_sms,operator,category\nP1,Asha Patel,Lyon,0612345678,yes,Nadia,vip\n',
    second: 'ref,name,city,phone,consent_sms,operator,category\nP1,Asha Patel,Nice,,,,\n',
    record: 'client 1 Asha Patel',
    set: [{ field: 'city', before: 'Lyon', after: 'Nice' }],
    erased: [
      { field: 'phone', before: '0612345678', after: null },
      { field: 'operator', before: 'Nadia', after: null },
      { field: 'consent_sms', before: true, after: null },
    ],
  },
  payments: {
    first: 'reference,client,date,amount,method,invoice,note\nR1,Asha Patel,2026-02-01,12.00,card,F9,first\n',
    second: 'reference,client,date,amount,method,invoice,note\nR1,Asha Patel,2026-02-01,13.50,,,\n',
    record: 'payment 1 of Asha Patel',
    set: [{ field: 'amount', before_minor: 1200, after_minor: 1350 }],
    erased: [
      { field: 'method', before: 'card', after: null },
      { field: 'invoice', before: 'F9', after: null },
      { field: 'note', before: 'first', after: null },
    ],
  },
  invoices: {
    first: 'number,client,issued,due,amount,paid_on,disputed,for\nF1,Asha Patel,2026-01-05,2026-02-05,120.00,2026-02-01,10,Work\n',
    second: 'number,client,issued,due,amount,paid_on,disputed,for\nF1,Asha Patel,2026-01-05,2026-03-05,120.00,,,\n',
    record: 'invoice F1 of Asha Patel',
    set: [{ field: 'due', before: '2026-02-05', after: '2026-03-05' }],
    erased: [
      { field: 'for', before: 'Work', after: null },
      { field: 'paid_on', before: '2026-02-01', after: null },
      { field: 'paid_amount', before_minor: 12000, after_minor: null },
      { field: 'disputed', before: 10, after: null },
    ],
  },
  visits: {
    first: 'reference,client,date,time,kind,outcome,late,ratings,operator,note\nV1,Asha Patel,2026-02-01,10:00,call,kept,5,"5,4,3",Zoe,x\n',
    second: 'reference,client,date,time,kind,outcome,late,ratings,operator,note\nV1,Asha Patel,2026-02-02,,,,,,,\n',
    record: 'visit 1 of Asha Patel',
    set: [{ field: 'date', before: '2026-02-01', after: '2026-02-02' }],
    erased: [
      { field: 'time', before: '10:00', after: null },
      { field: 'late', before: 5, after: null },
      { field: 'patience', before: 5, after: null },
      { field: 'kindness', before: 4, after: null },
      { field: 'professionalism', before: 3, after: null },
      { field: 'operator', before: 'Zoe', after: null },
      { field: 'note', before: 'x', after: null },
    ],
  },
} as const
const kinds = Object.keys(KINDS) as (keyof typeof KINDS)[]

async function fileWith(kind: keyof typeof KINDS): Promise<Clientele> {
  const clientele = newFile()
  if (kind !== 'clients') await clientele('add', 'Asha Patel')
  if (kind === 'payments') await clientele('invoice', '1', '50', '--number', 'F9', '--on', '2026-01-02')
  expect((await load(clientele, kind, KINDS[kind].first)).json).toMatchObject({ added: 1 })
  return clientele
}

test.each(kinds)('%s: an update is told field by field, and an empty cell takes nothing out', async (kind) => {
  const { second, set, record } = KINDS[kind]
  const clientele = await fileWith(kind)
  const dry = await load(clientele, kind, second, '--verbose', '--dry-run')
  expect(dry.json.updates).toEqual(set.map((each) => ({ line: 2, id: 1, ...each })))
  expect(dry.json.currency).toBe('EUR')
  expect((await load(clientele, kind, second)).json.updates).toBeUndefined()
  await clientele('undo')
  const { out } = await clientele.with({ input: second }, 'import', kind, '-', '--verbose')
  expect(out).toContain(`\n  line 2, ${record}: ${set[0]?.field} `)
  expect(out.split('\n')).toHaveLength(3)
})

test.each(kinds)('%s: --empty-erases takes out what empty cells say, once, and undo brings it back', async (kind) => {
  const { second, set, erased } = KINDS[kind]
  const clientele = await fileWith(kind)
  const before = dumpFile(clientele.path)
  const run = await load(clientele, kind, second, '--verbose', '--empty-erases')
  expect(run.json).toMatchObject({ updated: 1, added: 0 })
  const expected = [...set, ...erased].map((each) => ({ line: 2, id: 1, ...each }))
  expect(run.json.updates).toHaveLength(expected.length)
  expect(run.json.updates).toEqual(expect.arrayContaining(expected))
  for (const option of [['--empty-erases'], []]) {
    expect((await load(clientele, kind, second, ...option)).json).toMatchObject({ operation: null, unchanged: 1 })
  }
  await clientele('undo')
  expect(dumpFile(clientele.path)).toEqual(before)
})

test.each(kinds)('%s: undo of an import restores what it had updated', async (kind) => {
  const clientele = await fileWith(kind)
  const before = dumpFile(clientele.path)
  expect((await load(clientele, kind, KINDS[kind].second)).json).toMatchObject({ updated: 1 })
  expect(dumpFile(clientele.path)).not.toEqual(before)
  await clientele('undo')
  expect(dumpFile(clientele.path)).toEqual(before)
})

test.each(kinds)('%s: the option is heard by a file that was imported without it, and sets nothing else again', async (kind) => {
  const { second, erased } = KINDS[kind]
  const clientele = await fileWith(kind)
  await load(clientele, kind, second)
  const edit = {
    clients: ['edit', '1', '--city', 'Paris'],
    payments: ['payments', 'edit', '1', '--amount', '77'],
    invoices: ['settings', 'decimal', 'point'],
    visits: ['visits', 'edit', '1', '--on', '2026-02-03'],
  }
  expect((await clientele(...edit[kind])).code).toBe(0)
  const { json } = await load(clientele, kind, second, '--verbose', '--empty-erases')
  expect(json.updates).toHaveLength(erased.length)
  expect(json.updates).toEqual(expect.arrayContaining(erased.map((each) => ({ line: 2, id: 1, ...each }))))
  expect((await load(clientele, kind, second, '--empty-erases')).json).toMatchObject({ operation: null, unchanged: 1 })
})

test('a column that the table has not, and a record known by its facts alone, keep what they have', async () => {
  const clientele = newFile()
  await clientele('add', 'Asha Patel', '--phone', '0612345678', '--city', 'Lyon', '--ref', 'P1')
  await load(clientele, 'clients', 'ref,name,city\nP1,Asha Patel,\n', '--empty-erases')
  expect((await clientele('export', 'clients', '--format', 'json')).json.rows[0]).toMatchObject({ phone: '0612345678', city: null })
  const rows = 'client,issued,amount,paid_on\nAsha Patel,2026-01-05,10.00,'
  await load(clientele, 'invoices', `${rows}2026-01-09\n`)
  const { json } = await load(clientele, 'invoices', `${rows}\n`, '--empty-erases')
  expect(json).toMatchObject({ operation: null, unchanged: 1 })
  expect(json.warnings[0]).toContain('left as it is')
})

test("clientele's own number erases like a reference, and its row is known again after edits by hand", async () => {
  const clientele = newFile()
  await clientele('add', 'Asha Patel', '--phone', '0612345678')
  const csv = 'client_number,name,phone,city\n1,Asha Patel,,Lyon\n'
  expect((await load(clientele, 'clients', csv, '--empty-erases', '--verbose')).json.updates).toHaveLength(2)
  await clientele('edit', '1', '--phone', '0687654321', '--city', 'Paris')
  for (const option of [['--empty-erases'], []]) {
    expect((await load(clientele, 'clients', csv, ...option)).json).toMatchObject({ operation: null, unchanged: 1 })
  }
})

test('required cells stay required', async () => {
  const clientele = newFile()
  await load(clientele, 'clients', 'ref,name,status\nP1,Asha Patel,former\n')
  expect((await load(clientele, 'clients', 'ref,name,status\nP1,,\n', '--empty-erases')).json.errors[0].message).toBe('name is empty')
  expect((await load(clientele, 'clients', 'ref,name,status\nP1,Asha Patel,\n', '--empty-erases')).json).toMatchObject({ operation: null })
})

test('a row that set nothing is remembered with the next change, and edits by hand since are left alone', async () => {
  const clientele = newFile()
  await load(clientele, 'clients', 'ref,name,city\nP1,Asha Patel,Lyon\n')
  await clientele('edit', '1', '--city', 'Nice')
  const again = 'ref,name,city\nP1,Asha Patel,Nice\nP2,Ben,Paris\n'
  expect((await load(clientele, 'clients', again)).json).toMatchObject({ added: 1, unchanged: 1 })
  await clientele('edit', '1', '--city', 'Brest')
  expect((await load(clientele, 'clients', again)).json).toMatchObject({ operation: null, unchanged: 2 })
})

test('people see the first hundred updates, all with --all', async () => {
  const clientele = newFile()
  const file = (city: string) => `ref,name,city\n${Array.from({ length: 120 }, (_, row) => `P${row},Name ${row},${city}`).join('\n')}\n`
  await load(clientele, 'clients', file('Lyon'))
  const run = (...options: string[]) =>
    clientele.with({ input: file('Nice') }, 'import', 'clients', '-', '--verbose', '--dry-run', ...options)
  const { out } = await run()
  expect(out.trimEnd().split('\n')).toHaveLength(102)
  expect(out).toContain('  ... and 20 more updated (--all shows them)\n')
  expect((await run('--all')).out.trimEnd().split('\n')).toHaveLength(121)
})

test.each([
  ['', ''],
  [',reference', ',RENT'],
])('a mended row equal to one on file is told, and the original file, mended, adds it once%s', async (header, cell) => {
  const clientele = newFile()
  await clientele('add', 'Asha')
  const original = `client,date,amount${header}\nAsha,2026-01-05,1.00${cell}\nAsha,2026-01-05,bad${cell}\n`
  expect((await load(clientele, 'payments', original, '--skip-bad')).json).toMatchObject({ added: 1, rejected: 1 })
  const mended = `client,date,amount${header},_line,_reason\nAsha,2026-01-05,1.00${cell},3,was bad\n`
  const { json } = await load(clientele, 'payments', mended)
  expect(json).toMatchObject({ operation: null, unchanged: 1 })
  expect(json.warnings).toEqual([
    '1 row equal to one on file, taken for it (if it is another one, mend it in the original file and import that): line 2',
  ])
  expect((await load(clientele, 'payments', original.replace('bad', '1.00'))).json).toMatchObject({ added: 1, unchanged: 1 })
  expect((await load(clientele, 'payments', mended)).json).toMatchObject({ operation: null, unchanged: 1 })
})

test('a credit limit and what other systems call a client are told with the rest of their row, and an empty limit erases', async () => {
  const clientele = newFile()
  await load(clientele, 'clients', 'ref,name,city,credit_limit,checked\nP1,Asha Patel,Lyon,150.00,2026-01-02\n')
  const second = 'ref,refs,name,city,credit_limit,checked\nP1,import:P1; shop:7,Asha Patel,Nice,,2026-01-03\n'
  const told = await load(clientele, 'clients', second, '--empty-erases', '--verbose')
  expect(told.json).toMatchObject({ updated: 1 })
  expect(told.json.updates).toEqual([
    { line: 2, id: 1, field: 'city', before: 'Lyon', after: 'Nice' },
    { line: 2, id: 1, field: 'checked', before: '2026-01-02', after: '2026-01-03' },
    { line: 2, id: 1, field: 'credit_limit', before_minor: 15000, after_minor: null },
    { line: 2, id: 1, field: 'refs', before: null, after: 'shop:7' },
  ])
  expect((await load(clientele, 'clients', second, '--empty-erases', '--verbose')).json).toMatchObject({ operation: null, unchanged: 1 })
  await clientele('undo')
  const people = await clientele.with({ input: second }, 'import', 'clients', '-', '--verbose')
  expect(people.out).toContain('line 2, client 1 Asha Patel: city Lyon -> Nice; checked 2026-01-02 -> 2026-01-03; refs none -> shop:7')
})

test('a row without a reference of its own that is known as it stands still brings a new reference of another system', async () => {
  const clientele = newFile()
  await clientele('add', 'Asha Patel', '--email', 'asha@example.com', '--city', 'Paris')
  const row = (refs: string) => `name,email,city,refs\nAsha Patel,asha@example.com,Lyon,${refs}\n`
  const update = ['--on-duplicate', 'update']
  expect((await load(clientele, 'clients', row(''), ...update)).json).toMatchObject({ updated: 1 })
  await clientele('edit', '1', '--city', 'Nice')
  expect((await load(clientele, 'clients', row('shop:7'), ...update)).json).toMatchObject({ updated: 1 })
  expect((await load(clientele, 'clients', row('shop:7'), ...update)).json).toMatchObject({ operation: null, unchanged: 1 })
  const other = row('shop:8').replace('Lyon', 'Metz')
  expect((await load(clientele, 'clients', other, '--on-duplicate', 'skip')).json).toMatchObject({ skipped: 1 })
  expect((await clientele('show', '1', '--format', 'json')).json).toMatchObject({ city: 'Nice', refs: ['7'] })
})

test('rows that share a reference beside a list of references set the one card', async () => {
  const clientele = newFile()
  const rows = 'ref,refs,name,city\nP1,import:P1,Asha Patel,Lyon\nP1,import:P1,Asha Patel,Nice\n'
  expect((await load(clientele, 'clients', rows)).json).toMatchObject({ added: 1, updated: 1 })
  expect((await load(clientele, 'clients', rows)).json).toMatchObject({ operation: null, unchanged: 2 })
})

test('of vCards, only what any of them has can be empty', async () => {
  const clientele = newFile()
  const cards = (...all: string[][]) => all.map((lines) => ['BEGIN:VCARD', 'VERSION:3.0', ...lines, 'END:VCARD', ''].join('\r\n')).join('')
  const first = cards(['FN:Asha Patel', 'UID:1', 'EMAIL:asha@example.com', 'TEL:0612345678'], ['FN:Bo', 'UID:2', 'TEL:0622222222'])
  await load(clientele, 'clients', first)
  await clientele('edit', '1', '--city', 'Lyon', '--note', 'by hand')
  const second = cards(['FN:Asha Patel', 'UID:1', 'EMAIL:asha@example.com'], ['FN:Bo', 'UID:2', 'TEL:0622222222'])
  const run = await load(clientele, 'clients', second, '--empty-erases')
  expect(run.json).toMatchObject({ updated: 1, unchanged: 1 })
  const shown = (await clientele('show', '1', '--format', 'json')).json
  expect(shown).toMatchObject({ phone: null, email: 'asha@example.com', city: 'Lyon', note: 'by hand' })
})
