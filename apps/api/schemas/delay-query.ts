import { z } from 'zod';
import { addCalendarDays, dayOfMonth, parseLocalDate } from '#domain';
import { reference } from './atoms.js';
import { checkPeriod, day, periodFields } from './figure-query.js';

const agency = reference.exactOptional();

/** Whose delays, over which days, told apart by what. Without a period: the present month. */
export const delayQuery = z
  .strictObject({
    agency,
    procedure: reference.exactOptional(),
    field: reference.exactOptional(),
    channel: z.enum(['counter', 'online', 'post']).exactOptional(),
    ...periodFields,
    by: z.enum(['agency', 'stage']).default('agency').meta({ description: '`stage`: of one procedure, told from the ends of its dossiers' }),
  })
  .superRefine(checkPeriod)
  .superRefine(({ by, procedure }, context) => {
    if (by === 'stage' && procedure === undefined) {
      context.addIssue({ code: 'custom', path: ['procedure'], message: 'must be given: stages are told apart within one procedure' });
    }
  });
/** A `delayQuery` that was checked. */
export type DelayRequest = z.output<typeof delayQuery>;

/** Of which procedure the stages are. Without a period: the present month. */
export const dwellQuery = z
  .strictObject({ procedure: reference.exactOptional(), agency, ...periodFields })
  .superRefine(checkPeriod)
  .superRefine(({ procedure, from, to }, context) => {
    if (procedure === undefined) {
      context.addIssue({ code: 'custom', path: ['procedure'], message: 'must be given: stages are told apart within one procedure' });
    }
    if (from !== undefined && !/-(01|15)$/.test(from)) {
      context.addIssue({ code: 'custom', path: ['from'], message: 'must be the 1st or the 15th of a month: lengths are kept by half-months' });
    }
    if (to !== undefined && !isEndOfHalf(to)) {
      context.addIssue({ code: 'custom', path: ['to'], message: 'must be the 14th or the last day of a month: lengths are kept by half-months' });
    }
  });
/** A `dwellQuery` that was checked. */
export type DwellRequest = z.output<typeof dwellQuery>;

/** Whose open dossiers, told apart by what. */
export const ageingQuery = z.strictObject({
  agency,
  procedure: reference.exactOptional(),
  field: reference.exactOptional(),
  channel: z.enum(['counter', 'online', 'post']).exactOptional(),
  groupBy: z.enum(['agency', 'procedure', 'field']).exactOptional(),
});
/** An `ageingQuery` that was checked. */
export type AgeingRequest = z.output<typeof ageingQuery>;

function isEndOfHalf(text: string): boolean {
  return day.safeParse(text).success && [1, 15].includes(dayOfMonth(addCalendarDays(parseLocalDate(text), 1)));
}
