import { count, ProcedureFormatError, type Reader, shapeOf } from '../procedure/json-shape.js';
import { MINUTES_PER_DAY, minuteOfDay, type Instant, instant, localDateOf } from '../time/instant.js';

/** When a model of lateness is fitted anew. The installation's to set: it is heavy work and nobody waits for it. */
export interface RiskSettings {
  /** Local minutes of the day between which it is fitted; from a later to an earlier one reaches over midnight, equal ones are the whole day. */
  readonly fitFromMinute: number;
  readonly fitUntilMinute: number;
  /** How many days a model stays in force. */
  readonly fitEveryDays: number;
}

/** What an installation starts with. */
export const DEFAULT_RISK: RiskSettings = { fitFromMinute: 60, fitUntilMinute: 300, fitEveryDays: 7 };

/** Whether a model fitted then is to be replaced at a moment: it is old enough, and the hours are those set. `everyDays`: where it is not to stand as long as others. */
export function isFitHour({ fitFromMinute: from, fitUntilMinute: until, fitEveryDays }: RiskSettings, fittedAt: number, at: Instant, everyDays = fitEveryDays): boolean {
  const minute = minuteOfDay(at);
  const isWithin = from < until ? minute >= from && minute < until : minute >= from || minute < until;
  return isWithin && localDateOf(at) >= localDateOf(instant(fittedAt)) + everyDays;
}

const minute: Reader<number> = (value, path) => {
  const read = count(value, path);
  if (read >= MINUTES_PER_DAY) {
    throw new ProcedureFormatError(path, `a number of minutes below ${String(MINUTES_PER_DAY)}`, value);
  }
  return read;
};

const days: Reader<number> = (value, path) => {
  const read = count(value, path);
  if (read === 0) {
    throw new ProcedureFormatError(path, 'a number of days from 1', value);
  }
  return read;
};

const choice = shapeOf<Partial<RiskSettings>>({}, { fitFromMinute: minute, fitUntilMinute: minute, fitEveryDays: days });

/** Reads what an installation chose; what it leaves out is as the program has it. Throws `ProcedureFormatError`. */
export const readRiskSettings: Reader<RiskSettings> = (value, path) => ({ ...DEFAULT_RISK, ...choice(value, path) });
