import { z } from 'zod';
import { type FigureChange, getRate, MEASURES, RATE_NAMES } from '#domain/figures';
import type { ComparedPublication, LateEvent, PublishedFigure } from '#service/figures';
import { COMPARISON_LABELS, EVENT_LABELS } from '#vi';
import { instantOut, isoOf } from '../schemas/atoms.js';
import { dossierPath } from './dossier-view.js';
import { viewValue } from './figure-view.js';
import { EVENT_TYPES } from './labels.js';

const value = z.strictObject({ numerator: z.int(), denominator: z.int(), value: z.number().nullable() });
const countName = z.enum([...MEASURES, 'carriedOver']);
const changes = z.array(z.strictObject({ count: countName, by: z.int() })).meta({ description: 'Signed changes of the counts the rates are made of' });

const figureShape = {
  id: z.uuid(),
  edition: z.int().meta({ description: '1 for the first publication of the period and scope; later ones stand beside it' }),
  scope: z.strictObject({ province: z.string(), agency: z.string().exactOptional(), procedure: z.string().exactOptional(), field: z.string().exactOptional(), channel: z.string().exactOptional() }),
  period: z.strictObject({ kind: z.string(), from: z.iso.date(), to: z.iso.date() }),
  publishedAt: instantOut,
  publishedBy: z.strictObject({ subject: z.string(), role: z.string(), agency: z.string() }),
  seal: z.strictObject({ number: z.int(), hash: z.string() }).meta({ description: 'The ledger up to which everything was counted' }),
  hash: z.string().meta({ description: 'SHA-256 over the edition before and the publication\'s canonical JSON; covered by the next seal' }),
  reopening: z
    .strictObject({ reason: z.string(), requestedBy: z.string(), requestedAt: instantOut, confirmedBy: z.string().nullable(), confirmedAt: instantOut.nullable() })
    .nullable()
    .meta({ description: 'Once a second person confirmed it the next edition may be published' }),
  links: z.strictObject({ self: z.string(), events: z.string(), reopen: z.string() }),
};

/** A publication in a list. */
export const publishedItemSchema = z.strictObject({ ...figureShape, asOf: instantOut, lateRate: value.extend({ formula: z.string(), formulaVi: z.string().nullable() }).nullable().meta({ description: 'The headline as published' }) });
/** A publication in a list, as it is answered. */
export type PublishedItem = z.output<typeof publishedItemSchema>;

/** A publication beside the same figures now. */
export const publishedFigureSchema = z.strictObject({
  ...figureShape,
  asOf: instantOut,
  rates: z.array(z.strictObject({ rate: z.string(), formula: z.string(), formulaVi: z.string().nullable().meta({ description: 'Null where only the English formula was published and it is no longer that of today' }), comparisonLabel: z.string().nullable(), published: value, now: value.nullable().meta({ description: 'Null for a rate the catalogue no longer has' }), differs: z.boolean() })),
  differences: changes.meta({ description: 'What the counts came to by now, less what was published; the changes of the late events add up to it' }),
});
/** A publication as it is answered. */
export type PublishedFigureAnswer = z.output<typeof publishedFigureSchema>;

/** An event that came after a publication and changes its period. */
export const lateEventSchema = z.strictObject({
  dossierCode: z.string(),
  seq: z.int(),
  type: z.enum(EVENT_TYPES),
  label: z.string(),
  occurredAt: instantOut,
  recordedAt: instantOut,
  changes,
  links: z.strictObject({ dossier: z.string() }),
});
/** A late event as it is answered. */
export type LateEventAnswer = z.output<typeof lateEventSchema>;

/** A publication for a list. */
export function viewPublishedItem(figure: PublishedFigure): PublishedItem {
  const rate = figure.rates['late-rate'];
  return { ...viewFigure(figure), asOf: isoOf(figure.publishedAt), lateRate: rate === undefined ? null : { formula: rate.formula, formulaVi: rate.formulaVi ?? null, ...viewValue(rate) } };
}

/** A publication with what its figures are now. */
export function viewPublished({ figure, at, rates, difference }: ComparedPublication): PublishedFigureAnswer {
  return {
    ...viewFigure(figure),
    asOf: isoOf(at),
    rates: rates.map(({ rate, formula, formulaVi, published, now }) => ({ rate, formula, formulaVi: formulaVi ?? null, comparisonLabel: comparisonOf(rate), published: viewValue(published), now: now === undefined ? null : viewValue(now), differs: now !== undefined && (now.n !== published.n || now.d !== published.d) })),
    differences: viewChange(difference),
  };
}

/** An event that came after a publication. */
export function viewLateEvent({ code, seq, type, occurredAt, recordedAt, change }: LateEvent): LateEventAnswer {
  return { dossierCode: code, seq, type, label: EVENT_LABELS[type], occurredAt: isoOf(occurredAt), recordedAt: isoOf(recordedAt), changes: viewChange(change), links: { dossier: dossierPath(code) } };
}

function comparisonOf(rate: string): string | null {
  const known = RATE_NAMES.find((name) => name === rate);
  return known === undefined ? null : COMPARISON_LABELS[getRate(known).comparison];
}

function viewFigure({ id, edition, scope, period, publishedAt, by, seal, hash, reopening }: PublishedFigure): Omit<PublishedItem, 'lateRate' | 'asOf'> {
  const self = `/api/v1/figures/published/${id}`;
  return {
    id,
    edition,
    scope: { ...scope },
    period: { kind: period.kind, from: period.first, to: period.last },
    publishedAt: isoOf(publishedAt),
    publishedBy: { subject: by.subject, role: by.role, agency: by.agency },
    seal,
    hash,
    reopening:
      reopening === undefined
        ? null
        : {
            reason: reopening.reason,
            requestedBy: reopening.requestedBy,
            requestedAt: isoOf(reopening.requestedAt),
            confirmedBy: reopening.confirmed?.by ?? null,
            confirmedAt: reopening.confirmed === undefined ? null : isoOf(reopening.confirmed.at),
          },
    links: { self, events: `${self}/events`, reopen: `${self}/reopen` },
  };
}

function viewChange(change: FigureChange): z.output<typeof changes> {
  return (Object.entries(change) as [keyof FigureChange, number][]).map(([count, by]) => ({ count, by }));
}
