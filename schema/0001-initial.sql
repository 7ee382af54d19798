-- The client file of one small business.
--
-- Conventions: money is an INTEGER of minor units of the file's one currency; a day is TEXT `YYYY-MM-DD` (checked to exist in the
-- calendar); a flag is 0 or 1. Rows made by a command carry its operation in `operation_id`; NULL there means the row came with the
-- new file. Before-images of updated and deleted rows go to `change` (0002), so that undo and history need nothing from commands.
-- A void row (`voided_on`) never existed, on any day; it stays to be seen.

CREATE TABLE operation (
  id        INTEGER PRIMARY KEY AUTOINCREMENT,
  at        TEXT    NOT NULL,                                    -- UTC, ISO 8601, to the second
  command   TEXT    NOT NULL,                                    -- 'pay', 'import payments', ...
  details   TEXT    NOT NULL DEFAULT '{}' CHECK (json_valid(details)), -- ids and counts, never personal values
  undone_by INTEGER REFERENCES operation (id)                    -- the 'undo' operation that took it back
) STRICT;

-- What a row was before an operation updated or deleted it.
CREATE TABLE change (
  id           INTEGER PRIMARY KEY,
  operation_id INTEGER NOT NULL REFERENCES operation (id),
  table_name   TEXT    NOT NULL,
  row_id       INTEGER NOT NULL,
  action       TEXT    NOT NULL CHECK (action IN ('update', 'delete')),
  before       TEXT    NOT NULL CHECK (json_valid(before))
) STRICT;
CREATE INDEX change_operation ON change (operation_id);
CREATE INDEX change_row ON change (table_name, row_id);

CREATE TABLE setting (
  key          TEXT PRIMARY KEY,
  value        TEXT NOT NULL,
  operation_id INTEGER REFERENCES operation (id)
) STRICT;

-- A group the owner defines; it carries the policy for how its clients are handled.
CREATE TABLE category (
  id               INTEGER PRIMARY KEY,
  operation_id     INTEGER REFERENCES operation (id),
  name             TEXT    NOT NULL COLLATE NOCASE UNIQUE CHECK (length(trim(name)) > 0),
  attention        TEXT    NOT NULL DEFAULT 'normal' CHECK (attention IN ('normal', 'high', 'careful')),
  advice           TEXT,
  prepay_percent   INTEGER CHECK (prepay_percent BETWEEN 0 AND 100),
  terms_days       INTEGER CHECK (terms_days BETWEEN 0 AND 3650),
  visit_every_days INTEGER CHECK (visit_every_days BETWEEN 1 AND 3650)
) STRICT;

CREATE TABLE operator (
  id           INTEGER PRIMARY KEY,
  operation_id INTEGER REFERENCES operation (id),
  name         TEXT    NOT NULL COLLATE NOCASE UNIQUE CHECK (length(trim(name)) > 0)
) STRICT;

-- A system that files come from (`--from`): references are unique within one.
CREATE TABLE import_system (
  id           INTEGER PRIMARY KEY,
  operation_id INTEGER REFERENCES operation (id),
  name         TEXT    NOT NULL COLLATE NOCASE UNIQUE CHECK (length(trim(name)) > 0)
) STRICT;

CREATE TABLE client (
  id                 INTEGER PRIMARY KEY AUTOINCREMENT,          -- never used twice, even after undo
  operation_id       INTEGER NOT NULL REFERENCES operation (id),
  name               TEXT    NOT NULL CHECK (length(trim(name)) > 0),
  name_folded        TEXT    NOT NULL,                           -- without case and accents, for look-up
  kind               TEXT    NOT NULL DEFAULT 'person' CHECK (kind IN ('person', 'company')),
  status             TEXT    NOT NULL DEFAULT 'active' CHECK (status IN ('prospect', 'active', 'former')),
  category_id        INTEGER NOT NULL REFERENCES category (id),
  phone              TEXT,                                       -- as typed
  phone_e164         TEXT,                                       -- as dialled from anywhere; NULL if not understood
  email              TEXT    COLLATE NOCASE,
  address            TEXT,
  postcode           TEXT,
  city               TEXT,
  region             TEXT,
  country            TEXT,
  card               TEXT,
  birthday           TEXT    CHECK (date(birthday) IS birthday),
  source             TEXT,                                       -- how the client came to us
  operator_id        INTEGER REFERENCES operator (id),
  attitude           TEXT    CHECK (attitude IN ('loyal', 'switcher', 'unattached')),
  consent_mail       INTEGER CHECK (consent_mail IN (0, 1)),     -- NULL: never asked
  consent_sms        INTEGER CHECK (consent_sms IN (0, 1)),
  avoid              TEXT,                                       -- topics to avoid
  note               TEXT,
  credit_limit_minor INTEGER CHECK (credit_limit_minor BETWEEN 0 AND 1000000000000),
  added_on           TEXT    NOT NULL CHECK (date(added_on) IS added_on),
  checked_on         TEXT    CHECK (date(checked_on) IS checked_on), -- when the card was last confirmed or edited
  archived_on        TEXT    CHECK (date(archived_on) IS archived_on),
  import_key         TEXT                                        -- of the row without a reference that it came from; see below
) STRICT;
CREATE INDEX client_category ON client (category_id);
CREATE INDEX client_operator ON client (operator_id) WHERE operator_id IS NOT NULL;
CREATE INDEX client_name ON client (name_folded);
CREATE INDEX client_phone ON client (phone_e164) WHERE phone_e164 IS NOT NULL;
CREATE INDEX client_email ON client (email) WHERE email IS NOT NULL;
CREATE INDEX client_card ON client (card) WHERE card IS NOT NULL;
CREATE UNIQUE INDEX client_import ON client (import_key) WHERE import_key IS NOT NULL;

-- What other systems call a client.
CREATE TABLE client_reference (
  id            INTEGER PRIMARY KEY,
  operation_id  INTEGER NOT NULL REFERENCES operation (id),
  client_id     INTEGER NOT NULL REFERENCES client (id),
  system_id     INTEGER NOT NULL REFERENCES import_system (id),
  reference     TEXT    NOT NULL CHECK (length(reference) > 0),
  imported_hash TEXT,                                            -- of the card's row as last imported; NULL: typed by hand
  UNIQUE (system_id, reference)
) STRICT;
CREATE INDEX client_reference_client ON client_reference (client_id);
CREATE INDEX client_reference_text ON client_reference (reference);

-- `import_key` names an imported row: a hash of (system, reference), or of (system, the row's facts, how often they came before).
-- `imported_hash` is the row's content as last imported, to tell an unchanged row from an updated one.

CREATE TABLE invoice (
  id            INTEGER PRIMARY KEY AUTOINCREMENT,
  operation_id  INTEGER NOT NULL REFERENCES operation (id),
  client_id     INTEGER NOT NULL REFERENCES client (id),
  number        TEXT    NOT NULL UNIQUE CHECK (length(number) > 0),
  issued_on     TEXT    NOT NULL CHECK (date(issued_on) IS issued_on),
  due_on        TEXT    NOT NULL CHECK (date(due_on) IS due_on),
  amount_minor  INTEGER NOT NULL CHECK (amount_minor BETWEEN 0 AND 1000000000000),
  purpose       TEXT,
  voided_on     TEXT    CHECK (date(voided_on) IS voided_on),
  import_key    TEXT,
  imported_hash TEXT
) STRICT;
CREATE INDEX invoice_client ON invoice (client_id, issued_on, voided_on, amount_minor);
CREATE UNIQUE INDEX invoice_import ON invoice (import_key) WHERE import_key IS NOT NULL;

-- Lowers what is owed on an invoice, and purchases.
CREATE TABLE credit_note (
  id           INTEGER PRIMARY KEY AUTOINCREMENT,
  operation_id INTEGER NOT NULL REFERENCES operation (id),
  invoice_id   INTEGER NOT NULL REFERENCES invoice (id),
  credited_on  TEXT    NOT NULL CHECK (date(credited_on) IS credited_on),
  amount_minor INTEGER NOT NULL CHECK (amount_minor BETWEEN 1 AND 1000000000000),
  note         TEXT
) STRICT;
CREATE INDEX credit_note_invoice ON credit_note (invoice_id);

-- Given up: lowers what is owed on an invoice, not purchases.
CREATE TABLE write_off (
  id             INTEGER PRIMARY KEY AUTOINCREMENT,
  operation_id   INTEGER NOT NULL REFERENCES operation (id),
  invoice_id     INTEGER NOT NULL REFERENCES invoice (id),
  written_off_on TEXT    NOT NULL CHECK (date(written_off_on) IS written_off_on),
  amount_minor   INTEGER NOT NULL CHECK (amount_minor BETWEEN 1 AND 1000000000000),
  note           TEXT
) STRICT;
CREATE INDEX write_off_invoice ON write_off (invoice_id);

CREATE TABLE dispute (
  id             INTEGER PRIMARY KEY AUTOINCREMENT,
  operation_id   INTEGER NOT NULL REFERENCES operation (id),
  invoice_id     INTEGER NOT NULL REFERENCES invoice (id),
  started_on     TEXT    NOT NULL CHECK (date(started_on) IS started_on),
  ended_on       TEXT    CHECK (date(ended_on) IS ended_on AND ended_on >= started_on),
  takes_days_off INTEGER NOT NULL DEFAULT 1 CHECK (takes_days_off IN (0, 1)) -- 0: an imported yes/no, which ends when paid in full
) STRICT;
CREATE INDEX dispute_invoice ON dispute (invoice_id);

-- Money received; a negative amount is a refund of the same kind.
CREATE TABLE payment (
  id            INTEGER PRIMARY KEY AUTOINCREMENT,
  operation_id  INTEGER NOT NULL REFERENCES operation (id),
  client_id     INTEGER NOT NULL REFERENCES client (id),
  paid_on       TEXT    NOT NULL CHECK (date(paid_on) IS paid_on),
  amount_minor  INTEGER NOT NULL CHECK (amount_minor BETWEEN -1000000000000 AND 1000000000000),
  kind          TEXT    NOT NULL CHECK (kind IN ('sale', 'account')),
  kind_guessed  INTEGER NOT NULL DEFAULT 0 CHECK (kind_guessed IN (0, 1)), -- 1: nobody said which; an invoice entered later may ask
  method        TEXT,
  reference     TEXT,
  invoice_id    INTEGER REFERENCES invoice (id),                 -- settles this one first
  note          TEXT,
  voided_on     TEXT    CHECK (date(voided_on) IS voided_on),
  import_key    TEXT,
  imported_hash TEXT
) STRICT;
CREATE INDEX payment_client ON payment (client_id, paid_on, kind, voided_on, amount_minor);
CREATE INDEX payment_invoice ON payment (invoice_id) WHERE invoice_id IS NOT NULL;
CREATE UNIQUE INDEX payment_import ON payment (import_key) WHERE import_key IS NOT NULL;

-- A cache of the replay of one client's facts (computed, never entered): what settled what, and from which day it counts.
CREATE TABLE allocation (
  id           INTEGER PRIMARY KEY,
  client_id    INTEGER NOT NULL REFERENCES client (id) ON DELETE CASCADE,
  payment_id   INTEGER NOT NULL REFERENCES payment (id) ON DELETE CASCADE,
  invoice_id   INTEGER NOT NULL REFERENCES invoice (id) ON DELETE CASCADE,
  amount_minor INTEGER NOT NULL CHECK (amount_minor > 0),
  effective_on TEXT    NOT NULL CHECK (date(effective_on) IS effective_on)
) STRICT;
CREATE INDEX allocation_client ON allocation (client_id);
CREATE INDEX allocation_payment ON allocation (payment_id);
CREATE INDEX allocation_invoice ON allocation (invoice_id);

-- Any contact, planned or past.
CREATE TABLE visit (
  id              INTEGER PRIMARY KEY AUTOINCREMENT,
  operation_id    INTEGER NOT NULL REFERENCES operation (id),
  client_id       INTEGER NOT NULL REFERENCES client (id),
  day             TEXT    NOT NULL CHECK (date(day) IS day),
  time            TEXT    CHECK (time GLOB '[0-2][0-9]:[0-5][0-9]' AND time < '24'),
  kind            TEXT    NOT NULL DEFAULT 'visit' CHECK (kind IN ('visit', 'reception', 'meeting', 'call', 'letter', 'message')),
  outcome         TEXT    NOT NULL CHECK (outcome IN ('planned', 'kept', 'no_show', 'cancelled')),
  cancelled_by    TEXT    CHECK (cancelled_by IN ('client', 'us')),
  notice_hours    INTEGER CHECK (notice_hours BETWEEN 0 AND 10000),
  late_minutes    INTEGER CHECK (late_minutes BETWEEN 0 AND 1440), -- NULL: not said
  patience        INTEGER CHECK (patience BETWEEN 1 AND 5),
  kindness        INTEGER CHECK (kindness BETWEEN 1 AND 5),
  professionalism INTEGER CHECK (professionalism BETWEEN 1 AND 5),
  operator_id     INTEGER REFERENCES operator (id),
  reference       TEXT,
  note            TEXT,
  follow_up_on    TEXT    CHECK (date(follow_up_on) IS follow_up_on), -- closed by the next contact
  voided_on       TEXT    CHECK (date(voided_on) IS voided_on),
  import_key      TEXT,
  imported_hash   TEXT,
  CHECK ((outcome = 'cancelled') = (cancelled_by IS NOT NULL)),
  CHECK (notice_hours IS NULL OR cancelled_by = 'client'),
  CHECK (late_minutes IS NULL OR outcome = 'kept'),
  CHECK ((patience IS NULL) = (kindness IS NULL) AND (patience IS NULL) = (professionalism IS NULL))
) STRICT;
CREATE INDEX visit_client ON visit (client_id, day, outcome, kind, voided_on);
CREATE INDEX visit_planned ON visit (day) WHERE outcome = 'planned';
CREATE INDEX visit_follow_up ON visit (follow_up_on) WHERE follow_up_on IS NOT NULL;
CREATE INDEX visit_operator ON visit (operator_id) WHERE operator_id IS NOT NULL;
CREATE UNIQUE INDEX visit_import ON visit (import_key) WHERE import_key IS NOT NULL;

-- Something a client did, filed under one of the five signs of trust.
CREATE TABLE incident (
  id           INTEGER PRIMARY KEY AUTOINCREMENT,
  operation_id INTEGER NOT NULL REFERENCES operation (id),
  client_id    INTEGER NOT NULL REFERENCES client (id),
  sign         TEXT    NOT NULL CHECK (sign IN ('payment', 'behaviour', 'projects', 'time', 'honesty')),
  severity     INTEGER NOT NULL CHECK (severity BETWEEN 1 AND 3),
  occurred_on  TEXT    NOT NULL CHECK (date(occurred_on) IS occurred_on),
  our_fault    INTEGER NOT NULL DEFAULT 0 CHECK (our_fault IN (0, 1)),
  resolved_on  TEXT    CHECK (date(resolved_on) IS resolved_on),
  note         TEXT
) STRICT;
CREATE INDEX incident_client ON incident (client_id, occurred_on);

CREATE TABLE warning (
  id           INTEGER PRIMARY KEY AUTOINCREMENT,
  operation_id INTEGER NOT NULL REFERENCES operation (id),
  client_id    INTEGER NOT NULL REFERENCES client (id),
  sign         TEXT    NOT NULL CHECK (sign IN ('payment', 'behaviour', 'projects', 'time', 'honesty')),
  warned_on    TEXT    NOT NULL CHECK (date(warned_on) IS warned_on),
  withdrawn_on TEXT    CHECK (date(withdrawn_on) IS withdrawn_on)
) STRICT;
CREATE INDEX warning_client ON warning (client_id, warned_on);

CREATE TABLE project (
  id           INTEGER PRIMARY KEY AUTOINCREMENT,
  operation_id INTEGER NOT NULL REFERENCES operation (id),
  client_id    INTEGER NOT NULL REFERENCES client (id),
  title        TEXT    NOT NULL CHECK (length(trim(title)) > 0),
  opened_on    TEXT    NOT NULL CHECK (date(opened_on) IS opened_on),
  closed_on    TEXT    CHECK (date(closed_on) IS closed_on),
  outcome      TEXT    CHECK (outcome IN ('agreed', 'exemplary', 'mismanaged')),
  CHECK ((closed_on IS NULL) = (outcome IS NULL))
) STRICT;
CREATE INDEX project_client ON project (client_id);

CREATE TABLE agreement (
  id           INTEGER PRIMARY KEY AUTOINCREMENT,
  operation_id INTEGER NOT NULL REFERENCES operation (id),
  client_id    INTEGER NOT NULL REFERENCES client (id),
  title        TEXT    NOT NULL CHECK (length(trim(title)) > 0),
  made_on      TEXT    NOT NULL CHECK (date(made_on) IS made_on),
  ended_on     TEXT    CHECK (date(ended_on) IS ended_on),
  outcome      TEXT    CHECK (outcome IN ('kept', 'breached')),
  CHECK ((ended_on IS NULL) = (outcome IS NULL))
) STRICT;
CREATE INDEX agreement_client ON agreement (client_id);
