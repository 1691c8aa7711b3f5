import { z } from 'zod';
import { addCalendarDays, dayOfMonth, parseLocalDate } from '#domain';
import type { AgeingPlace } from '#service/figures';
import { after, limit, reference } from './atoms.js';
import { checkPeriod, day, delayFields, periodFields } from './figure-query.js';

const agency = reference.exactOptional();

/** Whose delays, over which days, told apart by what. Without a period: the present month. */
export const delayQuery = z
  .strictObject({
    ...delayFields,
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

const OUTSIDE_BUCKETS = ['paused', 'undated', 'uncounted-due', 'uncounted-age'] as const satisfies readonly AgeingPlace[];

/** Which age: a bucket by its kind and first day, or dossiers in none of them. */
const ageingPlace = z
  .string()
  .regex(/^((left|over|age)-\d{1,4}|paused|undated|uncounted-due|uncounted-age)$/, 'must be kind and first day of a bucket, such as over-6, or paused, undated, uncounted-due or uncounted-age')
  .transform((text): AgeingPlace => {
    const outside = OUTSIDE_BUCKETS.find((known) => known === text);
    const [kind = '', from = ''] = text.split('-');
    return outside ?? { kind: kind === 'left' || kind === 'over' ? kind : 'age', from: Number(from) };
  })
  .prefault('left-0')
  .meta({ default: 'left-0', description: 'A bucket of the ages as kind and first day, such as `over-6`, or `paused`, `undated`, `uncounted-due`, `uncounted-age`' });

/** The open dossiers of which age. */
export const agedQuery = z.strictObject({
  agency,
  procedure: reference.exactOptional(),
  field: reference.exactOptional(),
  channel: z.enum(['counter', 'online', 'post']).exactOptional(),
  bucket: ageingPlace,
  limit,
  after,
});
/** An `agedQuery` that was checked. */
export type AgedRequest = z.output<typeof agedQuery>;

function isEndOfHalf(text: string): boolean {
  return day.safeParse(text).success && [1, 15].includes(dayOfMonth(addCalendarDays(parseLocalDate(text), 1)));
}
