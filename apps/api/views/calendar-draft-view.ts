import { z } from 'zod';
import { CLOSURE_REASONS, type StatedDay } from '#domain';
import { type CalendarDraft, type DraftDifference, IMPACT_KINDS, type ImpactItem, type ImpactSummary, type Notice } from '#service';
import { calendarDifferenceLines, DRAFT_STATUS_LABELS } from '#vi';
import { instantOut, isoOf, isoOrNull, pageOf } from '../schemas/atoms.js';
import { assignmentSchema, dayKind } from '../schemas/calendar-draft.js';
import { viewHours } from './calendar-view.js';
import { dossierPath } from './dossier-view.js';

const count = z.int();
const hoursOut = z.array(z.tuple([z.string(), z.string()]));

/** What a draft would do to the dossiers that were open when it was asked, in numbers. */
const impactSummarySchema = z.strictObject({
  asOf: instantOut,
  open: count,
  lookedAt: count,
  endangered: count.meta({ description: 'Will probably be late under the draft, and would not under the present calendars' }),
  kinds: z.strictObject(Object.fromEntries(IMPACT_KINDS.map((kind) => [kind, count])) as Record<(typeof IMPACT_KINDS)[number], z.ZodInt>),
});

/** A draft of calendars as a line of the list. */
export const calendarDraftItemSchema = z.strictObject({
  id: z.uuid(),
  status: z.enum(['draft', 'published', 'discarded']),
  statusLabel: z.string(),
  source: z.string(),
  reasonCode: z.string(),
  base: z.string().meta({ description: 'The version it changes' }),
  isBaseCurrent: z.boolean().meta({ description: 'False when another version was published since: rebase it before it is published' }),
  draftedBy: z.string(),
  draftedAt: instantOut,
  endedBy: z.string().nullable().meta({ description: 'Who published or discarded it' }),
  endedAt: instantOut.nullable(),
  version: z.string().nullable().meta({ description: 'The version it became' }),
  impact: impactSummarySchema.nullable().meta({ description: 'Null until it has been computed' }),
  link: z.string(),
});

const statedDay = z.strictObject({
  kind: dayKind,
  name: z.string(),
  source: z.string(),
  hours: hoursOut.nullable(),
  swapWith: z.iso.date().nullable(),
  reason: z.enum(CLOSURE_REASONS).nullable(),
  decision: z.string().nullable(),
});
const declaredYear = z.strictObject({ status: z.enum(['confirmed', 'proposed']), source: z.string() });

const layerDifferenceSchema = z.strictObject({
  layer: z.string(),
  name: z.string(),
  isNew: z.boolean(),
  days: z.array(z.strictObject({ date: z.iso.date(), changesHours: z.boolean(), before: statedDay.nullable(), after: statedDay.nullable() })),
  years: z.array(z.strictObject({ year: z.int(), before: declaredYear.nullable(), after: declaredYear.nullable() })),
  endsOn: z.strictObject({ before: z.iso.date().nullable(), after: z.iso.date().nullable() }).nullable().meta({ description: 'Null where the end of the layer stays as it is' }),
  week: z.array(z.strictObject({ weekday: z.string(), before: hoursOut.nullable(), after: hoursOut.nullable() })),
  lines: z.array(z.string()).meta({ description: 'The same for people' }),
});
const layersOf = assignmentSchema.omit({ agency: true });

/** A draft of calendars with what it changes, day by day. */
export const calendarDraftSchema = calendarDraftItemSchema.extend({
  layers: z.array(layerDifferenceSchema),
  assignments: z.array(z.strictObject({ agency: z.string(), before: layersOf.nullable(), after: layersOf })),
});
/** A draft as it is answered. */
export type CalendarDraftAnswer = z.output<typeof calendarDraftSchema>;

/** A draft made of a notice, with what of the file is to be looked at. */
export const noticeDraftSchema = calendarDraftSchema.extend({
  inferred: z.array(z.strictObject({ date: z.iso.date(), name: z.string(), kind: dayKind })).meta({ description: 'Days whose kind nobody wrote and their name told' }),
  leftOut: z
    .array(z.strictObject({ line: z.int(), date: z.iso.date(), name: z.string(), why: z.enum(['kind-unknown', 'cancelled', 'other-year']) }))
    .meta({ description: 'Entries that make no day off' }),
  missing: count.meta({ description: 'How many days off the notice of a whole year has less than the law gives: it is likely to be a part of one' }),
});
/** A draft of a notice as it is answered. */
export type NoticeDraftAnswer = z.output<typeof noticeDraftSchema>;

/** A dossier a draft would move or endanger. */
export const calendarImpactItemSchema = z.strictObject({
  code: z.string(),
  procedureCode: z.string(),
  competentAgency: z.string(),
  dueAt: z.strictObject({ from: instantOut.nullable(), to: instantOut.nullable() }),
  appointment: z.strictObject({ from: instantOut.nullable(), to: instantOut.nullable() }),
  endangered: z.boolean(),
  link: z.string(),
});
/** A page of the dossiers a draft would move or endanger, with the numbers; `impact` is null while it is computed. */
export const calendarImpactPageSchema = pageOf(calendarImpactItemSchema).extend({ impact: impactSummarySchema.nullable() });
/** A page of an impact list as it is answered. */
export type CalendarImpactPage = z.output<typeof calendarImpactPageSchema>;

/** Address of a draft in the API. */
export function draftPath(id: string): string {
  return `/api/v1/calendar-drafts/${id}`;
}

/** A draft as a line of the list. */
export function viewDraftItem(draft: CalendarDraft): z.output<typeof calendarDraftItemSchema> {
  return {
    id: draft.id,
    status: draft.status,
    statusLabel: DRAFT_STATUS_LABELS[draft.status],
    source: draft.source,
    reasonCode: draft.reasonCode,
    base: draft.base,
    isBaseCurrent: draft.isBaseCurrent,
    draftedBy: draft.createdBy,
    draftedAt: isoOf(draft.createdAt),
    endedBy: draft.endedBy ?? null,
    endedAt: isoOrNull(draft.endedAt),
    version: draft.versionId ?? null,
    impact: viewImpact(draft.impact),
    link: draftPath(draft.id),
  };
}

/** A draft with what it changes. */
export function viewDraft(draft: CalendarDraft, { layers, assignments }: DraftDifference): CalendarDraftAnswer {
  return {
    ...viewDraftItem(draft),
    layers: layers.map(({ layer, isNew, difference, week, endsOn }) => ({
      layer: layer.id,
      name: layer.name,
      isNew,
      days: difference.days.map(({ date, changesHours, before, after }) => ({ date, changesHours, before: viewStated(before), after: viewStated(after) })),
      years: difference.years.map(({ year, before, after }) => ({ year, before: yearOf(before), after: yearOf(after) })),
      week: week.map(({ weekday, before, after }) => ({ weekday, before: hoursOf(before), after: hoursOf(after) })),
      endsOn: endsOn === undefined ? null : { before: endsOn.before ?? null, after: endsOn.after ?? null },
      lines: [...calendarDifferenceLines(difference, new Set())],
    })),
    assignments: assignments.map(({ agency, before, after }) => ({ agency, before: before === undefined ? null : idsOf(before), after: idsOf(after) })),
  };
}

/** A draft made of a notice. */
export function viewNoticeDraft(draft: CalendarDraftAnswer, { inferred, leftOut, missing }: Pick<Notice, 'inferred' | 'leftOut' | 'missing'>): NoticeDraftAnswer {
  return {
    ...draft,
    inferred: inferred.map(({ date, name, kind }) => ({ date, name, kind })),
    leftOut: leftOut.map(({ line, date, name, why }) => ({ line, date, name, why })),
    missing,
  };
}

/** A dossier of an impact list. */
export function viewImpactItem(item: ImpactItem): z.output<typeof calendarImpactItemSchema> {
  return {
    code: item.code,
    procedureCode: item.procedureCode,
    competentAgency: item.competentAgency,
    dueAt: { from: isoOrNull(item.fromDue), to: isoOrNull(item.toDue) },
    appointment: { from: isoOrNull(item.fromAppointment), to: isoOrNull(item.toAppointment) },
    endangered: item.endangered,
    link: dossierPath(item.code),
  };
}

/** The numbers of an impact. */
export function viewImpact(impact: ImpactSummary | undefined): z.output<typeof impactSummarySchema> | null {
  if (impact === undefined) {
    return null;
  }
  const { asOf, base: _, open, lookedAt, endangered, ...kinds } = impact;
  return { asOf: isoOf(asOf), open, lookedAt, endangered, kinds };
}

function viewStated(day: StatedDay | undefined): z.output<typeof statedDay> | null {
  return day === undefined
    ? null
    : {
        kind: day.kind,
        name: day.name,
        source: day.source,
        hours: day.hours === undefined ? null : viewHours(day.hours),
        swapWith: day.swapWith ?? null,
        reason: day.reason ?? null,
        decision: day.decision ?? null,
      };
}

function yearOf(year: { readonly status: 'confirmed' | 'proposed'; readonly source: string } | undefined): z.output<typeof declaredYear> | null {
  return year === undefined ? null : { status: year.status, source: year.source };
}

function hoursOf(hours: readonly (readonly [string, string])[] | undefined): [string, string][] | null {
  return hours === undefined ? null : hours.map(([from, to]) => [from, to]);
}

function idsOf({ processing, intake }: { readonly processing: readonly string[]; readonly intake: readonly string[] }): z.output<typeof layersOf> {
  return { processing: [...processing], intake: [...intake] };
}
