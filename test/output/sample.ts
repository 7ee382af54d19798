import type { RenderOptions } from '../../src/output/options.ts'
import { table, type View } from '../../src/output/view.ts'

export interface SampleRow {
  readonly rank: number
  readonly client: string
  readonly category: string
  readonly amount_minor: number | null
  readonly share: number | null
  readonly tags: readonly string[]
  readonly last_purchase: string | null
}

export const HOSTILE = 'Eve \x1b[31mred\x1b[0m \x07\x9b2J\u202Eevil\r\nnext\tend'

export const NAMES = ['Asha Patel', 'આશા પટેલ', 'કૃષ્ણ લક્ષ્મી', 'Hélène Façade-Noël', '王小明', '👩‍👩‍👧 Family', 'e\u0301toile', HOSTILE]

export function sampleRow(index: number, client = NAMES[index % NAMES.length] as string): SampleRow {
  return {
    rank: index + 1,
    client,
    category: index % 2 === 0 ? 'regular' : 'vip',
    amount_minor: 123450 + index,
    share: 0.0985,
    tags: ['a', 'b'],
    last_purchase: '2026-11-18',
  }
}

export function sampleTable(rows: Iterable<SampleRow>) {
  return table<SampleRow>({
    columns: [
      { key: 'rank', title: '#', kind: 'count' },
      { key: 'client_id', title: 'Number', kind: 'number', value: (row) => 100 + row.rank, show: 'machine' },
      { key: 'client', title: 'Client', kind: 'text', style: () => 'bold' },
      { key: 'category', title: 'Category', kind: 'text' },
      { key: 'tags', title: 'Tags', kind: 'list', show: 'secondary' },
      { key: 'last_purchase', title: 'Last purchase', kind: 'day', show: 'secondary' },
      { key: 'share', title: 'Share', kind: 'share' },
      { key: 'bar', title: '', kind: 'text', value: () => '██', show: 'people' },
      { key: 'amount_minor', title: 'Purchases', kind: 'money' },
    ],
    rows,
    total: { amount_minor: 1234567 },
  })
}

export function sampleView(count = NAMES.length): View {
  return {
    title: 'ABC by purchases',
    aside: 'EUR',
    head: { currency: 'EUR', period: { from: '2026-01-01', to: '2026-11-22' } },
    table: sampleTable(Array.from({ length: count }, (_, index) => sampleRow(index))),
    foot: { total: { amount_minor: 1234567 } },
  }
}

export function options(changes: Partial<RenderOptions> = {}): RenderOptions {
  return {
    format: 'table',
    width: 80,
    color: false,
    terminal: false,
    all: false,
    wide: false,
    currency: { code: 'EUR', digits: 2 },
    today: '2026-11-22',
    ...changes,
  }
}
