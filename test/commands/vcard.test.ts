import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import ICAL from 'ical.js'
import { expect, test } from 'vitest'
import { hostileText } from '../hostile.ts'
import { openFile, write } from '../money.ts'
import { newFile, newFolder } from '../support.ts'

const vcf = (...cards: string[][]): string =>
  cards.map((lines) => ['BEGIN:VCARD', 'VERSION:3.0', ...lines, 'END:VCARD', ''].join('\r\n')).join('')

const take = (clientele: ReturnType<typeof newFile>, input: string | Uint8Array, ...options: string[]) =>
  clientele.with({ input }, 'import', 'clients', '-', ...options, '--format', 'json')

const rowsOf = async (clientele: ReturnType<typeof newFile>) => (await clientele('export', 'clients', '--format', 'json')).json.rows

test('cards of a telephone come in as clients, and the same file again changes nothing', async () => {
  const clientele = newFile()
  const path = `${newFolder()}/contacts.txt`
  const bytes = readFileSync('fixtures/vcard/telephone-2.1/cards.vcf')
  const dry = await take(clientele, bytes, '--dry-run')
  const run = await take(clientele, bytes)
  expect(run.json).toMatchObject({ read: 2, added: 2, rejected: 0 })
  expect({ ...run.json, operation: null, dry_run: true }).toEqual(dry.json)
  expect(run.err).toContain('standard input: UTF-8, vCard\n  not used: TEL, PHOTO, X-ANDROID-CUSTOM\n')
  expect(await rowsOf(clientele)).toMatchObject([
    { name: 'Renée Émile', kind: 'person', phone: '06 12 34 56 78', city: 'Lyon', birthday: '1980-02-29', category: 'regular' },
    { name: 'આશા પટેલ', phone: '+91 98765 43210' },
  ])
  expect((await take(clientele, bytes)).json).toMatchObject({ operation: null, unchanged: 2 })
  expect((await clientele('import', 'clients', path)).code).toBe(1)
})

test('a card without a name goes by its nickname, its email or its phone, as in the CSV of the same contacts', async () => {
  const clientele = newFile()
  const cards = vcf(
    ['FN:', 'N:;;;;', 'TEL;TYPE=CELL:+33 6 39 98 12 34'],
    ['EMAIL:zoe@example.com', 'TEL:+33 6 39 98 12 35'],
    ['FN:', 'NICKNAME:Zouzou', 'EMAIL:zouzou@example.com'],
    ['FN:', 'NOTE:nobody'],
  )
  const { json } = await take(clientele, cards, '--skip-bad')
  expect(json).toMatchObject({ added: 3, errors: [{ line: 18, message: 'name is empty' }] })
  expect((await rowsOf(clientele)).map(({ name }: { name: string }) => name)).toEqual(['+33 6 39 98 12 34', 'zoe@example.com', 'Zouzou'])
})

test('a category of the file is taken from the labels of a card, any other is a warning', async () => {
  const clientele = newFile()
  await clientele('categories', 'add', 'Paris, 11e')
  const cards = vcf(
    ['FN:A', 'CATEGORIES:myContacts,family,VIP'],
    ['FN:B', 'CATEGORIES:friends'],
    ['FN:C', 'CATEGORIES:Paris\\, 11e'],
    ['FN:D'],
  )
  const { json } = await take(clientele, cards, '--category', 'employee')
  expect(json.warnings).toEqual(['1 row with a category that is not on file, taken without it: line 6 "friends"'])
  const rows: { category: string }[] = await rowsOf(clientele)
  expect(rows.map(({ category }) => category)).toEqual(['vip', 'employee', 'Paris, 11e', 'employee'])
})

test('a card is known by its UID: what changed is updated', async () => {
  const clientele = newFile()
  await take(clientele, vcf(['UID:urn:uuid:1', 'FN:Asha', 'TEL:0611111111', 'NOTE:old']))
  const run = await take(clientele, vcf(['UID:urn:uuid:1', 'FN:Asha', 'TEL:0622222222', 'NOTE:new']))
  expect(run.json).toMatchObject({ added: 0, updated: 1 })
  expect(await rowsOf(clientele)).toMatchObject([{ ref: '1', refs: ['import:1'], phone: '0622222222', note: 'new' }])
})

test('broken cards are rejected by their line, and mended ones come in by the rejects file', async () => {
  const clientele = newFile()
  const path = `${newFolder()}/rejects.csv`
  const broken = readFileSync('fixtures/vcard/broken/cards.vcf')
  const failed = await clientele.with({ input: broken }, 'import', 'clients', '-')
  expect(failed.code).toBe(1)
  expect(failed.err).toContain('standard input:9: the row has a line that is no property: "second line that was never fol"')
  const run = await take(clientele, broken, '--skip-bad', '--rejects', path)
  expect(run.code).toBe(3)
  expect(run.json).toMatchObject({ read: 6, added: 2, rejected: 4 })
  expect(run.json.errors.map(({ line }: { line: number }) => line)).toEqual([9, 11, 25, 26])
  const again = await clientele('import', 'clients', path, '--skip-bad', '--format', 'json')
  expect(again.json).toMatchObject({ read: 4, added: 3, rejected: 1 })
})

test('the preview writes no broken card out, as the import takes none', async () => {
  const input = `${vcf(['FN:A'])}BEGIN:VCARD\r\nVERSION:3.0\r\nFN:B\r\n`
  const { out, err } = await newFile().with({ input }, 'import', 'preview', '-', '--format', 'csv')
  expect(out.trimEnd().split('\n')).toHaveLength(2)
  expect(out).toContain('A')
  expect(err).toContain('  1 line (line 5): the row has no END:VCARD\n')
})

test.each(['KIND:group', 'X-ADDRESSBOOKSERVER-KIND:group'])('a group of contacts (%s) is no client, which is told', async (kind) => {
  const clientele = newFile()
  const run = await take(clientele, vcf(['FN:A'], [kind, 'FN:Friends', 'X-ADDRESSBOOKSERVER-MEMBER:urn:uuid:1'], ['KIND:org', 'FN:B']))
  expect(run.json).toMatchObject({ read: 2, added: 2 })
  expect(run.err).toContain('warning: left out: contact group line 5\n')
  expect((await rowsOf(clientele)).map(({ name }: { name: string }) => name)).toEqual(['A', 'B'])
})

test('an address over lines goes out and comes back unchanged, however its lines ended', async () => {
  const clientele = newFile()
  await clientele.with({ input: 'ref,name,address\nR1,Asha,"1 rue X\r\nbat. B"\n' }, 'import', 'clients', '-')
  const { out } = await clientele('export', 'clients', '--vcard')
  expect(out).toContain('ADR:;;1 rue X\\nbat. B;')
  expect((await take(clientele, out)).json).toMatchObject({ updated: 0, unchanged: 1 })
})

test('a birthday that is no day rejects its card; a twin of a card on file as well', async () => {
  const clientele = newFile()
  await clientele('add', 'Asha Patel', '--phone', '0612345678')
  const cards = vcf(['FN:A', 'BDAY:circa 1800'], ['FN:Asha Patel', 'TEL:+33612345678', 'NOTE:x'])
  const { json } = await take(clientele, cards, '--skip-bad')
  expect(json.errors).toEqual([
    { line: 1, column: 'birthday', message: 'birthday "circa 1800" is not a day' },
    { line: 6, column: 'name', message: expect.stringContaining('seems to be client 1 Asha Patel (same phone), whose card differs') },
  ])
})

test('vCards are clients and nothing else', async () => {
  const { code, err } = await newFile().with({ input: vcf(['FN:A']) }, 'import', 'payments', '-')
  expect(code).toBe(1)
  expect(err).toBe('standard input holds vCards, which are clients - clientele import clients -\n')
})

test('vCards are written with --vcard or to a file that ends in .vcf, escaped and folded', async () => {
  const clientele = newFile()
  await clientele(
    'add',
    'Acme; Sons, Ltd',
    '--kind',
    'company',
    '--address',
    '1, rue X',
    '--city',
    'Lyon',
    '--note',
    `é\\${'é'.repeat(60)}`,
  )
  const { out } = await clientele('export', 'clients', '--vcard')
  expect(out).toContain('FN:Acme\\; Sons\\, Ltd\r\nN:;;;;\r\nORG:Acme\\; Sons\\, Ltd\r\nX-ABShowAs:COMPANY\r\n')
  expect(out).toContain('ADR:;;1\\, rue X;Lyon;;;\r\n')
  for (const line of out.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
  expect(out.replaceAll('\r\n ', '')).toContain(`NOTE:é\\\\${'é'.repeat(60)}\r\n`)
  const path = `${newFolder()}/all.vcf`
  await clientele('export', 'clients', '--output', path)
  expect(readFileSync(path, 'utf8')).toBe(out)
})

test.each([
  [['--vcard', '--format', 'csv'], '--vcard and --format csv are two formats'],
  [['--vcard', '--excel'], '--excel and vCards are two formats'],
  [['--excel', '--format', 'json'], '--excel writes csv, not json'],
])('%j is refused', async (options, message) => {
  const clientele = newFile()
  await clientele('add', 'A')
  const { code, err } = await clientele('export', 'clients', ...options)
  expect(code).toBe(2)
  expect(err).toContain(message)
})

// A vCard has one way to say a line break, and none for what else ends a line.
const text = hostileText(/[\r\0]/)
const maybe = fc.option(text)
const day = fc.constantFrom('1980-02-29', '2001-12-31')
const cards = fc.array(
  fc.record({
    ...{ name: text, kind: fc.constantFrom('person', 'company'), phone: maybe, email: maybe, address: maybe, postcode: maybe, city: maybe },
    ...{ region: maybe, country: maybe, card: maybe, birthday: fc.option(day), source: maybe, avoid: maybe, note: maybe, added_on: day },
    ...{ consent_sms: fc.option(fc.nat(1)), credit_limit_minor: fc.option(fc.nat(9999)), archived_on: fc.option(day) },
    ref: maybe,
  }),
  { minLength: 1, maxLength: 3 },
)

/** What it makes of a text: it leaves `\\;` as it is, where RFC 2426 has it stand for a semicolon. */
const asRead = (text: string | null): string | undefined => text?.replaceAll(';', '\\;')

/** What another reader of vCards makes of a property of each card. */
function readElsewhere(out: string, property: string): (string | undefined)[] {
  const parsed = ICAL.parse(out) as unknown
  const components = (Array.isArray((parsed as unknown[])[0]) ? parsed : [parsed]) as [string, [string, object, string, string][]][]
  return components.map(([, properties]) => properties.find(([name]) => name === property)?.[3])
}

test('import(export) gives the same cards, and another program reads the same names and notes', async () => {
  await fc.assert(
    fc.asyncProperty(cards, async (given) => {
      const clientele = newFile()
      await clientele('init')
      const store = openFile(clientele.path)
      await write(store, () => {
        for (const [index, { ref, ...card }] of given.entries()) {
          const id = store.clients.insert({ ...card, category_id: 1 } as Parameters<typeof store.clients.insert>[0])
          if (ref !== null) store.clients.addReference(id, store.clients.systemId(`s${index}`), ref)
        }
      })
      store.connection.close()
      const path = `${newFolder()}/all.vcf`
      await clientele('export', 'clients', '--output', path)
      const out = readFileSync(path)
      const copy = newFile()
      const run = await take(copy, out)
      expect(run.out === '' ? run.err : run.json, out.toString()).toMatchObject({ added: given.length, rejected: 0 })
      expect(await rowsOf(copy), out.toString()).toEqual(await rowsOf(clientele))
      expect((await take(copy, out)).json).toMatchObject({ operation: null, unchanged: given.length })
      expect(readElsewhere(out.toString(), 'fn')).toEqual(given.map(({ name }) => asRead(name)))
      expect(readElsewhere(out.toString(), 'note')).toEqual(given.map(({ note }) => asRead(note)))
    }),
    { numRuns: 100 },
  )
}, 120_000)
