import { expect, test } from 'vitest'
import { type CutRow, CutRows } from '../../src/domain/cut-rows.ts'

const WIDTH = 5

/** The lines of the text, whose cells are apart by bars, as they come out: bad rows with their problem. */
function judged(text: string): string[] {
  const cut = new CutRows(WIDTH)
  const rows: CutRow[] = []
  for (const [index, each] of text.split('\n').entries()) {
    const cells = each.split('|')
    const missing = WIDTH - cells.length
    const line = index + 2
    cut.add(missing > 0 ? { line, cells: [...cells, ...Array<string>(missing).fill('')], missing } : { line, cells }, rows)
  }
  return [...rows, ...cut.end()].map(
    ({ line, cells, problem }) => `${line} ${cells.join('|')}${problem === undefined ? '' : ` ${problem}`}`,
  )
}

const cutUpTo = (line: number) => `is cut by a line break in a cell that should be in quotes (it goes on in line ${line})`

test('short rows that are one whole row together are one bad row', () => {
  expect(judged('a|b|c|d|e\na|b|c1\nc2|d|e\na|b|c|d|')).toEqual(['2 a|b|c|d|e', `3 a|b|c1\nc2|d|e ${cutUpTo(4)}`, '5 a|b|c|d|'])
  expect(judged('a|b|1\n2\n3\n4|d|')).toEqual([`2 a|b|1\n2\n3\n4|d| ${cutUpTo(5)}`])
})

test('what stands alone below a row is the rest of its last cell, if there is one', () => {
  expect(judged('a|b|c|d|e\nf\ng')).toEqual([`2 a|b|c|d|e\nf\ng ${cutUpTo(4)}`])
  expect(judged('a|b|c|d|\nb')).toEqual(['2 a|b|c|d|', '3 b||||'])
})

test('rows that are just short stay rows, in their order', () => {
  expect(judged('a\na|b\na|b|c|d|e\na|b|c')).toEqual(['2 a||||', '3 a|b|||', '4 a|b|c|d|e', '5 a|b|c||'])
  expect(judged('a|b|c|d\na|b|1\n2|d|e')).toEqual(['2 a|b|c|d|', `3 a|b|1\n2|d|e ${cutUpTo(4)}`])
})

test('each of many short lines is looked at once, and all come out in their order', () => {
  const alone = Array<string>(200_000).fill('z')
  expect(judged(alone.join('\n'))).toEqual(alone.map((_, index) => `${index + 2} z||||`))
  const below = judged(`a|b|c|d|e\n${alone.join('\n')}`)
  expect(below.at(-1)).toBe('200002 z||||')
  expect(below).toHaveLength(200_001 - 200)
})
