import { arg, flag, many, opt, type Parser } from '../../cli/define.ts'
import { UsageError } from '../../cli/errors.ts'
import { choice, text, wholeNumber } from '../../cli/parsers.ts'
import type { DayOrder } from '../../domain/day.ts'
import { parseDelimiter, parseQuote } from '../../domain/dialect-words.ts'
import type { ExplicitColumn } from '../../domain/mapping.ts'
import type { DecimalMark } from '../../domain/settings.ts'

/** `field=Column`. */
const column: Parser<ExplicitColumn> = (typed) => {
  const at = typed.indexOf('=')
  if (at < 1) throw new UsageError(`--map "${typed}" is not field=Column`, 'write it as --map amount="Total paid", or --map amount=#3')
  return { field: typed.slice(0, at).trim(), column: typed.slice(at + 1).trim() }
}

const delimiter: Parser<string> = (typed) => {
  const value = parseDelimiter(typed)
  if (value === undefined)
    throw new UsageError(
      `"${typed}" is no delimiter`,
      'say comma, semicolon, tab, bar, spaces, gaps (two spaces or more), or the character itself',
    )
  return value
}

const quote: Parser<string | null> = (typed) => {
  const value = parseQuote(typed)
  if (value === undefined) throw new UsageError(`"${typed}" is no quote`, 'say double, single or none')
  return value
}

export const fileArgument = { file: arg('<file>', 'the table to read; - is standard input', text) } as const

/** The options of every import: how the file is written, and what to do with it. */
export const tableOptions = {
  map: many('--map <field=column>', 'which column is a field, by its header or as #3; several times', column),
  profile: opt('--profile <name>', 'how the file is read: see import profiles; none to go by its headers alone', text),
  saveProfile: opt('--save-profile <name>', 'keep how this file is read under this name', text),
  from: opt('--from <name>', 'the system the file comes from, whose references these are (import by default)', text),
  delimiter: opt(
    '--delimiter <character>',
    'what stands between cells: comma, semicolon, tab, bar, spaces, gaps (two spaces or more)',
    delimiter,
  ),
  quote: opt('--quote <character>', 'what stands around cells: double, single or none', quote),
  escape: opt('--escape <way>', 'how a quote is written inside a quoted cell: double or backslash', choice('double', 'backslash')),
  encoding: opt('--encoding <name>', 'utf-8, utf-16, windows-1252, macroman or another', text),
  headerRow: opt('--header-row <line>', 'the line of the header; 0 for none', wholeNumber('--header-row', 0, 10_000)),
  headerRows: opt('--header-rows <count>', 'how many rows the header takes', wholeNumber('--header-rows', 1, 10)),
  decimal: opt('--decimal <mark>', 'comma or point, where the amounts leave it open', choice('comma', 'point')),
  dateOrder: opt('--date-order <order>', 'dmy, mdy or ymd, where the days leave it open', choice('dmy', 'mdy', 'ymd')),
  dryRun: flag('--dry-run', 'say what would be done, and write nothing'),
  emptyErases: flag('--empty-erases', 'an empty cell takes out what the record it updates has there; else it says nothing'),
  verbose: flag('--verbose', 'tell each updated row, field by field'),
  skipBad: flag('--skip-bad', 'import the good rows and leave out the bad ones'),
  rejects: opt('--rejects <file>', 'with --skip-bad: write the rows left out to this file, with the reason', text),
} as const

/** For tables whose rows belong to clients. */
export const ownerOptions = {
  createMissing: flag('--create-missing', 'make cards for clients that are not on file'),
  category: opt('--category <name>', 'the category of those cards', text),
} as const

export interface TableValues {
  readonly file: string
  readonly map: readonly ExplicitColumn[]
  readonly profile: string | undefined
  readonly saveProfile: string | undefined
  readonly from: string | undefined
  readonly delimiter: string | undefined
  readonly quote: string | null | undefined
  readonly encoding: string | undefined
  readonly escape: 'double' | 'backslash' | undefined
  readonly headerRow: number | undefined
  readonly headerRows: number | undefined
  readonly decimal: DecimalMark | undefined
  readonly dateOrder: DayOrder | undefined
  readonly dryRun: boolean
  readonly emptyErases: boolean
  readonly verbose: boolean
  readonly skipBad: boolean
  readonly rejects: string | undefined
}

export interface OwnerValues {
  readonly createMissing: boolean
  readonly category: string | undefined
}
