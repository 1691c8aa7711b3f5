import { type CasePage, readCase } from '../cases/case-page.js';
import { type CaseRecord, readCaseRecords } from '../cases/case-records.js';
import type { Engine } from '../engine.js';

/** A piece of feedback or an urging as its ledger makes it, with its records as far as they were not erased. */
export interface FeedbackFile extends CasePage {
  readonly records: ReadonlyMap<number, CaseRecord>;
}

/** Reads feedback by its code; `undefined` where no feedback bears it. */
export async function readFeedback(engine: Engine, code: string): Promise<FeedbackFile | undefined> {
  const page = await readCase(engine, code);
  const own = page?.state.own;
  if (page === undefined || own?.kind !== 'feedback' || (own.received === undefined && own.urging === undefined)) {
    return undefined;
  }
  return { ...page, records: await readCaseRecords(engine.database.read, engine.vault, page.id) };
}
