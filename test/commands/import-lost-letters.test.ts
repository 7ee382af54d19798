import { expect, test } from 'vitest'
import { newFile } from '../support.ts'

const HEADER = 'Code client,Nom,Ville\n'
const refused = {
  line: 2,
  column: 'Nom',
  message: 'name "??? ????" has lost letters on the way - save the table again as UTF-8, which has room for every alphabet',
}

const take = (clientele: ReturnType<typeof newFile>, input: string) =>
  clientele.with({ input }, 'import', 'clients', '-', '--skip-bad', '--format', 'json')

test('a name of question marks makes no card, and takes no name away', async () => {
  const clientele = newFile()
  expect((await take(clientele, `${HEADER}14,??? ????,Lyon\n`)).json).toMatchObject({ added: 0, rejected: 1, errors: [refused] })
  expect((await take(clientele, `${HEADER}14,આશા પટેલ,Lyon\n`)).json).toMatchObject({ added: 1 })
  expect((await take(clientele, `${HEADER}14,??? ????,Bron\n`)).json).toMatchObject({ updated: 0, rejected: 1, errors: [refused] })
})

test('a card that is called so by hand goes out and comes back', async () => {
  const [one, other] = [newFile(), newFile()]
  await one('add', 'Mr ??')
  const { out } = await one('export', 'clients')
  expect((await take(one, out)).json).toMatchObject({ unchanged: 1 })
  expect((await take(other, out)).json).toMatchObject({ added: 1 })
})

test('letters that were encoded twice are told where several cells have them, and not where one may be called so', async () => {
  const warning = (rows: number, examples: string) =>
    `${rows} rows with letters that seem to have been encoded twice (if so, export the table anew as UTF-8), taken as they stand: ${examples}`
  const twice = await take(newFile(), `${HEADER}1,ZoÃ© Martin,Lyon\n2,Ben,Orléans\n3,JOÃO,Besançon\n4,Asha,ChÃ¢teau\n`)
  expect(twice.json).toMatchObject({
    added: 4,
    warnings: [warning(2, 'line 2 "ZoÃ© Martin" for "Zoé Martin"; line 5 "ChÃ¢teau" for "Château"')],
  })
  expect((await take(newFile(), `${HEADER}1,ZoÃ© Martin,Lyon\n2,JOÃO,Ã\n`)).json.warnings).toEqual([])
})
