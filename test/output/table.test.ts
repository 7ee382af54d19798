import fc from 'fast-check'
import { expect, test } from 'vitest'
import { drawTable } from '../../src/output/table.ts'
import type { Column, ColumnKind, Json, View } from '../../src/output/view.ts'
import { displayWidth } from '../../src/output/width.ts'
import { NAMES, options, sampleRow, sampleTable, sampleView } from './sample.ts'

function lines(view: View, changes: Parameters<typeof options>[0] = {}): string[] {
  const text = [...drawTable(view, options(changes))].join('')
  return text === '' ? [] : text.replace(/\n$/, '').split('\n')
}

const two = sampleTable([sampleRow(0), sampleRow(1)])

test('a table is borderless, indented by two, with its numbers at the right', () => {
  expect(lines({ title: 'ABC', aside: 'EUR', table: two, closing: ['Done.'] })).toEqual([
    'ABC                                                              EUR',
    '',
    '  #  Client      Category  Tags  Last purchase  Share      Purchases',
    '  1  Asha Patel  regular   a, b  2026-11-18     9.9 %  ██   1,234.50',
    '  2  આશા પટેલ     vip       a, b  2026-11-18     9.9 %  ██   1,234.51',
    '     Total                                                 12,345.67',
    '',
    'Done.',
  ])
})

test('every line of a table ends at the same cell, whatever its script', () => {
  for (const width of [60, 80, 200]) {
    const rows = lines(sampleView(), { width }).slice(3)
    expect(rows).toHaveLength(NAMES.length + 1)
    expect(new Set(rows.map((row) => displayWidth(row))).size).toBe(1)
  }
})

test('nothing of a hostile name reaches the terminal raw', () => {
  for (const color of [false, true]) {
    const text = [...drawTable(sampleView(), options({ color }))].join('')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: our own styles are taken out before looking for others.
    expect(text.replace(/\x1b\[(1|2|22)m/g, '').replaceAll('\n', '')).not.toMatch(/\p{Cc}|\u202E/u)
    expect(text).toContain('Eve \\x1b[31m')
  }
})

test('colour changes nothing but colour', () => {
  const plain = lines(sampleView(120))
  // biome-ignore lint/suspicious/noControlCharactersInRegex: styles are control sequences.
  const stripped = lines(sampleView(120), { color: true }).map((line) => line.replace(/\x1b\[\d+m/g, ''))
  expect(stripped).toEqual(plain)
  expect(lines(sampleView(2), { color: true })[0]).toContain('\x1b[1mABC by purchases\x1b[22m')
})

test('secondary columns go first, from the last; wide brings them back', () => {
  const head = (width: number, wide = false) => lines({ table: two }, { width, wide })[0]
  expect(head(66)).toBe('  #  Client      Category  Tags  Share      Purchases')
  expect(head(52)).toBe('  #  Client      Category  Share      Purchases')
  expect(head(52, true)).toContain('Tags  Last purchase')
})

test('words are shortened, numbers never: columns without room are named', () => {
  const long = sampleTable([sampleRow(0, 'A name that is a good deal too long for any table')])
  expect(lines({ table: long }, { width: 60 })[1]).toBe('  1  A name that is a good …  regular   9.9 %  ██   1,234.50')
  expect(lines({ table: long }, { width: 24 })).toEqual([
    '  #  Client     Category',
    '  1  A name t…  regular',
    '     Total',
    '  no room for Share,',
    '  Purchases: --wide',
  ])
  expect(lines({ table: long }, { width: 24, wide: true })[1]).toContain('A name that is a good deal too long for any table')
})

test('essential columns are the last to go, and first the first column of all', () => {
  const essential = {
    ...two,
    columns: two.columns.map((column) => (column.key === 'amount_minor' ? { ...column, essential: true } : column)),
  }
  const drawn = (width: number) => lines({ table: { ...essential, rows: [sampleRow(0, 'A name that is long')] } }, { width })
  expect(drawn(36)).toEqual([
    '  #  Client      Category  Purchases',
    '  1  A name th…  regular    1,234.50',
    '     Total                 12,345.67',
    '  no room for Share: --wide',
  ])
  expect(drawn(24).slice(0, 1)).toEqual(['  #  Client    Purchases'])
  expect(drawn(16).slice(0, 1)).toEqual(['  #  Purchases'])
  expect(drawn(12).slice(0, 1)).toEqual(['  #'])
})

test('the first 100 rows are shown, and how many more there are', () => {
  const cut = lines(sampleView(1152))
  expect(cut).toHaveLength(3 + 100 + 2)
  expect(cut[103]).toBe('  1,052 more: --all, or --format csv')
  expect(lines(sampleView(100)).join('\n')).not.toContain('more:')
  const all = lines(sampleView(1000), { all: true })
  expect(all).toHaveLength(3 + 1000 + 1)
  expect(new Set(all.slice(3).map((row) => displayWidth(row))).size).toBe(1)
})

test('a table that says how many rows there are reads no more of them than it shows', () => {
  let read = 0
  const rows = {
    *[Symbol.iterator]() {
      for (;;) {
        read += 1
        yield sampleRow(read)
      }
    },
  }
  const drawn = lines({ table: { ...sampleTable([]), rows, count: 23_570 } })
  expect(drawn.join('\n')).toContain('23,470 more: --all, or --format csv')
  expect(read).toBe(100)
})

test('no rows: what the table says of it', () => {
  expect(lines({ table: { ...two, rows: [], empty: 'No purchases in this period.' } })).toEqual(['  No purchases in this period.'])
  expect(lines({ table: { ...two, rows: [] } })).toEqual(['  Nothing to show.'])
  expect(lines({ lines: ['Added.'], summary: { ...two, rows: [] } })).toEqual(['Added.'])
})

test('the summary alone, under its title; beside the table otherwise', () => {
  const summary = { columns: [{ key: 'class', title: '', kind: 'text' as const }], rows: [{ class: 'A' }] }
  const view: View = { title: 'ABC', lines: ['prose'], table: two, summary, closing: ['end'] }
  expect(lines({ ...view, summaryOnly: true })).toEqual(['ABC', '', '  A'])
  expect(lines(view).slice(-4)).toEqual(['', '  A', '', 'end'])
})

const kinds: ColumnKind[] = ['text', 'money', 'day', 'share', 'count', 'number', 'list', 'flag']
const value: Record<ColumnKind, fc.Arbitrary<Json>> = {
  text: fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }), fc.constantFrom(...NAMES)),
  money: fc.integer({ min: -1e12, max: 1e12 }),
  day: fc.constant('2026-11-18'),
  share: fc.double({ min: 0, max: 1, noNaN: true }),
  count: fc.nat(),
  number: fc.double({ noNaN: true }),
  list: fc.array(fc.string({ unit: 'binary' }), { maxLength: 4 }),
  flag: fc.boolean(),
}

const anyView: fc.Arbitrary<View> = fc
  .array(fc.tuple(fc.constantFrom(...kinds), fc.string({ unit: 'grapheme' }), fc.boolean()), { minLength: 1, maxLength: 12 })
  .chain((specs) => {
    const columns = specs.map(([kind, title, secondary], index): Column<Record<string, Json>> => {
      return { key: `c${index}`, title, kind, ...(secondary ? { show: 'secondary' as const } : {}) }
    })
    const row = fc.record(Object.fromEntries(specs.map(([kind], index) => [`c${index}`, fc.option(value[kind])])))
    const prose = fc.array(fc.string({ unit: 'binary', maxLength: 200 }), { maxLength: 2 })
    return fc.tuple(fc.array(row, { maxLength: 6 }), prose, fc.string(), fc.option(row)).map(([rows, text, title, total]) => ({
      title,
      aside: 'EUR',
      lines: text,
      table: { columns, rows, ...(total ? { total } : {}) },
      closing: text,
    }))
  })

test('no line is ever wider than asked for', () => {
  fc.assert(
    fc.property(anyView, fc.integer({ min: 40, max: 200 }), (view, width) => {
      for (const line of lines(view, { width, terminal: true })) expect(displayWidth(line)).toBeLessThanOrEqual(width)
    }),
    { numRuns: 300 },
  )
})

test('every cell stands at the column of its title', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'grapheme', minLength: 1 }), { minLength: 1, maxLength: 8 }), (names) => {
      const rows = names.map((name, index) => sampleRow(index, name))
      const drawn = lines({ table: sampleTable(rows) }, { width: 120 })
      expect(new Set(drawn.map((line) => displayWidth(line))).size).toBe(1)
    }),
  )
})
