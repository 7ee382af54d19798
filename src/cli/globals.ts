import { extname } from 'node:path'
import { UsageError } from './errors.ts'

export const formats = ['table', 'json', 'ndjson', 'csv', 'tsv', 'md', 'html'] as const
export type Format = (typeof formats)[number]
export type ColorChoice = 'auto' | 'always' | 'never'

/** The options every command takes, anywhere in the line (PRODUCT.md section 2). */
export interface Globals {
  readonly db: string | undefined
  readonly format: Format
  /** Whether --format or the name of --output said which; a command may have another default than a table. */
  readonly formatGiven: boolean
  readonly output: string | undefined
  readonly all: boolean
  readonly wide: boolean
  readonly quiet: boolean
  readonly color: ColorChoice
  readonly exact: boolean
  readonly yes: boolean
}

export const globalOptions: readonly [flags: string, description: string][] = [
  ['--db <path>', 'the client file (else CLIENTELE_DB, else the one in your data folder)'],
  ['--format <format>', `${formats.join(', ')} (by default what the name of --output says, else table)`],
  ['--output <file>', 'write the answer to a file, not to standard output (-)'],
  ['--all', 'every row of a table, not the first 100'],
  ['--wide', 'every column, nothing shortened'],
  ['--quiet', 'say only what was asked for, warnings and errors'],
  ['--color <when>', 'auto, always or never'],
  ['--exact', 'take no part of a name for a client'],
  ['--yes', 'do not ask before something is destroyed or overwritten'],
]

/** Endings whose programs would take what we write for a damaged file. */
const NOT_OURS = ['xlsx', 'xls', 'ods', 'pdf', 'doc', 'docx', 'odt']

function formatOf(text: unknown, output: string | undefined): Format | undefined {
  if (text === undefined) {
    const extension = extname(output ?? '')
      .slice(1)
      .toLowerCase()
    if (NOT_OURS.includes(extension))
      throw new UsageError(
        `a .${extension} file cannot be written`,
        'end the name of --output in .csv or .html, which spreadsheets and word processors open',
      )
    return formats.find((format) => format === extension)
  }
  const known = formats.find((format) => format === text)
  if (!known) throw new UsageError(`--format "${String(text)}" is not known`, `say one of ${formats.join(', ')}`)
  return known
}

/** The global options as commander collected them, checked. @throws UsageError */
export function readGlobals(raw: Readonly<Record<string, unknown>>): Globals {
  const color = raw.color ?? 'auto'
  if (color !== 'auto' && color !== 'always' && color !== 'never') {
    throw new UsageError(`--color "${String(color)}" is not known`, 'say auto, always or never')
  }
  const text = (key: string): string | undefined => {
    const value = raw[key]
    if (value === '') throw new UsageError(`--${key} is empty`, `name a file: --${key} FILE`)
    return value === undefined ? undefined : String(value)
  }
  const named = text('output')
  const output = named === '-' ? undefined : named
  const format = formatOf(raw.format, output)
  return {
    db: text('db'),
    format: format ?? 'table',
    formatGiven: format !== undefined,
    output,
    all: raw.all === true,
    wide: raw.wide === true,
    quiet: raw.quiet === true,
    color,
    exact: raw.exact === true,
    yes: raw.yes === true,
  }
}
