import { expect, test } from 'vitest'
import { newFile } from '../support.ts'

const run = (input: string, ...words: string[]) => newFile().with({ input }, 'import', ...words, '--format', 'json')
const PAID = 'client,date,amount,reference\nA,2026-01-02,12.50,P1\n'

test('a short last row without a line end is no row, where all others are whole', async () => {
  const { json, code } = await run(`${PAID}B,2026-01-03,3`, 'payments', '-', '--create-missing')
  expect(code).toBe(1)
  expect(json).toMatchObject({ read: 2, added: 0, rejected: 1 })
  expect(json.errors).toEqual([
    {
      line: 3,
      column: null,
      message:
        'the row breaks off the table: it is the last, without a line end, and has 3 cells of 4 - get the whole file, or end the line if that is all',
    },
  ])
})

test('a table cut inside its only quoted cell is told, unless quotes are said to be text', async () => {
  const cut = 'name,note\nAnn Lee,a\nCy Old,"cu'
  const { json } = await run(cut, 'clients', '-')
  expect(json).toMatchObject({ added: 0, rejected: 1 })
  expect(json.errors[0]).toMatchObject({ line: 3, message: expect.stringContaining('breaks off inside a quoted cell') })
  for (const [input, ...options] of [[cut, '--quote', 'none'], [`${cut}\n`], [`${cut}t" off`]]) {
    expect((await run(input ?? '', 'clients', '-', ...options)).json).toMatchObject({ added: 2, rejected: 0 })
  }
})

test.each([
  ['whole', 'B,2026-01-03,3,P2'],
  ['ended', 'B,2026-01-03,3\n'],
  ['below other short rows', 'B,2026-01-03,3\nC,2026-01-04,3'],
])('a last row that is %s is a row', async (_, rest) => {
  const { json } = await run(PAID + rest, 'payments', '-', '--create-missing')
  expect(json).toMatchObject({ rejected: 0 })
})

test.each([
  ['an own export', 'client_number,name,city\n1,Asha,Lyon\n2,Ben', 'the row breaks off'],
  ['NDJSON', '{"name":"Asha"}\n{"name":"Be', 'is no JSON object'],
  ['vCards', 'BEGIN:VCARD\nVERSION:3.0\nFN:Asha\nEND:VCARD\nBEGIN:VCARD\nVERSION:3.0\nFN:Be', 'END'],
])('the cut end of %s is told', async (_, input, message) => {
  const { json } = await run(input, 'clients', '-')
  expect(json).toMatchObject({ added: 0, rejected: 1 })
  expect(json.errors[0].message).toContain(message)
})

test('a client alone below a blank line is never dropped', async () => {
  const { json } = await run('name,city\nAsha,Lyon\nBen,Paris\n\nZed SARL\n', 'clients', '-')
  expect(json).toMatchObject({ read: 3, added: 0, rejected: 1, errors: [{ line: 5 }] })
  expect(json.errors[0].message).toMatch(/^the row is one text alone below a blank line, and may be a note - /)
})
