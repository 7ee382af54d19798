import { mutate } from './mutate.ts'
import { type Random, randomOf } from './random.ts'
import type { Source } from './sources.ts'
import type { Case } from './trial.ts'

const KINDS = ['clients', 'payments', 'invoices', 'visits'] as const
const OPTIONS: readonly (readonly string[])[] = [
  ['--date-order', 'dmy'],
  ['--date-order', 'mdy'],
  ['--decimal', 'comma'],
  ['--decimal', 'point'],
  ['--delimiter', ';'],
  ['--delimiter', 'spaces'],
  ['--quote', 'none'],
  ['--quote', 'single'],
  ['--header-row', '0'],
  ['--header-row', '3'],
  ['--encoding', 'utf-16le'],
  ['--encoding', 'windows-1252'],
  ['--profile', 'none'],
  ['--from', 'till'],
]
const LOCALES = ['C', 'fr_FR.UTF-8', 'en_US.UTF-8', 'ja_JP.UTF-8'] as const

export interface NamedCase extends Case {
  readonly source: string
}

/** The case of that number: which file, how it is spoiled, how it is imported. */
export function caseOf(sources: readonly Source[], seed: number, index: number): NamedCase {
  const random = randomOf(seed, index)
  const source = random.one(sources)
  const bytes = mutate(source.bytes, random.one(sources).bytes, random)
  return { source: source.name, bytes, argv: argumentsOf(source, random), env: { LANG: random.one(LOCALES) }, withTrial: random.once(3) }
}

function argumentsOf({ argv }: Source, random: Random): string[] {
  const own = argv.length > 0 && !random.once(8)
  const kind = own ? (argv[0] ?? '') : random.one(KINDS)
  const said = new Set(own ? argv.filter((each) => each.startsWith('--')) : [])
  const built = own ? [...argv] : [kind]
  const add = (...option: readonly string[]): void => {
    if (said.has(option[0] ?? '')) return
    said.add(option[0] ?? '')
    built.push(...option)
  }
  if (kind !== 'clients' && !random.once(4)) add('--create-missing')
  if (!random.once(5)) add('--skip-bad')
  if (kind === 'clients' && random.once(3)) add('--on-duplicate', random.one(['skip', 'update', 'add']))
  if (random.once(6)) add('--empty-erases')
  if (kind === 'payments' && random.once(6)) add('--credits-only')
  for (let count = random.once(3) ? 1 + random.next(2) : 0; count > 0; count--) add(...random.one(OPTIONS))
  return built
}
