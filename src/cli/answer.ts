import type { Json, Line, View } from '../output/view.ts'
import type { Context } from './context.ts'

/**
 * The view of a writing command: one sentence or more for people, `{operation, ...ids, warnings}` for machines (PRODUCT.md section 2).
 * `operation` is null when nothing changed, and the lines then say so.
 */
export function answer(context: Context, operation: number | null, ids: Readonly<Record<string, Json>>, lines: readonly Line[]): View {
  return { lines, record: { operation, ...ids, warnings: [...context.warnings] } }
}

/** A sentence with the way back beside it, where there is something to take back. */
export function withUndo(sentence: string, operation: number | null): Line {
  return operation === null ? sentence : [{ text: sentence }, { text: '     undo: clientele undo', style: 'dim' }]
}
