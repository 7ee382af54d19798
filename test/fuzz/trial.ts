import { copyFileSync, existsSync, readFileSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { Readable } from 'node:stream'
import type { Host, Sink } from '../../src/cli/host.ts'
import { main } from '../../src/main.ts'

/** A run that takes more of the processor's time than this hangs: the files are small. What they have of lines may take a little more. */
const LONGEST_MS = 1000
const LONGEST_MS_A_LINE = 0.1
const MOST_DIFFERENCES = 200

export interface Case {
  readonly bytes: Buffer
  readonly argv: readonly string[]
  readonly env: Readonly<Record<string, string>>
  /** Whether a dry run goes before, to be held against the real one. */
  readonly withTrial: boolean
}

interface Ran {
  readonly code: number
  readonly out: string
  readonly err: string
  /** Milliseconds of the processor. */
  readonly time: number
  readonly allowed: number
}

export type Outcome = { readonly ok: true; readonly code: number } | { readonly ok: false; readonly problem: string }

interface Counts {
  readonly operation: number | null
  readonly read: number
  readonly added: number
  readonly updated: number
  readonly unchanged: number
  readonly skipped: number
  readonly rejected: number
  readonly clients_created: number
}

/** Runs imports in this process, each on a copy of one client file. */
export class Trial {
  private readonly folder: string
  private readonly template: string
  private readonly path: string

  /** `template`: the client file that each case starts from; made by `prepare`. */
  constructor(folder: string) {
    this.folder = folder
    this.template = join(folder, 'template.db')
    this.path = join(folder, `case-${process.pid}.db`)
  }

  /** Makes the file that cases start from: that of the invented practice. */
  async prepare(): Promise<void> {
    if (existsSync(this.template)) return
    const { code, err } = await this.run(this.template, ['demo', '--keep', this.template], Buffer.alloc(0))
    if (code !== 0) throw new Error(`the file to start from could not be made: ${err}`)
  }

  /**
   * Imports a file, perhaps as a dry run first, then once more. Nothing may crash or hang; what fails may not change a byte of the client file; the
   * dry run and the real one count the same; what came in once changes nothing when it comes again.
   */
  async judge(one: Case): Promise<Outcome> {
    const before = readFileSync(this.template)
    copyFileSync(this.template, this.path)
    try {
      return await this.judgeCopy(one, before)
    } finally {
      for (const suffix of ['', '-journal']) rmSync(`${this.path}${suffix}`, { force: true })
    }
  }

  private async judgeCopy(one: Case, before: Buffer): Promise<Outcome> {
    const argv = ['import', one.argv[0] ?? '', '-', ...one.argv.slice(1), '--format', 'json']
    const isWhole = (): boolean => before.equals(readFileSync(this.path))
    const dry = one.withTrial ? await this.run(this.path, [...argv, '--dry-run'], one.bytes, one.env) : undefined
    const bad = dry && crashOf(dry, 'dry run')
    if (bad) return fails(bad)
    if (dry && !isWhole()) return fails('the dry run changed the client file')
    const real = await this.run(this.path, argv, one.bytes, one.env)
    const worse = crashOf(real, 'import')
    if (worse) return fails(worse)
    if (dry && real.code !== dry.code) return fails(`the dry run ended with ${dry.code}, the import with ${real.code}: ${real.err}`)
    if (real.code !== 0 && real.code !== 3) {
      return isWhole() ? { ok: true, code: real.code } : fails(`an import that ended with ${real.code} changed the client file`)
    }
    const counted = dry && differenceOf(dry, real)
    if (counted !== undefined) return fails(`the dry run does not count as the import: ${counted}`)
    const after = readFileSync(this.path)
    const again = await this.run(this.path, argv, one.bytes, one.env)
    const worst = crashOf(again, 'second import')
    if (worst) return fails(worst)
    if (again.code !== 0 && again.code !== 3) return fails(`the same file again ended with ${again.code}: ${again.err}`)
    const { added, updated, clients_created } = countsOf(again)
    if (added + updated + clients_created > 0) {
      return fails(`the same file again: ${added} added, ${updated} updated, ${clients_created} clients created`)
    }
    return after.equals(readFileSync(this.path)) ? { ok: true, code: real.code } : fails('the same file again changed the client file')
  }

  private async run(path: string, argv: readonly string[], input: Buffer, env: Readonly<Record<string, string>> = {}): Promise<Ran> {
    const out: string[] = []
    const err: string[] = []
    const sink = (to: string[]): Sink => ({ write: async (text) => void to.push(text), isTerminal: false, columns: undefined })
    const host: Host = {
      env: { CLIENTELE_DB: path, CLIENTELE_TODAY: '2026-11-22', CLIENTELE_DEBUG: '1', LANG: 'C', ...env },
      stdin: Readable.from(input.length === 0 ? [] : [input]),
      stdinIsTerminal: false,
      stdout: sink(out),
      stderr: sink(err),
      now: () => new Date('2026-11-22T10:00:00Z'),
      home: this.folder,
      version: '0.0.0',
      programFolder: resolve('.'),
      nativeBinding: undefined,
    }
    const begun = process.cpuUsage()
    const code = await main(argv, host)
    const { user, system } = process.cpuUsage(begun)
    return {
      code,
      out: out.join(''),
      err: err.join(''),
      time: (user + system) / 1000,
      allowed: LONGEST_MS + linesOf(input) * LONGEST_MS_A_LINE,
    }
  }
}

function linesOf(input: Buffer): number {
  let lines = 0
  for (const byte of input) if (byte === 10 || byte === 13) lines++
  return lines
}

function crashOf({ err, time, allowed }: Ran, what: string): string | undefined {
  if (err.includes('This is a bug in clientele')) return `the ${what} crashed: ${err}`
  if (time > allowed) return `the ${what} took ${Math.round(time)} ms of the processor`
  return undefined
}

function fails(problem: string): Outcome {
  return { ok: false, problem }
}

function countsOf({ out }: Ran): Counts {
  return JSON.parse(out) as Counts
}

/** How the counts and the errors of two answers differ. */
function differenceOf(dry: Ran, real: Ran): string | undefined {
  const without = (ran: Ran): string => JSON.stringify({ ...countsOf(ran), operation: null, dry_run: null })
  const [one, other] = [without(dry), without(real)]
  return one === other ? undefined : `${one.slice(0, MOST_DIFFERENCES)} against ${other.slice(0, MOST_DIFFERENCES)}`
}
