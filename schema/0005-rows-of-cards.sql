-- Rows without a reference that set what is on a card which was there already: known again, whatever is edited by hand afterwards.

CREATE TABLE client_row (
  id           INTEGER PRIMARY KEY,
  operation_id INTEGER NOT NULL REFERENCES operation (id),
  client_id    INTEGER NOT NULL REFERENCES client (id),
  import_key   TEXT    NOT NULL                                  -- as client.import_key; only those of a card's newest operation count
) STRICT;
CREATE INDEX client_row_client ON client_row (client_id, operation_id);

CREATE TRIGGER client_row_updated AFTER UPDATE ON client_row BEGIN
  INSERT INTO change (operation_id, table_name, row_id, action, before) VALUES ((SELECT max(id) FROM operation), 'client_row', OLD.rowid, 'update', json_object(
    'id', OLD.id, 'operation_id', OLD.operation_id, 'client_id', OLD.client_id, 'import_key', OLD.import_key));
END;
CREATE TRIGGER client_row_deleted AFTER DELETE ON client_row WHEN (SELECT command FROM operation ORDER BY id DESC LIMIT 1) <> 'undo' BEGIN
  INSERT INTO change (operation_id, table_name, row_id, action, before) VALUES ((SELECT max(id) FROM operation), 'client_row', OLD.rowid, 'delete', json_object(
    'id', OLD.id, 'operation_id', OLD.operation_id, 'client_id', OLD.client_id, 'import_key', OLD.import_key));
END;
