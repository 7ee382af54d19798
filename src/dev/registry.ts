/** The registry of the program, from the list of commands: what a start needs to know of each, and the door to the rest. */
import { readFileSync } from 'node:fs'
import { type CommandEntry, entryOf } from '../cli/define.ts'
import { commandGroups } from '../commands/index.ts'

const LIST = 'src/commands/index.ts'

/** Where each command's value comes from, by the name of the value: read from the imports of the list. */
function sources(text: string): Map<string, string> {
  const imports = [...text.matchAll(/^import \{ ([^}]+) \} from '(\.[^']+)'$/gm)]
  return new Map(imports.flatMap(([, names = '', path = '']) => names.split(', ').map((name): [string, string] => [name, path])))
}

/** The names of the values in the list, group by group, in order. */
function listed(text: string): string[][] {
  const from = text.indexOf('commandGroups')
  return [...text.slice(from).matchAll(/commands: \[([^\]]+)\]/g)].map(([, names = '']) => names.match(/\w+/g) ?? [])
}

const quote = (text: string): string => `'${text.replace(/\\/g, '\\\\').replace(/'/g, "\\'")}'`

function entryText({ name, summary, operands }: CommandEntry, value: string, path: string): string {
  const load = `async () => (await import(${quote(path)})).${value}`
  return `      { name: ${quote(name)}, summary: ${quote(summary)}, operands: [${operands.map(quote).join(', ')}], load: ${load} },`
}

/** The text of src/commands/registry.ts. @throws Error where the list is not written as it is read here */
export function registryText(): string {
  const text = readFileSync(LIST, 'utf8')
  const paths = sources(text)
  const groups = listed(text)
  const parts = commandGroups.map(({ title, commands }, at) => {
    const values = groups[at] ?? []
    if (values.length !== commands.length) throw new Error(`${LIST}: the commands of "${title}" cannot be read`)
    const entries = commands.map((command, index) => {
      const value = values[index] ?? ''
      const path = paths.get(value)
      if (path === undefined) throw new Error(`${LIST}: where ${value} comes from cannot be read`)
      return entryText(entryOf(command), value, path)
    })
    return `  {\n    title: ${quote(title)},\n    commands: [\n${entries.join('\n')}\n    ],\n  },`
  })
  return [
    '/** Generated from commands/index.ts by `npm run generate`; do not edit. */',
    "import type { CommandEntry } from '../cli/define.ts'",
    '',
    'export const registry: readonly { readonly title: string; readonly commands: readonly CommandEntry[] }[] = [',
    ...parts,
    ']',
    '',
  ].join('\n')
}
