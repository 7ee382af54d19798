import type { Day } from '../domain/day.ts'
import type { View } from './view.ts'

/** `vcf` is no format of every command: a view of cards asks for it. */
export type Format = 'table' | 'json' | 'ndjson' | 'csv' | 'tsv' | 'md' | 'html' | 'vcf'

/** How a view is to be drawn; everything a renderer knows of the outside. */
export interface RenderOptions {
  readonly format: Format
  /** Columns of the terminal; 80 where there is none. */
  readonly width: number
  readonly color: boolean
  /** The text goes straight to a terminal, so that csv and tsv must not carry control characters either. */
  readonly terminal: boolean
  /** Every row of a human table instead of the first 100. */
  readonly all: boolean
  /** No shortening, no wrapping, no column left out. */
  readonly wide: boolean
  readonly currency: { readonly code: string; readonly digits: number }
  readonly today: Day
}

/** Draws a view as pieces of text, lazily, so that a million rows stream. */
export type Render = (view: View, options: RenderOptions) => Iterable<string>
