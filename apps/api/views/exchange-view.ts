import { z } from 'zod';
import { EXCHANGE_PARTS, EXCHANGE_STANDINGS, type ExchangeImport, type ExchangeItem } from '#service';
import { EXCHANGE_PART_LABELS, EXCHANGE_STANDING_LABELS } from '#vi';
import { instantOut, isoOf } from '../schemas/atoms.js';
import { viewChanges } from './procedure-version-view.js';

const part = z.enum(EXCHANGE_PARTS);

/** An exported catalogue: a format, its province, its parts and the hash over them. */
export const exchangeFileSchema = z.strictObject({
  format: z.literal('dung-han-catalogue'),
  formatVersion: z.literal(1),
  province: z.string(),
  exportedAt: instantOut,
  contentHash: z.string().meta({ description: 'SHA-256 over the canonical text of format, province and parts' }),
  parts: z.record(z.string(), z.unknown()),
});

const itemSchema = z.strictObject({
  part,
  partLabel: z.string(),
  key: z.string(),
  name: z.string(),
  standing: z.enum(EXCHANGE_STANDINGS),
  standingLabel: z.string(),
  changes: z.array(z.strictObject({ path: z.string(), label: z.string().nullable(), before: z.string().nullable(), after: z.string().nullable() })),
});

/** An import as a line of the list. */
export const exchangeImportItemSchema = z.strictObject({
  id: z.uuid(),
  province: z.string(),
  contentHash: z.string(),
  exportedAt: z.string(),
  uploadedAt: instantOut,
  uploadedBy: z.string(),
  parts: z.array(part),
  applied: z
    .strictObject({
      at: instantOut,
      by: z.string(),
      parts: z.array(part),
      items: z.array(z.strictObject({ part, key: z.string(), version: z.int().nullable() })),
      calendarDraft: z.uuid().nullable().meta({ description: 'The draft a second person publishes' }),
    })
    .nullable(),
  link: z.string(),
});
/** Such an answer. */
export type ExchangeImportItem = z.output<typeof exchangeImportItemSchema>;

/** An import with its difference to the catalogue as it stands now. */
export const exchangeImportSchema = exchangeImportItemSchema.extend({
  counts: z.strictObject({ new: z.int(), changed: z.int(), same: z.int(), older: z.int(), missing: z.int() }),
  items: z.array(itemSchema).meta({ description: 'Everything that is not the same, and as many of the same as there are' }),
  comparison: z.string().meta({ description: 'SHA-256 that stands for what is here in the place of what differs; applying rests on it' }),
});
/** Such an answer. */
export type ExchangeImportAnswer = z.output<typeof exchangeImportSchema>;

/** Most characters of a value in a difference: a whole week or list of days is told by its beginning. */
const SHOWN = 400;

/** An import as a line of the list. */
export function viewImportItem({ id, province, contentHash, file, uploadedAt, uploadedBy, applied }: ExchangeImport): ExchangeImportItem {
  return {
    id, province, contentHash, exportedAt: file.exportedAt, uploadedAt: isoOf(uploadedAt), uploadedBy,
    parts: EXCHANGE_PARTS.filter((each) => file.parts[each] !== undefined),
    applied:
      applied === undefined
        ? null
        : {
            at: isoOf(applied.at),
            by: applied.by,
            parts: [...applied.outcome.parts],
            items: applied.outcome.items.map((item) => ({ part: item.part, key: item.key, version: item.version ?? null })),
            calendarDraft: applied.outcome.calendarDraft ?? null,
          },
    link: `/api/v1/exchange/imports/${id}`,
  };
}

/** An import beside what is here. */
export function viewImport(found: ExchangeImport, items: readonly ExchangeItem[], comparison: string): ExchangeImportAnswer {
  const counted = (standing: ExchangeItem['standing']): number => items.filter((item) => item.standing === standing).length;
  return {
    ...viewImportItem(found),
    counts: { new: counted('new'), changed: counted('changed'), same: counted('same'), older: counted('older'), missing: counted('missing') },
    items: items.map(viewItem),
    comparison,
  };
}

function viewItem({ part: of, key, name, standing, changes, facts }: ExchangeItem): z.output<typeof itemSchema> {
  return {
    part: of,
    partLabel: EXCHANGE_PART_LABELS[of],
    key,
    name,
    standing,
    standingLabel: EXCHANGE_STANDING_LABELS[standing],
    changes: [
      ...changes.map(({ path, before, after }) => ({ path, label: null, before: textOf(before), after: textOf(after) })),
      ...viewChanges(facts).map((fact) => ({ path: fact.key, label: `${fact.sectionLabel}: ${fact.label}`, before: fact.before, after: fact.after })),
    ],
  };
}

function textOf(value: unknown): string | null {
  if (value === undefined) {
    return null;
  }
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text;
}
