import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { drawDelimited } from '../../src/output/delimited.ts'
import { drawHtml } from '../../src/output/html.ts'
import { drawJson, drawNdjson } from '../../src/output/json.ts'
import { drawMarkdown } from '../../src/output/markdown.ts'
import { loadRenderer } from '../../src/output/render.ts'
import type { View } from '../../src/output/view.ts'
import { HOSTILE, NAMES, options, sampleRow, sampleTable, sampleView } from './sample.ts'

const json = (view: View) => [...drawJson(view)].join('')
const ndjson = (view: View) => [...drawNdjson(view)].join('')
const csv = (view: View, changes = {}) => [...drawDelimited(view, options({ format: 'csv', ...changes }))].join('')
const tsv = (view: View) => csv(view, { format: 'tsv' })
const md = (view: View) => [...drawMarkdown(view, options({ format: 'md' }))].join('')
const html = (view: View) => [...drawHtml(view, options({ format: 'html' }))].join('')
const summary = { columns: [{ key: 'class', title: 'Class', kind: 'text' as const }], rows: [{ class: 'A' }, { class: 'B' }] }

test('json is one document: head, a line a row, foot, summary', () => {
  const table = sampleTable([sampleRow(0)])
  expect(json({ ...sampleView(1), table, summary, summaryOnly: true })).toBe(`{
  "currency": "EUR",
  "period": {"from":"2026-01-01","to":"2026-11-22"},
  "rows": [
    {"rank":1,"client_id":101,"client":"Asha Patel","category":"regular","tags":["a","b"],"last_purchase":"2026-11-18","share":0.0985,"amount_minor":123450}
  ],
  "total": {"amount_minor":1234567},
  "summary": [
    {"class":"A"},
    {"class":"B"}
  ]
}
`)
})

test('json of a record, of no rows, of nothing', () => {
  expect(json({ record: { operation: null, allocations: [{ id: 1 }], warnings: [] }, table: summary })).toBe(
    '{\n  "operation": null,\n  "allocations": [\n    {"id":1}\n  ],\n  "warnings": []\n}\n',
  )
  expect(json({ table: { ...summary, rows: [] } })).toBe('{\n  "rows": []\n}\n')
  expect(json({ lines: ['Added.'] })).toBe('{}\n')
})

test('json nests dotted keys, and a nested object of nulls is null', () => {
  const columns = ['id', 'signs.payment.score', 'signs.payment.observations', 'signs.time.score'].map((key) => ({
    key,
    title: '',
    kind: 'number' as const,
  }))
  const rows = [{ id: 1, signs: { payment: { score: 70, observations: 2 } } }]
  expect(JSON.parse(json({ table: { columns, rows } }))).toEqual({
    rows: [{ id: 1, signs: { payment: { score: 70, observations: 2 }, time: null } }],
  })
  expect(csv({ table: { columns, rows } })).toBe('id,signs_payment_score,signs_payment_observations,signs_time_score\n1,70,2,\n')
})

test('json carries any text without loss and no control character raw', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const document = json({ table: sampleTable([sampleRow(0, text)]) })
      expect(JSON.parse(document).rows[0].client).toBe(text)
      expect(document.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\u2028-\u202E\u2066-\u2069]/u)
    }),
  )
})

test('csv holds the rows only, plain, by LF, quoted where needed', () => {
  const rows = [sampleRow(0, 'Patel, "Asha"'), { ...sampleRow(1, '=HYPERLINK("x")'), amount_minor: null }]
  expect(csv({ ...sampleView(0), table: sampleTable(rows) })).toBe(
    'rank,client_id,client,category,tags,last_purchase,share,amount\n' +
      '1,101,"Patel, ""Asha""",regular,a; b,2026-11-18,0.0985,1234.50\n' +
      '2,102,"\'=HYPERLINK(""x"")",vip,a; b,2026-11-18,0.0985,\n',
  )
  expect(csv({ ...sampleView(1), summary, summaryOnly: true })).toBe('class\nA\nB\n')
})

test('csv and tsv read back cell for cell', () => {
  const text = fc.string({ unit: 'binary' }).filter((cell) => !/^['=+\-@\t\r]/.test(cell))
  fc.assert(
    fc.property(fc.array(text, { minLength: 1 }), (names) => {
      const view: View = { table: { columns: [{ key: 'name', title: '', kind: 'text' }], rows: names.map((name) => ({ name })) } }
      const expected = [['name'], ...names.map((name) => [name])]
      expect(parse(csv(view), { record_delimiter: '\n', delimiter: ',' })).toEqual(expected)
      expect(parse(tsv(view), { record_delimiter: '\n', delimiter: '\t' })).toEqual(expected)
    }),
  )
})

test('csv of a single answer is one row', () => {
  const record = {
    operation: 7,
    amount_minor: 12000,
    client: { id: 12 },
    allocations: [{ invoice_id: 41, amount_minor: 5 }],
    warnings: ['a', 'b'],
    none: null,
  }
  expect(csv({ record, table: summary })).toBe('operation,amount,client_id,allocations,warnings,none\n7,120.00,12,41 0.05,a; b,\n')
  expect(csv({ lines: ['Added.'] })).toBe('')
})

test('csv keeps control characters in a file and shows them on a terminal', () => {
  const view: View = { table: { columns: [{ key: 'name', title: '', kind: 'text' }], rows: [{ name: HOSTILE }] } }
  expect(csv(view)).toContain('\x1b[31m')
  expect(csv(view, { terminal: true }).replaceAll(/[\n\t]/g, '')).not.toMatch(/\p{Cc}|\u202E/u)
})

test('markdown is whole and escapes what would be markup', () => {
  const rows = [sampleRow(0, 'a|b <b>\\ *x* &amp; 1. `c`\nd'), sampleRow(1)]
  expect(
    md({
      title: 'ABC_1',
      aside: 'EUR',
      lines: ['# one', [{ text: 'two ', style: 'bold' }, { text: '3' }], '', '1. x', '- y'],
      table: sampleTable(rows),
    }),
  ).toBe(
    [
      '# ABC\\_1 (EUR)',
      '',
      '\\# one  ',
      '**two** 3',
      '',
      '1\\. x  ',
      '\\- y',
      '',
      '| # | Client | Category | Tags | Last purchase | Share |  | Purchases |',
      '| ---: | --- | --- | --- | --- | ---: | --- | ---: |',
      '| 1 | a\\|b \\<b\\>\\\\ \\*x\\* \\&amp; 1. \\`c\\`⏎d | regular | a, b | 2026-11-18 | 9.9 % | ██ | 1,234.50 |',
      '| 2 | આશા પટેલ | vip | a, b | 2026-11-18 | 9.9 % | ██ | 1,234.51 |',
      '|  | **Total** |  |  |  |  |  | **12,345.67** |',
      '',
    ].join('\n'),
  )
  expect(md(sampleView(1000)).split('\n').length).toBeGreaterThan(1000)
})

test('html is a whole document that escapes what it is given', () => {
  const page = html({
    ...sampleView(0),
    title: '<script>',
    lines: [[{ text: 'R&D "x"', style: 'alarm' }]],
    table: sampleTable([sampleRow(0, `<img src='x'>${HOSTILE}`)]),
    summary,
  })
  expect(page).toMatch(/^<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">/)
  expect(page).toContain('<title>&lt;script&gt;</title>')
  expect(page).toContain('<p><span class="alarm">R&amp;D &quot;x&quot;</span></p>')
  expect(page).toContain('<td class="bold">&lt;img src=&#39;x&#39;&gt;Eve \\x1b[31m')
  expect(page).toContain('<td class="right">1,234.50</td></tr>')
  expect(page).toContain('<th class="right">Purchases</th>')
  expect(page).toContain('<tfoot>')
  expect(page.endsWith('</body>\n</html>\n')).toBe(true)
  expect(html({ table: { ...summary, rows: [], empty: 'None <yet>.' } })).toContain('<p>None &lt;yet&gt;.</p>')
  const alone = html({ table: sampleTable([sampleRow(0)]), lines: ['prose'], summary, summaryOnly: true })
  expect(alone).not.toContain('Asha')
  expect(alone).not.toContain('prose')
})

test('every format is found, streams in chunks and is drawn lazily', async () => {
  let drawn = 0
  function* rows() {
    for (; drawn < 100_000; drawn += 1) yield sampleRow(drawn)
  }
  for (const format of ['json', 'csv', 'tsv', 'md', 'html'] as const) {
    drawn = 0
    const render = await loadRenderer(format)
    const first = render({ table: sampleTable(rows()) }, options({ format }))
      [Symbol.iterator]()
      .next()
    expect(first.value.length).toBeGreaterThan(10_000)
    expect(drawn).toBeLessThan(2_000)
  }
  const table = await loadRenderer('table')
  expect([...table(sampleView(), options())].join('')).toContain(NAMES[0])
})

test('ndjson is the objects of json, one a line; an answer without rows is one line', () => {
  const rows = JSON.parse(json(sampleView(20))).rows
  const lines = ndjson(sampleView(20)).split('\n')
  expect(lines.pop()).toBe('')
  expect(lines.map((line) => JSON.parse(line))).toEqual(rows)
  expect(ndjson({ ...sampleView(1), summary, summaryOnly: true })).toBe('{"class":"A"}\n{"class":"B"}\n')
  expect(ndjson({ record: { operation: null, warnings: [] }, table: summary })).toBe('{"operation":null,"warnings":[]}\n')
  expect(ndjson({ head: { currency: 'EUR' }, foot: { total: 1 } })).toBe('{"currency":"EUR","total":1}\n')
  expect(ndjson({ table: { ...summary, rows: [] } })).toBe('')
})

test('csv for a spreadsheet has its marks, and texts as they stand', () => {
  const columns = [
    { key: 'id', title: '#', kind: 'number' as const },
    { key: 'text', title: 'Text', kind: 'text' as const },
    { key: 'day', title: 'Day', kind: 'day' as const },
    { key: 'paid_minor', title: 'Paid', kind: 'money' as const },
  ]
  const rows = [
    { id: 1, text: '0042', day: '2026-11-22', paid_minor: -123_450 },
    { id: 2, text: '=1;2', day: null, paid_minor: null },
  ]
  const drawn = (decimal: 'comma' | 'point') => csv({ table: { columns, rows }, spreadsheet: { decimal } })
  expect(drawn('comma')).toBe('\ufeffid;text;day;paid\r\n1;"=""0042""";2026-11-22;-1234,50\r\n2;"\'=1;2";;\r\n')
  expect(drawn('point')).toBe('\ufeffid,text,day,paid\r\n1,"=""0042""",2026-11-22,-1234.50\r\n2,\'=1;2,,\r\n')
})
