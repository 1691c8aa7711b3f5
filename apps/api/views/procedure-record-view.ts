import { z } from 'zod';
import { missingParts, type NeededRule, RECORD_FLAG_CODES } from '#domain';
import type { RecordDraftItem, RecordDraftView, PublishedRecord } from '#service';
import { formatTimeLimitVi, missingPartVi, NEEDED_RULE_LABELS, RECORD_FLAG_LABELS } from '#vi';
import { instantOut, isoOf } from '../schemas/atoms.js';
import { flagValueSchema } from '../schemas/procedures.js';
import { limitSchema, procedureSchema } from './catalogue-schema.js';
import { missingPartSchema } from './procedure-version-view.js';

const { field, fees, legalBases, results, legalParts, announcedBy, channels } = procedureSchema.shape;

/** Something a person supplies beside a record. */
const neededSchema = z.strictObject({ field: z.string(), path: z.string(), label: z.string() }).meta({ examples: [{ field: 'stages', path: 'cases[0]', label: NEEDED_RULE_LABELS.stages }] });

const flagSchema = z
  .strictObject({
    id: z.string(),
    code: z.enum(RECORD_FLAG_CODES),
    path: z.string(),
    sentence: z.string(),
    found: z.array(z.string()).readonly(),
    accepts: z.array(z.enum(['amount', 'text-only', 'limit', 'bases', 'noted'])).readonly(),
    recorded: flagValueSchema.nullable().meta({ description: 'What `as-recorded` takes over' }),
    suggested: flagValueSchema.nullable().meta({ description: 'What `as-suggested` takes over' }),
    answer: z.strictObject({ choice: z.enum(['as-recorded', 'as-suggested', 'corrected']), value: flagValueSchema, at: instantOut, by: z.string() }).nullable(),
  })
  .meta({
    examples: [
      {
        id: 'fee-smaller-than-text@executionMethods[0].fees[0]', code: 'fee-smaller-than-text', path: 'executionMethods[0].fees[0]', sentence: RECORD_FLAG_LABELS['fee-smaller-than-text'],
        found: ['100', 'Phí công bố nội dung đăng ký doanh nghiệp: 100.000 đồng/lần'], accepts: ['amount', 'text-only'],
        recorded: { kind: 'amount', amount: 100 }, suggested: { kind: 'amount', amount: 100_000 }, answer: null,
      },
    ],
  });

const draftSchema = z.strictObject({
  code: z.string(),
  name: z.string(),
  field: field.exactOptional(),
  nonTerritorial: z.boolean(),
  channels,
  cases: z
    .array(
      z.strictObject({
        code: z.string(),
        name: z.string(),
        limit: limitSchema.exactOptional(),
        channelLimits: z.strictObject({ counter: limitSchema.exactOptional(), online: limitSchema.exactOptional(), post: limitSchema.exactOptional() }),
        components: z.array(z.strictObject({ code: z.string(), name: z.string(), originals: z.int(), copies: z.int(), required: z.boolean(), form: z.string().exactOptional() })).readonly(),
      }),
    )
    .readonly(),
  fees,
  legalBases,
  results,
  legalParts,
  announcedBy,
});

/** A record of the national portal: what it makes of a procedure, what a person must confirm, and what it cannot say. */
export const procedureRecordSchema = z.strictObject({
  id: z.uuid(),
  recordHash: z.string(),
  importedAt: instantOut,
  importedBy: z.string(),
  openFlags: z.int(),
  flags: z.array(flagSchema),
  needs: z.array(neededSchema).meta({ description: 'What the record cannot say and a person supplies, or carries over from a published version' }),
  missing: z.array(missingPartSchema).meta({ description: 'Legal parts a posting will lack' }),
  draft: draftSchema,
  published: z.strictObject({ version: z.int(), at: instantOut, by: z.string() }).nullable(),
});
/** A record as it is answered. */
export type ProcedureRecordAnswer = z.output<typeof procedureRecordSchema>;

/** A record in a list. */
export const procedureRecordItemSchema = z
  .strictObject({ id: z.uuid(), code: z.string(), name: z.string(), importedAt: instantOut, importedBy: z.string(), flags: z.int(), openFlags: z.int(), publishedVersion: z.int().nullable(), link: z.string() })
  .meta({
    examples: [
      {
        id: '5f0c2f6e-7a0b-4f4c-9d4e-0d5c7a1b2c3d', code: '2.001610', name: 'Đăng ký thành lập doanh nghiệp tư nhân', importedAt: '2026-11-20T09:00:00+07:00', importedBy: 'admin@H99',
        flags: 2, openFlags: 1, publishedVersion: null, link: '/api/v1/procedure-records/5f0c2f6e-7a0b-4f4c-9d4e-0d5c7a1b2c3d',
      },
    ],
  });
/** An item of the list as it is answered. */
export type ProcedureRecordItem = z.output<typeof procedureRecordItemSchema>;

/** What a record became. */
export const recordPublicationSchema = z
  .strictObject({ code: z.string(), version: z.int(), link: z.string(), missing: z.array(missingPartSchema), warnings: z.array(z.strictObject({ code: z.string(), path: z.string() })) })
  .meta({ examples: [{ code: '1.013225', version: 3, link: '/api/v1/procedures/1.013225/versions/3', missing: [], warnings: [] }] });
/** A publication as it is answered. */
export type RecordPublicationAnswer = z.output<typeof recordPublicationSchema>;

/** Shows a record. */
export function viewRecord({ id, recordHash, importedAt, importedBy, draft, flags, needs, published }: RecordDraftView): ProcedureRecordAnswer {
  return {
    id,
    recordHash,
    importedAt: isoOf(importedAt),
    importedBy,
    openFlags: flags.filter(({ answer }) => answer === undefined).length,
    flags: flags.map(({ answer, recorded, suggested, found, ...flag }) => ({
      ...flag,
      found: found.map((each) => (typeof each === 'string' ? each : formatTimeLimitVi(each))),
      sentence: RECORD_FLAG_LABELS[flag.code],
      recorded: recorded ?? null,
      suggested: suggested ?? null,
      answer: answer === undefined ? null : { ...answer, at: isoOf(answer.at) },
    })),
    needs: needs.map(viewNeed),
    missing: missingParts({ ...draft, competentAgencies: [], cases: draft.cases.map(({ components, limit }) => ({ components, parts: limit === undefined ? [] : [limit] })) }).map((part) => ({ ...part, sentence: missingPartVi(part) })),
    draft,
    published: published === undefined ? null : { ...published, at: isoOf(published.at) },
  };
}

/** Shows a record as a line. */
export function viewRecordItem({ importedAt, publishedVersion, ...item }: RecordDraftItem): ProcedureRecordItem {
  return { ...item, importedAt: isoOf(importedAt), publishedVersion: publishedVersion ?? null, link: `/api/v1/procedure-records/${item.id}` };
}

/** Shows what a record became. */
export function viewPublication({ procedure, lacks, warnings }: PublishedRecord): RecordPublicationAnswer {
  const { code, version } = procedure;
  return {
    code,
    version,
    link: `/api/v1/procedures/${encodeURIComponent(code)}/versions/${String(version)}`,
    missing: lacks.map((part) => ({ ...part, sentence: missingPartVi(part) })),
    warnings: warnings.map((warning) => ({ code: warning.code, path: warning.path })),
  };
}

function viewNeed({ field: name, path }: NeededRule): z.output<typeof neededSchema> {
  return { field: name, path, label: NEEDED_RULE_LABELS[name] };
}
