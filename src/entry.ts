import { readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import type { WriteStream } from 'node:tty'
import { removeUnfinishedFiles } from './cli/files.ts'
import type { Sink } from './cli/host.ts'
import { main } from './main.ts'

/** The only reader of `process`: it makes the host and sets the exit code. */

function sinkOf(stream: NodeJS.WriteStream): Sink {
  // A failed write reaches the writer through its callback; without a listener it would also end the program.
  stream.on('error', () => undefined)
  return {
    write: (text) => new Promise((resolve, reject) => stream.write(text, (error) => (error ? reject(error) : resolve()))),
    isTerminal: stream.isTTY === true,
    columns: (stream as WriteStream).columns,
  }
}

/** Starts the program. `programFolder` holds package.json, schema/ and fixtures/. */
export async function start(programFolder: string): Promise<void> {
  process.once('SIGINT', () => {
    removeUnfinishedFiles()
    process.exit(130)
  })
  process.once('SIGTERM', () => {
    removeUnfinishedFiles()
    process.exit(143)
  })
  process.exitCode = await main(process.argv.slice(2), {
    env: process.env,
    get stdin() {
      return process.stdin
    },
    get stdinIsTerminal() {
      return process.stdin.isTTY === true
    },
    stdout: sinkOf(process.stdout),
    stderr: sinkOf(process.stderr),
    now: () => new Date(),
    home: homedir(),
    programFolder,
    nativeBinding: join(programFolder, 'node_modules/better-sqlite3/build/Release/better_sqlite3.node'),
    get version() {
      return String(JSON.parse(readFileSync(join(programFolder, 'package.json'), 'utf8')).version)
    },
  })
}
