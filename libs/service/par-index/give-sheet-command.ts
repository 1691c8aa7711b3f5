import type { Actor, Instant } from '#domain';
import { chainSheet, decideSheet, type NewSheetEvent, type ParCatalogue, type RowEntry, type RowText, type SheetCommand, type SheetRefusalCode, type SheetState, frozenSheet } from '#domain/figures';
import type { Transaction } from '#persistence';
import { giveCaseCommand } from '../cases/give-command.js';
import type { Clock } from '../clock.js';
import type { Engine } from '../engine.js';
import { findParCatalogue } from './catalogues.js';
import { type KeyConflict, onceByKey } from './once-by-key.js';
import { appendSheetRows, lockSheet, readRowTexts, readSheetEvents, type SheetHead, textsByRow, writeRowText } from './sheet-ledger.js';

/** What somebody asks of a sheet. Files are named by their ids, with a title each. */
export type SheetRequest =
  | { readonly type: 'ScoreRow'; readonly row: string; readonly score?: number; readonly evidence: readonly { readonly fileId: string; readonly title: string }[]; readonly basis?: string; readonly explanation?: string; readonly reason?: string }
  | { readonly type: 'AnswerProposal'; readonly proposal: number; readonly answer: 'confirm' | 'decline' }
  | { readonly type: 'AdoptCatalogue'; readonly version: number }
  | { readonly type: 'SubmitSheet' };

/** What became of it. `about`: the row, number or moment a refusal is about. */
export type SheetAnswer =
  | { readonly kind: 'applied'; readonly seq: number }
  | { readonly kind: 'refused'; readonly code: SheetRefusalCode; readonly about?: string }
  | { readonly kind: 'not-found' | 'unknown-file' | 'unknown-catalogue' }
  | KeyConflict;

/** A request to a sheet, under its actor's key. */
export interface GivenSheetRequest {
  readonly sheetId: string;
  readonly actor: Actor;
  readonly key: string;
  readonly request: SheetRequest;
}

/**
 * Decides a request to a sheet under the sheet's lock and appends what it comes to. A submitted sheet's task is completed after that in a
 * transaction of its own; a repetition of the submission makes up for one that was cut off between the two.
 */
export async function giveSheetCommand(engine: Engine, clock: Clock, given: GivenSheetRequest): Promise<SheetAnswer> {
  const at = clock.now();
  const { actor, key, sheetId, request } = given;
  const answer = await onceByKey<SheetAnswer>(engine, { actor, key, at, request: { sheet: sheetId, request } }, (tx) => decided(engine, tx, given, at));
  if (request.type === 'SubmitSheet' && answer.kind === 'applied') {
    await completeTask(engine, clock, given);
  }
  return answer;
}

async function decided(engine: Engine, tx: Transaction, { sheetId, actor, key, request }: GivenSheetRequest, at: Instant): Promise<SheetAnswer> {
  const sheet = await lockSheet(tx, sheetId);
  if (sheet === undefined) {
    return { kind: 'not-found' };
  }
  const { state } = await readSheetEvents(tx, sheetId);
  const published = await findParCatalogue(tx, state.catalogue, request.type === 'AdoptCatalogue' ? request.version : state.version);
  if (published === undefined) {
    return { kind: 'unknown-catalogue' };
  }
  const command = await commandOf(engine, tx, sheet, state, request);
  if (command === undefined) {
    return { kind: 'unknown-file' };
  }
  const decision = decideSheet(state, published.content, command, actor, at);
  if (decision.kind === 'refused') {
    return decision;
  }
  const events = request.type === 'ScoreRow' ? await withText(engine, tx, { sheet, request, events: decision.events, at }) : decision.events;
  const calendarSnapshot = await engine.rules.currentSnapshot(tx);
  const { rows, head } = chainSheet(sheet.head, { sheetId, cause: `${actor.subject}:${key}`, actor, events, at, calendarSnapshot }, engine.sha256);
  await appendSheetRows(tx, rows);
  await tx.run('UPDATE par_sheet SET last_seq = $2, last_hash = $3, submitted_at = $4 WHERE id = $1', [sheetId, head.seq, head.hash, request.type === 'SubmitSheet' ? at : null]);
  return { kind: 'applied', seq: head.seq };
}

/** The command as it is decided; `undefined` when it names a file that is not the sheet's. */
async function commandOf(engine: Engine, tx: Transaction, sheet: SheetHead, state: SheetState, request: SheetRequest): Promise<SheetCommand | undefined> {
  switch (request.type) {
    case 'ScoreRow': {
      const asked = request.evidence.map(({ fileId }) => fileId);
      const files = await tx.rows<{ id: string; sha256: string }>('SELECT f.id, f.sha256 FROM par_evidence e JOIN stored_file f ON f.id = e.file_id WHERE e.sheet_id = $1 AND f.id = ANY($2::uuid[]) AND f.erased_at IS NULL', [sheet.id, asked]);
      const hashes = new Map(files.map(({ id, sha256 }) => [id, sha256]));
      const evidence = asked.flatMap((file) => {
        const sha256 = hashes.get(file);
        return sha256 === undefined ? [] : [{ file, sha256 }];
      });
      const { row, score, explanation, reason } = request;
      const entry: RowEntry = { row, evidence, isExplained: explanation !== undefined, ...(score === undefined ? {} : { score }) };
      return evidence.length === asked.length ? { type: 'ScoreRow', entry, hasReason: reason !== undefined } : undefined;
    }
    case 'AnswerProposal':
    case 'AdoptCatalogue':
      return request;
    case 'SubmitSheet':
      return { type: 'SubmitSheet', sha256: engine.sha256(frozenSheet(state, textsByRow(state, await readRowTexts(tx, engine, sheet.id)))) };
  }
}

interface Worded {
  readonly sheet: SheetHead;
  readonly request: Extract<SheetRequest, { readonly type: 'ScoreRow' }>;
  readonly events: readonly NewSheetEvent[];
  readonly at: Instant;
}

/** The same events, with a reference to what is said in words. */
async function withText(engine: Engine, tx: Transaction, { sheet, request, events, at }: Worded): Promise<readonly NewSheetEvent[]> {
  const { basis, explanation, reason, evidence } = request;
  const said: RowText = {
    titles: Object.fromEntries(evidence.map(({ fileId, title }) => [fileId, title])),
    ...(basis === undefined ? {} : { basis }),
    ...(explanation === undefined ? {} : { explanation }),
    ...(reason === undefined ? {} : { reason }),
  };
  const text = await writeRowText(tx, engine, sheet, said, at);
  return events.map((event): NewSheetEvent => (event.type === 'RowScored' || event.type === 'ChangeProposed' ? { ...event, payload: { ...event.payload, text } } : event));
}

async function completeTask(engine: Engine, clock: Clock, { sheetId, actor }: GivenSheetRequest): Promise<void> {
  const sheet = await engine.database.read.first<{ case_code: string }>('SELECT case_code FROM par_sheet WHERE id = $1', [sheetId]);
  if (sheet !== undefined) {
    // Whoever may submit the sheet completes its task: both are the same deed.
    await giveCaseCommand(engine, clock, { actor, idempotencyKey: `par-index-submitted:${sheetId}`, code: sheet.case_code, type: 'CompleteTask', body: { evidence: [] } }, { mayGive: () => true });
  }
}

/** The set a sheet is scored by. Throws when it is gone: versions are never deleted. */
export async function catalogueOfSheet({ database }: Pick<Engine, 'database'>, { catalogue, version }: Pick<SheetState, 'catalogue' | 'version'>): Promise<ParCatalogue> {
  const published = await findParCatalogue(database.read, catalogue, version);
  if (published === undefined) {
    throw new Error(`Version ${String(version)} of the set ${catalogue} is not in par_catalogue: restore it before going on`);
  }
  return published.content;
}
