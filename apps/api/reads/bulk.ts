import { type Instant, type Refusal, sameClockAfter, stageNamesOf } from '#domain';
import { type BulkPreview, type Engine, listAbsences, namesOfStaff, type StaffMember } from '#service';
import { awayWarning, formatShortVi } from '#vi';
import type { BulkWords, StageNames } from '../views/bulk-view.js';
import { refusalWords } from './refusal-words.js';

/** What the codes of a preview are called. */
export async function readBulkWords(engine: Engine, { items, loads }: BulkPreview): Promise<BulkWords> {
  const { read } = engine.database;
  const subjects = [...items.flatMap(({ from, to }) => [from?.officer, ...to.map(({ officer }) => officer)]), ...loads.map(({ of }) => of)].filter((subject) => subject !== undefined);
  const refusals = new Map<Refusal, Refusal['data']>();
  for (const item of items) {
    if (item.kind === 'refused') refusals.set(item.refusal, await refusalWords(engine, item.refusal, item.code));
  }
  return {
    people: await namesOfStaff(read, [...new Set(subjects)]),
    agencies: new Map([...(await engine.rules.agencies(read)).values()].map(({ code, name }) => [code, name])),
    // Of a dossier beyond reach nothing is told.
    stages: await readStageNames(engine, items.filter((item) => item.kind === 'allowed' || item.refusal.code !== 'not-authorised')),
    refusals,
  };
}

/** What the stages are called that an action names, by the dossier's own version of its procedure. */
export async function readStageNames({ rules, database: { read } }: Engine, named: readonly { readonly code: string; readonly stage?: string }[]): Promise<StageNames> {
  const rows = await read.rows<{ code: string; procedure_code: string; procedure_version: number; case_code: string }>(
    'SELECT code, procedure_code, procedure_version, case_code FROM dossier WHERE code = ANY($1)',
    [[...new Set(named.flatMap(({ code, stage }) => (stage === undefined ? [] : [code])))]],
  );
  const names = new Map<string, ReadonlyMap<string, string>>();
  for (const row of rows) {
    const { procedure } = await rules.procedure(read, row.procedure_code, row.procedure_version);
    names.set(row.code, stageNamesOf(procedure, row.case_code));
  }
  return names;
}

/** Days ahead within which the absence of who is given work is told. */
const DAYS_AHEAD = 7;

/** What should be known of somebody before work is given to them: that they are away now or within a week. */
export async function bulkWarnings({ database: { read } }: Engine, { subject, agency, name }: StaffMember, at: Instant): Promise<string[]> {
  const absences = await listAbsences(read, { agencies: [agency], subject, from: at, until: sameClockAfter(at, DAYS_AHEAD), limit: 10 });
  return absences.filter(({ cancelled }) => cancelled === undefined).map(({ from, until }) => awayWarning(name, formatShortVi(from), formatShortVi(until)));
}
