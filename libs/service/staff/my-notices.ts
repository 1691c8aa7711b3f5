import type { Actor, Instant, ToldNotice } from '#domain';
import type { Engine } from '../engine.js';

/** A notice somebody may see. Instants are epoch milliseconds. */
export interface StaffNotice {
  readonly id: number;
  readonly notice: ToldNotice;
  readonly agency: string;
  readonly dossierCode: string | null;
  readonly procedureName: string | null;
  readonly createdAt: number;
  readonly visibleAt: number;
  readonly readAt: number | null;
}

/** Whose notices are asked for: those addressed to the person, and those addressed to the person's role in these agencies. */
export interface NoticeReader {
  readonly actor: Actor;
  readonly agencies: readonly string[];
}

/** Which of them, and where the page begins. */
export interface NoticePageRequest extends NoticeReader {
  readonly unreadOnly: boolean;
  readonly after?: { readonly at: number; readonly id: number };
  readonly limit: number;
  readonly at: Instant;
}

interface Row {
  readonly id: number;
  readonly kind: ToldNotice['kind'];
  readonly facts: ToldNotice['facts'];
  readonly agency: string;
  readonly code: string | null;
  readonly procedure_name: string | null;
  readonly created_at: number;
  readonly visible_at: number;
  readonly read_at: number | null;
}

/** Notices of `$1` (or of role `$2` in agencies `$3`) that are shown by `$4`; `$5` leaves out those read. */
const MINE = `(n.subject = $1 OR (n.role = $2 AND n.agency = ANY($3))) AND n.visible_at <= $4 AND (NOT $5 OR n.read_at IS NULL)`;

/** SQL: what is shown of these notices, with what each is about, which is asked for them alone. */
function shown(notices: string): string {
  return `SELECT n.id, n.kind, n.data AS facts, n.agency, d.code, p.data->>'name' AS procedure_name, n.created_at, n.visible_at, n.read_at
  FROM (${notices}) AS n LEFT JOIN LATERAL named_dossier(n.dossier_id) d ON true LEFT JOIN procedure_version p ON p.code = d.procedure_code AND p.version = d.procedure_version
  ORDER BY n.visible_at DESC, n.id DESC`;
}

/** A page of somebody's notices, the newest first. Nothing is shown before its opening. */
export async function listMyNotices({ database }: Pick<Engine, 'database'>, request: NoticePageRequest): Promise<readonly StaffNotice[]> {
  const { after } = request;
  const rows = await database.read.rows<Row>(
    shown(`SELECT * FROM staff_notice n WHERE ${MINE} AND ($6::bigint IS NULL OR (n.visible_at, n.id) < ($6, $7)) ORDER BY n.visible_at DESC, n.id DESC LIMIT $8`),
    [...conditions(request, request.unreadOnly), after?.at ?? null, after?.id ?? null, request.limit],
  );
  return rows.map(noticeOfRow);
}

/** How many of somebody's notices are unread: the query of the list of unread ones. */
export async function countUnreadNotices({ database }: Pick<Engine, 'database'>, request: NoticeReader & { readonly at: Instant }): Promise<number> {
  return (await database.read.first<{ n: number }>(`SELECT count(*) AS n FROM staff_notice n WHERE ${MINE}`, conditions(request, true)))?.n ?? 0;
}

/** Notes that somebody has read a notice; the first reading stays. `undefined` where this person is shown no such notice. */
export async function markNoticeRead({ database }: Pick<Engine, 'database'>, id: number, request: NoticeReader & { readonly at: Instant }): Promise<StaffNotice | undefined> {
  await database.read.run(`UPDATE staff_notice n SET read_at = $4, read_by = $1 WHERE ${MINE} AND n.id = $6`, [...conditions(request, true), id]);
  const row = await database.read.first<Row>(shown(`SELECT * FROM staff_notice n WHERE ${MINE} AND n.id = $6`), [...conditions(request, false), id]);
  return row && noticeOfRow(row);
}

function conditions({ actor, agencies, at }: NoticeReader & { readonly at: Instant }, unreadOnly: boolean): readonly unknown[] {
  return [actor.subject, actor.role, agencies, at, unreadOnly];
}

function noticeOfRow({ id, kind, facts, agency, code, procedure_name, created_at, visible_at, read_at }: Row): StaffNotice {
  // Kind and facts were written together by `oweNotices`, which takes them as one.
  const notice = { kind, facts } as ToldNotice;
  return { id, notice, agency, dossierCode: code, procedureName: procedure_name, createdAt: created_at, visibleAt: visible_at, readAt: read_at };
}
