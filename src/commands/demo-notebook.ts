import type { Context } from '../cli/context.ts'
import { type Command, entryOf } from '../cli/define.ts'
import { buildProgram, parseLine } from '../cli/program.ts'
import { readValues } from '../cli/values.ts'

/** The words of a line, as a shell would split them; nothing else of a shell is needed. */
function wordsOf(line: string): string[] {
  return [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '')
}

/** Runs the commands that a file holds, one a line (`#` begins a remark), on the file of the context; answers how many they were. */
export async function runNotebook(context: Context, path: string, commands: readonly Command[]): Promise<number> {
  const bytes: Uint8Array[] = []
  for await (const chunk of context.readInput(path)) bytes.push(chunk)
  const lines = Buffer.concat(bytes)
    .toString('utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
  const groups = [{ title: 'Notebook', commands: commands.map(entryOf) }]
  for (const line of lines) {
    const argv = wordsOf(line)
    const parsed = await parseLine(await buildProgram(groups, '', argv), argv, '')
    if (!('invocation' in parsed)) throw new Error(`not a command of the notebook: ${line}`)
    const { invocation } = parsed
    const values = await readValues(invocation, { today: context.today, settings: () => context.settings() })
    await invocation.command.run(context, values)
  }
  return lines.length
}
