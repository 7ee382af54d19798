/** One accented word in a table is little to go by: read rightly, or asked for, never read silently wrong. */
import { decode, encode } from 'iconv-lite'
import { expect, test } from 'vitest'
import { isAppError } from '../../src/cli/errors.ts'
import { openTable } from '../../src/csv/table.ts'

const WESTERN =
  'Gérard Hélène François Benoît Zoé Nîmes Béziers Orléans Besançon Mâcon Côte NOËL FRANÇOIS Müller Jürgen Köln KÖLN Düsseldorf Weiß Jäger ' +
  'Schäfer Böhm López García Martínez Peña Cádiz Málaga Logroño João Conceição Antônio Guimarães Évora Setúbal Niccolò Forlì Cefalù ' +
  'Malmö Göteborg Västerås Håkansson Søren Tromsø Ålesund Jørgensen Bjørn Hyvinkää'
const CENTRAL =
  'Jiří Plzeň Řehoř Děčín Dvořák Tomáš Černý Łódź Kraków Wałęsa Gdańsk Poznań Győr Győző László Tóth Szűcs Pécs Šarić Čović Županja ' +
  'Šibenik Đurđević Božo'

type Outcome = 'right' | 'refused' | 'wrong'

async function outcome(word: string, page: string): Promise<Outcome> {
  const table = `name;city\nAsha;${word}\nBen;Lyon\n`
  const bytes = encode(table, page)
  if (decode(bytes, page) !== table) return 'right'
  async function* source() {
    yield bytes
  }
  try {
    const { records } = await openTable(source())
    for await (const [record] of records) return record?.cells[1] === word ? 'right' : 'wrong'
    return 'wrong'
  } catch (error) {
    if (!isAppError(error)) throw error
    return 'refused'
  }
}

/** How many of each page may be refused. Windows pages are what tables come in. */
test.each<[string, string, number]>([
  ['windows-1252', WESTERN, 4],
  ['macroman', WESTERN, 23],
  ['cp850', WESTERN, 14],
  ['windows-1250', CENTRAL, 5],
  ['iso-8859-2', CENTRAL, 8],
  ['cp852', CENTRAL, 8],
  ['maccenteuro', CENTRAL, 4],
])('a lone word in %s is read rightly or refused', async (page, words, most) => {
  const outcomes: Record<Outcome, string[]> = { right: [], refused: [], wrong: [] }
  for (const word of words.split(' ')) outcomes[await outcome(word, page)].push(word)
  expect(outcomes.wrong).toEqual([])
  expect(outcomes.refused.length, outcomes.refused.join(' ')).toBeLessThanOrEqual(most)
})
