import type { Instant } from '#domain';
import type { Statements } from '#persistence';
import { formatPosition, parsePosition, type Position } from './position.js';

/** Above so many dossiers in one look they are not named: whoever shows some reads them again. */
export const NAMED_AT_MOST = 1_000;

/** A dossier whose ledger grew, as it stands now. Nothing of it is personal data. */
export interface DossierChange {
  readonly code: string;
  /** Number of its last event. */
  readonly seq: number;
  readonly status: string;
  readonly province: string;
  /** Agencies it concerns now: its desk, the competent one, who holds it. */
  readonly agencies: readonly string[];
  /** Agencies of the people who acted: theirs may just have let go of it. */
  readonly actors: readonly string[];
  /** The transactions that wrote its new events. */
  readonly transactions: readonly bigint[];
  /** When the last of them was recorded, in epoch milliseconds. */
  readonly recordedAt: number;
}

/** A case (publication, feedback, assigned task) whose ledger grew: whom it concerns. */
export interface CaseChange {
  readonly province: string;
  readonly agencies: readonly string[];
}

/** Whom a notice became visible for: a person, or who holds a role in an agency. */
export type NoticeFor = { readonly subject: string } | { readonly role: string; readonly agency: string };

/** What became visible between two positions. `many` where it is too much to be named. */
export interface LiveChanges {
  /** Up to where this tells. */
  readonly position: Position;
  /** False where transaction numbers went back, as after a restore: then nothing said before counts. */
  readonly isOrdered: boolean;
  readonly dossiers: readonly DossierChange[] | 'many';
  readonly cases: readonly CaseChange[] | 'many';
  readonly notices: readonly NoticeFor[] | 'many';
  /** Provinces figures were published for. */
  readonly published: readonly string[];
  /** The current calendar version; `null` before the first. */
  readonly calendar: string | null;
  /** When it was published, in epoch milliseconds. */
  readonly calendarAt: number | null;
}

/** From where and when a look tells. */
export interface LookedAt {
  readonly position: Position;
  /** When it was looked, in epoch milliseconds: notices become visible by the clock. */
  readonly at: Instant;
}

interface Row {
  readonly position: string;
  readonly ordered: boolean;
  readonly calendar: string | null;
  readonly calendarAt: number | null;
  readonly events: number;
  readonly caseEvents: number;
  readonly dossiers: readonly (Omit<DossierChange, 'transactions'> & { readonly transactions: readonly string[] })[];
  readonly cases: readonly CaseChange[];
  readonly notices: readonly { readonly subject: string | null; readonly role: string; readonly agency: string }[];
  readonly published: readonly string[];
}

/** SQL: written by a transaction the snapshot $1 could not see. The first half is what the index answers. */
const isNew = (xact: string): string => `${xact} >= pg_snapshot_xmin($1::pg_snapshot) AND NOT pg_visible_in_snapshot(${xact}, $1::pg_snapshot)`;

// One statement, so that everything is of one snapshot, and that snapshot is the position it tells up to.
const CHANGES = `
  WITH fresh AS MATERIALIZED (
    SELECT dossier_id, xact_id, recorded_at, actor->>'agency' AS acted_in FROM dossier_event WHERE ${isNew('xact_id')} LIMIT $2
  ), touched AS (
    SELECT dossier_id, array_agg(DISTINCT acted_in) AS actors, array_agg(DISTINCT xact_id::text) AS transactions, max(recorded_at) AS recorded_at FROM fresh GROUP BY dossier_id
  ), fresh_cases AS MATERIALIZED (
    SELECT case_id FROM case_event WHERE ${isNew('xact_id')} LIMIT $2
  ), cases AS (
    SELECT DISTINCT case_id FROM fresh_cases
  ), notices AS (
    SELECT subject, role, agency FROM staff_notice WHERE ${isNew('placed_xact')} AND visible_at <= $4
    UNION SELECT subject, role, agency FROM staff_notice WHERE visible_at > $3 AND visible_at <= $4
    LIMIT $2
  )
  SELECT pg_current_snapshot()::text AS position,
         pg_snapshot_xmax(pg_current_snapshot()) >= pg_snapshot_xmax($1::pg_snapshot) AS ordered,
         (SELECT version_id FROM calendar_head) AS calendar,
         (SELECT published_at FROM calendar_version WHERE id = (SELECT version_id FROM calendar_head)) AS "calendarAt",
         (SELECT count(*) FROM fresh) AS events,
         (SELECT count(*) FROM fresh_cases) AS "caseEvents",
         (SELECT coalesce(json_agg(json_build_object('code', d.code, 'seq', d.last_seq, 'status', d.status, 'province', d.province,
             'agencies', ARRAY[d.receiving_agency, d.competent_agency] || d.holders, 'actors', t.actors, 'transactions', t.transactions, 'recordedAt', t.recorded_at)), '[]')
          FROM touched t JOIN dossier d ON d.id = t.dossier_id) AS dossiers,
         (SELECT coalesce(json_agg(json_build_object('province', c.province, 'agencies', c.agency || c.coordinating)), '[]') FROM cases JOIN deadline_case c ON c.id = cases.case_id) AS cases,
         (SELECT coalesce(json_agg(n), '[]') FROM notices n) AS notices,
         (SELECT coalesce(json_agg(DISTINCT province), '[]') FROM published_figure WHERE ${isNew('xact_id')}) AS published`;

/**
 * What became visible since an earlier look, by one statement, whoever wrote it: each event is told by exactly one of two looks that follow each
 * other, also where its transaction ended behind later ones. At most one line a dossier.
 */
export async function readLiveChanges(read: Pick<Statements, 'first'>, since: LookedAt, at: Instant): Promise<LiveChanges> {
  const row = await read.first<Row>(CHANGES, [formatPosition(since.position), NAMED_AT_MOST + 1, since.at, at]);
  if (row === undefined) throw new Error('PostgreSQL answered no row to a statement that always has one');
  const namable = <T>(rows: readonly T[], isFew = rows.length <= NAMED_AT_MOST): readonly T[] | 'many' => (isFew ? rows : 'many');
  return {
    position: positionOf(row.position),
    isOrdered: row.ordered,
    calendar: row.calendar,
    calendarAt: row.calendarAt,
    dossiers: namable(row.dossiers.map((change) => ({ ...change, transactions: change.transactions.map(BigInt) })), row.events <= NAMED_AT_MOST),
    cases: namable(row.cases, row.caseEvents <= NAMED_AT_MOST),
    notices: namable(row.notices.map(({ subject, role, agency }) => (subject === null ? { role, agency } : { subject }))),
    published: row.published,
  };
}

/** The present position. */
export async function readPosition(read: Pick<Statements, 'first'>): Promise<Position> {
  const row = await read.first<{ position: string }>('SELECT pg_current_snapshot()::text AS position');
  return positionOf(row?.position ?? '');
}

function positionOf(text: string): Position {
  const position = parsePosition(text);
  if (position === undefined) throw new Error(`PostgreSQL named a snapshot that is none: ${text}`);
  return position;
}
