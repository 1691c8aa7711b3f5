import { z } from 'zod';
import { ABSENCE_REASONS, type AbsenceSpan, parseLocalDate, spanOfDays } from '#domain';
import { DUE_WORK } from '#service';
import { after, documentNumber, instantIn, limit, reference, subject } from './atoms.js';
import { checkPeriod, day, periodFields } from './figure-query.js';

const scopeFields = { agency: reference.exactOptional(), procedure: reference.exactOptional(), field: reference.exactOptional() };

/** A whole number in an address, from 1. */
function countUpTo(maximum: number, usual: number): z.ZodType<number, string | undefined> {
  return z
    .string()
    .refine((text) => /^\d{1,3}$/.test(text) && Number(text) >= 1 && Number(text) <= maximum, `must be a whole number from 1 to ${String(maximum)}`)
    .transform(Number)
    .prefault(String(usual))
    .meta({ type: 'integer', minimum: 1, maximum, default: usual });
}

const aheadDays = countUpTo(30, 3).meta({ description: 'How many working days ahead is looked' });

/** Whose budget, over which days. Without a period: the present month. */
export const budgetQuery = z.strictObject({ ...scopeFields, ...periodFields, days: aheadDays }).superRefine(checkPeriod);
/** A `budgetQuery` that was checked. */
export type BudgetRequest = z.output<typeof budgetQuery>;

/** Whose dossiers that will be late within the next working days. */
export const endangeredQuery = z.strictObject({ ...scopeFields, days: aheadDays, limit, after });
/** An `endangeredQuery` that was checked. */
export type EndangeredRequest = z.output<typeof endangeredQuery>;

/** Whose capacity, over how many local days from today on. */
export const capacityQuery = z.strictObject({ agency: reference.exactOptional().meta({ description: 'Your own agency when absent' }), days: countUpTo(31, 10) });
/** A `capacityQuery` that was checked. */
export type CapacityRequest = z.output<typeof capacityQuery>;

/** What falls due in an agency on which local day. */
export const dueOnQuery = z.strictObject({
  agency: reference.exactOptional().meta({ description: 'Your own agency when absent' }),
  day: day.transform((text) => parseLocalDate(text)).exactOptional().meta({ description: 'Today when absent' }),
  of: z.enum(DUE_WORK).default('dossiers').meta({ description: '`dossiers` due, `runs` of stages whose budget ends, or `supplements`: applicants\' time for papers' }),
  limit,
  after,
});
/** A `dueOnQuery` that was checked. */
export type DueOnRequest = z.output<typeof dueOnQuery>;

const HIGHEST = 100;

/** A decided target of the late rate. */
export const lateTargetRequest = z
  .strictObject({
    ...scopeFields,
    target: z.number().gt(0).max(HIGHEST).multipleOf(0.01).nullable().meta({ description: 'The late rate stays below this percentage, at most two decimals; null: the scope has no target of its own from then on' }),
    validFrom: day,
    validUntil: day.exactOptional().meta({ description: 'The last day, included' }),
    documentNumber,
  })
  .refine(({ field, procedure }) => field === undefined || procedure === undefined, { path: ['field'], error: 'cannot be given together with procedure' })
  .refine(({ validFrom, validUntil }) => validUntil === undefined || validUntil >= validFrom, { path: ['validUntil'], error: 'must not lie before validFrom' })
  .meta({ examples: [{ agency: 'H99.05', target: 1.5, validFrom: '2026-09-01', documentNumber: '12/QĐ-UBND' }] });
/** A `lateTargetRequest` that was checked. */
export type LateTargetRequest = z.output<typeof lateTargetRequest>;

/** Targets of the province. */
export const lateTargetsQuery = z.strictObject({ limit, after });
/** A `lateTargetsQuery` that was checked. */
export type LateTargetsQuery = z.output<typeof lateTargetsQuery>;

const half = z.boolean().default(false);
const absentDays = z.strictObject({
  from: day,
  to: day.meta({ description: 'The last day, included' }),
  fromAfternoon: half.meta({ description: 'Away from noon of the first day on' }),
  untilNoon: half.meta({ description: 'Away until noon of the last day' }),
});

/** Time away: by days, of which the first may begin and the last may end at noon, or by instants. */
export const absenceRequest = z
  .strictObject({
    subject: subject.exactOptional().meta({ description: 'Yourself when absent' }),
    days: absentDays.exactOptional(),
    from: instantIn.exactOptional(),
    until: instantIn.exactOptional(),
    substitute: subject.exactOptional().meta({ description: 'Somebody of the same agency who is there the whole time' }),
    reason: z.enum(ABSENCE_REASONS),
  })
  .refine(({ days, from, until }) => (days === undefined) === (from !== undefined && until !== undefined) && (from === undefined) === (until === undefined), { path: ['days'], error: 'give either days, or both from and until' })
  .refine(({ days, from, until }) => (days === undefined ? from === undefined || until === undefined || from < until : spanOf(days) !== undefined), { path: ['days'], error: 'must end after it begins' })
  .meta({ examples: [{ days: { from: '2026-08-20', to: '2026-08-21', untilNoon: true }, substitute: 'officer-2@H99.05', reason: 'leave' }] });
/** An `absenceRequest` that was checked. */
export type AbsenceRequest = z.output<typeof absenceRequest>;

/** The time an absence in days covers. */
export function spanOf({ from, to, fromAfternoon, untilNoon }: z.output<typeof absentDays>): AbsenceSpan | undefined {
  return spanOfDays({ first: parseLocalDate(from), last: parseLocalDate(to), fromAfternoon, untilNoon });
}

/** Whose absences are listed, and which time they touch. */
export const absencesQuery = z
  .strictObject({ agency: reference.exactOptional(), subject: subject.exactOptional(), from: day.exactOptional(), to: day.exactOptional(), limit, after })
  .refine(({ from, to }) => from === undefined || to === undefined || from <= to, { path: ['to'], error: 'must not be before from' });
/** An `absencesQuery` that was checked. */
export type AbsencesQuery = z.output<typeof absencesQuery>;
