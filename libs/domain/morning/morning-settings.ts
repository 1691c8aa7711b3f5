import type { TimeLimit } from '../deadline/time-limit.js';
import { count, ProcedureFormatError, type Reader, shapeOf } from '../procedure/json-shape.js';
import { limitAboveNought } from '../procedure/parse-limit.js';
import { MINUTES_PER_DAY } from '../time/instant.js';

/** What is listed every morning, and what is watched. All of it is the installation's to set: no law gives these numbers. */
export interface MorningSettings {
  /** Local minute of the day from which the list of a working day is made. */
  readonly atMinute: number;
  /** What is due within this, beside what is late, stands in the list. */
  readonly soonLead: TimeLimit;
  /** How many working days before the day of the due date a supplement, pause or withdrawal is watched as well; nought: that day alone. */
  readonly watchedDaysBefore: number;
  /** Within how many working days after a withdrawal or refusal the same filing by the same applicant is watched; nought: never. */
  readonly refiledWithinDays: number;
}

/** What an installation starts with. */
export const DEFAULT_MORNING: MorningSettings = {
  atMinute: 7 * 60 + 30,
  soonLead: { unit: 'working-days', amount: 2 },
  watchedDaysBefore: 1,
  refiledWithinDays: 10,
};

/** The longest span of working days watched: what lies further back needs no loop but a report. */
const MOST_DAYS = 60;

const days: Reader<number> = (value, path) => {
  const read = count(value, path);
  if (read > MOST_DAYS) {
    throw new ProcedureFormatError(path, `a number of working days up to ${String(MOST_DAYS)}`, value);
  }
  return read;
};

const minute: Reader<number> = (value, path) => {
  const read = count(value, path);
  if (read >= MINUTES_PER_DAY) {
    throw new ProcedureFormatError(path, `a number of minutes below ${String(MINUTES_PER_DAY)}`, value);
  }
  return read;
};

const choice = shapeOf<Partial<MorningSettings>>({}, { atMinute: minute, soonLead: limitAboveNought, watchedDaysBefore: days, refiledWithinDays: days });

/** Reads what an installation chose; what it leaves out is as the program has it. Throws `ProcedureFormatError`. */
export const readMorningSettings: Reader<MorningSettings> = (value, path) => ({ ...DEFAULT_MORNING, ...choice(value, path) });
