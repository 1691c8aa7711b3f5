import { z } from 'zod';
import { type CaseState, ISSUER_LEVELS, ITEM_CHANGES, LEAD_OUTCOMES, type LeadCheck, leadDays, type PlaceFact, PLACE_STANDINGS, type PlaceStanding, POSTING_PLACES, SUBJECT_KINDS, type WorkingCalendar } from '#domain';
import type { AnnouncementLine, ItemLine } from '#service';
import { clockLabel, ITEM_CHANGE_LABELS, LEAD_OUTCOME_LABELS, leadSentence, missingPartLabel, PLACE_STANDING_LABELS } from '#vi';
import { instantOut, isoOrNull, pageOf } from '../schemas/atoms.js';
import { evidenceRefsSchema, viewEvidenceRefs } from './evidence-view.js';

const day = z.iso.date();

/** A check of a decision's lead with the days it counted. */
const leadSchema = z.strictObject({
  outcome: z.enum(LEAD_OUTCOMES),
  outcomeLabel: z.string(),
  sentence: z.string().meta({ examples: ['Từ ngày ký quyết định (23/11/2026) đến ngày văn bản có hiệu lực (01/12/2026) là 5 ngày làm việc, yêu cầu ít nhất 5 ngày làm việc.'] }),
  unit: z.enum(['calendar-days', 'working-days']),
  bound: z.enum(['at-least', 'at-most']),
  required: z.int(),
  days: z.int().nullable().meta({ description: 'Days that lie between; null where the rule does not apply or the calendar does not reach so far' }),
  after: day,
  upTo: day,
  unconfirmed: z.boolean().meta({ description: 'Some of the days lie in a year no notice has confirmed' }),
  law: z.strictObject({ document: z.string(), article: z.string().nullable() }),
  counted: z.array(z.strictObject({ day, counted: z.boolean() })).meta({ description: 'The days between, those off not counted; the first sixty' }),
});

const placeSchema = z.strictObject({
  place: z.enum(POSTING_PLACES),
  label: z.string(),
  standing: z.enum(PLACE_STANDINGS),
  standingLabel: z.string(),
  dueAt: instantOut.nullable().meta({ description: 'Null while it waits for the posting on the national database' }),
  clickedAt: instantOut.nullable(),
});

const itemSchema = z.strictObject({
  kind: z.enum(SUBJECT_KINDS),
  code: z.string(),
  version: z.int(),
  change: z.enum(ITEM_CHANGES),
  changeLabel: z.string(),
  publication: z.string().meta({ examples: ['CK-H99-2026-000001'] }),
  places: z.array(placeSchema),
  missingParts: z.array(z.strictObject({ code: z.string(), label: z.string() })).meta({ description: 'What keeps it from being posted anywhere; its internal process may be' }),
  links: z.strictObject({ publication: z.string(), openDossiers: z.string().nullable().meta({ description: 'Running dossiers a repeal or another version touches; they keep their version' }) }),
});

/** A decision with both checks of its lead and the postings of its items. */
export const announcementSchema = z.strictObject({
  code: z.string().meta({ examples: ['CB-H99-2026-000001'] }),
  agency: z.string(),
  number: z.string(),
  issuer: z.strictObject({ agency: z.string(), level: z.enum(ISSUER_LEVELS) }),
  signedOn: day,
  effectiveOn: day,
  fastTrack: z.strictObject({ ground: z.strictObject({ document: z.string(), article: z.string().nullable() }), promulgatedOn: day }).nullable(),
  leads: z.strictObject({ decree: leadSchema, index: leadSchema }),
  evidence: evidenceRefsSchema,
  by: z.string().meta({ description: 'Who made the entry that counts' }),
  items: z.array(itemSchema),
});
/** A decision as it is answered. */
export type AnnouncementAnswer = z.output<typeof announcementSchema>;

/** A decision as a list shows it. */
export const announcementLineSchema = z.strictObject({
  code: z.string(),
  agency: z.string(),
  number: z.string(),
  issuer: z.strictObject({ agency: z.string(), level: z.enum(ISSUER_LEVELS) }),
  signedOn: day,
  effectiveOn: day,
  fastTrack: z.boolean(),
  leads: z.strictObject({ decree: z.enum(LEAD_OUTCOMES), index: z.enum(LEAD_OUTCOMES) }),
  items: z.int(),
  posted: z.int().meta({ description: 'Items posted in every place' }),
  link: z.string(),
});
/** A decision of a list as it is answered. */
export type AnnouncementLineAnswer = z.output<typeof announcementLineSchema>;
/** A page of decisions. */
export const announcementPageSchema = pageOf(announcementLineSchema);

/** Address of a decision in the API. */
export function announcementPath(code: string): string {
  return `/api/v1/announcements/${encodeURIComponent(code)}`;
}

/** Address of a publication in the API. */
export function publicationPath(code: string): string {
  return `/api/v1/publications/${encodeURIComponent(code)}`;
}

/** A place with its standing. */
export function viewPlace({ place, dueAt, clickedAt }: PlaceFact, standing: PlaceStanding): z.output<typeof placeSchema> {
  return { place, label: clockLabel(place), standing, standingLabel: PLACE_STANDING_LABELS[standing], dueAt: isoOrNull(dueAt), clickedAt: isoOrNull(clickedAt) };
}

/** Codes of missing parts with their words. */
export function viewMissingParts(codes: readonly string[]): readonly { readonly code: string; readonly label: string }[] {
  return codes.map((code) => ({ code, label: missingPartLabel(code) }));
}

/** A decision as its answer; throws for a case that is none. */
export function viewAnnouncement(state: CaseState, items: readonly ItemLine[], calendar: WorkingCalendar): AnnouncementAnswer {
  const announcement = state.own.kind === 'publication' ? state.own.announcement : undefined;
  if (announcement === undefined) {
    throw new Error(`Case ${state.code} holds no decision`);
  }
  const { number, issuer, signedOn, effectiveOn, fastTrack, leads, evidence: files, by } = announcement;
  return {
    code: state.code,
    agency: state.agency,
    number,
    issuer,
    signedOn,
    effectiveOn,
    fastTrack: fastTrack === undefined ? null : { ground: { document: fastTrack.ground.document, article: fastTrack.ground.article ?? null }, promulgatedOn: fastTrack.promulgatedOn },
    leads: { decree: viewLead(leads.decree, calendar), index: viewLead(leads.index, calendar) },
    evidence: viewEvidenceRefs(files),
    by,
    items: items.map(viewItem),
  };
}

function viewLead(check: LeadCheck, calendar: WorkingCalendar): z.output<typeof leadSchema> {
  const { outcome, unit, bound, required, days, after, upTo, unconfirmed, law } = check;
  return {
    outcome,
    outcomeLabel: LEAD_OUTCOME_LABELS[outcome],
    sentence: leadSentence(check),
    unit,
    bound,
    required,
    days: days ?? null,
    after,
    upTo,
    unconfirmed: unconfirmed ?? false,
    law: { document: law.document, article: law.article ?? null },
    counted: [...leadDays(check, calendar)],
  };
}

function viewItem({ kind, code, version, change, publication, places, missingParts }: ItemLine): AnnouncementAnswer['items'][number] {
  return {
    kind,
    code,
    version,
    change,
    changeLabel: ITEM_CHANGE_LABELS[change],
    publication,
    places: places.map((place) => viewPlace(place, place.standing)),
    missingParts: [...viewMissingParts(missingParts)],
    links: { publication: publicationPath(publication), openDossiers: kind === 'procedure' ? `/api/v1/procedures/${encodeURIComponent(code)}/open-dossiers` : null },
  };
}

/** A decision of a list as its answer. */
export function viewAnnouncementLine({ code, agency, number, issuer, level, signedOn, effectiveOn, fastTrack, leadDecree, leadIndex, items, posted }: AnnouncementLine): AnnouncementLineAnswer {
  return { code, agency, number, issuer: { agency: issuer, level }, signedOn, effectiveOn, fastTrack, leads: { decree: leadDecree, index: leadIndex }, items, posted, link: announcementPath(code) };
}
