import { addressOf, type Asked, periodOf, scopeOf } from './asked.js';

/** Where lists behind numbers are. */
export const BEHIND_PATH = '/so-lieu/ho-so';

/** How late is told from on time. */
export type Comparison = 'minute' | 'date';

/** The list of the dossiers, letters, payments or runs of stages behind a part of a rate. */
export function behindRate(rate: string, asked: Asked, of: 'numerator' | 'denominator' | 'subtracted', parts: Readonly<Record<string, string | undefined>> = {}): string {
  return addressOf(BEHIND_PATH, { rate, of }, periodOf(asked), scopeOf(asked), parts);
}

/** The list of the dossiers of a cell of the table of received, done and pending. */
export function behindCell(column: string, comparison: Comparison, asked: Asked, parts: Readonly<Record<string, string | undefined>> = {}): string {
  return addressOf(BEHIND_PATH, { column, comparison }, periodOf(asked), scopeOf(asked), parts);
}
