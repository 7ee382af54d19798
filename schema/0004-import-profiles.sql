-- How the tables of one program are read, kept by `import ... --save-profile NAME`.

CREATE TABLE import_profile (
  id           INTEGER PRIMARY KEY AUTOINCREMENT,
  operation_id INTEGER NOT NULL REFERENCES operation (id),
  name         TEXT    NOT NULL UNIQUE COLLATE NOCASE CHECK (trim(name) <> ''),
  kind         TEXT    NOT NULL CHECK (kind IN ('clients', 'payments', 'invoices', 'visits')),
  definition   TEXT    NOT NULL CHECK (json_valid(definition))   -- columns and options, as the built-in profiles have them
) STRICT;

CREATE TRIGGER import_profile_updated AFTER UPDATE ON import_profile BEGIN
  INSERT INTO change (operation_id, table_name, row_id, action, before) VALUES ((SELECT max(id) FROM operation), 'import_profile', OLD.rowid, 'update', json_object(
    'id', OLD.id, 'operation_id', OLD.operation_id, 'name', OLD.name, 'kind', OLD.kind, 'definition', OLD.definition));
END;
CREATE TRIGGER import_profile_deleted AFTER DELETE ON import_profile WHEN (SELECT command FROM operation ORDER BY id DESC LIMIT 1) <> 'undo' BEGIN
  INSERT INTO change (operation_id, table_name, row_id, action, before) VALUES ((SELECT max(id) FROM operation), 'import_profile', OLD.rowid, 'delete', json_object(
    'id', OLD.id, 'operation_id', OLD.operation_id, 'name', OLD.name, 'kind', OLD.kind, 'definition', OLD.definition));
END;
