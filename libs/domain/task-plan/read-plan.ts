import { PlanTableReader } from './plan-table-reader.js';
import type { PlanReading } from './plan-reading.js';
import type { PlanWords } from './plan-words.js';
import type { TableRow } from './table-row.js';
import type { LocalDate } from '../time/local-date.js';

/**
 * Reads the table of a plan into tasks. Every row is accounted for by exactly one line; what could not be read is among the
 * problems with its place and text. Years a schedule leaves out are those of `issuedOn`, the day of the plan.
 */
export function readPlan(rows: readonly TableRow[], issuedOn: LocalDate, words: PlanWords): PlanReading {
  const reader = new PlanTableReader(issuedOn, words);
  for (let index = 0; index < rows.length; index += reader.read(rows, index));
  return reader.finish();
}
