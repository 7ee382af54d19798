import { AppError, isAppError } from '../cli/errors.ts'

const MEANINGS: readonly [prefix: string, message: (path: string) => string, hint: string][] = [
  ['SQLITE_NOTADB', (path) => `${path} is not a clientele file`, 'name another with --db'],
  ['SQLITE_CORRUPT', (path) => `${path} is damaged`, 'restore your latest backup; keep the damaged file, some of it may be saved'],
  ['SQLITE_FULL', (path) => `the disk with ${path} is full; nothing was changed`, 'free some space and say it again'],
  ['SQLITE_BUSY', (path) => `${path} is being written by another command`, 'try again when it has finished'],
  ['SQLITE_LOCKED', (path) => `${path} is being written by another command`, 'try again when it has finished'],
  [
    'SQLITE_READONLY',
    (path) => `${path} cannot be written`,
    'give yourself the right to write the file and its folder, or name another with --db',
  ],
  ['SQLITE_CANTOPEN', (path) => `${path} cannot be opened`, 'check its rights and those of its folder, or name another with --db'],
  ['SQLITE_PERM', (path) => `${path} cannot be opened`, 'check its rights and those of its folder, or name another with --db'],
  ['SQLITE_IOERR', (path) => `${path} could not be read or written; nothing was changed`, 'check the disk and its free space'],
]

/** SQLite's error as one that says what to do; anything else unchanged. The disk full of a temporary folder is SQLITE_FULL too. */
export function translateSqliteError(error: unknown, path: string): unknown {
  if (isAppError(error) || typeof error !== 'object' || error === null || !('code' in error)) return error
  const code = String(error.code)
  for (const [prefix, message, hint] of MEANINGS) {
    if (code.startsWith(prefix)) return new AppError(message(path), { hint, cause: error })
  }
  return error
}
