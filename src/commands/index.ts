import type { Command } from '../cli/define.ts'
import { categoriesAdd } from './category/add.ts'
import { categoriesEdit } from './category/edit.ts'
import { categoriesList } from './category/list.ts'
import { categoriesRemove } from './category/remove.ts'
import { categoriesShow } from './category/show.ts'
import { add } from './client/add.ts'
import { archive } from './client/archive.ts'
import { edit } from './client/edit.ts'
import { find } from './client/find.ts'
import { history } from './client/history.ts'
import { list } from './client/list.ts'
import { show } from './client/show.ts'
import { demo } from './demo.ts'
import { exportClients } from './export/clients.ts'
import { exportPayments } from './export/payments.ts'
import { exportVisits } from './export/visits.ts'
import { backup } from './file/backup.ts'
import { init } from './file/init.ts'
import { log } from './file/log.ts'
import { settings } from './file/settings.ts'
import { undo } from './file/undo.ts'
import { importClients } from './import/clients.ts'
import { importPayments } from './import/payments.ts'
import { importVisits } from './import/visits.ts'
import { paymentsEdit } from './payment/edit.ts'
import { paymentsList } from './payment/list.ts'
import { pay } from './payment/pay.ts'
import { refund } from './payment/refund.ts'
import { paymentsVoid } from './payment/void.ts'
import { reportAbc } from './report/abc.ts'
import { reportCategories } from './report/categories.ts'
import { today } from './today.ts'
import { visitsDone } from './visit/done.ts'
import { visitsEdit } from './visit/edit.ts'
import { visitsList } from './visit/list.ts'
import { visit } from './visit/visit.ts'
import { visitsVoid } from './visit/void.ts'

export interface CommandGroup {
  readonly title: string
  readonly commands: readonly Command[]
}

/** Every command, in the order of the help. Their heavy libraries load behind dynamic imports, when first used. */
export const commandGroups: readonly CommandGroup[] = [
  { title: 'Every day', commands: [today, add, show, pay, visit, refund] },
  {
    title: 'Clients',
    commands: [list, find, edit, archive, history, categoriesList, categoriesAdd, categoriesShow, categoriesEdit, categoriesRemove],
  },
  { title: 'Payments and visits', commands: [paymentsList, paymentsEdit, paymentsVoid, visitsList, visitsEdit, visitsVoid, visitsDone] },
  { title: 'Reports', commands: [reportAbc, reportCategories] },
  { title: 'Tables in and out', commands: [importClients, importPayments, importVisits, exportClients, exportPayments, exportVisits] },
  { title: 'The file', commands: [undo, log, backup, init, settings, demo] },
]

export const commands: readonly Command[] = commandGroups.flatMap((group) => group.commands)
