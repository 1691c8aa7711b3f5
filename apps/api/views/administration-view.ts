import { z } from 'zod';
import { type Agency, PROCEDURE_ERROR_CODES, type ProcedureProblem, PROCEDURE_WARNING_CODES, DEFAULT_SETTINGS, type EngineSettings } from '#domain';
import type { CatalogueChange, NumberSeries, ProcedureCheck, SettingsVersion, VersionPublication } from '#service';
import { BEGINS_IN_THE_PAST, procedureFixVi, procedureProblemVi, UNREADABLE_PROCEDURE } from '#vi';
import { instantOut, isoOf } from '../schemas/atoms.js';
import { agencySchema } from './catalogue-schema.js';
import { procedureDifferenceSchema, viewChanges } from './procedure-version-view.js';

const problemCode = z.enum([...PROCEDURE_ERROR_CODES, ...PROCEDURE_WARNING_CODES, 'unreadable', 'begins-in-the-past']);

/** One thing wrong with a procedure version. */
export const procedureProblemSchema = z
  .strictObject({
    code: problemCode,
    path: z.string().meta({ description: 'Where, such as `cases[0].parts[1].groups[0].stages[2].budget`' }),
    sentence: z.string(),
    fix: z.string().meta({ description: 'How it is put right' }),
  })
  .meta({ examples: [{ code: 'stages-exceed-term', path: 'cases[0].parts[0]', sentence: 'Tổng thời gian các bước là 64, vượt thời hạn 56 (office-hours).', fix: 'Giảm thời gian các bước, hoặc kéo dài thời hạn.' }] });
type ProcedureProblemAnswer = z.output<typeof procedureProblemSchema>;

/** What is found of a version that is being written, and what it says differently from the last published one. */
export const procedureCheckSchema = z.strictObject({
  publishable: z.boolean(),
  errors: z.array(procedureProblemSchema),
  warnings: z.array(procedureProblemSchema),
  base: z.int().meta({ description: 'Number of the last published version; 0 where there is none' }),
  changes: procedureDifferenceSchema.shape.changes,
});
/** Such an answer. */
export type ProcedureCheckAnswer = z.output<typeof procedureCheckSchema>;

/** A version that was published. */
export const publishedVersionSchema = z.strictObject({
  code: z.string(),
  version: z.int(),
  effectiveFrom: z.iso.date(),
  openDossiers: z.int().meta({ description: 'Open dossiers that keep an earlier version' }),
  warnings: z.array(procedureProblemSchema),
  link: z.string(),
});
/** Such an answer. */
export type PublishedVersionAnswer = z.output<typeof publishedVersionSchema>;

/** An agency with what rests on it. */
export const agencyPageSchema = z.strictObject({ agency: agencySchema, hasCalendar: z.boolean().meta({ description: 'Whether a published calendar names it: without one no dossier reaches it' }) });
/** Such an answer. */
export type AgencyPageAnswer = z.output<typeof agencyPageSchema>;

/** A change of an agency. */
export const agencyChangeSchema = z.strictObject({ number: z.int(), before: agencySchema.nullable(), after: agencySchema, changedAt: instantOut, changedBy: z.string(), importId: z.uuid().nullable() });
/** Such an answer. */
export type AgencyChangeAnswer = z.output<typeof agencyChangeSchema>;

const settingsContent = z.record(z.string(), z.unknown());

/** Settings of the installation: what was chosen, and what holds. */
export const settingsSchema = z.strictObject({
  number: z.int().meta({ description: 'Version in force; 0 while the program\'s own hold' }),
  publishedAt: instantOut.nullable(),
  publishedBy: z.string().nullable(),
  chosen: settingsContent,
  inForce: settingsContent,
  defaults: settingsContent,
});
/** Such an answer. */
export type SettingsAnswer = z.output<typeof settingsSchema>;

/** A published version of the settings. */
export const settingsVersionSchema = z.strictObject({ number: z.int(), settings: settingsContent, publishedAt: instantOut, publishedBy: z.string() });
/** Such an answer. */
export type SettingsVersionAnswer = z.output<typeof settingsVersionSchema>;

/** A series of document numbers. */
export const numberSeriesSchema = z.strictObject({
  agency: z.string(),
  symbol: z.string(),
  year: z.int(),
  begun: z.int().meta({ description: 'Last number of the agency\'s own register before the engine gave the first' }),
  last: z.int(),
  taken: z.int(),
  voided: z.int(),
  link: z.string(),
});
/** Such an answer. */
export type NumberSeriesAnswer = z.output<typeof numberSeriesSchema>;

/** Problems of a version in words. */
export function viewProblems(problems: readonly ProcedureProblem[]): ProcedureProblemAnswer[] {
  return problems.map(({ code, path, data }) => ({ code, path, sentence: procedureProblemVi({ code, data }), fix: procedureFixVi(code) }));
}

/** What is found of a version that is being written. */
export function viewCheck(check: ProcedureCheck): ProcedureCheckAnswer {
  if (check.kind === 'unreadable') {
    return { publishable: false, errors: [{ code: 'unreadable', path: check.path, ...UNREADABLE_PROCEDURE }], warnings: [], base: 0, changes: [] };
  }
  const errors = [...(check.late ? [{ code: 'begins-in-the-past' as const, path: 'effectiveFrom', ...BEGINS_IN_THE_PAST }] : []), ...viewProblems(check.report.errors)];
  return { publishable: errors.length === 0, errors, warnings: viewProblems(check.report.warnings), base: check.base ?? 0, changes: viewChanges(check.changes) };
}

/** A version that was published. */
export function viewPublished({ procedure: { code, version, effectiveFrom }, warnings, open }: Extract<VersionPublication, { readonly kind: 'published' }>): PublishedVersionAnswer {
  return { code, version, effectiveFrom, openDossiers: open, warnings: viewProblems(warnings), link: `/api/v1/procedures/${encodeURIComponent(code)}/versions/${String(version)}` };
}

/** A change of an agency. */
export function viewAgencyChange({ number, before, after, changedAt, changedBy, importId }: CatalogueChange): AgencyChangeAnswer {
  return { number, before: (before ?? null) as Agency | null, after: after as Agency, changedAt: isoOf(changedAt), changedBy, importId: importId ?? null };
}

/** The settings as they hold. */
export function viewSettings(last: SettingsVersion | undefined, inForce: EngineSettings): SettingsAnswer {
  return {
    number: last?.number ?? 0,
    publishedAt: last === undefined ? null : isoOf(last.publishedAt),
    publishedBy: last?.publishedBy ?? null,
    chosen: { ...last?.settings },
    inForce: { ...inForce },
    defaults: { ...DEFAULT_SETTINGS },
  };
}

/** A published version of the settings. */
export function viewSettingsVersion({ number, settings, publishedAt, publishedBy }: SettingsVersion): SettingsVersionAnswer {
  return { number, settings: { ...settings }, publishedAt: isoOf(publishedAt), publishedBy };
}

/** A series of numbers. */
export function viewNumberSeries({ agency, symbol, year, begun, last, taken, voided }: NumberSeries): NumberSeriesAnswer {
  return { agency, symbol, year, begun, last, taken, voided, link: `/api/v1/document-numbers/${encodeURIComponent(agency)}/${encodeURIComponent(symbol)}/${String(year)}` };
}
