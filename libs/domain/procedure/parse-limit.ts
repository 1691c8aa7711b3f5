import type { TimeLimit } from '../deadline/time-limit.js';
import { amount, count, oneOf, ProcedureFormatError, type Reader, shapeOf, variantOf } from './json-shape.js';

type InUnit<Unit> = Extract<TimeLimit, { readonly unit: Unit }>;

/** A time limit in its unit. */
export const limit: Reader<TimeLimit> = variantOf<TimeLimit>('unit', {
  'working-days': shapeOf<InUnit<'working-days'>>({ unit: oneOf(['working-days']), amount }, {}),
  'working-hours': shapeOf<InUnit<'working-hours'>>({ unit: oneOf(['working-hours']), amount }, {}),
  'calendar-days': shapeOf<InUnit<'calendar-days'>>({ unit: oneOf(['calendar-days']), amount }, {}),
  months: shapeOf<InUnit<'months'>>({ unit: oneOf(['months']), amount: count }, {}),
  years: shapeOf<InUnit<'years'>>({ unit: oneOf(['years']), amount: count }, {}),
  'same-day': shapeOf<InUnit<'same-day'>>({ unit: oneOf(['same-day']) }, {}),
});

/** A time limit whose amount is `least` or more; one within the day always is. `expected` says so in words. */
export function limitFrom(least: number, expected: string): Reader<TimeLimit> {
  return (value, path) => {
    const read = limit(value, path);
    if (read.unit !== 'same-day' && read.amount < least) {
      throw new ProcedureFormatError(path, expected, value);
    }
    return read;
  };
}

/** A time limit above nought. */
export const limitAboveNought: Reader<TimeLimit> = limitFrom(Number.MIN_VALUE, 'a limit above nought');

/** A time limit of nought or more. */
export const limitFromNought: Reader<TimeLimit> = limitFrom(0, 'a limit of nought or more');
