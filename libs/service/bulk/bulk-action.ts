import { randomUUID } from 'node:crypto';
import { type Actor, type Agency, type CommandBodies, type Instant, mayDo, type Role } from '#domain';
import type { Transaction } from '#persistence';
import type { Engine } from '../engine.js';
import type { Reader } from '../rule-book.js';
import { type Acceptance, type CommandRecord, concernedOf, type ConcernedRow } from '../inbox.js';
import { requestHash } from '../stable-text.js';

/** What is done to many dossiers at once. */
export const BULK_ACTIONS = ['Assign', 'Forward', 'AcceptHandover'] as const;
export type BulkActionType = (typeof BULK_ACTIONS)[number];

/** The most dossiers of one action. */
export const BULK_LIMIT = 200;

/** How long after its beginning an action may be taken back, in milliseconds. */
export const UNDO_MS = 600_000;

/** A dossier of an action by its code, and the stage it is about. */
export interface BulkDossier {
  readonly code: string;
  readonly stage?: string;
}

/** One action on many dossiers; of an assignment with the officer. */
export interface BulkInput {
  readonly action: BulkActionType;
  readonly officer?: string;
  /** In the order in which they are worked through; each stage once. Without a stage: the actor's own open one. */
  readonly dossiers: readonly BulkDossier[];
}

/** Such an action as it was begun. Instants are epoch milliseconds. */
export interface BulkAction {
  readonly id: string;
  readonly action: BulkActionType;
  readonly officer?: string;
  readonly actor: Actor;
  readonly begunAt: number;
  readonly finishedAt?: number;
  readonly undoneAt?: number;
  readonly undoFinishedAt?: number;
}

/** What beginning one came to. `unknown` names the codes that no dossier within the actor's reach bears. */
export type BulkBegin = { readonly kind: 'begun'; readonly bulk: BulkAction } | { readonly kind: 'key-conflict' } | { readonly kind: 'unknown'; readonly codes: readonly string[] };

/**
 * Sees to the commands of an action that are to be decided yet: carries them, or marks that nobody waits for them. An action counts as worked
 * through only afterwards, so that after a kill somebody sees to them still.
 */
export type SeeToCommands = (commands: readonly CommandRecord[]) => Promise<void>;

interface Row {
  readonly id: string;
  readonly action: BulkActionType;
  readonly officer: string | null;
  readonly subject: string;
  readonly role: Role;
  readonly agency: string;
  readonly request_hash: string;
  readonly begun_at: number;
  readonly finished_at: number | null;
  readonly undone_at: number | null;
  readonly undo_finished_at: number | null;
}

const COLUMNS = 'id, action, officer, subject, role, agency, request_hash, begun_at, finished_at, undone_at, undo_finished_at';

/**
 * Writes down what is to be done to which dossiers, in one transaction and before any of it is done, so that it goes on after a kill. The
 * same key of the same person gives the same action, wherever its dossiers have gone since; another request under it is a conflict. A dossier
 * the actor may neither read nor do this to is unknown like one that does not exist.
 */
export async function beginBulk(engine: Pick<Engine, 'database' | 'rules' | 'sha256'>, actor: Actor, key: string, input: BulkInput, at: Instant): Promise<BulkBegin> {
  const hash = requestHash(engine, input);
  return engine.database.transaction(async (tx): Promise<BulkBegin> => {
    const known = await findByKey(tx, actor.subject, key);
    if (known !== undefined) {
      return repeated(known, hash);
    }
    const ids = await reachedIds(tx, actor, input, await engine.rules.agencies(tx));
    const unknown = [...new Set(input.dossiers.flatMap(({ code }) => (ids.has(code) ? [] : [code])))];
    if (unknown.length > 0) {
      return { kind: 'unknown', codes: unknown };
    }
    const inserted = await tx.first<Row>(
      `INSERT INTO bulk_action (id, action, officer, subject, role, agency, request_key, request_hash, begun_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (subject, request_key) DO NOTHING RETURNING ${COLUMNS}`,
      [randomUUID(), input.action, input.officer ?? null, actor.subject, actor.role, actor.agency, key, hash, at],
    );
    if (inserted === undefined) {
      return repeated(await findByKey(tx, actor.subject, key), hash);
    }
    await tx.run('INSERT INTO bulk_action_item (bulk_id, place, dossier_id, stage) SELECT $1, place, id, stage FROM unnest($2::uuid[], $3::text[]) WITH ORDINALITY AS given (id, stage, place)', [
      inserted.id,
      input.dossiers.map(({ code }) => ids.get(code)),
      input.dossiers.map(({ stage }) => stage ?? null),
    ]);
    return { kind: 'begun', bulk: bulkOf(inserted) };
  }, 'beginBulk');
}

async function findByKey(tx: Transaction, subject: string, key: string): Promise<Row | undefined> {
  return tx.first<Row>(`SELECT ${COLUMNS} FROM bulk_action WHERE subject = $1 AND request_key = $2`, [subject, key]);
}

function repeated(known: Row | undefined, hash: string): BulkBegin {
  return known?.request_hash === hash ? { kind: 'begun', bulk: bulkOf(known) } : { kind: 'key-conflict' };
}

/** Ids by code of the dossiers the actor may do this to, or at least knows of. */
async function reachedIds(tx: Transaction, actor: Actor, { action, dossiers }: BulkInput, agencies: ReadonlyMap<string, Agency>): Promise<ReadonlyMap<string, string>> {
  const rows = await tx.rows<ConcernedRow & { readonly id: string; readonly code: string }>('SELECT id, code, province, receiving_agency, competent_agency, holders FROM dossier WHERE code = ANY($1)', [dossiers.map(({ code }) => code)]);
  return new Map(rows.filter((row) => [action, 'ReadDossier' as const].some((each) => mayDo(actor, each, concernedOf(row), agencies))).map(({ id, code }) => [code, id]));
}

/** An action by its id. */
export async function findBulk(read: Pick<Reader, 'first'>, id: string): Promise<BulkAction | undefined> {
  const row = await read.first<Row>(`SELECT ${COLUMNS} FROM bulk_action WHERE id = $1`, [id]);
  return row && bulkOf(row);
}

/** A page of somebody's actions, the latest first. */
export async function listBulks(read: Pick<Reader, 'rows'>, subject: string, { before, limit }: { readonly before?: { readonly at: number; readonly id: string }; readonly limit: number }): Promise<readonly BulkAction[]> {
  const rows = await read.rows<Row>(
    `SELECT ${COLUMNS} FROM bulk_action WHERE subject = $1 AND ($2::bigint IS NULL OR (begun_at, id) < ($2, $3::uuid)) ORDER BY begun_at DESC, id DESC LIMIT $4`,
    [subject, before?.at ?? null, before?.id ?? null, limit],
  );
  return rows.map(bulkOf);
}

/**
 * Actions begun, or taken back, before an instant of which some dossiers have no command yet: whoever began them died. First those no going on
 * has failed of, then those it failed of longest ago.
 */
export async function listUnfinishedBulks(read: Pick<Reader, 'rows'>, before: Instant, limit: number): Promise<readonly BulkAction[]> {
  const rows = await read.rows<Row>(
    `SELECT ${COLUMNS} FROM bulk_action WHERE (finished_at IS NULL OR (undone_at IS NOT NULL AND undo_finished_at IS NULL)) AND coalesce(undone_at, begun_at) < $1 ORDER BY tried_at NULLS FIRST, begun_at, id LIMIT $2`,
    [before, limit],
  );
  return rows.map(bulkOf);
}

/** Notes that it was tried in vain to go on with an action: the others have their turn before it. */
export async function putOffBulk(tx: Pick<Transaction, 'run'>, id: string, at: Instant): Promise<void> {
  await tx.run('UPDATE bulk_action SET tried_at = greatest(tried_at, $2) WHERE id = $1', [id, at]);
}

/** Notes that an action, or its undoing, has been worked through; the first time stays. */
export async function finishBulk(tx: Pick<Transaction, 'run'>, id: string, which: 'finished_at' | 'undo_finished_at', at: Instant): Promise<void> {
  await tx.run(`UPDATE bulk_action SET ${which} = $2 WHERE id = $1 AND ${which} IS NULL`, [id, at]);
}

/** The body of the command each dossier of an action gets. */
export function bodyOf({ action, officer }: Pick<BulkAction, 'action' | 'officer'>, stage: string | undefined): CommandBodies[BulkActionType] {
  return { ...(action === 'Assign' && officer !== undefined ? { officer } : {}), ...(stage === undefined ? {} : { stage }) };
}

/** The code under which it is kept why no command was accepted. */
export function unacceptedCode({ kind }: Pick<Acceptance, 'kind'>): string {
  return kind === 'forbidden' ? 'not-authorised' : kind;
}

function bulkOf(row: Row): BulkAction {
  return {
    id: row.id,
    action: row.action,
    ...(row.officer === null ? {} : { officer: row.officer }),
    actor: { subject: row.subject, role: row.role, agency: row.agency },
    begunAt: row.begun_at,
    ...(row.finished_at === null ? {} : { finishedAt: row.finished_at }),
    ...(row.undone_at === null ? {} : { undoneAt: row.undone_at }),
    ...(row.undo_finished_at === null ? {} : { undoFinishedAt: row.undo_finished_at }),
  };
}
