-- Before-images: every update and delete of a row that commands may change is kept in `change`, under the newest operation. Undo deletes
-- the rows an operation made and needs no image of those; it keeps the images of what it sets back, so that history shows both ways.
-- A migration that adds a column to one of these tables must make its two triggers anew (a test holds them against the columns).

CREATE TRIGGER setting_updated AFTER UPDATE ON setting BEGIN
  INSERT INTO change (operation_id, table_name, row_id, action, before) VALUES ((SELECT max(id) FROM operation), 'setting', OLD.rowid, 'update', json_object(
    'key', OLD.key, 'value', OLD.value, 'operation_id', OLD.operation_id));
END;
CREATE TRIGGER setting_deleted AFTER DELETE ON setting WHEN (SELECT command FROM operation ORDER BY id DESC LIMIT 1) <> 'undo' BEGIN
  INSERT INTO change (operation_id, table_name, row_id, action, before) VALUES ((SELECT max(id) FROM operation), 'setting', OLD.rowid, 'delete', json_object(
    'key', OLD.key, 'value', OLD.value, 'operation_id', OLD.operation_id));
END;

CREATE TRIGGER category_updated AFTER UPDATE ON category BEGIN
  INSERT INTO change (operation_id, table_name, row_id, action, before) VALUES ((SELECT max(id) FROM operation), 'category', OLD.rowid, 'update', json_object(
    'id', OLD.id, 'operation_id', OLD.operation_id, 'name', OLD.name, 'attention', OLD.attention, 'advice', OLD.advice,
    'prepay_percent', OLD.prepay_percent, 'terms_days', OLD.terms_days, 'visit_every_days', OLD.visit_every_days));
END;
CREATE TRIGGER category_deleted AFTER DELETE ON category WHEN (SELECT command FROM operation ORDER BY id DESC LIMIT 1) <> 'undo' BEGIN
  INSERT INTO change (operation_id, table_name, row_id, action, before) VALUES ((SELECT max(id) FROM operation), 'category', OLD.rowid, 'delete', json_object(
    'id', OLD.id, 'operation_id', OLD.operation_id, 'name', OLD.name, 'attention', OLD.attention, 'advice', OLD.advice,
    'prepay_percent', OLD.prepay_percent, 'terms_days', OLD.terms_days, 'visit_every_days', OLD.visit_every_days));
END;

CREATE TRIGGER operator_updated AFTER UPDATE ON operator BEGIN
  INSERT INTO change (operation_id, table_name, row_id, action, before) VALUES ((SELECT max(id) FROM operation), 'operator', OLD.rowid, 'update', json_object(
    'id', OLD.id, 'operation_id', OLD.operation_id, 'name', OLD.name));
END;
CREATE TRIGGER operator_deleted AFTER DELETE ON operator WHEN (SELECT command FROM operation ORDER BY id DESC LIMIT 1) <> 'undo' BEGIN
  INSERT INTO change (operation_id, table_name, row_id, action, before) VALUES ((SELECT max(id) FROM operation), 'operator', OLD.rowid, 'delete', json_object(
    'id', OLD.id, 'operation_id', OLD.operation_id, 'name', OLD.name));
END;

CREATE TRIGGER import_system_updated AFTER UPDATE ON import_system BEGIN
  INSERT INTO change (operation_id, table_name, row_id, action, before) VALUES ((SELECT max(id) FROM operation), 'import_system', OLD.rowid, 'update', json_object(
    'id', OLD.id, 'operation_id', OLD.operation_id, 'name', OLD.name));
END;
CREATE TRIGGER import_system_deleted AFTER DELETE ON import_system WHEN (SELECT command FROM operation ORDER BY id DESC LIMIT 1) <> 'undo' BEGIN
  INSERT INTO change (operation_id, table_name, row_id, action, before) VALUES ((SELECT max(id) FROM operation), 'import_system', OLD.rowid, 'delete', json_object(
    'id', OLD.id, 'operation_id', OLD.operation_id, 'name', OLD.name));
END;

CREATE TRIGGER client_updated AFTER UPDATE ON client BEGIN
  INSERT INTO change (operation_id, table_name, row_id, action, before) VALUES ((SELECT max(id) FROM operation), 'client', OLD.rowid, 'update', json_object(
    'id', OLD.id, 'operation_id', OLD.operation_id, 'name', OLD.name, 'name_folded', OLD.name_folded, 'kind', OLD.kind,
    'status', OLD.status, 'category_id', OLD.category_id, 'phone', OLD.phone, 'phone_e164', OLD.phone_e164, 'email', OLD.email,
    'address', OLD.address, 'postcode', OLD.postcode, 'city', OLD.city, 'region', OLD.region, 'country', OLD.country, 'card', OLD.card,
    'birthday', OLD.birthday, 'source', OLD.source, 'operator_id', OLD.operator_id, 'attitude', OLD.attitude,
    'consent_mail', OLD.consent_mail, 'consent_sms', OLD.consent_sms, 'avoid', OLD.avoid, 'note', OLD.note,
    'credit_limit_minor', OLD.credit_limit_minor, 'added_on', OLD.added_on, 'checked_on', OLD.checked_on, 'archived_on', OLD.archived_on,
    'import_key', OLD.import_key));
END;
CREATE TRIGGER client_deleted AFTER DELETE ON client WHEN (SELECT command FROM operation ORDER BY id DESC LIMIT 1) <> 'undo' BEGIN
  INSERT INTO change (operation_id, table_name, row_id, action, before) VALUES ((SELECT max(id) FROM operation), 'client', OLD.rowid, 'delete', json_object(
    'id', OLD.id, 'operation_id', OLD.operation_id, 'name', OLD.name, 'name_folded', OLD.name_folded, 'kind', OLD.kind,
    'status', OLD.status, 'category_id', OLD.category_id, 'phone', OLD.phone, 'phone_e164', OLD.phone_e164, 'email', OLD.email,
    'address', OLD.address, 'postcode', OLD.postcode, 'city', OLD.city, 'region', OLD.region, 'country', OLD.country, 'card', OLD.card,
    'birthday', OLD.birthday, 'source', OLD.source, 'operator_id', OLD.operator_id, 'attitude', OLD.attitude,
    'consent_mail', OLD.consent_mail, 'consent_sms', OLD.consent_sms, 'avoid', OLD.avoid, 'note', OLD.note,
    'credit_limit_minor', OLD.credit_limit_minor, 'added_on', OLD.added_on, 'checked_on', OLD.checked_on, 'archived_on', OLD.archived_on,
    'import_key', OLD.import_key));
END;

CREATE TRIGGER client_reference_updated AFTER UPDATE ON client_reference BEGIN
  INSERT INTO change (operation_id, table_name, row_id, action, before) VALUES ((SELECT max(id) FROM operation), 'client_reference', OLD.rowid, 'update', json_object(
    'id', OLD.id, 'operation_id', OLD.operation_id, 'client_id', OLD.client_id, 'system_id', OLD.system_id, 'reference', OLD.reference,
    'imported_hash', OLD.imported_hash));
END;
CREATE TRIGGER client_reference_deleted AFTER DELETE ON client_reference WHEN (SELECT command FROM operation ORDER BY id DESC LIMIT 1) <> 'undo' BEGIN
  INSERT INTO change (operation_id, table_name, row_id, action, before) VALUES ((SELECT max(id) FROM operation), 'client_reference', OLD.rowid, 'delete', json_object(
    'id', OLD.id, 'operation_id', OLD.operation_id, 'client_id', OLD.client_id, 'system_id', OLD.system_id, 'reference', OLD.reference,
    'imported_hash', OLD.imported_hash));
END;

CREATE TRIGGER invoice_updated AFTER UPDATE ON invoice BEGIN
  INSERT INTO change (operation_id, table_name, row_id, action, before) VALUES ((SELECT max(id) FROM operation), 'invoice', OLD.rowid, 'update', json_object(
    'id', OLD.id, 'operation_id', OLD.operation_id, 'client_id', OLD.client_id, 'number', OLD.number, 'issued_on', OLD.issued_on,
    'due_on', OLD.due_on, 'amount_minor', OLD.amount_minor, 'purpose', OLD.purpose, 'voided_on', OLD.voided_on,
    'import_key', OLD.import_key, 'imported_hash', OLD.imported_hash));
END;
CREATE TRIGGER invoice_deleted AFTER DELETE ON invoice WHEN (SELECT command FROM operation ORDER BY id DESC LIMIT 1) <> 'undo' BEGIN
  INSERT INTO change (operation_id, table_name, row_id, action, before) VALUES ((SELECT max(id) FROM operation), 'invoice', OLD.rowid, 'delete', json_object(
    'id', OLD.id, 'operation_id', OLD.operation_id, 'client_id', OLD.client_id, 'number', OLD.number, 'issued_on', OLD.issued_on,
    'due_on', OLD.due_on, 'amount_minor', OLD.amount_minor, 'purpose', OLD.purpose, 'voided_on', OLD.voided_on,
    'import_key', OLD.import_key, 'imported_hash', OLD.imported_hash));
END;

CREATE TRIGGER credit_note_updated AFTER UPDATE ON credit_note BEGIN
  INSERT INTO change (operation_id, table_name, row_id, action, before) VALUES ((SELECT max(id) FROM operation), 'credit_note', OLD.rowid, 'update', json_object(
    'id', OLD.id, 'operation_id', OLD.operation_id, 'invoice_id', OLD.invoice_id, 'credited_on', OLD.credited_on,
    'amount_minor', OLD.amount_minor, 'note', OLD.note));
END;
CREATE TRIGGER credit_note_deleted AFTER DELETE ON credit_note WHEN (SELECT command FROM operation ORDER BY id DESC LIMIT 1) <> 'undo' BEGIN
  INSERT INTO change (operation_id, table_name, row_id, action, before) VALUES ((SELECT max(id) FROM operation), 'credit_note', OLD.rowid, 'delete', json_object(
    'id', OLD.id, 'operation_id', OLD.operation_id, 'invoice_id', OLD.invoice_id, 'credited_on', OLD.credited_on,
    'amount_minor', OLD.amount_minor, 'note', OLD.note));
END;

CREATE TRIGGER write_off_updated AFTER UPDATE ON write_off BEGIN
  INSERT INTO change (operation_id, table_name, row_id, action, before) VALUES ((SELECT max(id) FROM operation), 'write_off', OLD.rowid, 'update', json_object(
    'id', OLD.id, 'operation_id', OLD.operation_id, 'invoice_id', OLD.invoice_id, 'written_off_on', OLD.written_off_on,
    'amount_minor', OLD.amount_minor, 'note', OLD.note));
END;
CREATE TRIGGER write_off_deleted AFTER DELETE ON write_off WHEN (SELECT command FROM operation ORDER BY id DESC LIMIT 1) <> 'undo' BEGIN
  INSERT INTO change (operation_id, table_name, row_id, action, before) VALUES ((SELECT max(id) FROM operation), 'write_off', OLD.rowid, 'delete', json_object(
    'id', OLD.id, 'operation_id', OLD.operation_id, 'invoice_id', OLD.invoice_id, 'written_off_on', OLD.written_off_on,
    'amount_minor', OLD.amount_minor, 'note', OLD.note));
END;

CREATE TRIGGER dispute_updated AFTER UPDATE ON dispute BEGIN
  INSERT INTO change (operation_id, table_name, row_id, action, before) VALUES ((SELECT max(id) FROM operation), 'dispute', OLD.rowid, 'update', json_object(
    'id', OLD.id, 'operation_id', OLD.operation_id, 'invoice_id', OLD.invoice_id, 'started_on', OLD.started_on,
    'ended_on', OLD.ended_on, 'takes_days_off', OLD.takes_days_off));
END;
CREATE TRIGGER dispute_deleted AFTER DELETE ON dispute WHEN (SELECT command FROM operation ORDER BY id DESC LIMIT 1) <> 'undo' BEGIN
  INSERT INTO change (operation_id, table_name, row_id, action, before) VALUES ((SELECT max(id) FROM operation), 'dispute', OLD.rowid, 'delete', json_object(
    'id', OLD.id, 'operation_id', OLD.operation_id, 'invoice_id', OLD.invoice_id, 'started_on', OLD.started_on,
    'ended_on', OLD.ended_on, 'takes_days_off', OLD.takes_days_off));
END;

CREATE TRIGGER payment_updated AFTER UPDATE ON payment BEGIN
  INSERT INTO change (operation_id, table_name, row_id, action, before) VALUES ((SELECT max(id) FROM operation), 'payment', OLD.rowid, 'update', json_object(
    'id', OLD.id, 'operation_id', OLD.operation_id, 'client_id', OLD.client_id, 'paid_on', OLD.paid_on,
    'amount_minor', OLD.amount_minor, 'kind', OLD.kind, 'kind_guessed', OLD.kind_guessed, 'method', OLD.method,
    'reference', OLD.reference, 'invoice_id', OLD.invoice_id, 'note', OLD.note, 'voided_on', OLD.voided_on,
    'import_key', OLD.import_key, 'imported_hash', OLD.imported_hash));
END;
CREATE TRIGGER payment_deleted AFTER DELETE ON payment WHEN (SELECT command FROM operation ORDER BY id DESC LIMIT 1) <> 'undo' BEGIN
  INSERT INTO change (operation_id, table_name, row_id, action, before) VALUES ((SELECT max(id) FROM operation), 'payment', OLD.rowid, 'delete', json_object(
    'id', OLD.id, 'operation_id', OLD.operation_id, 'client_id', OLD.client_id, 'paid_on', OLD.paid_on,
    'amount_minor', OLD.amount_minor, 'kind', OLD.kind, 'kind_guessed', OLD.kind_guessed, 'method', OLD.method,
    'reference', OLD.reference, 'invoice_id', OLD.invoice_id, 'note', OLD.note, 'voided_on', OLD.voided_on,
    'import_key', OLD.import_key, 'imported_hash', OLD.imported_hash));
END;

CREATE TRIGGER visit_updated AFTER UPDATE ON visit BEGIN
  INSERT INTO change (operation_id, table_name, row_id, action, before) VALUES ((SELECT max(id) FROM operation), 'visit', OLD.rowid, 'update', json_object(
    'id', OLD.id, 'operation_id', OLD.operation_id, 'client_id', OLD.client_id, 'day', OLD.day, 'time', OLD.time, 'kind', OLD.kind,
    'outcome', OLD.outcome, 'cancelled_by', OLD.cancelled_by, 'notice_hours', OLD.notice_hours, 'late_minutes', OLD.late_minutes,
    'patience', OLD.patience, 'kindness', OLD.kindness, 'professionalism', OLD.professionalism, 'operator_id', OLD.operator_id,
    'reference', OLD.reference, 'note', OLD.note, 'follow_up_on', OLD.follow_up_on, 'voided_on', OLD.voided_on,
    'import_key', OLD.import_key, 'imported_hash', OLD.imported_hash));
END;
CREATE TRIGGER visit_deleted AFTER DELETE ON visit WHEN (SELECT command FROM operation ORDER BY id DESC LIMIT 1) <> 'undo' BEGIN
  INSERT INTO change (operation_id, table_name, row_id, action, before) VALUES ((SELECT max(id) FROM operation), 'visit', OLD.rowid, 'delete', json_object(
    'id', OLD.id, 'operation_id', OLD.operation_id, 'client_id', OLD.client_id, 'day', OLD.day, 'time', OLD.time, 'kind', OLD.kind,
    'outcome', OLD.outcome, 'cancelled_by', OLD.cancelled_by, 'notice_hours', OLD.notice_hours, 'late_minutes', OLD.late_minutes,
    'patience', OLD.patience, 'kindness', OLD.kindness, 'professionalism', OLD.professionalism, 'operator_id', OLD.operator_id,
    'reference', OLD.reference, 'note', OLD.note, 'follow_up_on', OLD.follow_up_on, 'voided_on', OLD.voided_on,
    'import_key', OLD.import_key, 'imported_hash', OLD.imported_hash));
END;

CREATE TRIGGER incident_updated AFTER UPDATE ON incident BEGIN
  INSERT INTO change (operation_id, table_name, row_id, action, before) VALUES ((SELECT max(id) FROM operation), 'incident', OLD.rowid, 'update', json_object(
    'id', OLD.id, 'operation_id', OLD.operation_id, 'client_id', OLD.client_id, 'sign', OLD.sign, 'severity', OLD.severity,
    'occurred_on', OLD.occurred_on, 'our_fault', OLD.our_fault, 'resolved_on', OLD.resolved_on, 'note', OLD.note));
END;
CREATE TRIGGER incident_deleted AFTER DELETE ON incident WHEN (SELECT command FROM operation ORDER BY id DESC LIMIT 1) <> 'undo' BEGIN
  INSERT INTO change (operation_id, table_name, row_id, action, before) VALUES ((SELECT max(id) FROM operation), 'incident', OLD.rowid, 'delete', json_object(
    'id', OLD.id, 'operation_id', OLD.operation_id, 'client_id', OLD.client_id, 'sign', OLD.sign, 'severity', OLD.severity,
    'occurred_on', OLD.occurred_on, 'our_fault', OLD.our_fault, 'resolved_on', OLD.resolved_on, 'note', OLD.note));
END;

CREATE TRIGGER warning_updated AFTER UPDATE ON warning BEGIN
  INSERT INTO change (operation_id, table_name, row_id, action, before) VALUES ((SELECT max(id) FROM operation), 'warning', OLD.rowid, 'update', json_object(
    'id', OLD.id, 'operation_id', OLD.operation_id, 'client_id', OLD.client_id, 'sign', OLD.sign, 'warned_on', OLD.warned_on,
    'withdrawn_on', OLD.withdrawn_on));
END;
CREATE TRIGGER warning_deleted AFTER DELETE ON warning WHEN (SELECT command FROM operation ORDER BY id DESC LIMIT 1) <> 'undo' BEGIN
  INSERT INTO change (operation_id, table_name, row_id, action, before) VALUES ((SELECT max(id) FROM operation), 'warning', OLD.rowid, 'delete', json_object(
    'id', OLD.id, 'operation_id', OLD.operation_id, 'client_id', OLD.client_id, 'sign', OLD.sign, 'warned_on', OLD.warned_on,
    'withdrawn_on', OLD.withdrawn_on));
END;

CREATE TRIGGER project_updated AFTER UPDATE ON project BEGIN
  INSERT INTO change (operation_id, table_name, row_id, action, before) VALUES ((SELECT max(id) FROM operation), 'project', OLD.rowid, 'update', json_object(
    'id', OLD.id, 'operation_id', OLD.operation_id, 'client_id', OLD.client_id, 'title', OLD.title, 'opened_on', OLD.opened_on,
    'closed_on', OLD.closed_on, 'outcome', OLD.outcome));
END;
CREATE TRIGGER project_deleted AFTER DELETE ON project WHEN (SELECT command FROM operation ORDER BY id DESC LIMIT 1) <> 'undo' BEGIN
  INSERT INTO change (operation_id, table_name, row_id, action, before) VALUES ((SELECT max(id) FROM operation), 'project', OLD.rowid, 'delete', json_object(
    'id', OLD.id, 'operation_id', OLD.operation_id, 'client_id', OLD.client_id, 'title', OLD.title, 'opened_on', OLD.opened_on,
    'closed_on', OLD.closed_on, 'outcome', OLD.outcome));
END;

CREATE TRIGGER agreement_updated AFTER UPDATE ON agreement BEGIN
  INSERT INTO change (operation_id, table_name, row_id, action, before) VALUES ((SELECT max(id) FROM operation), 'agreement', OLD.rowid, 'update', json_object(
    'id', OLD.id, 'operation_id', OLD.operation_id, 'client_id', OLD.client_id, 'title', OLD.title, 'made_on', OLD.made_on,
    'ended_on', OLD.ended_on, 'outcome', OLD.outcome));
END;
CREATE TRIGGER agreement_deleted AFTER DELETE ON agreement WHEN (SELECT command FROM operation ORDER BY id DESC LIMIT 1) <> 'undo' BEGIN
  INSERT INTO change (operation_id, table_name, row_id, action, before) VALUES ((SELECT max(id) FROM operation), 'agreement', OLD.rowid, 'delete', json_object(
    'id', OLD.id, 'operation_id', OLD.operation_id, 'client_id', OLD.client_id, 'title', OLD.title, 'made_on', OLD.made_on,
    'ended_on', OLD.ended_on, 'outcome', OLD.outcome));
END;
