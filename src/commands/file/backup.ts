import { arg, defineCommand } from '../../cli/define.ts'
import { text } from '../../cli/parsers.ts'

export const backup = defineCommand({
  name: 'backup',
  summary: 'Copy the whole client file, also while it is in use',
  file: 'read',
  arguments: { file: arg('<file>', 'where to; an existing file needs --yes', text) },
  examples: ['backup copy.db'],
  async run(context, { file }) {
    const store = await context.store()
    const target = await context.beginFile(file)
    target.fill((temporary) => store.operations.copyTo(temporary))
    target.finish()
    return { lines: [`Copied ${context.path} to ${file}.`], record: { operation: null, file, warnings: [...context.warnings] } }
  },
})
