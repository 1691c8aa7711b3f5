import { MS_PER_MINUTE } from '#domain';
import type { PortalColumn, TableFault } from '#domain/figures';
import type { Clock } from '../clock.js';
import type { DocumentLimits } from '../document-tables/read-document.js';
import type { Engine } from '../engine.js';
import { type Beat, underLease } from '../lease.js';
import { atOneMoment } from '../one-moment.js';
import { contextOfComparison } from './compare-portal.js';
import { compareTable, readPortalDocument, type Unreadable } from './compare-table.js';
import { keepComparison } from './keep-comparison.js';

/** What a long table may have: a province's year. */
const LONG: DocumentLimits = { bytes: 20 * 1024 * 1024, unpacked: 96 * 1024 * 1024, rows: 250_000 };
const LEASE = { work: 'portal-comparison', ms: 2 * MS_PER_MINUTE };
/** A table whose comparison was begun so often and never came to an end is given up: it would end the process again. */
const MOST_BEGUN = 5;
/** Fewer than any number of a person has. */
const DIGITS_OF_A_DAY = 8;

interface UploadRow {
  readonly id: string;
  readonly province: string;
  readonly agency: string | null;
  readonly first_day: number;
  readonly last_day: number;
  readonly sha256: string;
  readonly file_id: string | null;
  readonly source: Buffer;
  readonly key_ref: string;
  readonly columns: Readonly<Partial<Record<PortalColumn, string>>>;
  readonly uploaded_by: string;
  readonly uploaded_at: number;
  readonly idempotency_key: string;
  readonly request_hmac: string;
}

/** Whether a long table waits to be compared. */
export async function isUploadWaiting({ database }: Pick<Engine, 'database'>): Promise<boolean> {
  return (await database.read.first(`SELECT FROM portal_upload WHERE state = 'comparing' LIMIT 1`)) !== undefined;
}

/**
 * Compares the next long table with the ledger as it stands at one moment, some thousand lines by each statement, and keeps what it came
 * to in place of the upload; one that cannot be read is kept with its faults and without its content. How far it is shows meanwhile.
 * A process that dies leaves nothing half done: once its lease is over another begins the table anew; one that an erasure took away is not kept. Returns which it was;
 * `undefined` where none waits or another process is at it.
 */
export async function compareNextUpload(engine: Engine, clock: Clock): Promise<string | undefined> {
  return underLease(engine, { ...LEASE, clock }, async (beat) => {
    const { read } = engine.database;
    await read.run(`UPDATE portal_upload SET state = 'failed', source = NULL WHERE state = 'comparing' AND begun >= $1`, [MOST_BEGUN]);
    const upload = await read.first<UploadRow>(
      `UPDATE portal_upload SET begun = begun + 1, done = 0 WHERE id = (SELECT id FROM portal_upload WHERE state = 'comparing' ORDER BY begun, uploaded_at, id LIMIT 1)
       RETURNING id, province, agency, first_day, last_day, sha256, file_id, source, key_ref, columns, uploaded_by, uploaded_at, idempotency_key, request_hmac`,
    );
    if (upload !== undefined) {
      await compareUpload(engine, upload, clock, beat);
    }
    return upload?.id;
  });
}

async function compareUpload(engine: Engine, upload: UploadRow, clock: Clock, beat: Beat): Promise<void> {
  const { id, province, agency, first_day: first, last_day: last, source, key_ref: keyRef } = upload;
  const { read } = engine.database;
  const content = await engine.vault.open(read, keyRef, contextOfComparison(id), source);
  const document = await readPortalDocument(engine, content, upload.columns, LONG);
  await beat();
  if ('kind' in document) {
    return keepFaults(engine, id, document);
  }
  const looked = async (done: number): Promise<void> => {
    await beat();
    await read.run('UPDATE portal_upload SET done = $2, lines = $3 WHERE id = $1', [id, done, document.table.lines.length]);
  };
  await looked(0);
  const scope = { province, ...(agency === null ? {} : { agency }), days: { first, last }, at: clock.now() };
  const compared = await atOneMoment(engine, (on) => on.database.transaction((tx) => compareTable(on, tx, document, scope, looked)));
  if ('kind' in compared) {
    return keepFaults(engine, id, compared);
  }
  await engine.database.transaction(async (tx) => {
    await beat(tx);
    if ((await tx.run(`DELETE FROM portal_upload WHERE id = $1 AND state = 'comparing'`, [id])) === 0) {
      // An erasure took it away meanwhile.
      return;
    }
    const { sha256, file_id: fileId, uploaded_by: uploadedBy, uploaded_at: uploadedAt, idempotency_key: idempotencyKey, request_hmac: hmac } = upload;
    const kept = fileId === null ? { source, keyRef } : { source: null, keyRef: null };
    await keepComparison(tx, { id, province, agency, first, last, sha256, fileId, ...kept, uploadedBy, uploadedAt, idempotencyKey, hmac }, document, compared);
  });
}

async function keepFaults({ database }: Pick<Engine, 'database'>, id: string, unreadable: Unreadable): Promise<void> {
  const faults = unreadable.kind === 'faulty' ? { cells: unreadable.faults.map(nameless) } : { document: unreadable.error.message };
  await database.read.run(`UPDATE portal_upload SET state = 'faulty', source = NULL, faults = $2 WHERE id = $1 AND state = 'comparing'`, [id, JSON.stringify(faults)]);
}

/** What is kept in the clear of a cell: its place, and what stands in it unless that could be a person's name or number. */
function nameless(fault: TableFault): TableFault {
  const { value } = fault;
  return /\p{L}/u.test(value) || (value.match(/\d/gu) ?? []).length > DIGITS_OF_A_DAY ? { ...fault, value: '' } : fault;
}
