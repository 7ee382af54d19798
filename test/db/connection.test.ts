import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openSqlite } from '../../src/db/sqlite.ts'
import { insertInvoice, openFile, write } from '../money.ts'
import { newFile, newFolder } from '../support.ts'

test('reads of a snapshot agree: nobody writes between two of them', async () => {
  const path = join(newFolder(), 'clientele.db')
  await newFile(path)('add', 'Asha')
  const store = openFile(path)
  const other = openSqlite(path, { timeout: 0 })
  const rename = (): void => void other.exec("UPDATE client SET note = 'meanwhile'")
  const note = (): unknown => store.connection.sqlite.prepare('SELECT note FROM client').pluck().get()
  store.connection.snapshot(() => {
    expect(note()).toBe(null)
    expect(rename).toThrow('locked')
    expect(note()).toBe(null)
  })
  rename()
  expect(note()).toBe('meanwhile')
  other.close()
  store.connection.close()
})

test('a snapshot that fails lets go of the file, and within an operation it is a part of that', async () => {
  const path = join(newFolder(), 'clientele.db')
  await newFile(path)('add', 'Asha')
  const store = openFile(path)
  expect(() =>
    store.connection.snapshot(() => {
      throw new Error('no')
    }),
  ).toThrow('no')
  await write(store, () => {
    const id = store.connection.snapshot(() => insertInvoice(store.connection, { number: '1', issued: '2026-01-01', amount: 100 }))
    expect(id).toBe(1)
  })
  expect(store.connection.sqlite.prepare('SELECT count(*) FROM invoice').pluck().get()).toBe(1)
  store.connection.close()
})
