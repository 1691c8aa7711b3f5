import { type CaseEvent, caseEventOfRow, type CaseState, type EvidenceRef, foldCase, type TextRef } from '#domain';
import { readCaseRecords } from '../cases/case-records.js';
import { readCaseLedger } from '../cases/case-rows.js';
import type { Engine } from '../engine.js';
import { missingPartsOf } from './catalogue-subjects.js';

/** One entry of a proof: the first, or one that corrected it. All stay. */
export interface PostingEntry {
  readonly clock: string;
  readonly round: number;
  readonly clickedAt: number;
  /** When it was entered. */
  readonly recordedAt: number;
  readonly by: string;
  readonly inTime: boolean;
  readonly evidence: readonly EvidenceRef[];
  readonly address?: string;
  /** Why it takes the place of the one before, of a correction. */
  readonly reason?: string;
}

/** A publication with its postings in the order they were entered; `content` is what a posted item says last. */
export interface PublicationFile {
  readonly id: string;
  readonly state: CaseState;
  readonly entries: readonly PostingEntry[];
  readonly missingParts: readonly string[];
  readonly content?: string;
}

/** Everything about one publication, `undefined` when no publication of an item or posted item bears the code. */
export async function readPublication(engine: Pick<Engine, 'database' | 'vault'>, code: string): Promise<PublicationFile | undefined> {
  const { read } = engine.database;
  const row = await read.first<{ id: string }>(
    `SELECT id FROM deadline_case c WHERE code = $1 AND (EXISTS (SELECT FROM announced_item i WHERE i.case_id = c.id) OR EXISTS (SELECT FROM posted_item p WHERE p.case_id = c.id))`,
    [code],
  );
  if (row === undefined) {
    return undefined;
  }
  const events = (await readCaseLedger(read, row.id)).map(caseEventOfRow);
  const records = await readCaseRecords(read, engine.vault, row.id);
  const state = foldCase(events);
  const said = (text: TextRef | undefined, field: string): string | undefined => {
    const value = text === undefined ? undefined : records.get(text.version)?.data[field];
    return typeof value === 'string' ? value : undefined;
  };
  const item = state.own.kind === 'publication' ? state.own.item : undefined;
  const set = events.findLast((event) => event.type === 'PostedItemSet');
  const content = said(set?.payload.text, 'content');
  return {
    id: row.id,
    state,
    entries: events.flatMap((event) => entryOf(event, said)),
    missingParts: item === undefined ? [] : await missingPartsOf(read, item.subject),
    ...(content === undefined ? {} : { content }),
  };
}

function entryOf(event: CaseEvent, said: (text: TextRef | undefined, field: string) => string | undefined): readonly PostingEntry[] {
  if (event.type !== 'ClockStopped' || event.payload.outcome !== 'done' || event.payload.text === undefined) {
    return [];
  }
  const { clock, round, at, inTime, evidence = [], text } = event.payload;
  const [address, reason] = [said(text, 'address'), said(text, 'reason')];
  return [{ clock, round, clickedAt: at, recordedAt: event.recordedAt, by: event.actor.subject, inTime, evidence, ...(address === undefined ? {} : { address }), ...(reason === undefined ? {} : { reason }) }];
}
