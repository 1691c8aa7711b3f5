import { randomUUID } from 'node:crypto';
import { type Actor, CalendarDefinitionError, type CalendarRule, checkDraftedClosures, type Instant } from '#domain';
import type { Transaction } from '#persistence';
import type { Engine } from '../engine.js';
import type { ImpactSummary } from './impact-summary.js';
import { amendCalendars, type CalendarContent, type LayeredVersion, readHead, readLayered, resolveAssignments, UnknownLayerError } from './layered-calendars.js';

/** A change of calendars as somebody writes it down. */
export interface CalendarDraftInput {
  readonly content: CalendarContent;
  /** Number of the notice or decision it carries out. */
  readonly source: string;
  /** Coded reason, which letters to applicants state. */
  readonly reasonCode: string;
}

/** A draft as it stands. */
export interface CalendarDraft extends CalendarDraftInput {
  readonly id: string;
  readonly status: 'draft' | 'published' | 'discarded';
  /** The version it changes. */
  readonly base: string;
  /** False when another version was published since: the draft must be rebased before it can be published. */
  readonly isBaseCurrent: boolean;
  readonly createdBy: string;
  readonly createdAt: number;
  /** Who published or discarded it, and when. */
  readonly endedBy?: string;
  readonly endedAt?: number;
  /** The version it became. */
  readonly versionId?: string;
  /** What it would do to open dossiers; absent until the relay has computed it. */
  readonly impact?: ImpactSummary;
}

/** What is wrong with the calendars of a change: the broken rule, the layer and the date or weekday. */
export interface CalendarProblem {
  readonly rule: CalendarRule | 'unknown-layer';
  readonly layer: string;
  readonly place: string;
  readonly detail: string;
}

/** What writing a draft comes to. */
export type DraftOutcome =
  | { readonly kind: 'written'; readonly draft: CalendarDraft }
  | { readonly kind: 'refused'; readonly reason: 'calendar-invalid'; readonly problem: CalendarProblem }
  | { readonly kind: 'refused'; readonly reason: 'not-found' | 'not-a-draft' | 'key-conflict' };

interface DraftRow {
  readonly id: string;
  readonly base_version_id: string;
  readonly is_base_current: boolean;
  readonly content: CalendarContent;
  readonly source: string;
  readonly reason_code: string;
  readonly created_by: string;
  readonly created_at: number;
  readonly status: CalendarDraft['status'];
  readonly ended_by: string | null;
  readonly ended_at: number | null;
  readonly version_id: string | null;
  readonly impact: ImpactSummary | null;
}

const SELECT = `SELECT d.id, d.base_version_id, d.base_version_id = h.version_id AS is_base_current, d.content, d.source, d.reason_code, d.created_by, d.created_at,
  d.status, d.ended_by, d.ended_at, d.version_id, d.impact FROM calendar_draft d CROSS JOIN calendar_head h`;

/** Layers and assignments of the current version: what a draft begins from. Throws `NoCalendarError` when there is none. */
export async function currentCalendar(engine: Engine): Promise<LayeredVersion> {
  return readHead(engine.database.read);
}

/** Under what a draft is written at most once by its author: another text under the same key is refused. */
export interface DraftKey {
  readonly key: string;
  readonly hash: string;
}

/**
 * Writes a draft on the current version, if its layers make calendars. The relay computes its impact. Under the same key the
 * draft written first is given again, as it stands.
 */
export async function createCalendarDraft(engine: Engine, input: CalendarDraftInput, by: Actor, at: Instant, request?: DraftKey): Promise<DraftOutcome> {
  return engine.database.transaction((tx) => writeCalendarDraft(tx, input, by, at, request));
}

/** The same in a transaction at hand. */
export async function writeCalendarDraft(tx: Transaction, input: CalendarDraftInput, by: Actor, at: Instant, request?: DraftKey): Promise<DraftOutcome> {
  const known = request === undefined ? undefined : await findKeyed(tx, by, request);
  if (known !== undefined) {
    return known;
  }
  const base = await readHead(tx);
  const problem = findCalendarProblem(base, input.content);
  if (problem !== undefined) {
    return { kind: 'refused', reason: 'calendar-invalid', problem };
  }
  const id = randomUUID();
  const inserted = await tx.run(
    `INSERT INTO calendar_draft (id, base_version_id, content, source, reason_code, created_by, created_at, status, idempotency_key, request_hash) VALUES ($1, $2, $3, $4, $5, $6, $7, 'draft', $8, $9)
     ON CONFLICT ON CONSTRAINT calendar_draft_key_unique DO NOTHING`,
    [id, base.versionId, JSON.stringify(input.content), input.source, input.reasonCode, by.subject, at, request?.key ?? null, request?.hash ?? null],
  );
  // Somebody else sent the same key meanwhile: what was written then is given.
  return (inserted === 0 && request !== undefined ? await findKeyed(tx, by, request) : undefined) ?? written(tx, id);
}

async function findKeyed(tx: Transaction, { subject }: Actor, { key, hash }: DraftKey): Promise<DraftOutcome | undefined> {
  const row = await tx.first<{ id: string; request_hash: string }>('SELECT id, request_hash FROM calendar_draft WHERE created_by = $1 AND idempotency_key = $2', [subject, key]);
  if (row === undefined) {
    return undefined;
  }
  return row.request_hash === hash ? written(tx, row.id) : { kind: 'refused', reason: 'key-conflict' };
}

/**
 * Puts a draft on the current version and has its impact computed anew: after somebody else's publication, or because the
 * list has become old. Refused when its layers make no calendars any more.
 */
export async function rebaseCalendarDraft(engine: Engine, id: string): Promise<DraftOutcome> {
  return engine.database.transaction(async (tx) => {
    const draft = await lockDraft(tx, id);
    if (draft?.status !== 'draft') {
      return { kind: 'refused', reason: draft === undefined ? 'not-found' : 'not-a-draft' };
    }
    const base = await readHead(tx);
    const problem = findCalendarProblem(base, draft.content);
    if (problem !== undefined) {
      return { kind: 'refused', reason: 'calendar-invalid', problem };
    }
    await Promise.all([
      tx.run('UPDATE calendar_draft SET base_version_id = $2, impact = NULL, impact_at = NULL, impact_started_at = NULL WHERE id = $1', [id, base.versionId]),
      tx.run('DELETE FROM calendar_impact WHERE draft_id = $1', [id]),
    ]);
    return written(tx, id);
  });
}

/** Gives a draft up. It stays to be read; nothing of it is deleted. */
export async function discardCalendarDraft(engine: Engine, id: string, by: Actor, at: Instant): Promise<DraftOutcome> {
  return engine.database.transaction(async (tx) => {
    const draft = await lockDraft(tx, id);
    if (draft?.status !== 'draft') {
      return { kind: 'refused', reason: draft === undefined ? 'not-found' : 'not-a-draft' };
    }
    await tx.run(`UPDATE calendar_draft SET status = 'discarded', ended_by = $2, ended_at = $3 WHERE id = $1`, [id, by.subject, at]);
    return written(tx, id);
  });
}

/** A draft with the version it is based on; `undefined` when there is none of that id. */
export async function readCalendarDraft(engine: Engine, id: string): Promise<{ readonly draft: CalendarDraft; readonly base: LayeredVersion } | undefined> {
  const draft = await findDraft(engine.database.read, id);
  return draft && { draft, base: await readLayered(engine.database.read, draft.base) };
}

/** Drafts, newest first; all of them, or those of one status. */
export async function listCalendarDrafts(engine: Engine, status?: CalendarDraft['status']): Promise<readonly CalendarDraft[]> {
  const rows = await engine.database.read.rows<DraftRow>(`${SELECT} WHERE $1::text IS NULL OR d.status = $1 ORDER BY d.created_at DESC, d.id`, [status ?? null]);
  return rows.map(draftOf);
}

/** Locks a draft until the transaction ends. */
export async function lockDraft(tx: Transaction, id: string): Promise<CalendarDraft | undefined> {
  await tx.run('SELECT FROM calendar_draft WHERE id = $1 FOR UPDATE', [id]);
  return findDraft(tx, id);
}

/** The first rule a change would break on a base; `undefined` when it makes calendars. */
export function findCalendarProblem(base: LayeredVersion, content: CalendarContent): CalendarProblem | undefined {
  try {
    const amended = amendCalendars(base, content);
    amended.layers.forEach((layer) => {
      checkDraftedClosures(layer, base.layers.get(layer.id));
    });
    resolveAssignments(amended);
    return undefined;
  } catch (error) {
    if (error instanceof CalendarDefinitionError) {
      return { rule: error.rule, layer: error.calendarId, place: error.place, detail: error.message };
    }
    if (error instanceof UnknownLayerError) {
      return { rule: 'unknown-layer', layer: error.layer, place: error.agency ?? error.layer, detail: error.message };
    }
    throw error;
  }
}

async function written(tx: Transaction, id: string): Promise<DraftOutcome> {
  const draft = await findDraft(tx, id);
  if (draft === undefined) {
    throw new Error(`Calendar draft ${id} vanished while it was written`);
  }
  return { kind: 'written', draft };
}

async function findDraft(tx: Pick<Transaction, 'first'>, id: string): Promise<CalendarDraft | undefined> {
  const row = await tx.first<DraftRow>(`${SELECT} WHERE d.id = $1`, [id]);
  return row && draftOf(row);
}

function draftOf(row: DraftRow): CalendarDraft {
  return {
    id: row.id,
    status: row.status,
    base: row.base_version_id,
    isBaseCurrent: row.is_base_current,
    content: row.content,
    source: row.source,
    reasonCode: row.reason_code,
    createdBy: row.created_by,
    createdAt: row.created_at,
    ...(row.ended_by === null ? {} : { endedBy: row.ended_by }),
    ...(row.ended_at === null ? {} : { endedAt: row.ended_at }),
    ...(row.version_id === null ? {} : { versionId: row.version_id }),
    ...(row.impact === null ? {} : { impact: row.impact }),
  };
}
