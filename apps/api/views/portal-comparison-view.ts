import { z } from 'zod';
import { formatLocalDate } from '#domain';
import { COUNT_COLUMNS, DIFFERENCE_REASONS } from '#domain/figures';
import { type CountDifference, DIFFERENCE_KINDS, type PlacedDifference, type PortalComparison, showDifference } from '#service/figures';
import { tableFaultVi } from '#vi';
import { instantOut, isoOf, pageOf } from '../schemas/atoms.js';
import { dossierPath } from './dossier-view.js';

const ID = '5f0c7a52-8d9b-4f0e-9a59-0d6c5b1f2a10';
const SELF = `/api/v1/portal-comparisons/${ID}`;
const COMPARISON_EXAMPLE = {
  id: ID,
  agency: 'H99.31',
  state: 'compared',
  form: 'codes',
  from: '2026-08-01',
  to: '2026-08-31',
  format: 'csv',
  sha256: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
  rows: 30,
  done: 30,
  same: 21,
  onlyHere: 2,
  differences: { 'only-there': 3, 'only-here': 2, 'other-punctuality': 4 },
  faults: [],
  uploadedBy: 'head-31',
  uploadedAt: '2026-09-03T08:00:00+07:00',
  links: { comparison: SELF, differences: `${SELF}/differences`, xlsx: `${SELF}/xlsx`, file: null },
};
const DIFFERENCE_EXAMPLE = {
  place: 1,
  kind: 'other-punctuality',
  label: 'Tình trạng hạn khác',
  subject: '000.00.31.H99-260812-0001',
  measure: null,
  counted: null,
  formula: null,
  theirs: 'đúng hạn',
  ours: 'quá hạn',
  byDate: 'đúng hạn',
  reason: 'by-date',
  sentence: 'cổng so theo ngày: trả 16:00 ngày hẹn 09:00 là đúng hạn; theo phút là quá hạn',
  row: 2,
  dossier: '/api/v1/dossiers/000.00.31.H99-260812-0001',
};

/** A comparison with the portal. */
export const portalComparisonSchema = z
  .strictObject({
    id: z.uuid(),
    agency: z.string().nullable().meta({ description: 'Null: the whole province' }),
    state: z.enum(['compared', 'comparing', 'faulty', 'failed']).meta({ description: 'A long table is compared after it was taken: `comparing` until then, `faulty` when it cannot be read, `failed` when it was given up' }),
    form: z.enum(['counts', 'codes']).nullable().meta({ description: 'What the table was read as; null, as the numbers below, until it is compared' }),
    from: z.iso.date(),
    to: z.iso.date(),
    format: z.enum(['docx', 'xlsx', 'csv']).nullable(),
    sha256: z.string(),
    rows: z.int().nullable().meta({ description: 'Lines read' }),
    done: z.int().nullable().meta({ description: 'Lines compared so far' }),
    same: z.int().nullable().meta({ description: 'Dossiers or numbers in which both agree' }),
    onlyHere: z.int().nullable().meta({ description: 'Dossiers received in the period that the list lacks; the first 5000 are listed' }),
    differences: z.partialRecord(z.enum(DIFFERENCE_KINDS), z.int()).nullable().meta({ description: 'How many are listed, by kind' }),
    faults: z.array(z.string()).meta({ description: 'Why a table cannot be read, cell by cell' }),
    uploadedBy: z.string(),
    uploadedAt: instantOut.meta({ description: 'Our side is as it stood at this moment; of a long table, as it stood when it was compared' }),
    links: z.strictObject({ comparison: z.string(), differences: z.string(), xlsx: z.string(), file: z.string().nullable() }),
  })
  .meta({ examples: [COMPARISON_EXAMPLE] });
/** A comparison as it is answered. */
export type PortalComparisonAnswer = z.output<typeof portalComparisonSchema>;

/** A difference of a comparison. */
export const portalDifferenceSchema = z
  .strictObject({
    place: z.int(),
    kind: z.enum(DIFFERENCE_KINDS),
    label: z.string(),
    subject: z.string().meta({ description: 'The code of the dossier, or the agency or field the number is of' }),
    measure: z.string().nullable(),
    counted: z
      .strictObject({ measure: z.enum(COUNT_COLUMNS).exclude(['subject']), agency: z.string().nullable(), field: z.string().nullable() })
      .nullable()
      .meta({ description: 'What a number counts, by code, with the agency or field of its line; neither: all that is compared' }),
    formula: z.string().nullable().meta({ description: 'How our number is made' }),
    theirs: z.string().nullable(),
    ours: z.string().nullable().meta({ description: 'By the minute' }),
    byDate: z.string().nullable().meta({ description: 'Ours as the portal compares: by the day' }),
    reason: z.enum(DIFFERENCE_REASONS),
    sentence: z.string(),
    row: z.int().nullable().meta({ description: 'Row of the table' }),
    dossier: z.string().nullable(),
  })
  .meta({ examples: [DIFFERENCE_EXAMPLE] });
/** A difference as it is answered. */
export type PortalDifferenceAnswer = z.output<typeof portalDifferenceSchema>;

/** A page of comparisons. */
export const portalComparisonPageSchema = pageOf(portalComparisonSchema).meta({ examples: [{ items: [COMPARISON_EXAMPLE], next: null }] });
/** A page of differences. */
export const portalDifferencePageSchema = pageOf(portalDifferenceSchema).meta({ examples: [{ items: [DIFFERENCE_EXAMPLE], next: null }] });

/** A comparison as its answer. */
export function viewComparison({ id, agency, state, form, firstDay, lastDay, format, sha256, fileId, rows, done, same, onlyHere, tally, faults, uploadedBy, uploadedAt }: PortalComparison): PortalComparisonAnswer {
  const self = `/api/v1/portal-comparisons/${id}`;
  return {
    id,
    agency,
    state,
    form,
    from: formatLocalDate(firstDay),
    to: formatLocalDate(lastDay),
    format,
    sha256,
    rows,
    done,
    same,
    onlyHere,
    differences: tally,
    faults: faults === null ? [] : 'cells' in faults ? faults.cells.map(tableFaultVi) : [faults.document],
    uploadedBy,
    uploadedAt: isoOf(uploadedAt),
    links: { comparison: self, differences: `${self}/differences`, xlsx: `${self}/xlsx`, file: fileId === null ? null : `/api/v1/evidence/${fileId}` },
  };
}

/** A difference as its answer. */
export function viewDifference({ place, difference }: PlacedDifference): PortalDifferenceAnswer {
  const { label, subject, measure, formula, theirs, ours, byDate, reason, row } = showDifference(difference);
  const isOurs = 'code' in difference && difference.kind !== 'only-there';
  return {
    place,
    kind: difference.kind,
    label,
    subject,
    measure: measure ?? null,
    counted: difference.kind === 'count' ? countedOf(difference) : null,
    formula: formula ?? null,
    theirs: theirs ?? null,
    ours: ours ?? null,
    byDate: byDate ?? null,
    reason: difference.reason,
    sentence: reason,
    row: row ?? null,
    dossier: isOurs ? dossierPath(difference.code) : null,
  };
}

function countedOf({ measure, subject: { kind, code } }: CountDifference): PortalDifferenceAnswer['counted'] {
  return { measure, agency: kind === 'agency' ? (code ?? null) : null, field: kind === 'field' ? (code ?? null) : null };
}
