import type { Context } from '../../cli/context.ts'
import { AppError } from '../../cli/errors.ts'
import type { Store } from '../../db/store.ts'
import { DEFAULT_SYSTEM } from '../../domain/client-match.ts'

/** Adds a reference typed by hand. @throws AppError when it names another client */
export function addReference(store: Store, clientId: number, reference: string): void {
  const systemId = store.clients.systemId(DEFAULT_SYSTEM)
  if (isReferenceOf(store, systemId, clientId, reference)) return
  store.clients.addReference(clientId, systemId, reference)
}

/** Whether the reference is the client's already. @throws AppError when it is that of another client */
function isReferenceOf(store: Store, systemId: number, clientId: number, reference: string): boolean {
  const owner = store.clients.referenceOwner(systemId, reference)
  if (owner !== undefined && owner !== clientId) {
    throw new AppError(`the reference "${reference}" is that of client ${owner} already`, { hint: `clientele show ${owner}` })
  }
  return owner === clientId
}

/** What became of a reference. */
export interface ReferenceChange {
  readonly field: 'ref'
  readonly before: string | null
  readonly after: string | null
}

/**
 * Puts another reference in the place of the one typed by hand, or takes that out for null; answers null where nothing changed. Those
 * of imports stay: by them the same file, imported again, knows the client.
 * @throws AppError when the reference names another client
 */
export function replaceReference(context: Context, store: Store, clientId: number, reference: string | null): ReferenceChange | null {
  const typed = store.clients.typedReference(clientId)
  const before = typed?.reference ?? null
  if (reference === null) {
    if (typed) store.clients.removeReference(typed.id)
    else if (store.clients.card(clientId).ref !== null) {
      context.warn('the reference came with an import and stays: by it the file knows the client')
    }
  } else {
    const systemId = store.clients.systemId(DEFAULT_SYSTEM)
    if (isReferenceOf(store, systemId, clientId, reference)) return null
    if (typed) store.clients.changeReference(typed.id, reference)
    else store.clients.addReference(clientId, systemId, reference)
  }
  return before === reference ? null : { field: 'ref', before, after: reference }
}
