import type { Readable } from 'node:stream'

/** One end of the program that text goes to. */
export interface Sink {
  /** Resolves when more may be written; rejects with EPIPE when nobody reads any more. */
  write(text: string): Promise<void>
  readonly isTerminal: boolean
  /** Cells across; undefined off a terminal. */
  readonly columns: number | undefined
}

/** All that the program knows of the process it runs in: a test brings its own. */
export interface Host {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly stdin: Readable
  readonly stdinIsTerminal: boolean
  readonly stdout: Sink
  readonly stderr: Sink
  now(): Date
  readonly home: string
  readonly version: string
  /** Where the program is installed. */
  readonly programFolder: string
  /** The native part of better-sqlite3, if it is to be found elsewhere than by itself. */
  readonly nativeBinding: string | undefined
}
