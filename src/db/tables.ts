/** Generated from schema/ by `npm run generate`; do not edit. */
import type { Generated } from 'kysely'

export interface AgreementTable {
  id: Generated<number>
  operation_id: number
  client_id: number
  title: string
  made_on: string
  ended_on: string | null
  outcome: 'kept' | 'breached' | null
}

export interface AllocationTable {
  client_id: Generated<number>
  invoice_id: Generated<number>
  part: Generated<number>
  source: 'payment' | 'credit_note' | 'write_off'
  source_id: number
  settles_as: 'payment' | 'credit_note' | 'write_off'
  amount_minor: number
  effective_on: string
}

export interface CategoryTable {
  id: Generated<number>
  operation_id: number | null
  name: string
  attention: Generated<'normal' | 'high' | 'careful'>
  advice: string | null
  prepay_percent: number | null
  terms_days: number | null
  visit_every_days: number | null
}

export interface ChangeTable {
  id: Generated<number>
  operation_id: number
  table_name: string
  row_id: number
  action: 'update' | 'delete'
  before: string
}

export interface ClientTable {
  id: Generated<number>
  operation_id: number
  name: string
  name_folded: string
  kind: Generated<'person' | 'company'>
  status: Generated<'prospect' | 'active' | 'former'>
  category_id: number
  phone: string | null
  phone_e164: string | null
  email: string | null
  address: string | null
  postcode: string | null
  city: string | null
  region: string | null
  country: string | null
  card: string | null
  birthday: string | null
  source: string | null
  operator_id: number | null
  attitude: 'loyal' | 'switcher' | 'unattached' | null
  consent_mail: number | null
  consent_sms: number | null
  avoid: string | null
  note: string | null
  credit_limit_minor: number | null
  added_on: string
  checked_on: string | null
  archived_on: string | null
  import_key: string | null
}

export interface ClientReferenceTable {
  id: Generated<number>
  operation_id: number
  client_id: number
  system_id: number
  reference: string
  imported_hash: string | null
}

export interface ClientRowTable {
  id: Generated<number>
  operation_id: number
  client_id: number
  import_key: string
}

export interface CreditNoteTable {
  id: Generated<number>
  operation_id: number
  invoice_id: number
  credited_on: string
  amount_minor: number
  note: string | null
}

export interface DisputeTable {
  id: Generated<number>
  operation_id: number
  invoice_id: number
  started_on: string
  ended_on: string | null
  takes_days_off: Generated<number>
  import_key: string | null
  imported_hash: string | null
}

export interface ImportProfileTable {
  id: Generated<number>
  operation_id: number
  name: string
  kind: 'clients' | 'payments' | 'invoices' | 'visits'
  definition: string
}

export interface ImportSystemTable {
  id: Generated<number>
  operation_id: number | null
  name: string
}

export interface IncidentTable {
  id: Generated<number>
  operation_id: number
  client_id: number
  sign: 'payment' | 'behaviour' | 'projects' | 'time' | 'honesty'
  severity: number
  occurred_on: string
  our_fault: Generated<number>
  resolved_on: string | null
  note: string | null
}

export interface InvoiceTable {
  id: Generated<number>
  operation_id: number
  client_id: number
  number: string
  issued_on: string
  due_on: string
  amount_minor: number
  purpose: string | null
  voided_on: string | null
  import_key: string | null
  imported_hash: string | null
}

export interface OperationTable {
  id: Generated<number>
  at: string
  command: string
  details: Generated<string>
  undone_by: number | null
}

export interface OperatorTable {
  id: Generated<number>
  operation_id: number | null
  name: string
}

export interface PaymentTable {
  id: Generated<number>
  operation_id: number
  client_id: number
  paid_on: string
  amount_minor: number
  kind: 'sale' | 'account'
  kind_guessed: Generated<number>
  method: string | null
  reference: string | null
  invoice_id: number | null
  note: string | null
  voided_on: string | null
  import_key: string | null
  imported_hash: string | null
}

export interface ProjectTable {
  id: Generated<number>
  operation_id: number
  client_id: number
  title: string
  opened_on: string
  closed_on: string | null
  outcome: 'agreed' | 'exemplary' | 'mismanaged' | null
}

export interface SettingTable {
  key: Generated<string>
  value: string
  operation_id: number | null
}

export interface VisitTable {
  id: Generated<number>
  operation_id: number
  client_id: number
  day: string
  time: string | null
  kind: Generated<'visit' | 'reception' | 'meeting' | 'call' | 'letter' | 'message'>
  outcome: 'planned' | 'kept' | 'no_show' | 'cancelled'
  cancelled_by: 'client' | 'us' | null
  notice_hours: number | null
  late_minutes: number | null
  patience: number | null
  kindness: number | null
  professionalism: number | null
  operator_id: number | null
  reference: string | null
  note: string | null
  follow_up_on: string | null
  voided_on: string | null
  import_key: string | null
  imported_hash: string | null
}

export interface WarningTable {
  id: Generated<number>
  operation_id: number
  client_id: number
  sign: 'payment' | 'behaviour' | 'projects' | 'time' | 'honesty'
  warned_on: string
  withdrawn_on: string | null
}

export interface WriteOffTable {
  id: Generated<number>
  operation_id: number
  invoice_id: number
  written_off_on: string
  amount_minor: number
  note: string | null
}

export interface Tables {
  agreement: AgreementTable
  allocation: AllocationTable
  category: CategoryTable
  change: ChangeTable
  client: ClientTable
  client_reference: ClientReferenceTable
  client_row: ClientRowTable
  credit_note: CreditNoteTable
  dispute: DisputeTable
  import_profile: ImportProfileTable
  import_system: ImportSystemTable
  incident: IncidentTable
  invoice: InvoiceTable
  operation: OperationTable
  operator: OperatorTable
  payment: PaymentTable
  project: ProjectTable
  setting: SettingTable
  visit: VisitTable
  warning: WarningTable
  write_off: WriteOffTable
}
