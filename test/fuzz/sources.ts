import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

export interface Source {
  readonly name: string
  readonly bytes: Buffer
  /** What it is imported with (`payments`, `--create-missing`); empty where it is a table for its own sake. */
  readonly argv: readonly string[]
}

const MOST_BYTES = 10_000
const PRACTICE: readonly (readonly [string, ...string[]])[] = [
  ['clients.csv', 'clients'],
  ['bank-2026.csv', 'payments', '--kind', 'sale'],
  ['till-2025.csv', 'payments', '--kind', 'sale', '--map', 'reference=Receipt'],
  ['invoices-2026.csv', 'invoices'],
  ['visits.csv', 'visits'],
]

/** The files that are spoiled: those of the fixtures, the long ones of the practice cut. */
export function readSources(fixtures: string): readonly Source[] {
  const sources: Source[] = PRACTICE.map(([name, ...argv]) => ({
    name,
    argv,
    bytes: readFileSync(join(fixtures, 'practice', name)).subarray(0, MOST_BYTES),
  }))
  for (const theme of ['import', 'csv', 'vcard']) {
    for (const name of readdirSync(join(fixtures, theme)).sort()) {
      const folder = join(fixtures, theme, name)
      const file = readdirSync(folder).find((each) => /^(?:input|table|cards)\./.test(each))
      if (file === undefined) continue
      sources.push({
        name: `${theme}/${name}`,
        bytes: readFileSync(join(folder, file)),
        argv: theme === 'vcard' ? ['clients'] : argumentsOf(join(folder, 'expected.json')),
      })
    }
  }
  return sources
}

function argumentsOf(expected: string): string[] {
  if (!existsSync(expected)) return []
  const { arguments: argv } = JSON.parse(readFileSync(expected, 'utf8')) as { arguments?: unknown }
  return Array.isArray(argv) ? argv.filter((each): each is string => typeof each === 'string' && each !== 'import' && each !== '-') : []
}
