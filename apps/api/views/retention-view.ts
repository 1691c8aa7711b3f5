import { z } from 'zod';
import type { DueDossier } from '#service';
import { RETENTION_OUTCOME_LABELS } from '#vi';
import { instantOut, isoOf } from '../schemas/atoms.js';
import { dossierPath } from './dossier-view.js';

const EXAMPLE = {
  dossierCode: '000.00.31.H99-260819-0001',
  agency: 'H99.31',
  procedureName: 'Cấp giấy phép xây dựng mới',
  dueOn: '2032-01-01',
  years: 5,
  confirmedBy: 'head-31',
  confirmedAt: '2032-02-02T09:00:00+07:00',
  decisionNumber: '12/QĐ-UBND',
  link: '/api/v1/dossiers/000.00.31.H99-260819-0001',
};

/** A closed dossier whose personal data is past its retention. */
export const retentionDueSchema = z
  .strictObject({
    dossierCode: z.string(),
    agency: z.string(),
    procedureName: z.string(),
    dueOn: z.iso.date().meta({ description: 'First day on which it may go' }),
    years: z.int(),
    confirmedBy: z.string().nullable().meta({ description: 'Who said first that it may go; somebody else erases it' }),
    confirmedAt: instantOut.nullable(),
    decisionNumber: z.string().nullable(),
    link: z.string(),
  })
  .meta({ examples: [EXAMPLE] });
/** Such a dossier as it is answered. */
export type RetentionDueAnswer = z.output<typeof retentionDueSchema>;

const OUTCOMES = ['confirmed', 'erased', 'pending', 'not-due', 'confirmed-before', 'not-confirmed', 'same-person', 'refused'] as const;

/** What became of each dossier. */
export const retentionOutcomesSchema = z
  .strictObject({ items: z.array(z.strictObject({ dossierCode: z.string(), outcome: z.enum(OUTCOMES), label: z.string() })) })
  .meta({ examples: [{ items: [{ dossierCode: EXAMPLE.dossierCode, outcome: 'confirmed', label: RETENTION_OUTCOME_LABELS.confirmed }] }] });
/** What became of each dossier, as it is answered. */
export type RetentionOutcomes = z.output<typeof retentionOutcomesSchema>;
/** What became of one dossier. */
export type RetentionOutcome = (typeof OUTCOMES)[number];

/** A dossier past its retention as its answer. */
export function viewRetentionDue({ code, agency, procedureName, dueOn, years, confirmed }: DueDossier): RetentionDueAnswer {
  return {
    dossierCode: code,
    agency,
    procedureName,
    dueOn,
    years,
    confirmedBy: confirmed?.by ?? null,
    confirmedAt: confirmed === undefined ? null : isoOf(confirmed.at),
    decisionNumber: confirmed?.decisionNumber ?? null,
    link: dossierPath(code),
  };
}

/** What became of one dossier as its answer. */
export function viewOutcome(dossierCode: string, outcome: RetentionOutcome): RetentionOutcomes['items'][number] {
  return { dossierCode, outcome, label: RETENTION_OUTCOME_LABELS[outcome] };
}
