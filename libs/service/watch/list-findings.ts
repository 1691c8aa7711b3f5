import type { Instant } from '#domain';
import type { WatchKind } from '#domain/figures';
import type { Reader } from '../rule-book.js';
import type { Engine } from '../engine.js';

/** A finding as it is listed. */
export interface ListedFinding {
  readonly id: number;
  readonly kind: WatchKind;
  readonly province: string;
  readonly agency: string;
  readonly code: string;
  readonly refiledCode: string | null;
  readonly seq: number;
  readonly happenedAt: number;
  readonly dueAt: number | null;
  readonly refiledAt: number | null;
  readonly workingDays: number;
  readonly allowedDays: number;
  readonly actor: { readonly subject: string; readonly role: string; readonly agency: string };
  readonly foundAt: number;
  /** How many notes there are: none while nobody has looked at it. */
  readonly notes: number;
}

/** Which findings are listed: of agencies or by their people, in a time, the latest first. */
export interface WatchQuestion {
  readonly agencies: readonly string[];
  readonly kind?: WatchKind;
  readonly from?: Instant;
  readonly until?: Instant;
  /** Only those nobody has looked at, or only the others. */
  readonly state?: 'open' | 'looked-at';
  readonly limit: number;
  readonly before?: { readonly at: number; readonly id: number };
}

const SELECT = `SELECT f.id, f.kind, f.province, f.agency, d.code, r.code AS "refiledCode", f.seq, f.happened_at AS "happenedAt", f.due_at AS "dueAt", f.refiled_at AS "refiledAt",
    f.working_days AS "workingDays", f.allowed_days AS "allowedDays", json_build_object('subject', f.actor_subject, 'role', f.actor_role, 'agency', f.actor_agency) AS actor, f.found_at AS "foundAt",
    (SELECT count(*) FROM watch_note n WHERE n.finding_id = f.id) AS notes
  FROM watch_finding f JOIN dossier d ON d.id = f.dossier_id LEFT JOIN dossier r ON r.id = f.refiled_id`;

/** A page of findings, the latest act first. */
export async function listFindings(read: Pick<Reader, 'rows'>, { agencies, kind, from, until, state, limit, before }: WatchQuestion): Promise<readonly ListedFinding[]> {
  return read.rows<ListedFinding>(
    `${SELECT} WHERE (f.agency = ANY($1) OR f.actor_agency = ANY($1)) AND ($2::text IS NULL OR f.kind = $2) AND ($3::bigint IS NULL OR f.happened_at >= $3) AND ($4::bigint IS NULL OR f.happened_at < $4)
       AND ($5::boolean IS NULL OR EXISTS (SELECT FROM watch_note n WHERE n.finding_id = f.id) = $5) AND ($6::bigint IS NULL OR (f.happened_at, f.id) < ($6, $7::bigint))
     ORDER BY f.happened_at DESC, f.id DESC LIMIT $8`,
    [agencies, kind ?? null, from ?? null, until ?? null, state === undefined ? null : state === 'looked-at', before?.at ?? null, before?.id ?? null, limit],
  );
}

/** A finding by its number. */
export async function findFinding(read: Pick<Reader, 'first'>, id: number): Promise<ListedFinding | undefined> {
  return read.first<ListedFinding>(`${SELECT} WHERE f.id = $1`, [id]);
}

/** What somebody who looked at a finding says of it. */
export interface FindingNote {
  readonly number: number;
  readonly by: string;
  readonly role: string;
  readonly at: number;
  /** Absent once it went with the personal data of a dossier. */
  readonly text: string | null;
}

interface NoteRow extends Omit<FindingNote, 'text'> {
  readonly content: Buffer | null;
  readonly key_ref: string | null;
}

/** The notes of a finding in order. */
export async function listNotes({ database: { read }, vault }: Pick<Engine, 'database' | 'vault'>, findingId: number): Promise<readonly FindingNote[]> {
  const rows = await read.rows<NoteRow>('SELECT number, noted_by AS by, noted_role AS role, noted_at AS at, content, key_ref FROM watch_note WHERE finding_id = $1 ORDER BY number', [findingId]);
  return Promise.all(rows.map(async ({ content, key_ref: keyRef, ...note }) => ({ ...note, text: content === null || keyRef === null ? null : (await vault.open(read, keyRef, contextOfNote(findingId, note.number), content)).toString('utf8') })));
}

/** The place a note is sealed for. */
export function contextOfNote(findingId: number, number: number): string {
  return `watch-note:${String(findingId)}:${String(number)}`;
}
