import { existsSync } from 'node:fs'
import { type Context, createContext } from './cli/context.ts'
import type { Command } from './cli/define.ts'
import { AppError, exitCode, isAppError } from './cli/errors.ts'
import { type Globals, readGlobals } from './cli/globals.ts'
import type { Host } from './cli/host.ts'
import { buildProgram, parseLine } from './cli/program.ts'
import { readValues } from './cli/values.ts'
import { registry } from './commands/registry.ts'
import { colorWanted } from './output/color.ts'
import { loadRenderer } from './output/render.ts'
import { sanitize } from './output/sanitize.ts'
import type { View } from './output/view.ts'

const NARROWEST = 40
const WIDTH_OFF_A_TERMINAL = 80

async function* drawn(view: View, globals: Globals, context: Context, host: Host): AsyncGenerator<string> {
  const settings = await context.settings()
  const toTerminal = globals.output === undefined && host.stdout.isTerminal
  const { NO_COLOR } = host.env
  const format = globals.formatGiven ? globals.format : (view.defaultFormat ?? globals.format)
  const draw = await loadRenderer(format)
  const options = {
    format,
    width: toTerminal ? Math.max(NARROWEST, host.stdout.columns ?? WIDTH_OFF_A_TERMINAL) : WIDTH_OFF_A_TERMINAL,
    color: colorWanted(globals.color, { NO_COLOR }, toTerminal),
    all: globals.all,
    wide: globals.wide,
    terminal: toTerminal,
    today: context.today,
    currency: { code: settings.currency, digits: settings.digits },
  }
  yield* draw(view, options)
  if (format !== 'table' && format !== 'md') return
  for (const more of view.also ?? []) {
    yield '\n'
    yield* draw(more, options)
  }
}

/** Where the answer goes: begun before the work, so that what cannot be written is known before anything is changed. */
async function openOutput(globals: Globals, context: Context, host: Host): Promise<Output> {
  if (globals.output === undefined) return { write: (text) => host.stdout.write(text), finish: () => undefined, abandon: () => undefined }
  return context.beginFile(globals.output, 'where the answer goes')
}

interface Output {
  write(text: string): Promise<void> | void
  finish(): void
  abandon(): void
}

/** @throws an error that says so where the answer is lost but the change was made */
async function print(view: View, output: Output, globals: Globals, context: Context, host: Host): Promise<void> {
  try {
    for await (const chunk of drawn(view, globals, context, host)) await output.write(chunk)
    output.finish()
  } catch (error) {
    output.abandon()
    const operation = view.record?.operation
    if (!isAppError(error) || typeof operation !== 'number') throw error
    throw new AppError(`${error.message}; the change itself was made (operation ${operation}, clientele log)`, {
      hint: 'do not say it again',
    })
  }
}

/** A confirmation is not asked for under --quiet: only rows and machine formats are. */
function isSilenced(view: View, globals: Globals, command: Command): boolean {
  return globals.quiet && globals.format === 'table' && !view.table && (command.file === 'write' || command.file === 'create')
}

async function runLine(argv: readonly string[], host: Host): Promise<number> {
  const version = host.version
  const program = await buildProgram(registry, version, argv)
  const parsed = await parseLine(program, argv, version)
  if ('help' in parsed) {
    await (parsed.failed ? host.stderr : host.stdout).write(parsed.help)
    return parsed.failed ? exitCode.usage : exitCode.done
  }
  const { invocation } = parsed
  const globals = readGlobals(invocation.globals)
  const context = createContext(host, globals, invocation.command.file)
  try {
    if (parsed.bare && !existsSync(context.path)) {
      const { welcome } = await import('./commands/today.ts')
      await print(welcome(), await openOutput(globals, context, host), globals, context, host)
      return exitCode.done
    }
    const values = await readValues(invocation, { today: context.today, settings: () => context.settings() })
    return await runCommand(invocation.command, values, { globals, context, host })
  } finally {
    context.close()
  }
}

interface Running {
  readonly globals: Globals
  readonly context: Context
  readonly host: Host
}

async function runCommand(
  command: Command,
  values: Readonly<Record<string, unknown>>,
  { globals, context, host }: Running,
): Promise<number> {
  const output = await openOutput(globals, context, host)
  try {
    const view = await command.run(context, values)
    if (isSilenced(view, globals, command)) output.abandon()
    else await print(view, output, globals, context, host)
    return view.exitCode ?? exitCode.done
  } catch (error) {
    output.abandon()
    throw error
  }
}

function isBrokenPipe(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === 'EPIPE'
}

/** The message of an error in one line, ready for a terminal. */
function describe(error: unknown): string {
  if (isAppError(error)) return error.hint === undefined ? error.message : `${error.message.replace(/\.$/, '')} - ${error.hint}`
  const what = error instanceof Error ? error.message : String(error)
  return `This is a bug in clientele: ${what} - please report it with the command you typed and what CLIENTELE_DEBUG=1 adds`
}

/** Runs one command line and answers its exit code; the only place where errors end (PRODUCT.md section 2). */
export async function main(argv: readonly string[], host: Host): Promise<number> {
  try {
    return await runLine(argv, host)
  } catch (error) {
    if (isBrokenPipe(error)) return exitCode.done
    const said = [...(isAppError(error) ? error.before : []), describe(error)]
    await host.stderr.write(said.map((line) => `${sanitize(line)}\n`).join('')).catch(() => undefined)
    if (host.env.CLIENTELE_DEBUG && error instanceof Error) await host.stderr.write(`${error.stack}\n`).catch(() => undefined)
    return isAppError(error) ? error.code : exitCode.failed
  }
}
