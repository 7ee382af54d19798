import { existsSync } from 'node:fs'
import { type Context, createContext } from './cli/context.ts'
import type { Command } from './cli/define.ts'
import { type AppError, exitCode, isAppError } from './cli/errors.ts'
import { type Globals, readGlobals } from './cli/globals.ts'
import type { Host } from './cli/host.ts'
import { buildProgram, parseLine } from './cli/program.ts'
import { readValues } from './cli/values.ts'
import { commandGroups } from './commands/index.ts'
import { welcome } from './commands/today.ts'
import { currencyOf } from './domain/money.ts'
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
    currency: currencyOf(settings.currency) ?? { code: settings.currency, digits: settings.digits, signs: [] },
  }
  yield* draw(view, options)
  if (format !== 'table' && format !== 'md') return
  for (const more of view.also ?? []) {
    yield '\n'
    yield* draw(more, options)
  }
}

async function print(view: View, globals: Globals, context: Context, host: Host): Promise<void> {
  if (globals.output === undefined) {
    for await (const chunk of drawn(view, globals, context, host)) await host.stdout.write(chunk)
    return
  }
  const file = await context.beginFile(globals.output)
  try {
    for await (const chunk of drawn(view, globals, context, host)) file.write(chunk)
  } catch (error) {
    file.abandon()
    throw error
  }
  file.finish()
}

/** A confirmation is not asked for under --quiet: only rows and machine formats are. */
function isSilenced(view: View, globals: Globals, command: Command): boolean {
  return globals.quiet && globals.format === 'table' && !view.table && (command.file === 'write' || command.file === 'create')
}

async function runLine(argv: readonly string[], host: Host): Promise<number> {
  const version = host.version
  const program = buildProgram(commandGroups, version)
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
      await print(welcome(), globals, context, host)
      return exitCode.done
    }
    const values = await readValues(invocation, { today: context.today, settings: () => context.settings() })
    if (globals.output !== undefined) await context.checkOutput(globals.output)
    const view = await invocation.command.run(context, values)
    if (!isSilenced(view, globals, invocation.command)) await print(view, globals, context, host)
    return view.exitCode ?? exitCode.done
  } finally {
    context.close()
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
    await host.stderr.write(`${describe(error).split('\n').map(sanitize).join('\n')}\n`).catch(() => undefined)
    if (host.env.CLIENTELE_DEBUG && error instanceof Error) await host.stderr.write(`${error.stack}\n`).catch(() => undefined)
    return isAppError(error) ? (error as AppError).code : exitCode.failed
  }
}
