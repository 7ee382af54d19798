/**
 * What empty cells take out (PRODUCT.md section 8, `--empty-erases`): of a record known by its reference or number, in columns that the table
 * has, and never what every record must have. Whether that was done is kept behind the hash of the row, so that the same file again changes
 * nothing with the option and without it, and the option is heard when it comes to a file that was imported without.
 */

/** By field, the columns that its empty cell sets to nothing; none where the kind takes something else out. New fields go to the end: the mark counts them. */
export type Erasable = Readonly<Record<string, readonly string[]>>

type Cells = { readonly [field: string]: string }

const BEFORE_MARK = '.'

export class Erasing {
  private readonly fields: readonly (readonly [field: string, columns: readonly string[]])[]
  /** What is kept behind the hash of a row whose empty cells were heard; '' where they say nothing. */
  readonly mark: string

  /** `isMapped`: whether the table has a column for a field. */
  constructor(erasable: Erasable, wanted: boolean, isMapped: (field: string) => boolean) {
    const all = Object.entries(erasable)
    this.fields = wanted ? all.filter(([field]) => isMapped(field)) : []
    const bits = all.map(([field]) => (wanted && isMapped(field) ? 1 : 0))
    this.mark = this.fields.length === 0 ? '' : BEFORE_MARK + bits.reduce((mark: number, bit) => mark * 2 + bit, 1).toString(36)
  }

  /** Whether the row's cell of that field is empty, and says so. */
  takesOut(field: string, cells: object): boolean {
    return (cells as Cells)[field] === '' && this.fields.some(([each]) => each === field)
  }

  /** The columns that the row's empty cells set to nothing, of those that hold anything. `kept`: fields that are empty for another reason. */
  columns(cells: object, known: object, kept: readonly string[] = []): Record<string, null> {
    const erased: Record<string, null> = {}
    for (const [field, columns] of this.fields) {
      if ((cells as Cells)[field] !== '' || kept.includes(field)) continue
      for (const column of columns) if (((known as Record<string, unknown>)[column] ?? null) !== null) erased[column] = null
    }
    return erased
  }
}

/** `erases`: the row says what it said when it was last imported, but its empty cells were not heard then. */
export type Compared = 'same' | 'erases' | 'differs'

/** How a row compares with what was kept of it: the hash of what it says, and the mark of an import that heard empty cells. */
export function compareContent(kept: string | null, content: string | null, mark: string): Compared {
  if (kept === null || content === null) return 'differs'
  if (kept === content + mark) return 'same'
  const at = kept.indexOf(BEFORE_MARK)
  if ((at < 0 ? kept : kept.slice(0, at)) !== content) return 'differs'
  return mark === '' ? 'same' : 'erases'
}
