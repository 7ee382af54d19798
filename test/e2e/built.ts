import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { newFolder, programFolder, TODAY } from '../support.ts'

export const bin = join(programFolder, 'bin', 'clientele.cjs')

export interface Ended {
  readonly code: number | null
  readonly signal: string | null
  readonly out: string
  readonly err: string
}

/** The built program in a process of its own, on the file `db`. */
export function start(db: string, argv: readonly string[], env: Readonly<Record<string, string>> = {}): ChildProcess {
  return spawn(process.execPath, [bin, ...argv], {
    env: { PATH: process.env.PATH, HOME: newFolder(), LANG: 'C', CLIENTELE_DB: db, CLIENTELE_TODAY: TODAY, ...env },
  })
}

export function ended(child: ChildProcess): Promise<Ended> {
  const out: Buffer[] = []
  const err: Buffer[] = []
  child.stdout?.on('data', (chunk) => out.push(chunk))
  child.stderr?.on('data', (chunk) => err.push(chunk))
  return new Promise((resolve) => {
    child.on('close', (code, signal) => resolve({ code, signal, out: Buffer.concat(out).toString(), err: Buffer.concat(err).toString() }))
  })
}

export function run(
  db: string,
  argv: readonly string[],
  options: { input?: string; env?: Readonly<Record<string, string>> } = {},
): Promise<Ended> {
  const child = start(db, argv, options.env)
  const result = ended(child)
  child.stdin?.on('error', () => undefined)
  child.stdin?.end(options.input ?? '')
  return result
}

/** A shell line with `clientele` in it, for what only a shell does: pipes and redirections. */
export function shell(db: string, line: string): Promise<Ended> {
  const child = spawn('bash', ['-c', `clientele() { "${process.execPath}" "${bin}" "$@"; }; ${line}`], {
    env: { PATH: process.env.PATH, HOME: newFolder(), LANG: 'C', CLIENTELE_DB: db, CLIENTELE_TODAY: TODAY },
  })
  return ended(child)
}
