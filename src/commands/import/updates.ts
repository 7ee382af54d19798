import type { Context } from '../../cli/context.ts'
import { CLIENT_FIELDS } from '../../domain/import/client.ts'
import { formatMinorHuman } from '../../domain/money.ts'
import type { Json } from '../../output/view.ts'

type Value = string | number | boolean | null

/** A field of a record, as imports call it, with what it was and what it is now; amounts in minor units. */
export type FieldChange = readonly [field: string, before: Value, after: Value]

interface Update {
  readonly line: number
  readonly id: number
  /** `client 1 Asha Patel`. */
  readonly name: string
  readonly changes: readonly FieldChange[]
}

const MONEY: readonly string[] = ['amount', 'paid_amount', 'credit_limit']
/** People see so many rows without --all, as of a table. */
const MOST_SHOWN = 100
/** A value longer than this is shortened without --wide. */
const LONGEST = 60

/** The records that an import updated, field by field (`--verbose`). Only what will be told is kept. */
export class Updates {
  private readonly kept: Update[] = []
  private readonly most: number
  private readonly wide: boolean
  private rows = 0
  private last: Pick<Update, 'line' | 'id'> | undefined

  constructor({ globals }: Context) {
    const { format, all, wide } = globals
    this.most = all || !['table', 'md', 'html'].includes(format) ? Number.POSITIVE_INFINITY : MOST_SHOWN
    this.wide = wide
  }

  /** What is said again of the same row goes with what was said before. */
  add(line: number, id: number, name: string, changes: readonly FieldChange[]): void {
    if (changes.length === 0) return
    const isMore = this.last?.line === line && this.last.id === id
    this.last = { line, id }
    if (isMore) {
      const kept = this.kept.at(-1)
      if (kept?.line === line && kept.id === id) this.kept.splice(-1, 1, { ...kept, changes: [...kept.changes, ...changes] })
      return
    }
    this.rows++
    if (this.kept.length < this.most) this.kept.push({ line, id, name, changes })
  }

  /** For machines: an entry a field, money in keys that end in `_minor`. */
  entries(): Json[] {
    return this.kept.flatMap(({ line, id, changes }) =>
      changes.map(([field, before, after]): Json => {
        const money = MONEY.includes(field)
        return money ? { line, id, field, before_minor: before, after_minor: after } : { line, id, field, before, after }
      }),
    )
  }

  /** For people: a line a row. */
  lines({ digits, currency }: { readonly digits: number; readonly currency: string }): string[] {
    const inWords = (field: string, value: Value): string => {
      if (value === null) return 'none'
      if (typeof value === 'boolean') return value ? 'yes' : 'no'
      if (typeof value === 'number' && MONEY.includes(field)) return `${formatMinorHuman(value, digits)} ${currency}`
      const text = String(value).replace(/\s+/g, ' ')
      return this.wide || text.length <= LONGEST ? text : `${[...text].slice(0, LONGEST - 1).join('')}…`
    }
    const lines = this.kept.map(({ line, name, changes }) => {
      const told = changes.map(([field, before, after]) => `${field} ${inWords(field, before)} -> ${inWords(field, after)}`)
      return `  line ${line}, ${name}: ${told.join('; ')}`
    })
    const more = this.rows - this.kept.length
    return more > 0 ? [...lines, `  ... and ${more} more updated (--all shows them)`] : lines
  }
}

/** The changes of a record's columns, under the names of the fields; columns that are no field are left out. */
export function changesOf(
  before: object,
  change: object,
  fields: Readonly<Record<string, string>>,
  inWords: (column: string, value: Value) => Value = (_, value) => value,
): FieldChange[] {
  const known = before as Record<string, Value>
  return Object.entries(change as Record<string, Value>).flatMap(([column, after]) => {
    const field = fields[column]
    return field === undefined ? [] : [[field, inWords(column, known[column] ?? null), inWords(column, after)] as const]
  })
}

const OF_CARDS: Readonly<Record<string, string>> = {
  ...Object.fromEntries(CLIENT_FIELDS.map((field) => [field, field])),
  ...{ archived_on: 'archived', added_on: 'added', checked_on: 'checked', credit_limit_minor: 'credit_limit' },
}
const FLAGS: readonly string[] = ['consent_mail', 'consent_sms']

/** The changes of a card. */
export function cardChanges(before: object, change: object): FieldChange[] {
  return changesOf(before, change, OF_CARDS, (column, value) => (value !== null && FLAGS.includes(column) ? value === 1 : value))
}
