import { expect, test } from 'vitest'
import { newFile } from '../support.ts'

const take = (input: string, ...options: string[]) => {
  const clientele = newFile()
  return clientele.with({ input }, 'import', 'payments', '-', '--create-missing', ...options, '--format', 'json')
}

const row = (client: string, more: object = {}): string => JSON.stringify({ client, date: '2026-01-05', amount_minor: 1250, ...more })

test('one object a line is a table, told by physical line', async () => {
  const bad = `${row('A')}\n\n${row('B', { date: 'soon' })}\r\n{"client": "C", \n${row('D', { else: 1 })}\n${row('E', { else: null })}`
  const { json } = await take(bad, '--skip-bad')
  expect(json).toMatchObject({ read: 5, added: 3, rejected: 2 })
  expect(json.errors).toEqual([
    { line: 3, column: 'date', message: 'date "soon" is not a day' },
    { line: 4, column: null, message: 'the row is no JSON object' },
  ])
})

test('a key that the first thousand rows do not have is a bad row, unless it says nothing', async () => {
  const rows = Array.from({ length: 1000 }, (_, index) => row(`C${index}`))
  const { json } = await take([...rows, row('X', { note: null }), row('Y', { note: 'lost' })].join('\n'), '--skip-bad')
  expect(json).toMatchObject({ added: 1001, rejected: 1 })
  expect(json.errors).toEqual([{ line: 1002, column: null, message: 'the row has a key that no row before has: "note"' }])
})

test('a line that has no end is refused', async () => {
  const { code, err } = await take(`${row('A')}\n{"client": "${'x'.repeat(1_500_000)}`)
  expect(code).toBe(1)
  expect(err).toContain('standard input:2: the row is longer than 1048576 characters')
})

test('a document of rows on one line is still a document', async () => {
  expect((await take(`{"currency": "EUR", "rows": [${row('A')}]}`)).json).toMatchObject({ added: 1 })
  expect((await take('{"currency": "EUR", "rows": []}')).err).toContain('holds no rows')
})
