import { closeSync, existsSync, openSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { AppError } from '../cli/errors.ts'
import { type Locale, newSettings } from '../domain/settings.ts'
import type { Connection } from './connection.ts'

/** Marks a SQLite file as ours (`PRAGMA application_id`): the letters "clnt". */
const APPLICATION_ID = 0x636c6e74

/** The version this program writes: the number of migrations there are. Kept beside the files by a test. */
export const SCHEMA_VERSION = 5

function migrations(schemaFolder: string): string[] {
  return readdirSync(schemaFolder)
    .filter((name) => /^\d{4}-.*\.sql$/.test(name))
    .sort()
    .map((name) => join(schemaFolder, name))
}

/** The file's schema version; 0 for an empty file. @throws AppError for a foreign SQLite file and for one of a newer clientele. */
function checkVersion(connection: Connection): number {
  const version = Number(connection.sqlite.pragma('user_version', { simple: true }))
  const application = Number(connection.sqlite.pragma('application_id', { simple: true }))
  if (application !== APPLICATION_ID) {
    const tables = connection.sqlite.prepare("SELECT count(*) FROM sqlite_schema WHERE type = 'table'").pluck().get()
    if (application !== 0 || version !== 0 || Number(tables) > 0) {
      throw new AppError(`${connection.path} is a database of another program`, { hint: 'name another file with --db' })
    }
  }
  if (version > SCHEMA_VERSION) {
    throw new AppError(`${connection.path} was written by a newer clientele (file version ${version}, this one knows ${SCHEMA_VERSION})`, {
      hint: 'update clientele',
    })
  }
  return version
}

/** Whether the file is of this program's version; false means it must be migrated first. */
export function isCurrent(connection: Connection): boolean {
  return connection.guard(() => checkVersion(connection)) === SCHEMA_VERSION
}

/** Copies the file beside itself, for its owner only; an earlier copy, of a migration that failed, stays. */
function copyOf({ sqlite, path }: Connection, version: number): string {
  let copy = `${path}.version-${version}.backup`
  for (let next = 2; existsSync(copy); next++) copy = `${path}.version-${version}-${next}.backup`
  closeSync(openSync(copy, 'wx', 0o600))
  sqlite.prepare('VACUUM INTO ?').run(copy)
  return copy
}

/**
 * Brings a file to this program's version in one transaction; a new file gets its settings and the four categories. An older file is
 * first copied beside itself.
 * @returns the path of the copy, if one was made
 */
export function migrate(connection: Connection, schemaFolder: string, locale: Locale): string | null {
  return connection.guard(() => {
    const found = checkVersion(connection)
    let copy: string | null = null
    if (found > 0 && found < SCHEMA_VERSION) {
      copy = copyOf(connection, found)
    }
    connection.sqlite.exec('BEGIN IMMEDIATE')
    try {
      const version = checkVersion(connection)
      for (const file of migrations(schemaFolder).slice(version)) connection.sqlite.exec(readFileSync(file, 'utf8'))
      if (version === 0) fillNewFile(connection, locale)
      connection.sqlite.pragma(`application_id = ${APPLICATION_ID}`)
      connection.sqlite.pragma(`user_version = ${SCHEMA_VERSION}`)
      connection.sqlite.exec('COMMIT')
    } catch (error) {
      if (connection.sqlite.inTransaction) connection.sqlite.exec('ROLLBACK')
      throw error
    }
    return copy
  })
}

/** The categories of a new file: PRODUCT.md section 3, after document 000. */
function fillNewFile(connection: Connection, locale: Locale): void {
  const setting = connection.sqlite.prepare('INSERT INTO setting (key, value) VALUES (?, ?)')
  for (const [key, value] of newSettings(locale)) setting.run(key, value)
  const category = connection.sqlite.prepare('INSERT INTO category (name, attention, advice, prepay_percent) VALUES (?, ?, ?, ?)')
  category.run('regular', 'normal', null, null)
  category.run('vip', 'high', 'answer within the hour; be patient, smile; never keep waiting.', null)
  category.run('problem', 'careful', 'full prepayment before work starts; stay calm, give no cause for anger.', 100)
  category.run('employee', 'normal', null, null)
}
