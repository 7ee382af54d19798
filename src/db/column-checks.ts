/** What the schema's CHECKs ask of a column, asked here: SQLite takes a twelfth of the time of a large import to ask it row by row. */
import { isDay } from '../domain/day.ts'

/** Whether a value that is not NULL passes; of other types than the column's nothing is said, since STRICT tables refuse those. */
export type Passes = (value: string | number) => boolean

/** Its parentheses nest twice, as in `length(trim(name)) > 0`. */
const CHECK = /\bCHECK \(((?:[^()]|\((?:[^()]|\([^()]*\))*\))*)\)/g

/** The forms that CHECKs are written in: what they match begins with the name of the column. */
const FORMS: readonly (readonly [form: RegExp, passes: (...said: string[]) => Passes])[] = [
  [/^date\((\w+)\) IS \1$/, dayCheck],
  [
    /^(\w+) IN \((.+)\)$/,
    (values = '') => among(values.split(', ').map((value) => (value.startsWith("'") ? value.slice(1, -1) : Number(value)))),
  ],
  [/^(\w+) BETWEEN (-?\d+) AND (-?\d+)$/, (least, most) => between(Number(least), Number(most))],
  // SQLite trims spaces only, and counts up to a NUL.
  [/^length\(trim\((\w+)\)\) > 0$/, () => (value) => /^ *[^ \0]/.test(String(value))],
  [/^length\((\w+)\) > 0$/, () => (value) => /^[^\0]/.test(String(value))],
]

/**
 * The CHECKs of a table, by column, from the SQL that made it; undefined where one is of a form that only SQLite understands. They let nothing
 * pass that SQLite refuses, and refuse only days of the first thousand years besides.
 */
export function columnChecks(sql: string): ReadonlyMap<string, Passes> | undefined {
  const checks = new Map<string, Passes>()
  for (const [, asked = ''] of sql.replace(/--.*/g, '').matchAll(CHECK)) {
    const [column, passes] = understand(asked) ?? []
    if (column === undefined || passes === undefined || checks.has(column)) return undefined
    checks.set(column, passes)
  }
  return checks
}

function understand(asked: string): readonly [column: string, passes: Passes] | undefined {
  for (const [form, passes] of FORMS) {
    const [, column, ...said] = form.exec(asked) ?? []
    if (column !== undefined) return [column, passes(...said)]
  }
  return undefined
}

/** So many days are remembered: more are in no table of a business. */
const MOST_DAYS = 4096

function dayCheck(): Passes {
  const known = new Set<string | number>()
  return (value) => {
    if (known.has(value)) return true
    if (!isDay(String(value))) return false
    if (known.size < MOST_DAYS) known.add(value)
    return true
  }
}

function among(values: readonly (string | number)[]): Passes {
  return (value) => values.includes(value)
}

function between(least: number, most: number): Passes {
  return (value) => Number(value) >= least && Number(value) <= most
}
