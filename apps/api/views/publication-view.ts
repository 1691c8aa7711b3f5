import { z } from 'zod';
import { ITEM_CHANGES, lastRound, placeStanding, POSTED_ITEMS, PUBLICATION_FIGURES, type PublicationFigure, SUBJECT_KINDS, PLACE_STANDINGS, PUBLICATION_VERDICTS } from '#domain';
import type { DuePosting, PublicationFile } from '#service';
import { clockLabel, PLACE_STANDING_LABELS, PUBLICATION_FIGURE_LABELS, PUBLICATION_FORMULAS } from '#vi';
import { instantOut, isoOf, isoOrNull, pageOf } from '../schemas/atoms.js';
import { announcementPath, publicationPath, viewMissingParts } from './announcement-view.js';
import { evidenceRefsSchema, viewEvidenceRefs } from './evidence-view.js';
import { viewValue } from './figure-view.js';
import { periodSchema } from './period-view.js';

const standing = { standing: z.enum(PLACE_STANDINGS), standingLabel: z.string() };

const entrySchema = z.strictObject({
  clock: z.string(),
  round: z.int(),
  clickedAt: instantOut.meta({ description: 'When it was posted: this is judged' }),
  recordedAt: instantOut.meta({ description: 'When it was entered' }),
  by: z.string(),
  inTime: z.boolean(),
  address: z.string().nullable(),
  reason: z.string().nullable().meta({ description: 'Why it takes the place of the entry before; of corrections' }),
  evidence: evidenceRefsSchema,
});

/** A publication with its clocks and every entry of a proof. */
export const publicationSchema = z.strictObject({
  code: z.string().meta({ examples: ['CK-H99-2026-000001'] }),
  agency: z.string(),
  subject: z.strictObject({ kind: z.enum(SUBJECT_KINDS), code: z.string(), version: z.int(), change: z.enum(ITEM_CHANGES) }).nullable(),
  postedItem: z.strictObject({ item: z.enum(POSTED_ITEMS), changedOn: z.iso.date(), content: z.string().nullable() }).nullable(),
  announcement: z.string().nullable(),
  outcome: z.string().nullable().meta({ description: 'Null while something is still to be posted' }),
  clocks: z.array(z.strictObject({ clock: z.string(), label: z.string(), round: z.int(), ...standing, dueAt: instantOut.nullable(), clickedAt: instantOut.nullable(), escalated: z.int() })),
  entries: z.array(entrySchema),
  missingParts: z.array(z.strictObject({ code: z.string(), label: z.string() })),
  links: z.strictObject({ announcement: z.string().nullable() }),
});
/** A publication as it is answered. */
export type PublicationAnswer = z.output<typeof publicationSchema>;

/** A posting that is due or late. */
export const duePostingSchema = z.strictObject({
  publication: z.string(),
  announcement: z.string().nullable(),
  subject: z.strictObject({ kind: z.enum(SUBJECT_KINDS), code: z.string(), change: z.enum(ITEM_CHANGES) }).nullable(),
  postedItem: z.enum(POSTED_ITEMS).nullable(),
  clock: z.string(),
  label: z.string(),
  agency: z.string(),
  dueAt: instantOut,
  late: z.boolean(),
  escalated: z.int().meta({ description: 'Levels told so far' }),
  link: z.string(),
});
/** A due posting as it is answered. */
export type DuePostingAnswer = z.output<typeof duePostingSchema>;
/** A page of due postings. */
export const duePostingPageSchema = pageOf(duePostingSchema);

/** A posted item that was set. */
export const postedItemSchema = z.strictObject({ publication: z.string().meta({ examples: ['CK-H99-2026-000002'] }), link: z.string() });
/** A posted item as it is answered. */
export type PostedItemAnswer = z.output<typeof postedItemSchema>;

const figureShape = {
  name: z.enum(PUBLICATION_FIGURES),
  label: z.string(),
  formula: z.string(),
  formulaVi: z.string(),
  numerator: z.int(),
  denominator: z.int(),
  value: z.number().nullable().meta({ description: 'Percent, two decimals rounded half up; null when there was nothing to judge' }),
  pending: z.int().meta({ description: 'Not decided yet, in neither number' }),
};
const periodShape = { period: periodSchema, asOf: instantOut, source: z.enum(['rows', 'ledger']) };

/** Every figure of publication of a scope and period. */
export const publicationFiguresSchema = z.strictObject({ ...periodShape, figures: z.array(z.strictObject(figureShape)) });
/** Figures of publication as they are answered. */
export type PublicationFiguresAnswer = z.output<typeof publicationFiguresSchema>;

/** One figure with a page of the list it is the count of. */
export const publicationLinesPageSchema = pageOf(z.strictObject({ subject: z.string(), verdict: z.enum(PUBLICATION_VERDICTS), publications: z.array(z.string()) })).extend({ ...periodShape, figure: z.strictObject(figureShape) });
/** One figure with its list as it is answered. */
export type PublicationLinesAnswer = z.output<typeof publicationLinesPageSchema>;

/** A publication as its answer. */
export function viewPublication({ state, entries, missingParts, content }: PublicationFile, now: number): PublicationAnswer {
  const { item, posted } = state.own.kind === 'publication' ? state.own : {};
  const names = [...new Set([...(item?.rules.map(({ place }) => place) ?? []), ...state.clocks.map(({ clock }) => clock)])];
  return {
    code: state.code,
    agency: state.agency,
    subject: item === undefined ? null : item.subject,
    postedItem: posted === undefined ? null : { item: posted.item, changedOn: posted.changedOn, content: content ?? null },
    announcement: item?.announcement ?? null,
    outcome: state.outcome ?? null,
    clocks: names.map((clock) => {
      const last = lastRound(state, clock);
      const clicked = last?.stopped?.outcome === 'done' ? last.stopped.at : undefined;
      const stands = placeStanding({ ...(last === undefined ? {} : { dueAt: last.dueAt }), ...(clicked === undefined ? {} : { clickedAt: clicked }) }, now);
      return { clock, label: clockLabel(clock), round: last?.round ?? 0, standing: stands, standingLabel: PLACE_STANDING_LABELS[stands], dueAt: isoOrNull(last?.dueAt), clickedAt: isoOrNull(clicked), escalated: last?.escalated ?? 0 };
    }),
    entries: entries.map(({ clock, round, clickedAt, recordedAt, by, inTime, address, reason, evidence }) => ({
      clock, round, clickedAt: isoOf(clickedAt), recordedAt: isoOf(recordedAt), by, inTime, address: address ?? null, reason: reason ?? null, evidence: viewEvidenceRefs(evidence),
    })),
    missingParts: [...viewMissingParts(missingParts)],
    links: { announcement: item === undefined ? null : announcementPath(item.announcement) },
  };
}

/** A due posting as its answer. */
export function viewDuePosting({ publication, announcement, kind, code, change, postedItem, clock, agency, dueAt, escalated }: DuePosting, now: number): DuePostingAnswer {
  const subject = kind === null || code === null || change === null ? null : { kind, code, change };
  return { publication, announcement, subject, postedItem, clock, label: clockLabel(clock), agency, dueAt: isoOf(dueAt), late: dueAt < now, escalated, link: publicationPath(publication) };
}

/** A figure without its list. */
export function viewPublicationFigure({ name, formula, n, d, value, pending }: PublicationFigure): PublicationFiguresAnswer['figures'][number] {
  return { name, label: PUBLICATION_FIGURE_LABELS[name], formula, formulaVi: PUBLICATION_FORMULAS[name], ...viewValue({ n, d, ...(value === undefined ? {} : { value }) }), pending };
}
