import type { Command } from '../cli/define.ts'
import { add } from './client/add.ts'
import { backup } from './file/backup.ts'
import { init } from './file/init.ts'
import { log } from './file/log.ts'
import { settings } from './file/settings.ts'
import { undo } from './file/undo.ts'

/** Every command, in the order of the help. Their heavy libraries load behind dynamic imports, when first used. */
export const commands: readonly Command[] = [add, log, undo, init, settings, backup]
