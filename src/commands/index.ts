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
import { exportInvoices } from './export/invoices.ts'
import { exportPayments } from './export/payments.ts'
import { exportVisits } from './export/visits.ts'
import { backup } from './file/backup.ts'
import { init } from './file/init.ts'
import { log } from './file/log.ts'
import { settings } from './file/settings.ts'
import { undo } from './file/undo.ts'
import { importClients } from './import/clients.ts'
import { importInvoices } from './import/invoices.ts'
import { importPayments } from './import/payments.ts'
import { importPreview } from './import/preview.ts'
import { importProfiles } from './import/profiles.ts'
import { importVisits } from './import/visits.ts'
import { invoicesCredit } from './invoice/credit.ts'
import { invoicesDispute } from './invoice/dispute.ts'
import { invoice } from './invoice/invoice.ts'
import { invoicesList } from './invoice/list.ts'
import { invoicesResolve } from './invoice/resolve.ts'
import { invoicesShow } from './invoice/show.ts'
import { invoicesVoid } from './invoice/void.ts'
import { invoicesWriteOff } from './invoice/write-off.ts'
import { paymentsEdit } from './payment/edit.ts'
import { paymentsList } from './payment/list.ts'
import { pay } from './payment/pay.ts'
import { refund } from './payment/refund.ts'
import { paymentsVoid } from './payment/void.ts'
import { reportAbc } from './report/abc.ts'
import { reportAging } from './report/aging.ts'
import { reportCategories } from './report/categories.ts'
import { reportTrust } from './report/trust.ts'
import { today } from './today.ts'
import { incident } from './trust/incident.ts'
import { incidentsList } from './trust/incident-list.ts'
import { incidentsResolve } from './trust/incident-resolve.ts'
import { agreement, project } from './trust/undertaking-begin.ts'
import { agreementsEnd, projectsClose } from './trust/undertaking-end.ts'
import { agreementsList, projectsList } from './trust/undertaking-list.ts'
import { warn } from './trust/warn.ts'
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
  { title: 'Every day', commands: [today, add, show, pay, invoice, visit, refund] },
  {
    title: 'Clients',
    commands: [list, find, edit, archive, history, categoriesList, categoriesAdd, categoriesShow, categoriesEdit, categoriesRemove],
  },
  {
    title: 'Invoices',
    commands: [invoicesList, invoicesShow, invoicesVoid, invoicesDispute, invoicesResolve, invoicesCredit, invoicesWriteOff],
  },
  { title: 'Payments and visits', commands: [paymentsList, paymentsEdit, paymentsVoid, visitsList, visitsEdit, visitsVoid, visitsDone] },
  {
    title: 'Trust',
    commands: [
      incident,
      warn,
      project,
      agreement,
      incidentsList,
      incidentsResolve,
      projectsList,
      projectsClose,
      agreementsList,
      agreementsEnd,
    ],
  },
  { title: 'Reports', commands: [reportAbc, reportAging, reportTrust, reportCategories] },
  {
    title: 'Tables in and out',
    commands: [
      importClients,
      importPayments,
      importInvoices,
      importVisits,
      importPreview,
      importProfiles,
      exportClients,
      exportPayments,
      exportInvoices,
      exportVisits,
    ],
  },
  { title: 'The file', commands: [undo, log, backup, init, settings, demo] },
]

export const commands: readonly Command[] = commandGroups.flatMap((group) => group.commands)
