import { z } from 'zod';
import { differenceOf, internalProcessOf, LEGAL_PART_CODES, missingParts, partFactsOf, type ProcedureChange, type ProcedureVersion, termsOf } from '#domain';
import type { CataloguedVersion, TouchedDossier } from '#service';
import { caseTermsVi, FACT_LABELS, FACT_SECTION_LABELS, factVi, LEGAL_PART_LABELS, legalBasisVi, missingPartVi, NO_SUCH_PART, stageBudgetVi } from '#vi';
import { instantOut, isoOf } from '../schemas/atoms.js';
import { limitSchema, procedureSchema } from './catalogue-schema.js';
import { dossierItemSchema, viewItem } from './list-views.js';

/** A legal part a procedure lacks. */
export const missingPartSchema = z
  .strictObject({ code: z.enum(LEGAL_PART_CODES), path: z.string(), lack: z.enum(['absent', 'blank', 'not-said']), sentence: z.string() })
  .meta({ examples: [{ code: 'sets', path: 'legalParts.sets', lack: 'absent', sentence: 'Số lượng hồ sơ: chưa có' }] });

const budget = z.strictObject({ unit: z.enum(['office-hours', 'calendar-days', 'working-hours']), amount: z.number() });
const termsSchema = z
  .strictObject({
    caseCode: z.string(),
    caseName: z.string(),
    statutory: limitSchema.nullable(),
    promised: z.array(limitSchema).readonly(),
    cut: z
      .strictObject({ unit: z.string(), amount: z.number(), of: z.number(), share: z.int().meta({ description: 'Hundredths of a percent' }) })
      .nullable()
      .meta({ description: 'What of the statutory term is cut away' }),
    text: z.string(),
  })
  .meta({
    examples: [
      {
        caseCode: '1.014466.01', caseName: 'Khoáng sản nhóm I', statutory: { unit: 'calendar-days', amount: 60 }, promised: [{ unit: 'calendar-days', amount: 48 }],
        cut: { unit: 'calendar-days', amount: 12, of: 60, share: 2000 }, text: '48 ngày, cắt giảm 12/60 ngày, tỷ lệ 20%',
      },
    ],
  });
const processSchema = z.strictObject({
  caseCode: z.string(),
  steps: z.array(
    z.strictObject({ number: z.int(), part: z.int(), group: z.int(), name: z.string(), owner: z.string(), unit: z.string().nullable(), time: z.string().nullable(), result: z.string().nullable() }),
  ),
  totals: z.array(z.strictObject({ part: z.int(), allowed: budget, taken: budget.nullable(), standing: z.enum(['equal', 'below', 'above', 'not-comparable']) })),
});

/** A version of a procedure with its legal parts, its terms side by side, its internal process, and what is missing. */
export const procedureVersionSchema = z.strictObject({
  procedure: procedureSchema,
  hash: z.string(),
  publishedAt: instantOut,
  parts: z.array(z.strictObject({ code: z.enum(LEGAL_PART_CODES), label: z.string(), lines: z.array(z.string()) })),
  missing: z.array(missingPartSchema),
  terms: z.array(termsSchema),
  processes: z.array(processSchema),
  bases: z.array(z.string()),
});
/** A version as it is answered. */
export type ProcedureVersionAnswer = z.output<typeof procedureVersionSchema>;

/** A version in a list. */
export const procedureVersionItemSchema = z
  .strictObject({ code: z.string(), version: z.int(), name: z.string(), effectiveFrom: z.iso.date(), endsOn: z.iso.date().nullable(), hash: z.string(), publishedAt: instantOut, missing: z.int(), link: z.string() })
  .meta({
    examples: [
      { code: '1.013225', version: 2, name: 'Cấp giấy phép xây dựng', effectiveFrom: '2026-07-01', endsOn: null, hash: 'a'.repeat(64), publishedAt: '2026-07-01T08:00:00+07:00', missing: 0, link: '/api/v1/procedures/1.013225/versions/2' },
    ],
  });
/** An item of the list as it is answered. */
export type ProcedureVersionItem = z.output<typeof procedureVersionItemSchema>;

/** Two versions side by side. */
export const procedureDifferenceSchema = z
  .strictObject({
    code: z.string(),
    from: z.int(),
    to: z.int(),
    changes: z.array(
      z.strictObject({
        section: z.string(), sectionLabel: z.string(), name: z.string(), label: z.string(), key: z.string(),
        change: z.enum(['added', 'removed', 'changed']), before: z.string().nullable(), after: z.string().nullable(),
      }),
    ),
  })
  .meta({
    examples: [
      {
        code: '1.013225', from: 1, to: 2,
        changes: [{ section: 'terms', sectionLabel: 'Trường hợp và thời hạn giải quyết', name: 'term', label: 'Thời hạn giải quyết', key: 'term/1.013225.01/1', change: 'changed', before: '20 ngày; tính từ khi tiếp nhận; đến cùng giờ', after: '07 ngày làm việc; tính từ khi tiếp nhận; đến cùng giờ' }],
      },
    ],
  });
/** The difference as it is answered. */
export type ProcedureDifferenceAnswer = z.output<typeof procedureDifferenceSchema>;

/** An open dossier of a procedure with the version it keeps. */
export const touchedDossierSchema = dossierItemSchema.extend({ procedureVersion: z.int() });
/** Such a dossier as it is answered. */
export type TouchedDossierAnswer = z.output<typeof touchedDossierSchema>;

/** Shows a version; `nameOf` gives an agency's name. */
export function viewVersion({ procedure, hash, publishedAt }: CataloguedVersion, nameOf: (agency: string) => string): ProcedureVersionAnswer {
  return {
    procedure: procedure,
    hash,
    publishedAt: isoOf(publishedAt),
    parts: partsOf(procedure, nameOf),
    missing: missingParts(procedure).map((part) => ({ ...part, sentence: missingPartVi(part) })),
    terms: procedure.cases.map((one) => {
      const terms = termsOf(one);
      return { caseCode: one.code, caseName: one.name, statutory: terms.statutory ?? null, promised: terms.promised, cut: terms.cut ?? null, text: caseTermsVi(terms) };
    }),
    processes: procedure.cases.map((one) => {
      const { steps, totals } = internalProcessOf(one);
      return {
        caseCode: one.code,
        steps: steps.map(({ number, part, group, stage }) => ({
          number, part, group, name: stage.name, owner: stage.owner, unit: stage.unit ?? null, time: stage.budget === undefined ? null : stageBudgetVi(stage.budget), result: stage.result ?? null,
        })),
        totals: totals.map((total) => ({ ...total, taken: total.taken ?? null })),
      };
    }),
    bases: procedure.legalBases.map(legalBasisVi),
  };
}

/** Shows a version as a line. */
export function viewVersionItem({ procedure, hash, publishedAt }: CataloguedVersion): ProcedureVersionItem {
  const { code, version, name, effectiveFrom, endsOn } = procedure;
  return {
    code, version, name, effectiveFrom, endsOn: endsOn ?? null, hash, publishedAt: isoOf(publishedAt), missing: missingParts(procedure).length,
    link: `/api/v1/procedures/${encodeURIComponent(code)}/versions/${String(version)}`,
  };
}

/** Shows what differs between two versions. */
export function viewDifference(before: ProcedureVersion, after: ProcedureVersion): ProcedureDifferenceAnswer {
  return { code: after.code, from: before.version, to: after.version, changes: viewChanges(differenceOf(before, after)) };
}

/** What two versions say differently, in words. */
export function viewChanges(changes: readonly ProcedureChange[]): ProcedureDifferenceAnswer['changes'] {
  return changes.map(viewChange);
}

/** Shows an open dossier of a procedure. */
export function viewTouched({ item, version }: TouchedDossier): TouchedDossierAnswer {
  return { ...viewItem(item), procedureVersion: version };
}

function viewChange({ section, name, key, kind, before, after }: ProcedureChange): ProcedureDifferenceAnswer['changes'][number] {
  return {
    section, sectionLabel: FACT_SECTION_LABELS[section], name, label: FACT_LABELS[name], key, change: kind,
    before: before === undefined ? null : factVi(before), after: after === undefined ? null : factVi(after),
  };
}

/** Every legal part with what the version says of it, as a posting shows it; agencies by their names. */
function partsOf(procedure: ProcedureVersion, nameOf: (agency: string) => string): ProcedureVersionAnswer['parts'] {
  return partFactsOf(procedure).map(({ code, facts, none }) => ({
    code,
    label: LEGAL_PART_LABELS[code],
    lines: none ? [NO_SUCH_PART] : facts.map(({ name, says }) => (name === 'competent-agency' ? says.map((piece) => ('text' in piece ? nameOf(piece.text) : '')).join('') : factVi(says))),
  }));
}
