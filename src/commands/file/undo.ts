import { answer } from '../../cli/answer.ts'
import { defineCommand } from '../../cli/define.ts'
import { describeDetails } from './log.ts'

export const undo = defineCommand({
  name: 'undo',
  summary: 'Take back the newest operation; said again, the one before it',
  file: 'write',
  examples: ['undo'],
  async run(context) {
    const { id, result } = await context.write('undo', ({ store, ...operation }) => store.operations.undoNewest(operation))
    const counts = [result.removed && `${result.removed} taken out`, result.restored && `${result.restored} set back`]
      .filter(Boolean)
      .join(', ')
    return answer(context, id, { undone: result.id, command: result.command, removed: result.removed, restored: result.restored }, [
      `Undone: operation ${result.id}, ${result.command} (${[describeDetails(result), result.at].filter(Boolean).join(', ')}): ${counts}.`,
    ])
  },
})
