import { z } from 'zod';
import { CLOSURE_REASONS } from '#domain';
import { after, documentNumber, limit, line, reference } from './atoms.js';

/** Kinds of statements about a day. */
export const dayKind = z.enum(['holiday', 'compensation', 'swap-off', 'make-up', 'closure', 'special-hours']);
/** A local day. */
const localDay = z.iso.date();
const year = z.int().min(1).max(9999);
// Whether a time is one, and whether intervals follow each other, is a rule of calendars and is answered as one.
const hours = z.array(z.tuple([line(5), line(5)])).max(24).meta({ description: 'Intervals as ["07:00", "11:00"], in the order of the day' });

/** A statement about one day, as people write it. */
const calendarDay = z.strictObject({
  date: localDay,
  kind: dayKind,
  name: line(200),
  source: line(300).meta({ description: 'The notice or decision that says so' }),
  hours: hours.exactOptional().meta({ description: 'Of special hours and make-up days; of a closure of a part of the day the hours that remain open' }),
  swapWith: localDay.exactOptional().meta({ description: 'The other day of a swap' }),
  reason: z.enum(CLOSURE_REASONS).exactOptional().meta({ description: 'Why a closure closes; required of a closure' }),
  decision: documentNumber.exactOptional().meta({ description: 'Number of the decision that orders a closure, such as 12/QĐ-UBND; required of a closure' }),
});

const calendarYear = z.strictObject({ year, status: z.enum(['confirmed', 'proposed']), source: line(300) });
const endsOn = localDay.meta({ description: 'First day on which the layer says nothing any more; what it said before stands' });
const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

/** A layer of calendars as people write it. */
export const layerSchema = z.strictObject({
  id: reference,
  name: line(200),
  week: z.partialRecord(z.enum(WEEKDAYS), hours).exactOptional(),
  days: z.array(calendarDay).max(5_000).exactOptional(),
  years: z.array(calendarYear).max(200).exactOptional(),
  endsOn: endsOn.exactOptional(),
});

const layerIds = z.array(reference).min(1).max(10).meta({ description: 'Layers by id, outermost first' });
/** Which layers make an agency's calendars. */
export const assignmentSchema = z.strictObject({ agency: reference, processing: layerIds, intake: layerIds });

const amendment = z.strictObject({
  layer: reference,
  add: z.array(calendarDay).max(1_000).exactOptional().meta({ description: 'Statements to be made; one of the same day and kind is replaced' }),
  remove: z.array(z.strictObject({ date: localDay, kind: dayKind.exactOptional() })).max(1_000).exactOptional().meta({ description: 'Statements to be taken back' }),
  years: z.array(calendarYear).max(200).exactOptional(),
  endsOn: endsOn.exactOptional(),
});

const basis = {
  source: line(300).meta({ description: 'Number of the notice or decision the change carries out' }),
  reasonCode: reference.meta({ description: 'Why the calendar changes, by a code' }),
};

/** A change of calendars: layers written anew, layers amended day by day, agencies given other layers. */
export const calendarDraftRequest = z
  .strictObject({
    ...basis,
    layers: z.array(layerSchema).max(500).exactOptional(),
    amendments: z.array(amendment).max(500).exactOptional(),
    assignments: z.array(assignmentSchema).max(2_000).exactOptional(),
  })
  .refine(({ layers = [], amendments = [], assignments = [] }) => layers.length + amendments.length + assignments.length > 0, {
    error: 'must change something: give layers, amendments or assignments',
  })
  .refine(({ source }) => /\d/u.test(source), { path: ['source'], error: 'must hold the number of the notice or decision' });
/** A `calendarDraftRequest` that was checked. */
export type CalendarDraftRequest = z.output<typeof calendarDraftRequest>;

/** A file of days off and the layer it changes. */
export const noticeImportRequest = z.strictObject({
  layer: reference,
  decree: line(300).meta({ description: 'The document the file comes from, with number and day, such as Thông báo 9441/TB-BNV ngày 16/10/2026' }),
  reasonCode: basis.reasonCode,
  year: year.exactOptional().meta({ description: 'The year the file is the whole notice of: it is confirmed, and its other days are dropped. Absent: single days' }),
  file: z.strictObject({ name: line(200).meta({ description: 'Its ending tells the format: .csv, .json, .ics' }), base64: z.base64().max(1_400_000) }),
});
/** A `noticeImportRequest` that was checked. */
export type NoticeImportRequest = z.output<typeof noticeImportRequest>;

/** Which drafts are listed. */
export const calendarDraftsQuery = z.strictObject({ limit, after, status: z.enum(['draft', 'published', 'discarded']).exactOptional() });
/** A `calendarDraftsQuery` that was checked. */
export type CalendarDraftsQuery = z.output<typeof calendarDraftsQuery>;

/** Which dossiers of an impact list are asked for. */
export const calendarImpactQuery = z.strictObject({
  limit,
  after: z.uuid().exactOptional().meta({ description: 'The `next` of the page before' }),
  endangered: z.literal('true').exactOptional().meta({ description: 'Only dossiers that become endangered' }),
});
/** A `calendarImpactQuery` that was checked. */
export type CalendarImpactQuery = z.output<typeof calendarImpactQuery>;

/** Year of a calendar in an address. */
export const yearInPath = z
  .string()
  .regex(/^[1-9]\d{0,3}$/, 'must be a year')
  .transform(Number)
  .meta({ type: 'integer' });

/** Which of an agency's calendars is shown. */
export const calendarYearQuery = z.strictObject({
  use: z
    .enum(['processing', 'intake'])
    .prefault('processing')
    .meta({ type: 'string', enum: ['processing', 'intake'], default: 'processing', description: 'The calendar terms run on, or the hours of the desk' }),
  draft: z.uuid().exactOptional().meta({ description: 'As a draft would make it; as it is in force when absent' }),
});
/** A `calendarYearQuery` that was checked. */
export type CalendarYearQuery = z.output<typeof calendarYearQuery>;
