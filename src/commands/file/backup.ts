import { arg, defineCommand } from '../../cli/define.ts'
import { UsageError } from '../../cli/errors.ts'
import { text } from '../../cli/parsers.ts'

export const backup = defineCommand({
  name: 'backup',
  summary: 'Copy the whole client file, also while it is in use',
  file: 'read',
  arguments: { file: arg('<file>', 'where to; an existing file needs --yes', text) },
  examples: ['backup copy.db'],
  async run(context, { file }) {
    if (file === '-') throw new UsageError('a backup is a file, not a stream', 'name one')
    const store = await context.store()
    const target = await context.beginFile(file, 'the backup')
    target.fill((temporary) => store.operations.copyTo(temporary))
    target.finish()
    return { lines: [`Copied ${context.path} to ${file}.`], record: { operation: null, file, warnings: [...context.warnings] } }
  },
})
