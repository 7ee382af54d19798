import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { newFolder, programFolder } from './support.ts'

/** For each file, the names of the rules that the linter holds against it; run with the project's settings on a copy of its layout. */
function lint(files: readonly (readonly [path: string, imported: string])[]): string[] {
  const folder = newFolder()
  copyFileSync(join(programFolder, 'biome.json'), join(folder, 'biome.json'))
  return files.map(([path, imported]) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), `import { x } from '${imported}'\nexport const y = x\n`)
    const biome = join(programFolder, 'node_modules', '.bin', 'biome')
    return spawnSync(biome, ['lint', '--vcs-enabled=false', path], { cwd: folder, encoding: 'utf8' }).stderr
  })
}

const violations: readonly [path: string, imported: string][] = [
  ['src/domain/x.ts', 'node:fs'],
  ['src/domain/x.ts', 'kysely'],
  ['src/domain/x.ts', '../db/store.ts'],
  ['src/domain/x.ts', '../parse/near.ts'],
  ['src/domain/x.ts', '../cli/errors.ts'],
  ['src/domain/x.ts', '../profiles/built-in.ts'],
  ['src/profiles/x.ts', '../db/store.ts'],
  ['src/commands/client/x.ts', 'better-sqlite3'],
  ['src/commands/client/x.ts', 'csv-parse/sync'],
  ['src/commands/client/x.ts', 'chalk'],
  ['src/commands/client/x.ts', 'inquirer'],
  ['src/commands/client/x.ts', 'commander'],
  ['src/commands/client/x.ts', '../../main.ts'],
  ['src/cli/x.ts', 'kysely'],
  ['src/cli/x.ts', '../commands/index.ts'],
  ['src/csv/x.ts', 'kysely'],
  ['src/csv/x.ts', '../db/store.ts'],
  ['src/db/x.ts', 'csv-parse'],
  ['src/db/x.ts', 'cli-table3'],
  ['src/output/x.ts', '../db/store.ts'],
  ['src/output/x.ts', 'kysely'],
  ['src/parse/x.ts', 'better-sqlite3'],
  ['src/main.ts', './db/store.ts'],
]

const allowed: readonly [path: string, imported: string][] = [
  ['src/domain/x.ts', './day.ts'],
  ['src/commands/client/x.ts', '../../domain/day.ts'],
  ['src/profiles/x.ts', '../domain/import/profile.ts'],
  ['src/commands/import/x.ts', '../../profiles/built-in.ts'],
  ['src/db/x.ts', 'kysely'],
  ['src/csv/x.ts', 'csv-parse/sync'],
  ['src/output/x.ts', 'chalk'],
  ['src/parse/x.ts', 'chrono-node'],
  ['src/cli/prompt.ts', 'inquirer'],
]

test('the linter stops every import that crosses a boundary', () => {
  for (const [index, said] of lint(violations).entries()) expect(`${violations[index]}: ${said}`).toContain('noRestrictedImports')
})

test('what a room may import passes', () => {
  for (const [index, said] of lint(allowed).entries()) expect(`${allowed[index]}: ${said}`).not.toContain('noRestrictedImports')
})
