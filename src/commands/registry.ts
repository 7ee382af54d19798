/** Generated from commands/index.ts by `npm run generate`; do not edit. */
import type { CommandEntry } from '../cli/define.ts'

export const registry: readonly { readonly title: string; readonly commands: readonly CommandEntry[] }[] = [
  {
    title: 'Every day',
    commands: [
      { name: 'today', summary: 'Whom to see today and what to follow up', operands: [], load: async () => (await import('./today.ts')).today },
      { name: 'add', summary: 'Add the card of a client', operands: ['<name>'], load: async () => (await import('./client/add.ts')).add },
      { name: 'show', summary: 'Show the card of a client: who, how to treat, trust, money, purchases, contact, latest facts', operands: ['<client>'], load: async () => (await import('./client/show.ts')).show },
      { name: 'pay', summary: 'Record money received from a client', operands: ['<client>', '<amount>'], load: async () => (await import('./payment/pay.ts')).pay },
      { name: 'invoice', summary: 'Record an invoice: what a client owes, and until when', operands: ['<client>', '<amount>'], load: async () => (await import('./invoice/invoice.ts')).invoice },
      { name: 'visit', summary: 'Record a contact with a client, or plan one', operands: ['<client>'], load: async () => (await import('./visit/visit.ts')).visit },
      { name: 'refund', summary: 'Record money given back: of a sale, or of credit that waits', operands: ['<client>', '<amount>'], load: async () => (await import('./payment/refund.ts')).refund },
    ],
  },
  {
    title: 'Clients',
    commands: [
      { name: 'list', summary: 'List the clients, by name', operands: [], load: async () => (await import('./client/list.ts')).list },
      { name: 'find', summary: 'Find a text in any part of any field: cards, payments, visits, days, amounts; archived clients too', operands: ['<text>'], load: async () => (await import('./client/find.ts')).find },
      { name: 'edit', summary: 'Change the card of a client; an empty value clears', operands: ['<client>'], load: async () => (await import('./client/edit.ts')).edit },
      { name: 'archive', summary: 'Hide a client from list and today; reports keep the facts', operands: ['<client>'], load: async () => (await import('./client/archive.ts')).archive },
      { name: 'history', summary: 'Every change of a client: when, what, before and after; what was undone is marked', operands: ['<client>'], load: async () => (await import('./client/history.ts')).history },
      { name: 'categories list', summary: 'List the categories with their policy and the number of clients in each', operands: [], load: async () => (await import('./category/list.ts')).categoriesList },
      { name: 'categories add', summary: 'Add a category and how its clients are handled', operands: ['<name>'], load: async () => (await import('./category/add.ts')).categoriesAdd },
      { name: 'categories show', summary: 'Show one category: its policy and how many clients it has', operands: ['<name>'], load: async () => (await import('./category/show.ts')).categoriesShow },
      { name: 'categories edit', summary: 'Change the name or the policy of a category; an empty value clears', operands: ['<name>'], load: async () => (await import('./category/edit.ts')).categoriesEdit },
      { name: 'categories remove', summary: 'Remove a category; its clients, if any, move to another', operands: ['<name>'], load: async () => (await import('./category/remove.ts')).categoriesRemove },
    ],
  },
  {
    title: 'Invoices',
    commands: [
      { name: 'invoices list', summary: 'List invoices, newest first, with what is open of them', operands: [], load: async () => (await import('./invoice/list.ts')).invoicesList },
      { name: 'invoices show', summary: 'Show an invoice: what settled it, its disputes, and how late it is', operands: ['<number>'], load: async () => (await import('./invoice/show.ts')).invoicesShow },
      { name: 'invoices void', summary: 'Take an invoice for one that never was, with its credit notes and write-offs', operands: ['<number>'], load: async () => (await import('./invoice/void.ts')).invoicesVoid },
      { name: 'invoices dispute', summary: 'Note that a client disputes an invoice; until it is resolved no lateness counts', operands: ['<number>'], load: async () => (await import('./invoice/dispute.ts')).invoicesDispute },
      { name: 'invoices resolve', summary: 'End the dispute of an invoice; from then on its lateness counts again', operands: ['<number>'], load: async () => (await import('./invoice/resolve.ts')).invoicesResolve },
      { name: 'invoices credit', summary: 'Record a credit note: less is owed on an invoice, and less was bought', operands: ['<number>', '<amount>'], load: async () => (await import('./invoice/credit.ts')).invoicesCredit },
      { name: 'invoices write-off', summary: 'Give up what is open of an invoice, all of it or an amount', operands: ['<number>', '[amount]'], load: async () => (await import('./invoice/write-off.ts')).invoicesWriteOff },
    ],
  },
  {
    title: 'Payments and visits',
    commands: [
      { name: 'payments list', summary: 'List payments and refunds, newest first, with their total', operands: [], load: async () => (await import('./payment/list.ts')).paymentsList },
      { name: 'payments edit', summary: 'Correct a payment; an empty value clears', operands: ['<payment>'], load: async () => (await import('./payment/edit.ts')).paymentsEdit },
      { name: 'payments void', summary: 'Take a payment for one that never was: a bounced cheque, a mistake', operands: ['<payment>'], load: async () => (await import('./payment/void.ts')).paymentsVoid },
      { name: 'visits list', summary: 'List contacts, newest day first', operands: [], load: async () => (await import('./visit/list.ts')).visitsList },
      { name: 'visits edit', summary: 'Correct a contact; an empty value clears', operands: ['<number>'], load: async () => (await import('./visit/edit.ts')).visitsEdit },
      { name: 'visits void', summary: 'Declare a contact a mistake: it never was, but its row stays', operands: ['<number>'], load: async () => (await import('./visit/void.ts')).visitsVoid },
      { name: 'visits done', summary: 'Complete a planned contact: how it went, or that it was cancelled', operands: ['<number>'], load: async () => (await import('./visit/done.ts')).visitsDone },
    ],
  },
  {
    title: 'Trust',
    commands: [
      { name: 'incident', summary: 'Record something a client did that bears on trust', operands: ['<client>', '<sign>'], load: async () => (await import('./trust/incident.ts')).incident },
      { name: 'warn', summary: 'Record that a client was warned about a sign of trust, or withdraw the warning', operands: ['<client>', '<sign>'], load: async () => (await import('./trust/warn.ts')).warn },
      { name: 'project', summary: 'Open a project with a client; how it closes bears on trust', operands: ['<client>', '<title>'], load: async () => (await import('./trust/undertaking-begin.ts')).project },
      { name: 'agreement', summary: 'Record what was agreed with a client; kept or breached, it bears on trust', operands: ['<client>', '<title>'], load: async () => (await import('./trust/undertaking-begin.ts')).agreement },
      { name: 'incidents list', summary: 'List incidents, newest first', operands: [], load: async () => (await import('./trust/incident-list.ts')).incidentsList },
      { name: 'incidents resolve', summary: 'Settle an incident: it stays a fact of its day, and stands open no longer', operands: ['<number>'], load: async () => (await import('./trust/incident-resolve.ts')).incidentsResolve },
      { name: 'projects list', summary: 'List projects, newest first', operands: [], load: async () => (await import('./trust/undertaking-list.ts')).projectsList },
      { name: 'projects close', summary: 'Close a project, and say how it went', operands: ['<number>'], load: async () => (await import('./trust/undertaking-end.ts')).projectsClose },
      { name: 'agreements list', summary: 'List agreements, newest first', operands: [], load: async () => (await import('./trust/undertaking-list.ts')).agreementsList },
      { name: 'agreements end', summary: 'End an agreement: the client kept it, or breached it', operands: ['<number>'], load: async () => (await import('./trust/undertaking-end.ts')).agreementsEnd },
    ],
  },
  {
    title: 'Reports',
    commands: [
      { name: 'report abc', summary: 'Rank clients by what they bought into classes A, B and C', operands: [], load: async () => (await import('./report/abc.ts')).reportAbc },
      { name: 'report aging', summary: 'Show who owes, how long it is past due, and how they usually pay', operands: [], load: async () => (await import('./report/aging.ts')).reportAging },
      { name: 'report trust', summary: 'Say whom to trust and why: a verdict on each client, with reasons and what to do', operands: ['[client]'], load: async () => (await import('./report/trust.ts')).reportTrust },
      { name: 'report categories', summary: 'Say which category of clients brings most: purchases, payments, average and share', operands: [], load: async () => (await import('./report/categories.ts')).reportCategories },
    ],
  },
  {
    title: 'Tables in and out',
    commands: [
      { name: 'import clients', summary: 'Read the cards of clients from a CSV file, whole or not at all', operands: ['<file>'], load: async () => (await import('./import/clients.ts')).importClients },
      { name: 'import payments', summary: 'Read payments and refunds from a CSV file, whole or not at all', operands: ['<file>'], load: async () => (await import('./import/payments.ts')).importPayments },
      { name: 'import invoices', summary: 'Read invoices and what settled them from a CSV file, whole or not at all', operands: ['<file>'], load: async () => (await import('./import/invoices.ts')).importInvoices },
      { name: 'import visits', summary: 'Read visits and other contacts from a CSV file, whole or not at all', operands: ['<file>'], load: async () => (await import('./import/visits.ts')).importVisits },
      { name: 'import preview', summary: 'Show how a table would be read, and write it out clean with --format csv', operands: ['<file>'], load: async () => (await import('./import/preview.ts')).importPreview },
      { name: 'import profiles', summary: 'List the layouts that import knows, and those saved with --save-profile', operands: [], load: async () => (await import('./import/profiles.ts')).importProfiles },
      { name: 'export clients', summary: 'Write all cards, archived ones too, as a file that import takes back', operands: [], load: async () => (await import('./export/clients.ts')).exportClients },
      { name: 'export payments', summary: 'Write payments and refunds as a file that import takes back; those of imported invoices are with the invoices', operands: [], load: async () => (await import('./export/payments.ts')).exportPayments },
      { name: 'export invoices', summary: 'Write invoices, with the payments they were imported with, as a file that import takes back', operands: [], load: async () => (await import('./export/invoices.ts')).exportInvoices },
      { name: 'export visits', summary: 'Write visits and other contacts as a file that import takes back', operands: [], load: async () => (await import('./export/visits.ts')).exportVisits },
    ],
  },
  {
    title: 'The file',
    commands: [
      { name: 'undo', summary: 'Take back the newest operation; said again, the one before it', operands: [], load: async () => (await import('./file/undo.ts')).undo },
      { name: 'log', summary: 'List every operation, newest first, and which were undone', operands: [], load: async () => (await import('./file/log.ts')).log },
      { name: 'backup', summary: 'Copy the whole client file, also while it is in use', operands: ['<file>'], load: async () => (await import('./file/backup.ts')).backup },
      { name: 'init', summary: 'Make a new client file, with its currency, country, decimal mark and day order', operands: [], load: async () => (await import('./file/init.ts')).init },
      { name: 'settings', summary: 'Show what can be set, or set one: settings decimal point', operands: ['[key]', '[value]'], load: async () => (await import('./file/settings.ts')).settings },
      { name: 'demo', summary: 'Import an invented practice into a throwaway file and look at it', operands: [], load: async () => (await import('./demo.ts')).demo },
    ],
  },
]
