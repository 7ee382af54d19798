import { fstatSync, readFileSync, writeSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { AppError } from './cli/errors.ts'
import { removeUnfinishedFiles } from './cli/files.ts'
import type { Sink } from './cli/host.ts'
import { systemReason } from './cli/system-reason.ts'
import { main } from './main.ts'

/** The only reader of `process`: it makes the host. */

/** Only a character device can be a terminal; asking Node's stream whether it is one loads half of its network code. */
function isTerminal(descriptor: 1 | 2): boolean {
  try {
    return fstatSync(descriptor).isCharacterDevice() && (descriptor === 1 ? process.stdout : process.stderr).isTTY === true
  } catch {
    return false
  }
}

function isFolder(descriptor: number): boolean {
  try {
    return fstatSync(descriptor).isDirectory()
  } catch {
    return false
  }
}

/** Writes all of it, waiting where a pipe that does not block is full. @throws an error with code EPIPE when nobody reads any more */
function writeAll(descriptor: number, text: string): void {
  const bytes = Buffer.from(text)
  for (let at = 0; at < bytes.length; ) {
    try {
      at += writeSync(descriptor, bytes, at)
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException
      if (code === 'EPIPE') throw error
      if (code !== 'EAGAIN')
        throw new AppError(`the answer cannot be written: ${systemReason(error)}`, { hint: 'send it elsewhere', cause: error })
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5)
    }
  }
}

function sinkOf(descriptor: 1 | 2): Sink {
  let terminal: boolean | undefined
  return {
    write: async (text) => writeAll(descriptor, text),
    get isTerminal() {
      terminal ??= isTerminal(descriptor)
      return terminal
    },
    get columns() {
      return this.isTerminal ? (descriptor === 1 ? process.stdout : process.stderr).columns : undefined
    },
  }
}

/** Runs the program and answers its exit code. `programFolder` holds package.json, schema/ and fixtures/. */
export async function start(programFolder: string): Promise<number> {
  process.once('SIGINT', () => {
    removeUnfinishedFiles()
    process.exit(130)
  })
  process.once('SIGTERM', () => {
    removeUnfinishedFiles()
    process.exit(143)
  })
  return main(process.argv.slice(2), {
    env: process.env,
    get stdin() {
      // Node takes a folder for an empty stream.
      if (isFolder(0)) throw new AppError('standard input is a folder', { hint: 'send a table through a pipe, or name a file' })
      return process.stdin
    },
    get stdinIsTerminal() {
      return process.stdin.isTTY === true
    },
    stdout: sinkOf(1),
    stderr: sinkOf(2),
    now: () => new Date(),
    home: homedir(),
    programFolder,
    nativeBinding: join(programFolder, 'node_modules/better-sqlite3/build/Release/better_sqlite3.node'),
    get version() {
      return String(JSON.parse(readFileSync(join(programFolder, 'package.json'), 'utf8')).version)
    },
  })
}
