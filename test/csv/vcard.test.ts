import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { openTable } from '../../src/csv/table.ts'
import { unquoteFormula } from '../../src/domain/formula.ts'

const fixtures = join(import.meta.dirname, '../../fixtures/vcard')

async function* chunks(bytes: Uint8Array, size = 65_536): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

/** What was read, a card an object of its fields that are not empty. */
async function read(bytes: Uint8Array, size?: number) {
  const { detected, form, header, records, vcards } = await openTable(chunks(bytes, size), { name: 'f.vcf' })
  const cards: object[] = []
  for await (const batch of records) {
    for (const { line, cells, problem } of batch) {
      const filled = header.flatMap((field, index) => (cells[index] === '' ? [] : [[field, unquoteFormula(cells[index] ?? '')]]))
      cards.push({ line, ...(problem === undefined ? Object.fromEntries(filled) : { problem }) })
    }
  }
  const remarks = vcards?.takeRemarks().map(({ sentence, line }) => `${line}: ${sentence}`)
  return { encoding: detected.encoding, form, cards, remarks, unused: vcards?.unused() }
}

for (const name of readdirSync(fixtures).sort()) {
  test.each([65_536, 7, 1])(`fixture ${name} in chunks of %i bytes`, async (size) => {
    const expected = JSON.parse(readFileSync(join(fixtures, name, 'expected.json'), 'utf8'))
    expect(await read(readFileSync(join(fixtures, name, 'cards.vcf')), size)).toEqual(expected)
  })
}

const one = async (...lines: string[]) => {
  const { cards } = await read(Buffer.from(['BEGIN:VCARD', 'VERSION:3.0', ...lines, 'END:VCARD', ''].join('\r\n')))
  return cards[0] as Record<string, string>
}

test.each([
  ['19850412', '1985-04-12'],
  ['1985-04-12', '1985-04-12'],
  ['1985-04-12T23:20:50Z', '1985-04-12'],
  ['--0412', '--04-12'],
  ['--04-12', '--04-12'],
  ['1604-04-12', '--04-12'],
  ['---12', undefined],
  ['1985', undefined],
  ['1985-04', undefined],
  ['circa 1800', 'circa 1800'],
])('a birthday %s is %s', async (text, birthday) => {
  expect((await one('FN:A', `BDAY:${text}`)).birthday).toBe(birthday)
})

test.each([
  [['FN:A B', 'N:B;A;;;'], { name: 'A B', kind: 'person' }],
  [['N:B;A;M;Dr.;Jr.'], { name: 'Dr. A M B Jr.', kind: 'person' }],
  [['FN:Acme', 'ORG:Acme'], { name: 'Acme', kind: 'company' }],
  [['ORG:Acme;Sales'], { name: 'Acme', kind: 'company' }],
  [['FN:A B', 'N:B;A', 'ORG:Acme'], { name: 'A B', kind: 'person' }],
  [['FN:A B', 'N:;;;;', 'ORG:Acme'], { name: 'A B' }],
  [['FN:A'], { name: 'A' }],
])('%j is %j', async (lines, expected) => {
  const { line: _, ...card } = await one(...lines)
  expect(card).toEqual(expected)
})

test('a fax is no telephone, and the first mobile goes before the preferred number', async () => {
  expect((await one('FN:A', 'TEL;TYPE=FAX:1111', 'TEL;TYPE=WORK,pref:2222', 'TEL;TYPE=CELL:3333', 'TEL;TYPE=CELL:4444')).phone).toBe('3333')
  expect((await one('FN:A', 'TEL;TYPE=FAX:1111', 'TEL;TYPE=WORK:2222', 'TEL;TYPE=HOME;PREF=1:3333')).phone).toBe('3333')
  expect((await one('FN:A', 'TEL;TYPE=FAX:1111')).phone).toBeUndefined()
})

test('a card that holds a NUL is a bad one, and one that is longer than any card as well', async () => {
  expect(await one('FN:A', 'NOTE;ENCODING=QUOTED-PRINTABLE:a=00b')).toMatchObject({ problem: 'holds a NUL, which no text has' })
  expect(await one('FN:A', `NOTE:${'x'.repeat(1_100_000)}`)).toMatchObject({ problem: 'is longer than 1048576 characters' })
  expect(await one('FN:A', `PHOTO;ENCODING=b:${'x'.repeat(1_100_000)}`)).toMatchObject({ name: 'A' })
})

test('whatever is broken in a file of cards, the others are read and no line is taken for another card’s', async () => {
  const noise = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 30 }),
    fc.constantFrom('NOTE;ENCODING=QUOTED-PRINTABLE:a=', 'PHOTO;ENCODING=b:AAAA', 'TEL;TYPE="a:1', ':', ';:', ' x', 'BEGIN:VCARD'),
  )
  await fc.assert(
    fc.asyncProperty(fc.array(noise, { maxLength: 6 }), fc.integer({ min: 1, max: 40 }), async (lines, size) => {
      const text = ['BEGIN:VCARD', 'FN:First', 'END:VCARD', 'BEGIN:VCARD', ...lines, 'END:VCARD', 'BEGIN:VCARD', 'FN:Last', 'END:VCARD', '']
      const bytes = Buffer.from(text.join('\n').replaceAll('\0', ''))
      const { cards } = await read(bytes, size)
      expect(cards[0]).toMatchObject({ line: 1, name: 'First' })
      expect(cards.at(-1)).toMatchObject({ name: 'Last' })
    }),
  )
})
