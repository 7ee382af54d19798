import { chmodSync, closeSync, existsSync, mkdirSync, openSync, type Stats, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { AppError } from '../cli/errors.ts'
import { systemReason } from '../cli/system-reason.ts'
import type { Locale, Settings } from '../domain/settings.ts'
import { Connection, openConnection } from './connection.ts'
import { isCurrent, migrate } from './migrate.ts'
import { type Operation, type OperationScope, runOperation } from './operation.ts'
import { agingQueries } from './queries/aging.ts'
import { categoryQueries } from './queries/categories.ts'
import { clientCardQueries } from './queries/client-card.ts'
import { clientListQueries } from './queries/client-list.ts'
import { clientLookupQueries } from './queries/client-lookup.ts'
import { clientSearchQueries } from './queries/client-search.ts'
import { clientQueries } from './queries/clients.ts'
import { exportQueries } from './queries/exports.ts'
import { historyQueries } from './queries/history.ts'
import { importProfileQueries } from './queries/import-profiles.ts'
import { incidentQueries } from './queries/incidents.ts'
import { invoiceListQueries } from './queries/invoice-list.ts'
import { invoiceQueries } from './queries/invoices.ts'
import { operationQueries } from './queries/operations.ts'
import { paymentQueries } from './queries/payments.ts'
import { purchaseQueries } from './queries/purchases.ts'
import { settingQueries } from './queries/settings.ts'
import { trustQueries } from './queries/trust.ts'
import { undertakingQueries } from './queries/undertakings.ts'
import { visitQueries } from './queries/visits.ts'
import { warningQueries } from './queries/warnings.ts'

/** The groups of queries, one a noun. Writing ones work only inside an operation. */
const GROUPS = {
  settingsTable: settingQueries,
  categories: categoryQueries,
  clients: clientQueries,
  lookup: clientLookupQueries,
  clientCard: clientCardQueries,
  clientList: clientListQueries,
  clientSearch: clientSearchQueries,
  history: historyQueries,
  payments: paymentQueries,
  invoices: invoiceQueries,
  invoiceList: invoiceListQueries,
  operations: operationQueries,
  visits: visitQueries,
  incidents: incidentQueries,
  warnings: warningQueries,
  undertakings: undertakingQueries,
  purchases: purchaseQueries,
  aging: agingQueries,
  trust: trustQueries,
  exports: exportQueries,
  importProfiles: importProfileQueries,
} as const
type Groups = { readonly [Name in keyof typeof GROUPS]: ReturnType<(typeof GROUPS)[Name]> }

/** The client file, open. */
export interface Store extends Groups {
  readonly connection: Connection
  readonly settings: Settings
  /** One operation: all or nothing, logged. `at` is its moment, UTC, ISO 8601. */
  write<T>(command: string, at: string, work: (scope: WriteScope) => T | Promise<T>, options?: { dryRun?: boolean }): Promise<Operation<T>>
}

export interface WriteScope extends OperationScope {
  readonly store: Store
}

export interface OpenOptions {
  readonly path: string
  /** `create` makes the file if it is not there; `memory` is a new file that lives in memory only. */
  readonly mode: 'read' | 'write' | 'create' | 'memory'
  /** What a new file's settings start from. */
  readonly locale: Locale
  /** The folder of the installed program: schema/ and the native library are found from it. */
  readonly programFolder: string
  readonly nativeBinding: string | undefined
}

export interface Opened {
  readonly store: Store
  readonly created: boolean
  /** Where an older file was copied before it was migrated. */
  readonly migratedFrom: string | null
}

/** The groups, each made when first asked for: a command needs two or three of them. */
function groupsOf(connection: Connection): Groups {
  const groups = {}
  for (const [name, make] of Object.entries(GROUPS)) {
    let made: unknown
    Object.defineProperty(groups, name, { get: () => (made ??= make(connection)) })
  }
  return groups as Groups
}

function storeOf(connection: Connection): Store {
  const groups = groupsOf(connection)
  let settings: Settings | undefined
  const own: Omit<Store, keyof Groups> = {
    connection,
    get settings() {
      settings ??= groups.settingsTable.read()
      return settings
    },
    write: (command, at, work, options) => runOperation(connection, command, at, (operation) => work({ ...operation, store }), options),
  }
  const store: Store = Object.defineProperties(groups as Store, Object.getOwnPropertyDescriptors(own))
  return store
}

/** Whether there is a file. @throws AppError when the path is not a file that can be one, cannot be reached, or is not there and must be */
function checkPath(path: string, mode: OpenOptions['mode']): boolean {
  const found = statOf(path)
  if (found?.isDirectory()) {
    throw new AppError(`${path} is a folder, not a client file`, { hint: `name a file in it: --db ${join(path, 'clientele.db')}` })
  }
  if (found && !found.isFile()) throw new AppError(`${path} is not an ordinary file`, { hint: 'name another with --db' })
  if (!found && mode !== 'create') {
    throw new AppError(`there is no client file at ${path} yet`, {
      hint: 'begin with `clientele add "First Client"`, look around with `clientele demo`, or name another with --db',
    })
  }
  return found !== undefined
}

function statOf(path: string): Stats | undefined {
  try {
    return statSync(path)
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined
    throw new AppError(`${path} cannot be opened: ${systemReason(error)}`, {
      hint: 'check its rights, or name another with --db',
      cause: error,
    })
  }
}

/** Makes an empty file that only its owner can read; a file that another command made meanwhile is as good. */
function createFile(path: string): void {
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
    closeSync(openSync(path, 'wx', 0o600))
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code
    if (code === 'EEXIST' && existsSync(path)) return
    throw new AppError(`${path} cannot be created: ${systemReason(error)}`, {
      hint: 'check the folder and its rights, or name another with --db',
      cause: error,
    })
  }
}

/** Opens the client file as the mode says; an older file is copied and migrated first, whatever the mode. */
export function openStore({ path, mode, locale, programFolder, nativeBinding }: OpenOptions): Opened {
  const schemaFolder = join(programFolder, 'schema')
  if (mode === 'memory') {
    const connection = new Connection(':memory:', { readonly: false, nativeBinding })
    migrate(connection, schemaFolder, locale)
    return { store: storeOf(connection), created: false, migratedFrom: null }
  }
  const found = checkPath(path, mode)
  if (!found) createFile(path)
  let connection = openConnection(path, mode === 'read' ? 'read' : 'write', nativeBinding)
  let migratedFrom: string | null = null
  const empty = statSync(path).size === 0
  if (!isCurrent(connection)) {
    if (mode === 'read' && empty) {
      connection.close()
      throw new AppError(`${path} is empty`, { hint: 'begin with `clientele add "First Client"`, or name another with --db' })
    }
    if (mode === 'read') {
      connection.close()
      connection = openConnection(path, 'write', nativeBinding)
    }
    if (empty) chmodSync(path, 0o600)
    migratedFrom = migrate(connection, schemaFolder, locale)
  }
  return { store: storeOf(connection), created: empty, migratedFrom }
}
