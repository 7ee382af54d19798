import type { Json, Line, View } from '../output/view.ts'
import type { Context } from './context.ts'

/**
 * The view of a writing command: one sentence or more for people, `{operation, ...ids, warnings}` for machines (PRODUCT.md section 2).
 * `operation` is null when nothing changed, and the lines then say so.
 */
export function answer(context: Context, operation: number | null, ids: Readonly<Record<string, Json>>, lines: readonly Line[]): View {
  return { lines: lines.flatMap(apart), record: { operation, ...ids, warnings: [...context.warnings] } }
}

const UNDO = 'undo: clientele undo'
const ONE_LINE = 80

/** A sentence with the way back beside it, where there is something to take back. */
export function withUndo(sentence: string, operation: number | null): Line {
  return operation === null ? sentence : [{ text: sentence }, { text: `     ${UNDO}`, style: 'dim' }]
}

/** The way back stands below a sentence that leaves no room for it. */
function apart(line: Line): Line[] {
  if (typeof line === 'string' || !line.at(-1)?.text.endsWith(UNDO)) return [line]
  if (line.reduce((length, span) => length + span.text.length, 0) <= ONE_LINE) return [line]
  return [line.slice(0, -1), [{ text: `  ${UNDO}`, style: 'dim' }]]
}
