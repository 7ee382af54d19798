import { existsSync, statSync } from 'node:fs'
import { isAbsolute, join } from 'node:path'
import type { Operation } from '../db/operation.ts'
import type { Opened, Store, WriteScope } from '../db/store.ts'
import { type Day, isDay } from '../domain/day.ts'
import { type Locale, newSettings, readSettings, type Settings } from '../domain/settings.ts'
import { sanitize } from '../output/sanitize.ts'
import { guessLocale } from '../parse/locale.ts'
import { AppError, Cancelled, UsageError } from './errors.ts'
import { checkReplaceable, FileInProgress, FileRoles, readInput } from './files.ts'
import type { Globals } from './globals.ts'
import type { Host } from './host.ts'
import type { Progress } from './progress.ts'
import type { Prompt } from './prompt.ts'

export type FileMode = 'none' | 'read' | 'write' | 'create'

/** What a command works with: the only way to the file, the clock, the terminal and other files. */
export interface Context {
  readonly today: Day
  readonly globals: Globals
  readonly path: string
  /** Asks the person at the terminal; null off a terminal, where nothing is asked. */
  readonly ask: Prompt | null
  /** What was warned of so far: for the `warnings` of an answer. */
  readonly warnings: readonly string[]
  readonly guessedLocale: Locale
  /** The open file. `orMemory`: where there is no file yet, an empty one in memory (for a dry run). */
  store(options?: { orMemory?: boolean }): Promise<Store>
  /** The file's settings; what a new file would start from while there is none. */
  settings(): Promise<Settings>
  /** Runs `work` as one operation: all or nothing, logged, undoable. */
  write<T>(command: string, work: (scope: WriteScope) => T | Promise<T>, options?: { dryRun?: boolean }): Promise<Operation<T>>
  warn(text: string): void
  /** Something worth knowing that is not the answer: on stderr, unless --quiet. */
  notice(text: string): void
  /** Asks before something is destroyed. @throws AppError off a terminal without --yes; Cancelled */
  confirm(question: string): Promise<void>
  readInput(path: string): AsyncIterable<Uint8Array>
  /** Bytes of an input, for a progress bar; undefined for standard input. */
  inputSize(path: string): number | undefined
  /** Begins a file that appears whole or not at all. @throws AppError if it is there and may not be replaced */
  beginFile(path: string, role: string): Promise<FileInProgress>
  /** Asks or refuses now, before the work, if a file is there or is something else in this command; `role` says what it is to be. */
  checkOutput(path: string, role: string): Promise<void>
  progress(label: string, total: number | undefined): Promise<Progress>
  /** The same program on another client file (the demo's throwaway one). `quiet`: notices are not said, and warnings only kept. */
  at(path: string, mode: FileMode | 'memory', given?: { locale?: Locale; today?: Day; quiet?: boolean }): Context
  /** Where the program is installed: the demo's fixtures are found from it. */
  readonly programFolder: string
  close(): void
}

/** `--db`, else CLIENTELE_DB, else the file in the user's data folder. @throws AppError when there is no such folder to be had */
export function clientFilePath(globals: Globals, host: Host): string {
  const { CLIENTELE_DB, XDG_DATA_HOME } = host.env
  const named = globals.db ?? CLIENTELE_DB
  // SQLite takes a name that begins with a colon for a file in memory.
  if (named) return named.startsWith(':') ? `./${named}` : named
  // The XDG specification has relative paths ignored.
  const data = XDG_DATA_HOME && isAbsolute(XDG_DATA_HOME) ? XDG_DATA_HOME : join(host.home, '.local', 'share')
  if (!isAbsolute(data))
    throw new AppError('there is no home folder to keep the client file in', { hint: 'name a file with --db or CLIENTELE_DB' })
  return join(data, 'clientele', 'clientele.db')
}

/** CLIENTELE_TODAY, else the local date. @throws UsageError */
export function todayOf(host: Host): Day {
  const fixed = host.env.CLIENTELE_TODAY
  if (fixed) {
    if (!isDay(fixed)) throw new UsageError(`CLIENTELE_TODAY "${fixed}" is not a day`, 'write it as 2026-11-22, or unset it')
    return fixed
  }
  const now = host.now()
  const two = (n: number): string => String(n).padStart(2, '0')
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`
}

const silent: Progress = { at: () => undefined, stop: () => undefined }

class RunningContext implements Context {
  readonly today: Day
  readonly globals: Globals
  readonly path: string
  readonly guessedLocale: Locale
  readonly warnings: string[] = []
  private readonly host: Host
  private readonly mode: FileMode | 'memory'
  private opened: Opened | undefined
  private readonly derived: RunningContext[] = []
  private readonly replaceable = new Set<string>()
  private readonly roles: FileRoles
  private readonly keepsWarnings: boolean

  constructor(
    host: Host,
    globals: Globals,
    mode: FileMode | 'memory',
    given: { path?: string; locale?: Locale; today?: Day; quiet?: boolean } = {},
  ) {
    this.keepsWarnings = given.quiet ?? false
    this.host = host
    this.globals = globals
    this.mode = mode
    this.path = given.path ?? clientFilePath(globals, host)
    this.roles = new FileRoles(this.path)
    this.today = given.today ?? todayOf(host)
    const { LC_ALL, LC_MONETARY, LANG } = host.env
    this.guessedLocale = given.locale ?? guessLocale(LC_ALL || LC_MONETARY || LANG)
  }

  get programFolder(): string {
    return this.host.programFolder
  }

  get ask(): Prompt | null {
    if (!this.host.stdinIsTerminal || !this.host.stderr.isTerminal) return null
    const load = async (): Promise<Prompt> => (await import('./prompt.ts')).terminalPrompt
    return {
      choose: async (question, choices) => (await load()).choose(question, choices),
      confirm: async (question) => (await load()).confirm(question),
    }
  }

  async store(options: { orMemory?: boolean } = {}): Promise<Store> {
    if (!this.opened) {
      if (this.mode === 'none') throw new Error('a command that declares no file opened one')
      const { openStore } = await import('../db/store.ts')
      const mode = options.orMemory && !existsSync(this.path) ? 'memory' : this.mode
      const { programFolder, nativeBinding } = this.host
      this.opened = openStore({ path: this.path, mode, locale: this.guessedLocale, programFolder, nativeBinding })
      if (this.opened.created) this.sayCreated(this.opened.store.settings)
      if (this.opened.migratedFrom) this.notice(`The file was brought up to date; a copy of the old one is ${this.opened.migratedFrom}`)
    }
    return this.opened.store
  }

  private sayCreated({ currency, country, decimal, dateOrder }: Settings): void {
    this.notice(
      `Created ${this.path}: currency ${currency}, country ${country}, decimal mark ${decimal ?? 'not set'}, day order ${dateOrder ?? 'not set'}.`,
    )
  }

  async settings(): Promise<Settings> {
    const there = this.opened || this.mode === 'memory' || (this.mode !== 'none' && existsSync(this.path))
    return there ? (await this.store()).settings : readSettings(newSettings(this.guessedLocale))
  }

  async write<T>(command: string, work: (scope: WriteScope) => T | Promise<T>, options: { dryRun?: boolean } = {}): Promise<Operation<T>> {
    const store = await this.store()
    const at = this.host
      .now()
      .toISOString()
      .replace(/\.\d+Z$/, 'Z')
    return store.write(command, at, work, options)
  }

  warn(text: string): void {
    this.warnings.push(text)
    if (this.keepsWarnings) return
    void this.host.stderr.write(`warning: ${sanitize(text)}\n`).catch(() => undefined)
  }

  notice(text: string): void {
    if (!this.globals.quiet) void this.host.stderr.write(`${sanitize(text)}\n`).catch(() => undefined)
  }

  async confirm(question: string): Promise<void> {
    if (this.globals.yes) return
    if (!this.ask) throw new AppError(`${question} Nothing was done`, { hint: 'say --yes if you mean it' })
    if (!(await this.ask.confirm(question))) throw new Cancelled()
  }

  readInput(path: string): AsyncIterable<Uint8Array> {
    if (path !== '-') this.roles.take(path, 'the file being read')
    return readInput(path, this.host)
  }

  inputSize(path: string): number | undefined {
    return path === '-' || !existsSync(path) ? undefined : statSync(path).size
  }

  async checkOutput(path: string, role: string): Promise<void> {
    this.roles.take(path, role)
    if (this.replaceable.has(path)) return
    const { ask } = this
    const confirm = ask ? (question: string) => ask.confirm(question) : null
    await checkReplaceable(path, { yes: this.globals.yes, confirm })
    this.replaceable.add(path)
  }

  async beginFile(path: string, role: string): Promise<FileInProgress> {
    await this.checkOutput(path, role)
    return new FileInProgress(path)
  }

  async progress(label: string, total: number | undefined): Promise<Progress> {
    if (total === undefined || this.globals.quiet || !this.host.stderr.isTerminal) return silent
    return (await import('./progress.ts')).progressBar(label, total)
  }

  at(path: string, mode: FileMode | 'memory', given: { locale?: Locale; today?: Day; quiet?: boolean } = {}): Context {
    const globals = given.quiet ? { ...this.globals, quiet: true } : this.globals
    const context = new RunningContext(this.host, globals, mode, { path, locale: this.guessedLocale, today: this.today, ...given })
    this.derived.push(context)
    return context
  }

  close(): void {
    for (const context of this.derived) context.close()
    this.opened?.store.connection.close()
    this.opened = undefined
  }
}

export function createContext(host: Host, globals: Globals, mode: FileMode): Context {
  return new RunningContext(host, globals, mode)
}
