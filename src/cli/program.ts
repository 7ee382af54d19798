import { Command as Commander, CommanderError, Option as CommanderOption } from 'commander'
import type { Command, CommandEntry } from './define.ts'
import { UsageError } from './errors.ts'
import { globalOptions } from './globals.ts'
import { MEANT } from './synonyms.ts'

/** A command line understood as far as its words go; values are still text. */
export interface Invocation {
  readonly command: Command
  readonly arguments: readonly (string | undefined)[]
  readonly options: Readonly<Record<string, unknown>>
  readonly globals: Readonly<Record<string, unknown>>
}

/** What parsing came to: a command to run, or text to show and a code to leave with. */
export type Parsed =
  /** `bare`: no command was named, and `today` stands in. */
  { readonly invocation: Invocation; readonly bare: boolean } | { readonly help: string; readonly failed: boolean }

/** What stands in where no command is named. */
const BARE = 'today'

const GROUPS: Readonly<Record<string, string>> = {
  categories: 'List the categories, and change how their clients are handled',
  invoices: 'List invoices, void, dispute or resolve them, credit them or write them off',
  payments: 'List payments and refunds, correct them, or void them',
  visits: 'List visits, correct, void or complete them',
  incidents: 'List incidents, or settle them',
  projects: 'List projects, or close them',
  agreements: 'List agreements, or end them',
  report: 'Show who matters, who owes, whom to trust, and which category brings most',
  import: 'Read clients, invoices, payments or visits from a table',
  export: 'Write clients, invoices, payments or visits as a table that import takes back',
}

export interface Program {
  readonly root: Commander
  /** Where the action of the command that was called leaves what it was called with. */
  readonly called: { invocation?: Invocation }
}

function addLeaf(parent: Commander, name: string, { summary, operands }: CommandEntry, isDefault: boolean): Commander {
  const leaf = parent.command(name, { isDefault }).summary(summary).description(summary)
  for (const flags of operands) leaf.argument(flags)
  return leaf
}

/** What only the command that is called needs. */
function addDetails(leaf: Commander, command: Command, program: Program): void {
  Object.values(command.arguments).forEach(({ description }, at) => {
    const argument = leaf.registeredArguments[at]
    if (argument) argument.description = description
  })
  for (const spec of Object.values(command.options)) {
    const option = new CommanderOption(spec.flags, spec.description)
    // `--no-show` is a flag of its own; commander would take it for the negative of `--show`.
    option.negate = false
    if (spec.kind === 'many') option.argParser((value: string, before: string[] | undefined) => [...(before ?? []), value])
    leaf.addOption(option)
  }
  leaf.addHelpText('after', `\nExamples:\n${command.examples.map((example) => `  $ clientele ${example}`).join('\n')}`)
  leaf.action((...values: unknown[]) => {
    const operands = values.slice(0, Object.keys(command.arguments).length) as (string | undefined)[]
    program.called.invocation = { command, arguments: operands, options: leaf.opts(), globals: program.root.opts() }
  })
}

function addGroup(root: Commander, name: string, hasList: boolean): Commander {
  const group = root
    .command(name)
    .description(GROUPS[name] ?? name)
    .helpCommand(false)
  if (hasList) group.addHelpText('after', `\nAlone it is its list, and takes the same options: clientele ${name} list --help`)
  return group
}

/** The command that words call: one of that name, else the list of that group. */
function calledEntry(entries: readonly CommandEntry[], [first = BARE, second]: readonly string[]): CommandEntry | undefined {
  const named = (name: string): CommandEntry | undefined => entries.find((entry) => entry.name === name)
  return named(first) ?? named(`${first} ${second}`) ?? named(`${first} list`)
}

/** `pay <client> <amount>`: nearly all take options, which is not worth saying. */
function subcommandTerm(command: Commander): string {
  const named = command.registeredArguments.map((argument) => (argument.required ? `<${argument.name()}>` : `[${argument.name()}]`))
  return [command.name(), ...named].join(' ')
}

/**
 * Commander's commands for the registry's: a two-word name is a group and a command in it; `<plural> list` is also the group alone. Of what
 * `argv` does not call there are names, summaries and arguments only; the command that it calls is loaded.
 */
export async function buildProgram(
  groups: readonly { readonly title: string; readonly commands: readonly CommandEntry[] }[],
  version: string,
  argv: readonly string[],
): Promise<Program> {
  const root = new Commander('clientele')
  const program: Program = { root, called: {} }
  root
    .description(
      'The client file of a small business: cards, invoices, payments, visits, imports that can be undone, and reports that say who matters, owes and can be trusted.',
    )
    .version(version, '-V, --version', 'Show the version')
    .helpCommand('help [command]', 'Show how a command is used')
    .helpOption('-h, --help', 'Show how a command is used')
    .configureHelp({ showGlobalOptions: true, sortSubcommands: false, subcommandTerm })
  for (const [flags, description] of globalOptions) root.option(flags, description)
  const typed = words(root, argv)
  const leaves: { readonly leaf: Commander; readonly entry: CommandEntry }[] = []
  for (const { title, commands } of groups) {
    root.commandsGroup(`${title}:`)
    for (const entry of commands) {
      const [first = '', second] = entry.name.split(' ')
      if (second === undefined) {
        leaves.push({ leaf: addLeaf(root, first, entry, false), entry })
        continue
      }
      const group = root.commands.find((candidate) => candidate.name() === first) ?? addGroup(root, first, second === 'list')
      leaves.push({ leaf: addLeaf(group, second, entry, second === 'list'), entry })
    }
  }
  const called = calledEntry(
    leaves.map(({ entry }) => entry),
    typed[0] === 'help' ? typed.slice(1) : typed,
  )
  const found = leaves.find(({ entry }) => entry === called)
  if (found) addDetails(found.leaf, await found.entry.load(), program)
  quieten(root)
  return program
}

function quieten(command: Commander): void {
  command.exitOverride().configureOutput({ writeOut: () => undefined, writeErr: () => undefined, outputError: () => undefined })
  command.showSuggestionAfterError(true)
  for (const child of command.commands) quieten(child)
}

/** The words of the command line that are neither options nor values of global ones. */
function words(root: Commander, argv: readonly string[]): string[] {
  const found: string[] = []
  for (let at = 0; at < argv.length && argv[at] !== '--'; at++) {
    const word = argv[at] ?? ''
    if (!word.startsWith('-')) found.push(word)
    else if (root.options.some((option) => option.required && option.long === word)) at++
  }
  return found
}

function findGroup(root: Commander, name: string | undefined): Commander | undefined {
  return root.commands.find((command) => command.name() === name && command.commands.length > 0)
}

async function unknownCommand(root: Commander, typed: readonly string[]): Promise<UsageError> {
  const { nearest } = await import('../parse/near.ts')
  const group = findGroup(root, typed[0])
  const said = typed.slice(0, group ? 2 : 1).join(' ')
  const last = typed[group ? 1 : 0] ?? ''
  if (group?.name() === 'import' && /[./-]/.test(last))
    return new UsageError(`Say what the table holds: clientele import clients ${last}, or invoices, payments or visits`)
  const names = (group ?? root).commands.map((command) => command.name())
  const within = nearest(last, names)
  const near = MEANT[said] ?? (within === null ? null : `${group ? `${group.name()} ` : ''}${within}`)
  const suggestion = near === null ? '' : ` Did you mean "${near}"?`
  return new UsageError(`There is no command "${said}".${suggestion || ` See clientele ${group ? `${group.name()} ` : ''}--help`}`)
}

function readable(error: CommanderError): string {
  return error.message
    .replace(/^error: /, '')
    .replace(/\n\(Did you mean (.*)\?\)$/, ' - did you mean $1?')
    .replace(/'/g, '"')
}

/**
 * Understands a command line.
 * @throws UsageError for an unknown command or option, a missing or excess argument
 */
export async function parseLine(program: Program, argv: readonly string[], version: string): Promise<Parsed> {
  const { root, called } = program
  const typed = words(root, argv)
  const group = findGroup(root, typed[0])
  const wantsHelp = argv.includes('--help') || argv.includes('-h')
  const bare = typed.length === 0
  if (group && typed.length === 1 && !wantsHelp && !group.commands.some((command) => command.name() === 'list')) {
    return { help: group.helpInformation(), failed: true }
  }
  if (typed[0] === 'help' && typed[1] !== undefined && !root.commands.some((command) => command.name() === typed[1])) {
    throw await unknownCommand(root, typed.slice(1))
  }
  try {
    root.parse(bare ? [BARE, ...argv] : [...argv], { from: 'user' })
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error
    if (error.code === 'commander.version') return { help: `${version}\n`, failed: false }
    if (error.code === 'commander.helpDisplayed' || error.code === 'commander.help') return { help: helpFor(root, typed), failed: false }
    if (error.code === 'commander.unknownCommand') throw await unknownCommand(root, typed)
    if (error.code === 'commander.excessArguments' && group) {
      const known = group.commands.some((command) => command.name() === typed[1])
      if (!known) throw await unknownCommand(root, typed)
    }
    const where = [typed[0], group ? typed[1] : undefined].filter(Boolean).join(' ')
    if (error.code === 'commander.excessArguments') {
      throw new UsageError(`too many words for "${where}"`, `put what belongs together in quotes, or see clientele ${where} --help`)
    }
    throw new UsageError(readable(error), `see clientele ${where ? `${where} ` : ''}--help`)
  }
  if (!called.invocation) throw await unknownCommand(root, typed)
  return { invocation: called.invocation, bare }
}

/** The help of the deepest command that the words name. */
function helpFor(root: Commander, typed: readonly string[]): string {
  let command = root
  for (const word of typed[0] === 'help' ? typed.slice(1) : typed) {
    const child = command.commands.find((candidate) => candidate.name() === word)
    if (!child) break
    command = child
  }
  const lines: string[] = []
  command.configureOutput({ writeOut: (text) => lines.push(text) })
  command.outputHelp()
  return lines.join('')
}
