import type { TextQuery } from '../../domain/text-search.ts'

/** A field in which a text is looked for. */
export interface SearchField {
  /** What it is called: `email`, `payment note`. */
  readonly where: string
  readonly table: string
  readonly column: string
  /**
   * `text` is compared folded; `word` is one of a few, the same in many rows; `name` is the number of a row in another table, which has
   * the name; `day` and `amount` (minor units) are looked at for what may be a part of one only.
   */
  readonly kind: 'text' | 'word' | 'name' | 'day' | 'amount' | 'phone'
}

function fields(
  table: string,
  prefix: string,
  kinds: Partial<Record<SearchField['kind'], Readonly<Record<string, string>>>>,
): SearchField[] {
  return Object.entries(kinds).flatMap(([kind, columns]) =>
    Object.entries(columns).map(([name, column]) => ({ where: `${prefix}${name}`, table, column, kind: kind as SearchField['kind'] })),
  )
}

const same = (...names: string[]): Record<string, string> => Object.fromEntries(names.map((name) => [name, name]))

/** The fields of a card, in the order in which they are told. */
export const CARD_FIELDS: readonly SearchField[] = [
  ...fields('client', '', { text: same('name', 'card', 'email', 'address', 'postcode', 'city', 'region', 'country', 'source') }),
  ...fields('client', '', { name: { category: 'category_id', operator: 'operator_id' }, word: same('attitude') }),
  ...fields('client', '', { text: same('avoid', 'note'), phone: same('phone'), day: same('birthday'), word: same('kind', 'status') }),
  ...fields('client', '', { day: { added: 'added_on', checked: 'checked_on', archived: 'archived_on' } }),
  ...fields('client', '', { amount: { 'credit limit': 'credit_limit_minor' } }),
  ...fields('client_reference', '', { text: same('reference') }),
]

/** The fields of a client's facts. */
export const FACT_FIELDS: readonly SearchField[] = [
  ...fields('payment', 'payment ', {
    text: same('reference', 'note', 'method'),
    word: same('kind'),
    day: { day: 'paid_on', voided: 'voided_on' },
    amount: { amount: 'amount_minor' },
  }),
  ...fields('visit', 'visit ', {
    text: same('reference', 'note', 'time'),
    name: { operator: 'operator_id' },
    word: same('kind', 'outcome'),
    day: { day: 'day', 'follow-up': 'follow_up_on', voided: 'voided_on' },
  }),
  ...fields('invoice', 'invoice ', {
    text: same('number', 'purpose'),
    day: { issued: 'issued_on', due: 'due_on', voided: 'voided_on' },
    amount: { amount: 'amount_minor' },
  }),
  ...fields('credit_note', 'credit-note ', { text: same('note'), day: { day: 'credited_on' }, amount: { amount: 'amount_minor' } }),
  ...fields('write_off', 'write-off ', { text: same('note'), day: { day: 'written_off_on' }, amount: { amount: 'amount_minor' } }),
  ...fields('incident', 'incident ', { text: same('note'), word: same('sign'), day: { day: 'occurred_on', resolved: 'resolved_on' } }),
  ...fields('warning', 'warning ', { word: same('sign'), day: { day: 'warned_on', withdrawn: 'withdrawn_on' } }),
  ...fields('project', 'project ', { text: same('title'), word: same('outcome'), day: { opened: 'opened_on', closed: 'closed_on' } }),
  ...fields('agreement', 'agreement ', { text: same('title'), word: same('outcome'), day: { made: 'made_on', ended: 'ended_on' } }),
]

/** The table of the names behind a `name` column. */
const NAMES: Readonly<Record<string, string>> = { category_id: 'category', operator_id: 'operator' }

/** What is told of a field in which the text was found, as SQL on `t`. */
export function toldSql({ column, kind }: SearchField, digits: number): string {
  if (kind === 'name') return `(SELECT name FROM ${NAMES[column]} WHERE id = t.${column})`
  return kind === 'amount' ? plainSql(`t.${column}`, digits) : `t.${column}`
}

/** An amount as plain decimals, as `formatMinorPlain` has it. */
function plainSql(column: string, digits: number): string {
  const one = 10 ** digits
  const decimals = digits === 0 ? '' : ` || '.' || substr('000' || (abs(${column}) % ${one}), -${digits})`
  return `(iif(${column} < 0, '-', '') || (abs(${column}) / ${one})${decimals})`
}

/**
 * Whether the field holds the text, as SQL on `t`; null where it cannot. `holds` and `holds_phone` are the query's own functions, which
 * SQL asks only where it cannot tell by itself: a million rows take it a tenth of a second, and a function of ours a second.
 */
export function holdsSql({ column, kind }: SearchField, query: TextQuery, digits: number): { sql: string; values: string[] } | null {
  switch (kind) {
    case 'day':
      return query.dayPart === null ? null : { sql: `instr(t.${column}, ?) > 0`, values: [query.dayPart] }
    case 'amount':
      return query.amountPart === null ? null : { sql: `instr(${plainSql(`t.${column}`, digits)}, ?) > 0`, values: [query.amountPart] }
    case 'word':
      return wordSql(column, query)
    case 'name':
      return { sql: `t.${column} IN (SELECT id FROM ${NAMES[column]} WHERE holds(name))`, values: [] }
    case 'phone': {
      const typed = textSql('t.phone', query)
      if (!query.mayBePhone) return typed
      return { sql: `t.phone IS NOT NULL AND (holds_phone(t.phone, t.phone_e164) OR ${typed.sql})`, values: typed.values }
    }
    case 'text':
      return textSql(`t.${column}`, query)
  }
}

/** Everything that a `word` column of any table may hold, by the CHECKs of the schema. */
const WORDS = [
  ...['person', 'company', 'prospect', 'active', 'former', 'loyal', 'switcher', 'unattached', 'sale', 'account'],
  ...['visit', 'reception', 'meeting', 'call', 'letter', 'message', 'planned', 'kept', 'no_show', 'cancelled'],
  ...['payment', 'behaviour', 'projects', 'time', 'honesty', 'agreed', 'exemplary', 'mismanaged', 'breached'],
]

function wordSql(column: string, query: TextQuery): { sql: string; values: string[] } | null {
  const held = WORDS.filter((word) => query.matches(word) || query.matches(word.replace('_', '-')))
  return held.length === 0 ? null : { sql: `t.${column} IN (SELECT value FROM json_each(?))`, values: [JSON.stringify(held)] }
}

function textSql(column: string, { words, plain }: TextQuery): { sql: string; values: string[] } {
  if (words.length === 0) return { sql: `instr(${column}, ?) > 0`, values: [plain] }
  const isAscii = `octet_length(${column}) = length(${column})`
  // Letters beyond ASCII are in no text without them; of such a text SQL can tell whether each word is in it, as folding it is lower case.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the range of ASCII.
  const ascii = words.every((word) => /^[\x00-\x7f]*$/.test(word))
  if (!ascii) return { sql: `NOT ${isAscii} AND holds(${column})`, values: [] }
  // CASE asks no further than it must; AND, within an expression, asks both sides.
  const without = words.map(() => `WHEN instr(lower(${column}), ?) = 0 THEN 0`).join(' ')
  const within = words.length > 1 ? `holds(${column})` : '1'
  return {
    sql: `CASE WHEN ${column} IS NULL THEN 0 WHEN NOT ${isAscii} THEN holds(${column}) ${without} ELSE ${within} END`,
    values: [...words],
  }
}
