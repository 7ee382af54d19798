import type { Command } from '../cli/define.ts'
import { add } from './client/add.ts'
import { backup } from './file/backup.ts'
import { init } from './file/init.ts'
import { log } from './file/log.ts'
import { settings } from './file/settings.ts'
import { undo } from './file/undo.ts'
import { reportAbc } from './report/abc.ts'
import { today } from './today.ts'
import { visitsDone } from './visit/done.ts'
import { visitsEdit } from './visit/edit.ts'
import { visitsList } from './visit/list.ts'
import { visit } from './visit/visit.ts'
import { visitsVoid } from './visit/void.ts'

/** Every command, in the order of the help. Their heavy libraries load behind dynamic imports, when first used. */
export const commands: readonly Command[] = [today, visit, visitsList, visitsEdit, visitsVoid, visitsDone, reportAbc, add, log, undo, init, settings, backup]
