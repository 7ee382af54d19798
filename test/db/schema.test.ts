import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { SCHEMA_VERSION } from '../../src/db/migrate.ts'
import { openSqlite } from '../../src/db/sqlite.ts'
import { openStore } from '../../src/db/store.ts'
import { newFile, newFolder, programFolder } from '../support.ts'

const locale = { currency: 'EUR', country: 'FR', decimal: null, dateOrder: null }

function memoryStore() {
  return openStore({ path: ':memory:', mode: 'memory', locale, programFolder, nativeBinding: undefined }).store.connection.sqlite
}

test('the program knows as many migrations as there are', () => {
  expect(readdirSync(join(programFolder, 'schema')).filter((name) => name.endsWith('.sql'))).toHaveLength(SCHEMA_VERSION)
})

test('every table is STRICT', () => {
  const db = memoryStore()
  expect(
    db
      .prepare("SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND strict = 0 AND name NOT LIKE 'sqlite_%'")
      .all(),
  ).toEqual([])
})

test('the before-images of every tracked table hold every column', () => {
  const db = memoryStore()
  const tables = db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'").pluck().all() as string[]
  const tracked = tables.filter((table) => !['operation', 'change', 'allocation'].includes(table))
  expect(tracked.length).toBeGreaterThan(10)
  for (const table of tracked) {
    for (const event of ['updated', 'deleted']) {
      const sql = String(db.prepare("SELECT sql FROM sqlite_schema WHERE type = 'trigger' AND name = ?").pluck().get(`${table}_${event}`))
      for (const { name } of db.pragma(`table_info(${table})`) as { name: string }[]) {
        expect(sql, `${table}_${event}`).toContain(`'${name}', OLD.${name}`)
      }
    }
  }
})

test('every foreign key is indexed, so that undo of a large import stays fast', () => {
  const db = memoryStore()
  const sql = `SELECT m.name AS t, f."from" AS c FROM sqlite_schema m JOIN pragma_foreign_key_list(m.name) f
    WHERE m.type = 'table' AND f."table" NOT IN ('operation', 'import_system')
      AND NOT EXISTS (SELECT 1 FROM pragma_index_list(m.name) i JOIN pragma_index_info(i.name) c ON c.seqno = 0 WHERE c.name = f."from")`
  expect(db.prepare(sql).all()).toEqual([])
})

test('a file of the first version is copied and brought up to date', async () => {
  const path = join(newFolder(), 'old.db')
  const old = openSqlite(path)
  old.exec(readFileSync(join(programFolder, 'schema', '0001-initial.sql'), 'utf8'))
  old.exec(`INSERT INTO category (name) VALUES ('regular');
    INSERT INTO setting (key, value) VALUES ('currency', 'EUR'), ('country', 'FR'), ('decimal', ''), ('date-order', ''), ('category', 'regular'), ('trust.ignore-below', '100');
    PRAGMA application_id = ${0x636c6e74}; PRAGMA user_version = 1`)
  old.close()
  const clientele = newFile(path)
  writeFileSync(`${path}.version-1.backup`, 'of a migration that failed')
  const { code, err } = await clientele('log')
  expect(code).toBe(0)
  expect(err).toContain('.version-1-2.backup')
  expect(readFileSync(`${path}.version-1.backup`, 'utf8')).toBe('of a migration that failed')
  expect(statSync(`${path}.version-1-2.backup`).mode & 0o777).toBe(0o600)
  expect((await clientele('add', 'Asha')).code).toBe(0)
})

test('a file of a newer version, of another program, and no database at all are refused', async () => {
  const folder = newFolder()
  const newer = newFile(join(folder, 'newer.db'))
  await newer('add', 'Asha')
  const db = openSqlite(newer.path)
  db.pragma('user_version = 99')
  db.close()
  expect(await newer('log')).toMatchObject({
    code: 1,
    err: `${newer.path} was written by a newer clientele (file version 99, this one knows ${SCHEMA_VERSION}) - update clientele\n`,
  })
  const other = openSqlite(join(folder, 'other.db'))
  other.exec('CREATE TABLE x (y)')
  other.close()
  expect((await newFile(join(folder, 'other.db'))('log')).err).toBe(
    `${join(folder, 'other.db')} is a database of another program - name another file with --db\n`,
  )
  writeFileSync(join(folder, 'text.db'), 'this is only text, and long enough to be taken for a header')
  expect((await newFile(join(folder, 'text.db'))('log')).err).toBe(
    `${join(folder, 'text.db')} is not a clientele file - name another with --db\n`,
  )
})
