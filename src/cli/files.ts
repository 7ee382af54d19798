import {
  closeSync,
  createReadStream,
  existsSync,
  fsyncSync,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  type Stats,
  statSync,
  writeFileSync,
} from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { AppError, isAppError, UsageError } from './errors.ts'
import type { Host } from './host.ts'
import { systemReason } from './system-reason.ts'

const unfinished = new Set<string>()

/** Removes what half-written files there are: for a program that is about to be stopped. */
export function removeUnfinishedFiles(): void {
  for (const path of unfinished) rmSync(path, { force: true })
  unfinished.clear()
}

/**
 * Reads a file, or standard input for `-`, piece by piece.
 * @throws AppError when it is not there, is a folder, cannot be read to its end or changes meanwhile; UsageError for a terminal
 */
export async function* readInput(path: string, host: Host): AsyncGenerator<Uint8Array> {
  if (path === '-' && host.stdinIsTerminal) {
    throw new UsageError('standard input is a terminal', 'send a table through a pipe, or name a file')
  }
  try {
    const before = path === '-' ? undefined : statSync(path)
    if (before?.isDirectory()) throw new AppError(`${path} is a folder`, { hint: 'name a file' })
    const stream = before ? createReadStream(path, upTo(before)) : host.stdin
    for await (const chunk of stream) yield typeof chunk === 'string' ? Buffer.from(chunk) : (chunk as Uint8Array)
    if (before?.isFile() && hasChanged(before, statSync(path))) {
      throw new AppError(`${path} changed while it was read`, { hint: 'say it again when nothing writes to it' })
    }
  } catch (error) {
    if (isAppError(error)) throw error
    throw new AppError(`${path === '-' ? 'standard input' : path} cannot be read: ${systemReason(error)}`, {
      hint: 'check the name and its rights',
      cause: error,
    })
  }
}

/** As much of an ordinary file as there is: one that grows all the time would never end. A size of 0 is also that of a system's own files. */
function upTo({ size }: Stats): { end?: number } {
  return size === 0 ? {} : { end: size - 1 }
}

function hasChanged(before: Stats, after: Stats): boolean {
  return (['size', 'mtimeMs', 'ino', 'dev'] as const).some((each) => before[each] !== after[each])
}

/** A file being written under another name; it appears, whole and 0600, with `finish`. */
export class FileInProgress {
  private readonly descriptor: number
  private readonly temporary: string
  private readonly path: string

  /** @throws AppError when the folder is not there or may not be written */
  constructor(path: string) {
    this.path = path
    this.temporary = join(dirname(path), `.${basename(path)}.${Math.random().toString(36).slice(2)}.tmp`)
    this.descriptor = this.guard('name another file', () => openSync(this.temporary, 'wx', 0o600))
    unfinished.add(this.temporary)
  }

  private guard<T>(hint: string, work: () => T): T {
    try {
      return work()
    } catch (error) {
      this.abandon()
      if (isAppError(error)) throw error
      throw new AppError(`${this.path} cannot be written: ${systemReason(error)}`, { hint, cause: error })
    }
  }

  write(text: string | Uint8Array): void {
    this.guard('free some space or name another file', () => writeFileSync(this.descriptor, text))
  }

  /** Has another writer fill the empty file, by its name. */
  fill(write: (temporary: string) => void): void {
    this.guard('name another file', () => write(this.temporary))
  }

  finish(): void {
    this.guard('name another file', () => {
      fsyncSync(this.descriptor)
      renameSync(this.temporary, this.path)
    })
    closeSync(this.descriptor)
    unfinished.delete(this.temporary)
  }

  abandon(): void {
    if (!unfinished.delete(this.temporary)) return
    closeSync(this.descriptor)
    rmSync(this.temporary, { force: true })
  }
}

/** One name for a file, through links, whether it is there or not. */
function realName(path: string): string {
  try {
    return realpathSync(path)
  } catch {
    try {
      return join(realpathSync(dirname(path)), basename(path))
    } catch {
      return resolve(path)
    }
  }
}

/** What each file is for in one command, so that none is taken for two things: the input is not overwritten by the answer. */
export class FileRoles {
  private readonly roles = new Map<string, string>()

  /** The client file, and what SQLite keeps beside it while it writes. */
  constructor(clientFile: string) {
    for (const suffix of ['', '-journal', '-wal', '-shm']) this.roles.set(`${realName(clientFile)}${suffix}`, 'the client file itself')
  }

  /** @throws AppError when the file is something else already */
  take(path: string, role: string): void {
    const name = realName(path)
    const other = this.roles.get(name)
    if (other !== undefined && other !== role) throw new AppError(`${path} is ${other}`, { hint: 'name another file' })
    this.roles.set(name, role)
  }
}

export interface Replacing {
  /** --yes was said. */
  readonly yes: boolean
  /** Asks on a terminal; null off one. */
  readonly confirm: ((question: string) => Promise<boolean>) | null
}

/** Refuses to take the place of something without being told to. @throws AppError */
export async function checkReplaceable(path: string, { yes, confirm }: Replacing): Promise<void> {
  if (!existsSync(path)) return
  if (!statSync(path).isFile()) {
    throw new AppError(`${path} is ${statSync(path).isDirectory() ? 'a folder' : 'not an ordinary file'}`, { hint: 'name another file' })
  }
  if (yes || (confirm && (await confirm(`${path} is there already. Replace it?`)))) return
  throw new AppError(`${path} is there already`, { hint: 'name another file, or say --yes to replace it' })
}
