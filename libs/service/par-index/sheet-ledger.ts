import { randomBytes } from 'node:crypto';
import type { ChainHead, Instant, TextRef } from '#domain';
import { type ChainedSheetRow, foldSheet, type RowText, type SheetEvent, sheetEventOfRow, type SheetState } from '#domain/figures';
import type { Transaction } from '#persistence';
import type { Engine } from '../engine.js';
import { commitTo, type PersonalData } from '../personal/personal-record.js';
import type { Reader } from '../rule-book.js';

/** What is known of a sheet beside its events. */
export interface SheetHead {
  readonly id: string;
  readonly agency: string;
  readonly year: number;
  readonly catalogue: string;
  /** Code of the assigned task that watches its deadline. */
  readonly caseCode: string;
  readonly submittedAt?: Instant;
  readonly head: ChainHead;
}

interface HeadRow {
  readonly id: string;
  readonly agency: string;
  readonly year: number;
  readonly catalogue: string;
  readonly case_code: string;
  readonly submitted_at: Instant | null;
  readonly last_seq: number;
  readonly last_hash: string;
}

interface EventRow {
  readonly sheet_id: string;
  readonly seq: number;
  readonly cause: string;
  readonly ordinal: number;
  readonly type: string;
  readonly payload: string;
  readonly actor: ChainedSheetRow['actor'];
  readonly occurred_at: number;
  readonly recorded_at: number;
  readonly calendar_snapshot: string;
  readonly prev_hash: string;
  readonly hash: string;
}

const HEAD = 'id, agency, year, catalogue, case_code, submitted_at, last_seq, last_hash';

/** A sheet by its id. */
export async function findSheet(tx: Pick<Reader, 'first'>, id: string): Promise<SheetHead | undefined> {
  const row = await tx.first<HeadRow>(`SELECT ${HEAD} FROM par_sheet WHERE id = $1`, [id]);
  return row && headOf(row);
}

/** A sheet this transaction alone may write to from now on. */
export async function lockSheet(tx: Pick<Transaction, 'first'>, id: string): Promise<SheetHead | undefined> {
  const row = await tx.first<HeadRow>(`SELECT ${HEAD} FROM par_sheet WHERE id = $1 FOR UPDATE`, [id]);
  return row && headOf(row);
}

/** Sheets of some agencies, the newest year first. */
export async function listSheets(tx: Pick<Reader, 'rows'>, asked: { readonly agencies: readonly string[]; readonly year?: number; readonly limit: number; readonly before?: { readonly year: number; readonly id: string } }): Promise<readonly SheetHead[]> {
  const { agencies, year, limit, before } = asked;
  const rows = await tx.rows<HeadRow>(
    `SELECT ${HEAD} FROM par_sheet WHERE agency = ANY($1) AND ($2::integer IS NULL OR year = $2) AND ($3::integer IS NULL OR (year, id) < ($3, $4::uuid)) ORDER BY year DESC, id DESC LIMIT $5`,
    [agencies, year ?? null, before?.year ?? null, before?.id ?? null, limit],
  );
  return rows.map(headOf);
}

/** Every sheet there is, in order of ids; a page of them. */
export async function listAllSheets(tx: Pick<Reader, 'rows'>, limit: number, after?: string): Promise<readonly SheetHead[]> {
  return (await tx.rows<HeadRow>(`SELECT ${HEAD} FROM par_sheet WHERE $1::uuid IS NULL OR id > $1 ORDER BY id LIMIT $2`, [after ?? null, limit])).map(headOf);
}

/** The chain of a sheet in its order, payloads as stored. */
export async function readSheetLedger(tx: Pick<Reader, 'rows'>, id: string): Promise<readonly ChainedSheetRow[]> {
  const rows = await tx.rows<EventRow>(
    'SELECT sheet_id, seq, cause, ordinal, type, payload::text AS payload, actor, occurred_at, recorded_at, calendar_snapshot, prev_hash, hash FROM par_sheet_event WHERE sheet_id = $1 ORDER BY seq',
    [id],
  );
  return rows.map(({ sheet_id, occurred_at, recorded_at, calendar_snapshot, prev_hash, ...row }) => ({
    ...row,
    sheetId: sheet_id,
    occurredAt: occurred_at,
    recordedAt: recorded_at,
    calendarSnapshot: calendar_snapshot,
    prevHash: prev_hash,
  }));
}

/** What a sheet's events say and make of it. */
export async function readSheetEvents(tx: Pick<Reader, 'rows'>, id: string): Promise<{ readonly events: readonly SheetEvent[]; readonly state: SheetState }> {
  const events = (await readSheetLedger(tx, id)).map(sheetEventOfRow);
  return { events, state: foldSheet(events) };
}

/** Appends chained rows; the caller writes the sheet's head. */
export async function appendSheetRows(tx: Pick<Transaction, 'run'>, rows: readonly ChainedSheetRow[]): Promise<void> {
  for (const row of rows) {
    await tx.run(
      'INSERT INTO par_sheet_event (sheet_id, seq, cause, ordinal, type, payload, actor, occurred_at, recorded_at, calendar_snapshot, prev_hash, hash) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)',
      [row.sheetId, row.seq, row.cause, row.ordinal, row.type, row.payload, JSON.stringify(row.actor), row.occurredAt, row.recordedAt, row.calendarSnapshot, row.prevHash, row.hash],
    );
  }
}

const SALT_BYTES = 32;

/** Encrypts what is said of a row under the next version; the caller holds the sheet. The reference goes into the event. */
export async function writeRowText(tx: Pick<Transaction, 'first' | 'run'>, { vault }: Pick<Engine, 'vault'>, sheet: Pick<SheetHead, 'id' | 'agency'>, data: RowText, at: Instant): Promise<TextRef> {
  const last = await tx.first<{ version: number }>('SELECT coalesce(max(version), 0) AS version FROM par_sheet_text WHERE sheet_id = $1', [sheet.id]);
  const version = (last?.version ?? 0) + 1;
  const text = JSON.stringify({ salt: randomBytes(SALT_BYTES).toString('base64'), data });
  const { ciphertext, keyRef } = await vault.seal(tx, { agency: sheet.agency, at }, contextOf(sheet.id, version), Buffer.from(text, 'utf8'));
  await tx.run('INSERT INTO par_sheet_text (sheet_id, version, ciphertext, key_ref) VALUES ($1, $2, $3, $4)', [sheet.id, version, ciphertext, keyRef]);
  return { version, commitment: commitTo(JSON.parse(text) as Pick<RowRecord, 'salt' | 'data'>) };
}

/** What is said of a row, with the salt of its commitment. */
export interface RowRecord {
  readonly kind: 'text';
  readonly salt: string;
  readonly data: RowText & PersonalData;
}

/**
 * Everything said of a sheet's rows, by version, with what its commitments were made of.
 * @throws SealedDataError when one was altered or moved
 */
export async function readRowRecords(tx: Pick<Reader, 'first' | 'rows'>, { vault }: Pick<Engine, 'vault'>, sheetId: string): Promise<ReadonlyMap<number, RowRecord>> {
  const rows = await tx.rows<{ version: number; ciphertext: Buffer; key_ref: string }>('SELECT version, ciphertext, key_ref FROM par_sheet_text WHERE sheet_id = $1 ORDER BY version', [sheetId]);
  const records = new Map<number, RowRecord>();
  for (const { version, ciphertext, key_ref } of rows) {
    const plain = await vault.open(tx, key_ref, contextOf(sheetId, version), ciphertext);
    records.set(version, { kind: 'text', ...(JSON.parse(plain.toString('utf8')) as Pick<RowRecord, 'salt' | 'data'>) });
  }
  return records;
}

/** As `readRowRecords`, the words alone. */
export async function readRowTexts(tx: Pick<Reader, 'first' | 'rows'>, engine: Pick<Engine, 'vault'>, sheetId: string): Promise<ReadonlyMap<number, RowText>> {
  return new Map([...(await readRowRecords(tx, engine, sheetId))].map(([version, { data }]) => [version, data]));
}

/** What is said now of each row, by the row's number. */
export function textsByRow({ rows }: Pick<SheetState, 'rows'>, texts: ReadonlyMap<number, RowText>): ReadonlyMap<string, RowText> {
  return new Map([...rows.values()].flatMap(({ row, text }) => {
    const said = text === undefined ? undefined : texts.get(text.version);
    return said === undefined ? [] : [[row, said] as const];
  }));
}

function contextOf(sheetId: string, version: number): string {
  return `par-sheet:${sheetId}:${String(version)}`;
}

function headOf(row: HeadRow): SheetHead {
  const { id, agency, year, catalogue, case_code, submitted_at, last_seq, last_hash } = row;
  return { id, agency, year, catalogue, caseCode: case_code, head: { seq: last_seq, hash: last_hash }, ...(submitted_at === null ? {} : { submittedAt: submitted_at }) };
}
