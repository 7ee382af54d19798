import type { UndertakingRow } from '../../db/queries/undertakings.ts'
import type { UndertakingKind } from '../../domain/undertaking.ts'
import type { Json } from '../../output/view.ts'

/** What machines are answered of a project or an agreement, with the names of its schema. */
export function undertakingKeys({ noun, begun, ended }: UndertakingKind, row: UndertakingRow): Record<string, Json> {
  const { client_id, id, begun_on, ended_on, outcome } = row
  return { client_id, [`${noun}_id`]: id, [`${begun}_on`]: begun_on, [`${ended}_on`]: ended_on, outcome }
}
