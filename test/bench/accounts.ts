import { spawnSync } from 'node:child_process'

/**
 * Fills a new client file with clients who owe: as many payments as invoices, as one in ten stays open and one in ten is paid in two parts;
 * some are in dispute, some lowered by a credit note. One client in a hundred has only an advance, of which a few got a part back. What the
 * commands would have made of it stands in `allocation` as well. The same numbers give the same file.
 *
 * @throws Error where the sqlite3 shell fails
 */
export function writeAccounts(db: string, { clients, invoices }: { readonly clients: number; readonly invoices: number }): void {
  const { status, stderr } = spawnSync('sqlite3', ['-bail', db], { input: script(clients, invoices), encoding: 'utf8' })
  if (status !== 0) throw new Error(`sqlite3 could not write ${db}: ${stderr}`)
}

/** SQL that spreads the numbers from 0 to `below` - 1 over the rows, the same every time; a prime for each column. */
const spread = (prime: number, below: number): string => `n * ${prime} / 64 % ${below}`

const numbers = (last: number): string => `WITH RECURSIVE number(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < ${last})`

function script(clients: number, invoices: number): string {
  const owing = clients - Math.floor(clients / 100)
  return `PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
PRAGMA cache_size = -400000;
BEGIN;
INSERT INTO operation (at, command) VALUES ('2025-12-31T10:00:00Z', 'bench');
INSERT INTO import_system (id, name, operation_id) VALUES (1, 'till', 1);
${numbers(clients)} INSERT INTO client (id, operation_id, name, name_folded, category_id, added_on)
  SELECT n, 1, format('Client %06d', n), format('client %06d', n), 1, '2023-01-01' FROM number;
INSERT INTO client_reference (operation_id, client_id, system_id, reference) SELECT 1, id, 1, format('C%06d', id) FROM client;

CREATE TEMP TABLE made AS ${numbers(invoices)}
  SELECT n, 1 + n * 7919 % ${owing} AS client_id, date('2023-01-01', (${spread(2654435761, 1095)}) || ' days') AS issued_on,
    1000 + ${spread(2246822519, 50000)} AS amount, ${spread(3266489917, 75)} AS paid_after,
    ${spread(668265263, 10)} = 0 AS open, ${spread(668265263, 10)} = 1 AS halved,
    iif(${spread(374761393, 50)} = 0, 100, 0) AS credited, ${spread(374761393, 50)} = 1 AS disputed
  FROM number;
INSERT INTO invoice (id, operation_id, client_id, number, issued_on, due_on, amount_minor)
  SELECT n, 1, client_id, n, issued_on, date(issued_on, '30 days'), amount FROM made;
INSERT INTO dispute (operation_id, invoice_id, started_on) SELECT 1, n, date(issued_on, '40 days') FROM made WHERE open AND disputed;
INSERT INTO credit_note (id, operation_id, invoice_id, credited_on, amount_minor) SELECT n, 1, n, issued_on, credited FROM made WHERE credited > 0;
INSERT INTO allocation SELECT client_id, n, 1, 'credit_note', n, 'credit_note', credited, issued_on FROM made WHERE credited > 0;

CREATE TEMP TABLE paid AS
  SELECT n, client_id, 1 + (credited > 0) AS part, date(issued_on, paid_after || ' days') AS day,
    iif(halved, amount / 2, amount - credited) AS amount FROM made WHERE NOT open
  UNION ALL SELECT n, client_id, 2 + (credited > 0), date(issued_on, (paid_after + 20) || ' days'), amount - credited - amount / 2
    FROM made WHERE halved;
INSERT INTO payment (id, operation_id, client_id, paid_on, amount_minor, kind, method, invoice_id)
  SELECT rowid, 1, client_id, day, amount, 'account', 'transfer', n FROM paid;
INSERT INTO allocation SELECT client_id, n, part, 'payment', rowid, 'payment', amount, day FROM paid ORDER BY client_id, n, part;

INSERT INTO payment (operation_id, client_id, paid_on, amount_minor, kind) SELECT 1, id, '2025-06-01', 5000, 'account' FROM client WHERE id > ${owing};
INSERT INTO payment (operation_id, client_id, paid_on, amount_minor, kind)
  SELECT 1, id, '2025-07-01', -2000, 'account' FROM client WHERE id > ${owing} AND id % 10 = 0;
COMMIT;
`
}
