import type { Day } from '../domain/day.ts'
import type { Settings } from '../domain/settings.ts'
import type { View } from '../output/view.ts'
import type { Context } from './context.ts'

/** What a parser may ask while it reads one value. */
export interface ParseEnvironment {
  readonly today: Day
  settings(): Promise<Settings>
}

/** Turns what was typed into a value. @throws UsageError saying what is wrong with it and what to say instead. */
export type Parser<T> = (text: string, environment: ParseEnvironment) => T | Promise<T>

interface Spec<T> {
  /** As commander takes them: `--on <day>`, `-q, --quiet`, `<client>`, `[file]`. */
  readonly flags: string
  readonly description: string
  readonly kind: 'one' | 'flag' | 'many'
  readonly parse: Parser<unknown>
  readonly fallback: T | undefined
}

export interface Option<T> extends Spec<T> {
  readonly role: 'option'
}
export interface Argument<T> extends Spec<T> {
  readonly role: 'argument'
}

/** An option with a value; without a fallback it is undefined when left out. */
export function opt<T>(flags: string, description: string, parse: Parser<T>): Option<T | undefined>
export function opt<T>(flags: string, description: string, parse: Parser<T>, fallback: T): Option<T>
export function opt<T>(flags: string, description: string, parse: Parser<T>, fallback?: T): Option<T | undefined> {
  return { role: 'option', kind: 'one', flags, description, parse, fallback }
}

export function flag(flags: string, description: string): Option<boolean> {
  return { role: 'option', kind: 'flag', flags, description, parse: () => true, fallback: false }
}

/** An option that may come several times, one value each. */
export function many<T>(flags: string, description: string, parse: Parser<T>): Option<readonly T[]> {
  return { role: 'option', kind: 'many', flags, description, parse: parse as Parser<unknown>, fallback: [] }
}

export function arg<T>(name: `<${string}>`, description: string, parse: Parser<T>): Argument<T> {
  return { role: 'argument', kind: 'one', flags: name, description, parse, fallback: undefined }
}

export function optionalArg<T>(name: `[${string}]`, description: string, parse: Parser<T>): Argument<T | undefined> {
  return { role: 'argument', kind: 'one', flags: name, description, parse, fallback: undefined }
}

// biome-ignore lint/suspicious/noExplicitAny: the specs of one command have different value types.
export type AnySpec = Spec<any>
type Specs<S> = Readonly<Record<string, S & AnySpec>>
type ValuesOf<S> = { readonly [K in keyof S]: S[K] extends Spec<infer T> ? T : never }

// biome-ignore lint/complexity/noBannedTypes: `{}` is the type of "no arguments".
export interface CommandSpec<A extends Specs<Argument<unknown>> = {}, O extends Specs<Option<unknown>> = {}> {
  /** The words that call it, as in `report abc`. */
  readonly name: string
  readonly summary: string
  /** `read` and `write` need the client file, `create` makes it if need be, `none` never opens it by itself. */
  readonly file: 'none' | 'read' | 'write' | 'create'
  readonly arguments?: A
  readonly options?: O
  /** Without the leading `clientele`; each runs in the tests against the demo file. */
  readonly examples: readonly string[]
  readonly run: (context: Context, values: ValuesOf<A> & ValuesOf<O>) => View | Promise<View>
}

/** A command as the registry holds it, its value types closed over. */
export interface Command {
  readonly name: string
  readonly summary: string
  readonly file: 'none' | 'read' | 'write' | 'create'
  readonly arguments: Specs<Argument<unknown>>
  readonly options: Specs<Option<unknown>>
  readonly examples: readonly string[]
  readonly run: (context: Context, values: Readonly<Record<string, unknown>>) => View | Promise<View>
}

// biome-ignore lint/complexity/noBannedTypes: as above.
export function defineCommand<A extends Specs<Argument<unknown>> = {}, O extends Specs<Option<unknown>> = {}>(
  spec: CommandSpec<A, O>,
): Command {
  return { ...spec, arguments: spec.arguments ?? {}, options: spec.options ?? {}, run: spec.run as unknown as Command['run'] }
}

/** A command as the program knows it before it is called: loading them all would take longer than most of them run. */
export interface CommandEntry {
  readonly name: string
  readonly summary: string
  /** The flags of its arguments, as commander takes them. */
  readonly operands: readonly string[]
  readonly load: () => Promise<Command>
}

/** The entry of a command that is loaded already. */
export function entryOf(command: Command): CommandEntry {
  const operands = Object.values(command.arguments).map(({ flags }) => flags)
  return { name: command.name, summary: command.summary, operands, load: async () => command }
}

/** The values of a command for which nothing was said, to run it from another one. */
export function defaultsOf(command: Command): Record<string, unknown> {
  return Object.fromEntries(Object.entries(command.options).map(([name, { fallback }]) => [name, fallback]))
}
