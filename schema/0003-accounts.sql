-- Invoices get their commands: the cache of what settled them holds credit notes and write-offs too, and is read a million rows at a time.

DROP TABLE allocation;
-- A cache of the replay of each client's account (computed, never entered; PRODUCT.md section 4): the parts that lowered an invoice, in the
-- order in which they took effect. Those of `effective_on` up to a day are what a replay up to that day comes to.
CREATE TABLE allocation (
  client_id    INTEGER NOT NULL REFERENCES client (id) ON DELETE CASCADE,
  invoice_id   INTEGER NOT NULL,
  part         INTEGER NOT NULL,                                 -- 1, 2, ... of one invoice
  source       TEXT    NOT NULL CHECK (source IN ('payment', 'credit_note', 'write_off')),
  source_id    INTEGER NOT NULL,
  settles_as   TEXT    NOT NULL CHECK (settles_as IN ('payment', 'credit_note', 'write_off')), -- credit freed on another invoice pays
  amount_minor INTEGER NOT NULL CHECK (amount_minor > 0),
  effective_on TEXT    NOT NULL CHECK (date(effective_on) IS effective_on),
  PRIMARY KEY (client_id, invoice_id, part)
) STRICT, WITHOUT ROWID;

-- With the due day, so that aging and trust read a million invoices without a look into the table.
DROP INDEX invoice_client;
CREATE INDEX invoice_client ON invoice (client_id, issued_on, voided_on, amount_minor, due_on);

-- The key of the invoice's row that an imported dispute came with, and what that row said of it when it was last imported.
ALTER TABLE dispute ADD COLUMN import_key TEXT;
ALTER TABLE dispute ADD COLUMN imported_hash TEXT;
CREATE UNIQUE INDEX dispute_import ON dispute (import_key) WHERE import_key IS NOT NULL;

DROP TRIGGER dispute_updated;
DROP TRIGGER dispute_deleted;
CREATE TRIGGER dispute_updated AFTER UPDATE ON dispute BEGIN
  INSERT INTO change (operation_id, table_name, row_id, action, before) VALUES ((SELECT max(id) FROM operation), 'dispute', OLD.rowid, 'update', json_object(
    'id', OLD.id, 'operation_id', OLD.operation_id, 'invoice_id', OLD.invoice_id, 'started_on', OLD.started_on, 'ended_on', OLD.ended_on,
    'takes_days_off', OLD.takes_days_off, 'import_key', OLD.import_key, 'imported_hash', OLD.imported_hash));
END;
CREATE TRIGGER dispute_deleted AFTER DELETE ON dispute WHEN (SELECT command FROM operation ORDER BY id DESC LIMIT 1) <> 'undo' BEGIN
  INSERT INTO change (operation_id, table_name, row_id, action, before) VALUES ((SELECT max(id) FROM operation), 'dispute', OLD.rowid, 'delete', json_object(
    'id', OLD.id, 'operation_id', OLD.operation_id, 'invoice_id', OLD.invoice_id, 'started_on', OLD.started_on, 'ended_on', OLD.ended_on,
    'takes_days_off', OLD.takes_days_off, 'import_key', OLD.import_key, 'imported_hash', OLD.imported_hash));
END;
