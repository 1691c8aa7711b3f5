import { z } from 'zod';
import { WEEKDAYS } from '#domain';
import { ASSUMPTIONS, type Scenario } from '#domain/figures';
import { after, limit, reference, subject } from './atoms.js';
import { checkPeriod, day, periodFields } from './figure-query.js';

const MOST_DAYS = 50;
const MOST_TERMS = 50;
const MOST_ABSENCES = 20;
const agencies = z.array(reference).max(200).exactOptional().meta({ description: 'Whom it is for; the whole province where absent' });
const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, 'must be HH:MM');
const amount = z.number().positive().max(1_000).multipleOf(0.25);

const openOn = z.union(
  [z.strictObject({ date: day }), z.strictObject({ every: z.enum(WEEKDAYS), from: day, to: day })],
  'must be {"date": "2026-08-22"} or {"every": "sat", "from": "2026-08-01", "to": "2026-12-31"}',
);

const term = z.union(
  [
    z.strictObject({ procedure: reference, case: reference.exactOptional(), part: z.int().min(1).max(2).default(1), limit: z.strictObject({ unit: z.enum(['working-days', 'working-hours']), amount }) }),
    z.strictObject({ procedure: reference, case: reference.exactOptional(), stage: reference, budget: z.strictObject({ unit: z.enum(['office-hours', 'working-hours']), amount }) }),
  ],
  'must name a procedure with a limit in working-days or working-hours, or with a stage and its budget in office-hours or working-hours',
);

/** Other rules to replay the ledger under; several at once are one scenario. */
export const scenarioSchema = z.strictObject({
  holidays: z.array(z.strictObject({ date: day, agencies })).max(MOST_DAYS).default([]).meta({ description: 'Days newly off' }),
  openDays: z
    .array(
      z.strictObject({
        on: openOn,
        hours: z.union([z.enum(['full', 'morning', 'afternoon']), z.array(z.tuple([clock, clock])).min(1).max(6)], 'must be full, morning, afternoon, or intervals such as [["07:30", "11:30"]]').default('full'),
        agencies,
      }),
    )
    .max(MOST_DAYS)
    .default([])
    .meta({ description: 'Days newly worked; `full` hours are those of the first weekday the office works. Every such weekday opens rest days only, never a holiday' }),
  terms: z.array(term).max(MOST_TERMS).default([]).meta({ description: 'Another term of a part of a procedure or of one case; or another budget of one stage, which its term follows' }),
  absences: z.array(z.strictObject({ officer: subject, from: day, to: day })).max(MOST_ABSENCES).default([]).meta({ description: 'Officers away, first and last day included, with nobody in their place' }),
});

/** What would have been: under which rules, of whom, over which days. */
export const whatIfRequest = z
  .strictObject({ agency: reference.exactOptional().meta({ description: 'The whole province where absent' }), ...periodFields, scenario: scenarioSchema })
  .superRefine(checkPeriod)
  .meta({
    examples: [
      {
        period: '2026',
        scenario: {
          holidays: [{ date: '2026-11-24' }], openDays: [{ on: { every: 'sat', from: '2026-01-01', to: '2026-12-31' }, hours: 'morning', agencies: ['H99.31'] }],
          terms: [{ procedure: '1.012994', part: 1, limit: { unit: 'working-days', amount: 15 } }], absences: [{ officer: 'officer-31', from: '2026-08-03', to: '2026-08-14' }],
        },
      },
    ],
  });
/** A `whatIfRequest` that was checked. */
export type WhatIfBody = z.output<typeof whatIfRequest>;

/** A page of one's own requests. */
export const whatIfsQuery = z.strictObject({ limit, after });
/** A `whatIfsQuery` that was checked. */
export type WhatIfsQuery = z.output<typeof whatIfsQuery>;

/** Which of the dossiers that change side are listed. */
export const whatIfDossiersQuery = z.strictObject({
  assumption: z.enum(ASSUMPTIONS).default('keptMoments'),
  side: z.enum(['late', 'in-time']).exactOptional().meta({ description: 'The side they are on under the scenario' }),
  limit,
  after: z.string().regex(/^[1-9]\d{0,8}$/, 'must be the `next` of a page of this list').transform(Number).exactOptional().meta({ type: 'integer', description: 'The `next` of the page before' }),
});
/** A `whatIfDossiersQuery` that was checked. */
export type WhatIfDossiersQuery = z.output<typeof whatIfDossiersQuery>;

/** The scenario a request means. */
export function scenarioOf({ scenario }: WhatIfBody): Scenario {
  return scenario;
}
