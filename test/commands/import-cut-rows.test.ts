import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { newFile, newFolder, programFolder } from '../support.ts'

const CUT = join(programFolder, 'fixtures', 'import', 'line-breaks-without-quotes', 'input.csv')

test('a row cut by a line break is one bad row, and no client of its own', async () => {
  const clientele = newFile()
  const rejects = join(newFolder(), 'rejects.csv')
  const { json, code } = await clientele('import', 'clients', CUT, '--skip-bad', '--rejects', rejects, '--format', 'json')
  expect(code).toBe(3)
  expect(json).toMatchObject({ read: 6, added: 3, rejected: 3 })
  expect(json.errors[0]).toEqual({
    line: 3,
    column: null,
    message: 'the row is cut by a line break in a cell that should be in quotes (it goes on in line 4)',
  })
  expect((await clientele('import', 'clients', rejects, '--format', 'json')).json).toMatchObject({ added: 3, rejected: 0 })
  const { json: cards } = await clientele('export', 'clients', '--format', 'json')
  expect(cards.rows.map(({ name, address }: { name: string; address: string }) => [name, address])).toContainEqual([
    "Aïcha N'Diaye",
    '12 bis, allée des Lilas\nBât. C',
  ])
})

test('the preview writes such a table out mended', async () => {
  const { out } = await newFile()('import', 'preview', CUT, '--format', 'csv')
  expect(out).toContain('0015,Garage Moreau,04 39 98 00 03,"ZA des Prés\nPorte 4",06200,Nice,\n')
})

test('a dash for nothing is nothing in the mended table, too', async () => {
  const clientele = newFile()
  const input = 'name,phone,note\nAsha,-,-\nZoe,0612345678,-x\n'
  const { out } = await clientele.with({ input }, 'import', 'preview', '-', '--format', 'csv')
  expect(out).toContain("Asha,'-,'-\n")
  await clientele.with({ input: out }, 'import', 'clients', '-')
  const { json } = await clientele('export', 'clients', '--format', 'json')
  expect(json.rows).toMatchObject([
    { name: 'Asha', phone: null, note: null },
    { name: 'Zoe', note: '-x' },
  ])
})

test('line and reason of a short row stand in their columns of the rejects', async () => {
  const clientele = newFile()
  const rejects = join(newFolder(), 'rejects.csv')
  const input = 'client   date        amount   note\nAsha     2026-01-02  12.50    paid\nZoe      2026-01-03  8.00\n'
  const options = ['--delimiter', 'spaces', '--create-missing', '--skip-bad', '--rejects', rejects]
  const run = await clientele.with({ input }, 'import', 'payments', '-', ...options)
  expect(run.code).toBe(3)
  expect(readFileSync(rejects, 'utf8')).toBe(
    'client,date,amount,note,_line,_reason\nZoe,2026-01-03,8.00,,3,"the row has 3 cells, the header has 4"\n',
  )
})
