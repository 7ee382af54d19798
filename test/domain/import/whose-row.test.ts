import { expect, test } from 'vitest'
import { ClientIndex, type KnownCard } from '../../../src/domain/import/whose-row.ts'

const card = (id: number, name: string, more: Partial<KnownCard> = {}): KnownCard => ({
  id,
  name,
  card: null,
  email: null,
  phone_e164: null,
  ...more,
})

function index(cards: readonly KnownCard[], own: Record<string, number> = {}, others: readonly [string, number][] = []): ClientIndex {
  return new ClientIndex({
    ownReferences: () => Object.entries(own).map(([reference, client_id]) => ({ reference, client_id })),
    otherReferences: () => others.map(([reference, client_id]) => ({ reference, client_id })),
    cards: () => cards,
    e164: (text) => `+33${text.replace(/\D/g, '').slice(-9)}`,
  })
}

test('the first way that knows the cell decides: own reference, other references, card, email, phone, name', () => {
  const cards = [card(1, 'X'), card(2, 'X2'), card(3, 'a', { card: 'X' }), card(4, 'b', { email: 'X' }), card(5, 'X')]
  expect(index(cards, { X: 1 }, [['X', 2]]).resolve('X')).toBe(1)
  expect(index(cards, {}, [['X', 2]]).resolve('X')).toBe(2)
  expect(index(cards).resolve('X')).toBe(3)
  expect(index(cards.filter(({ id }) => id !== 3)).resolve('x')).toBe(4)
  expect(index(cards.filter(({ id }) => id === 1 || id === 5)).resolve('x')).toEqual([1, 5])
})

test('phones in any format, names folded, codes not', () => {
  const clients = index([card(1, 'Élodie Marchand', { phone_e164: '+33612345678' }), card(2, 'A-1')])
  expect(clients.resolve('06 12 34 56 78')).toBe(1)
  expect(clients.resolve('elodie  MARCHAND')).toBe(1)
  expect(clients.resolve('a-1')).toBe(2)
  expect(clients.resolve('A.1')).toBeUndefined()
})

test('a bare number is never clientele its own', () => {
  const clients = index([card(12, 'Asha')])
  expect(clients.resolve('12')).toBeUndefined()
  expect(clients.nameOf(12)).toBe('Asha')
})

test('a client made for a cell answers to it from then on, and to its name', () => {
  const clients = index([])
  clients.addMissing('P1', 7, 'Asha Patel')
  expect(clients.resolve('P1')).toBe(7)
  expect(clients.resolve('asha patel')).toBe(7)
  expect(clients.nameOf(7)).toBe('Asha Patel')
})
