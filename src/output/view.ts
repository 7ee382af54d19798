/** What a command answers: data and the words around it, without a format. Renderers turn it into text; commands never print. */

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json }

/**
 * How a value is shown to people. Raw values: `text` string; `money` integer minor units; `day` `YYYY-MM-DD`; `share` a number
 * from 0 to 1; `count` integer; `number` any number; `list` an array of strings; `flag` boolean.
 */
export type ColumnKind = 'text' | 'money' | 'day' | 'share' | 'count' | 'number' | 'list' | 'flag'

/** Emphasis, never meaning: bold for names and totals, dim for the secondary, attention yellow, alarm red. */
export type Style = 'bold' | 'dim' | 'attention' | 'alarm'

export interface Column<Row> {
  /** The JSON key; nested keys are joined by a dot (`signs.payment.score`). Money keys end in `_minor`. */
  readonly key: string
  /** What csv and tsv call it, as it stands, where that is not its key. */
  readonly header?: string
  /** The heading of human tables. */
  readonly title: string
  readonly kind: ColumnKind
  /** The raw value; by default the row's property named by `key`. */
  readonly value?: (row: Row) => Json
  /** What people read instead of the usual form of the kind (`12 days` for a last contact). Machine formats ignore it. */
  readonly human?: (row: Row) => string
  readonly style?: (row: Row) => Style | undefined
  /** `secondary` columns are the first to go where a table is too narrow; `machine` ones stand in json, csv and tsv only; `people` ones never do. */
  readonly show?: 'secondary' | 'machine' | 'people'
  readonly align?: 'left' | 'right' | 'center'
  /** The last to go where a table is too narrow even without its secondary columns. */
  readonly essential?: boolean
  /** Cells that a column of words asks for before secondary columns go; 20 if left out. */
  readonly room?: number
}

export interface Table<Row = never> {
  /** The JSON key of the rows, where it is not `rows`. */
  readonly key?: string
  readonly columns: readonly Column<Row>[]
  readonly rows: Iterable<Row>
  /** How many rows there are, where counting them would read them all; a table that is cut then reads only what it shows. */
  readonly count?: number
  /** What a human table says in place of no rows. */
  readonly empty?: string
  /** A last line of sums in human tables, by column key, raw values. */
  readonly total?: Readonly<Record<string, Json>>
}

export interface Span {
  readonly text: string
  readonly style?: Style
}

/** One line of prose; a bare string is one unstyled span. */
export type Line = string | readonly Span[]

export interface View {
  /** The format where none is asked for: a table, unless the answer is made for other programs. */
  readonly defaultFormat?: 'csv' | 'vcf'
  readonly title?: string
  /** Stands right of the title, dim: the currency, as a rule. */
  readonly aside?: string
  /** Prose before the rows. For a writing command, its whole human answer. */
  readonly lines?: readonly Line[]
  /** JSON keys before `rows`, in order (`currency`, `period`, `as_of`). */
  readonly head?: Readonly<Record<string, Json>>
  // biome-ignore lint/suspicious/noExplicitAny: a view is drawn without knowing its row type; `table()` checks columns against rows.
  readonly table?: Table<any>
  /** JSON keys after `rows` (`total`). */
  readonly foot?: Readonly<Record<string, Json>>
  /** JSON key `summary`; the body of csv and tsv under `--summary`. */
  // biome-ignore lint/suspicious/noExplicitAny: as above.
  readonly summary?: Table<any>
  /** With `--summary`: human and csv formats show the summary alone. JSON is always whole. */
  readonly summaryOnly?: boolean
  /** csv for a spreadsheet in the user's language: marked as UTF-8, semicolons with a decimal comma, texts kept from being taken for numbers. */
  readonly spreadsheet?: { readonly decimal: 'comma' | 'point' }
  /** Prose after the rows. */
  readonly closing?: readonly Line[]
  /** A single answer instead of rows: the whole JSON document, one row in csv. */
  readonly record?: Readonly<Record<string, Json>>
  /** More to draw below, for people; machine formats hold the first view alone. */
  readonly also?: readonly View[]
  /** The exit code to leave with; 0 if left out. */
  readonly exitCode?: number
}

/** Checks a table's columns against its row type. */
export function table<Row>(spec: Table<Row>): Table<Row> {
  return spec
}
