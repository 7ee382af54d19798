import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { Readable } from 'node:stream'
import { afterAll } from 'vitest'
import type { Host, Sink } from '../src/cli/host.ts'
import { main } from '../src/main.ts'

export const programFolder = resolve(import.meta.dirname, '..')
export const TODAY = '2026-11-22'

const folders: string[] = []
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

/** A new folder that goes with the test file. */
export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'clientele-test-'))
  folders.push(folder)
  return folder
}

export interface Ran {
  readonly code: number
  readonly out: string
  readonly err: string
  /** The answer of a `--format json` command. */
  // biome-ignore lint/suspicious/noExplicitAny: a test knows what it asked for.
  readonly json: any
}

export interface RunOptions {
  readonly input?: string | Uint8Array
  readonly env?: Readonly<Record<string, string>>
  readonly terminal?: { readonly columns: number }
  readonly stdinIsTerminal?: boolean
}

/** The program in this process, on a file of its own: `const clientele = newFile(); await clientele('add', 'Asha')`. */
export function newFile(
  path = join(newFolder(), 'clientele.db'),
): ((...argv: string[]) => Promise<Ran>) & { path: string; with: (options: RunOptions, ...argv: string[]) => Promise<Ran> } {
  const run = (options: RunOptions, argv: readonly string[]): Promise<Ran> => runIn(path, options, argv)
  return Object.assign((...argv: string[]) => run({}, argv), { path, with: (options: RunOptions, ...argv: string[]) => run(options, argv) })
}

async function runIn(path: string, options: RunOptions, argv: readonly string[]): Promise<Ran> {
  const out: string[] = []
  const err: string[] = []
  const sink = (to: string[], terminal?: { columns: number }): Sink => ({
    write: async (text) => void to.push(text),
    isTerminal: terminal !== undefined,
    columns: terminal?.columns,
  })
  const host: Host = {
    env: { CLIENTELE_DB: path, CLIENTELE_TODAY: TODAY, LANG: 'C', ...options.env },
    stdin: Readable.from(options.input === undefined ? [] : [Buffer.from(options.input)]),
    stdinIsTerminal: options.stdinIsTerminal ?? false,
    stdout: sink(out, options.terminal),
    stderr: sink(err),
    now: () => new Date('2026-11-22T10:00:00Z'),
    home: newHome(),
    version: '0.0.0',
    programFolder,
    nativeBinding: undefined,
  }
  const code = await main(argv, host)
  const text = out.join('')
  const ran = { code, out: text, err: err.join('') }
  // Not enumerable: a matcher that compares the whole result must not parse it.
  return Object.defineProperty(ran, 'json', { get: () => JSON.parse(text), enumerable: false }) as Ran
}

let home: string | undefined
function newHome(): string {
  home ??= newFolder()
  return home
}
