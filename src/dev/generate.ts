/** Writes src/db/tables.ts from schema/, src/commands/registry.ts and the README's reference from the list of commands (`npm run generate`); `--check` only compares. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import Database from 'better-sqlite3'
import { withReference } from './reference.ts'
import { registryText } from './registry.ts'

interface ColumnInfo {
  name: string
  type: string
  notnull: number
  dflt_value: string | null
  pk: number
}

const base: Readonly<Record<string, string>> = { INTEGER: 'number', TEXT: 'string' }

/** The values of a `CHECK (column IN ('a', 'b'))`, as a union type. */
function enumeration(createSql: string, column: string): string | undefined {
  const list = new RegExp(`CHECK \\(${column} IN \\(('[^)]*')\\)\\)`).exec(createSql)?.[1]
  return list?.split(', ').join(' | ')
}

function columnType(createSql: string, column: ColumnInfo): string {
  const plain = base[column.type]
  if (!plain) throw new Error(`no type for ${column.name} ${column.type}`)
  const type = enumeration(createSql, column.name) ?? plain
  const nullable = column.notnull === 0 && column.pk === 0 ? `${type} | null` : type
  const optional = column.pk > 0 || column.dflt_value !== null
  return optional && column.type === 'INTEGER' && column.pk > 0 ? `Generated<${type}>` : optional ? `Generated<${nullable}>` : nullable
}

function interfaceName(table: string): string {
  return `${table.replace(/(^|_)(\w)/g, (_, _2, letter: string) => letter.toUpperCase())}Table`
}

function generateTables(schemaFolder: string): string {
  const db = new Database(':memory:')
  for (const file of readdirSync(schemaFolder).sort()) db.exec(readFileSync(`${schemaFolder}/${file}`, 'utf8'))
  const tables = db
    .prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name")
    .all() as { name: string; sql: string }[]
  const parts = ["/** Generated from schema/ by `npm run generate`; do not edit. */\nimport type { Generated } from 'kysely'\n"]
  for (const { name, sql } of tables) {
    const columns = db.pragma(`table_info(${name})`) as ColumnInfo[]
    const lines = columns.map((column) => `  ${column.name}: ${columnType(sql, column)}\n`)
    parts.push(`\nexport interface ${interfaceName(name)} {\n${lines.join('')}}\n`)
  }
  parts.push(`\nexport interface Tables {\n${tables.map(({ name }) => `  ${name}: ${interfaceName(name)}\n`).join('')}}\n`)
  return parts.join('')
}

/** What is generated: each file with the text it should have. */
const generated = [
  { file: 'src/db/tables.ts', text: generateTables('schema') },
  { file: 'src/commands/registry.ts', text: registryText() },
  { file: 'README.md', text: withReference(readFileSync('README.md', 'utf8')) },
]
for (const { file, text } of generated) {
  if (!process.argv.includes('--check')) writeFileSync(file, text)
  else if (!existsSync(file) || readFileSync(file, 'utf8') !== text) {
    console.error(`${file} is not up to date: npm run generate`)
    process.exitCode = 1
  }
}
