import type { AnySpec, ParseEnvironment } from './define.ts'
import { isAppError, UsageError } from './errors.ts'
import type { Invocation } from './program.ts'

/** The key commander keeps an option's value under: `--visit-every <days>` is `visitEvery`. */
function attributeOf(flags: string): string {
  const long = /--([a-z][a-z-]*)/.exec(flags)?.[1] ?? ''
  return long.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase())
}

/** An option's name in front of a complaint that begins with what was typed. */
function naming(flags: string, error: unknown): unknown {
  const [name] = /--[a-z][a-z-]*/.exec(flags) ?? []
  if (!isAppError(error) || name === undefined || !error.message.startsWith('"')) return error
  return new UsageError(`${name} ${error.message}`, error.hint)
}

async function parseOne(spec: AnySpec, raw: unknown, environment: ParseEnvironment): Promise<unknown> {
  if (raw === undefined) return spec.fallback
  if (spec.kind === 'flag') return raw === true
  try {
    if (spec.kind === 'many') return await Promise.all((raw as string[]).map((text) => spec.parse(text, environment)))
    // An option whose value may be left out (`[yes]`) comes as true.
    return await spec.parse(raw === true ? 'yes' : String(raw), environment)
  } catch (error) {
    throw naming(spec.flags, error)
  }
}

/** The typed values of a command's arguments and options. @throws UsageError from the parser of the first value that is wrong */
export async function readValues(invocation: Invocation, environment: ParseEnvironment): Promise<Record<string, unknown>> {
  const values: Record<string, unknown> = {}
  const { command } = invocation
  for (const [index, [name, spec]] of Object.entries(command.arguments).entries()) {
    values[name] = await parseOne(spec, invocation.arguments[index], environment)
  }
  for (const [name, spec] of Object.entries(command.options)) {
    values[name] = await parseOne(spec, invocation.options[attributeOf(spec.flags)], environment)
  }
  return values
}
