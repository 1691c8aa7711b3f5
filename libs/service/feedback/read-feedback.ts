import { type CaseEvent, caseEventOfRow, type CaseState, foldCase } from '#domain';
import { type CaseRecord, readCaseRecords } from '../cases/case-records.js';
import { readCaseLedger } from '../cases/case-rows.js';
import type { Engine } from '../engine.js';

/** A piece of feedback or an urging as its ledger makes it, with its records as far as they were not erased. */
export interface FeedbackFile {
  readonly id: string;
  readonly state: CaseState;
  readonly events: readonly CaseEvent[];
  readonly records: ReadonlyMap<number, CaseRecord>;
  readonly dossierCode?: string;
}

/** Reads feedback by its code; `undefined` where no feedback bears it. */
export async function readFeedback(engine: Engine, code: string): Promise<FeedbackFile | undefined> {
  const { read } = engine.database;
  const row = await read.first<{ id: string; dossier_code: string | null }>(
    `SELECT c.id, d.code AS dossier_code FROM deadline_case c JOIN feedback f ON f.case_id = c.id LEFT JOIN dossier d ON d.id = c.dossier_id WHERE c.code = $1`,
    [code],
  );
  if (row === undefined) {
    return undefined;
  }
  const events = (await readCaseLedger(read, row.id)).map(caseEventOfRow);
  return { id: row.id, state: foldCase(events), events, records: await readCaseRecords(read, engine.vault, row.id), ...(row.dossier_code === null ? {} : { dossierCode: row.dossier_code }) };
}
