import { expect, test } from 'vitest'
import { TableLines } from '../../src/domain/table-lines.ts'
import type { TableShape } from '../../src/domain/table-shape.ts'

const HEADER = ['client', 'date', 'amount']
const DAYS: TableShape = { width: 3, kinds: [undefined, 'day', 'number'], filled: [0, 1, 2], even: true, padded: false }
const WORDS: TableShape = { width: 3, kinds: [undefined, undefined, undefined], filled: [0], even: true, padded: false }

/** The lines that are rows, as text, and what was left out. */
function sorted(shape: TableShape, text: string): { rows: string[]; leftOut: string[] } {
  const lines = new TableLines(shape, [HEADER])
  const rows: string[] = []
  for (const [index, each] of text.split('\n').entries()) {
    const line = { line: index + 2, cells: each.split(',') }
    if (each.replaceAll(',', '').trim() === '') lines.blank()
    else rows.push(...(lines.isPlainRow(line) ? [line] : lines.take(line)).map(({ cells }) => cells.join(',')))
  }
  rows.push(...lines.end().map(({ cells, isDoubtful }) => `${cells.join(',')}${isDoubtful ? '?' : ''}`))
  return { rows, leftOut: lines.leftOut.map(({ what, first, last }) => `${what} ${first}-${last}`) }
}

const ROW = 'Asha,2026-01-02,12.50'

test('a row that lacks something is a row, below a blank line as well', () => {
  expect(sorted(WORDS, `Asha,x,y\n\nJean,,`)).toEqual({ rows: ['Asha,x,y', 'Jean,,'], leftOut: [] })
  expect(sorted(DAYS, `${ROW}\n\nJean,,8.00`)).toEqual({ rows: [ROW, 'Jean,,8.00'], leftOut: [] })
  expect(sorted(DAYS, `${ROW}\nJean,soon,much`)).toEqual({ rows: [ROW, 'Jean,soon,much'], leftOut: [] })
})

test('lines without a day below a blank line are notes if no row follows, else rows with mistakes', () => {
  expect(sorted(DAYS, `${ROW}\n\nwritten by,,Zoe`)).toEqual({ rows: [ROW], leftOut: ['note 4-4'] })
  expect(sorted(DAYS, `${ROW}\n\nwritten by,,Zoe\n${ROW}`)).toEqual({ rows: [ROW, 'written by,,Zoe', ROW], leftOut: [] })
})

test('what a database counts below its rows is a note, and drawn lines are nothing', () => {
  expect(sorted(WORDS, 'Asha,x,y\n(6 rows)')).toEqual({ rows: ['Asha,x,y'], leftOut: ['note 3-3'] })
  expect(sorted(WORDS, 'Asha,x,y\n(1 ligne)')).toEqual({ rows: ['Asha,x,y'], leftOut: ['note 3-3'] })
  expect(sorted(WORDS, '---+----+---\nAsha,x,y\n-----,---,-')).toEqual({ rows: ['Asha,x,y'], leftOut: [] })
})

test('a client called Total, with all a row has, is a client', () => {
  expect(sorted(DAYS, `Total,2026-01-02,12.50\nTotal,,12.50`)).toEqual({ rows: ['Total,2026-01-02,12.50'], leftOut: ['total 3-3'] })
  expect(sorted(DAYS, `${ROW}\nTotal SA,,12.50`).rows).toHaveLength(2)
})

test('another header begins another table, which ends where ours comes again', () => {
  const text = `${ROW}\n\nSummary\nmonth,sales\nJanuary,12\n\nclient,date,amount\n${ROW}\nclient,date,amount`
  expect(sorted(DAYS, text)).toEqual({ rows: [ROW, ROW], leftOut: ['a second table 4-6', 'header 8-8', 'header 10-10'] })
})

test('words above rows like ours are a row with mistakes, unless they are known as names', () => {
  expect(sorted(DAYS, `${ROW}\n\nBen,soon,much\n${ROW}`).rows).toEqual([ROW, 'Ben,soon,much', ROW])
  expect(sorted(DAYS, `${ROW}\n\nsupplier,due,open\n${ROW}`)).toEqual({ rows: [ROW], leftOut: ['a second table 4-5'] })
})

test('a long tail is rows again: what cannot be judged is never dropped unseen', () => {
  const tail = Array.from({ length: 300 }, (_, index) => `text ${index},,`)
  expect(sorted(DAYS, [ROW, '', ...tail].join('\n')).rows.length).toBeGreaterThan(200)
})

test('at the end a line is a note only where it cannot be a row', () => {
  expect(sorted(WORDS, 'Asha,x,y\nBen,x,y\n\nZed SARL')).toEqual({ rows: ['Asha,x,y', 'Ben,x,y', 'Zed SARL?'], leftOut: [] })
  expect(sorted({ ...WORDS, even: false }, 'Asha,x\n\nZed SARL')).toEqual({ rows: ['Asha,x', 'Zed SARL'], leftOut: [] })
  expect(sorted(WORDS, 'Asha,x,y\nZed SARL')).toEqual({ rows: ['Asha,x,y', 'Zed SARL'], leftOut: [] })
  expect(sorted(WORDS, 'Asha,x,y\n\nNote: ask Zoe')).toEqual({ rows: ['Asha,x,y'], leftOut: ['note 4-4'] })
  expect(sorted(DAYS, `${ROW}\n\nBen,soon,much`)).toEqual({ rows: [ROW, 'Ben,soon,much'], leftOut: [] })
})
