import { z } from 'zod';
import { CASE_KINDS } from '#domain';
import { CASE_RATE_NAMES } from '#domain/figures';
import { CASE_STATES } from '#service';
import { after, limit, reference, subject } from './atoms.js';
import { checkPeriod, periodFields } from './figure-query.js';

/** Code of a case: its series, province, year and number. */
export const caseCode = z.string().regex(/^[A-Z]{2,3}-[A-Za-z0-9.]{1,20}-20\d\d-\d{6,}$/, 'must be the code of a case, such as NV-H99-2026-000001').meta({ examples: ['NV-H99-2026-000001'] });

/** Whose evidence a file is: the actor's own agency's where none is named. */
export const evidenceQuery = z.strictObject({ agency: reference.exactOptional() });
/** An `evidenceQuery` that was checked. */
export type EvidenceQuery = z.output<typeof evidenceQuery>;

const EVIDENCE_AT_ONCE = 20;

/** Evidence a command refers to, by the ids its upload was answered with. */
export const evidenceIds = z
  .array(z.uuid())
  .max(EVIDENCE_AT_ONCE)
  .refine((ids) => new Set(ids).size === ids.length, 'must name each file once')
  .meta({ description: 'Files uploaded to /api/v1/evidence', examples: [['3f1c1f0e-6a43-4c0e-9a52-2c7d9b3f1a10']] });

/** Puts another agency or person in charge of a case. */
export const assignmentRequest = z.strictObject({
  agency: reference.meta({ examples: ['H99.31'] }),
  owner: subject.exactOptional().meta({ description: 'Who is in charge; the agency names one later where absent', examples: ['officer@H99.31'] }),
}).meta({ examples: [{ agency: 'H99.31', owner: 'officer@H99.31' }] });
/** An `assignmentRequest` that was checked. */
export type AssignmentRequest = z.output<typeof assignmentRequest>;

const clock = z.string().regex(/^[a-z][a-z0-9-]{0,40}$/, 'must be the code of a clock').meta({ examples: ['completion'] });
const kind = z.enum(CASE_KINDS);

/** Which cases are listed: open ones where no state is named. */
export const casesQuery = z.strictObject({
  limit,
  after,
  kind: kind.exactOptional(),
  agency: reference.exactOptional(),
  owner: subject.exactOptional(),
  state: z.enum(CASE_STATES).default('open'),
  clock: clock.exactOptional().meta({ description: 'Only cases in which this clock runs, judged by it alone' }),
});
/** A `casesQuery` that was checked. */
export type CasesQuery = z.output<typeof casesQuery>;

/** Whose cases are counted. */
export const caseQueuesQuery = z.strictObject({ agency: reference.exactOptional(), owner: subject.exactOptional() });
/** A `caseQueuesQuery` that was checked. */
export type CaseQueuesQuery = z.output<typeof caseQueuesQuery>;

const PERIOD = {
  kind: kind.exactOptional(),
  clock: clock.exactOptional(),
  agency: reference.exactOptional(),
  ...periodFields,
};

/** Whose clocks, and over which days. */
export const caseRatesQuery = z.strictObject(PERIOD).superRefine(checkPeriod);
/** A `caseRatesQuery` that was checked. */
export type CaseRatesQuery = z.output<typeof caseRatesQuery>;

/** The rounds behind a rate: those of its numerator, the others it counts, or all. */
export const figureRoundsQuery = z.strictObject({ ...PERIOD, limit, after, part: z.enum(['numerator', 'rest', 'all']).default('all') }).superRefine(checkPeriod);
/** A `figureRoundsQuery` that was checked. */
export type FigureRoundsQuery = z.output<typeof figureRoundsQuery>;

/** Which rate is asked for. */
export const caseRateName = z.enum(CASE_RATE_NAMES);
