import { Chalk } from 'chalk'
import type { Style } from './view.ts'

/** Text in a style; unchanged without one, or where colour is off. */
export type Paint = (text: string, style: Style | undefined) => string

/** The only four styles there are (bold, dim, yellow, red); nothing is detected from the surroundings. */
export function createPaint(color: boolean): Paint {
  const chalk = new Chalk({ level: color ? 1 : 0 })
  const styles = { bold: chalk.bold, dim: chalk.dim, attention: chalk.yellow, alarm: chalk.red }
  return (text, style) => (style === undefined || text === '' ? text : styles[style](text))
}
