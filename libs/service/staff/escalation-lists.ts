import type { Actor, Instant } from '#domain';
import type { TaskKind } from '../effects.js';
import type { Engine } from '../engine.js';

/** A list of apologies nobody acted on when it was made. */
export interface EscalationList {
  readonly key: string;
  readonly agency: string;
  readonly madeAt: number;
  readonly lines: number;
  /** Lines that nobody has acted on or taken note of since. */
  readonly unanswered: number;
}

/** One line: the work somebody of another agency owes. */
export interface EscalationLine {
  readonly task: string;
  readonly kind: TaskKind;
  readonly level: number;
  readonly agency: string;
  readonly dossierCode: string;
  readonly procedureName: string;
  readonly dueAt: number | null;
  readonly openSince: number;
  readonly acknowledgedAt: number | null;
  readonly acknowledgedBy: string | null;
  readonly doneAt: number | null;
}

/** Where a page of lists begins: after this one, the newest first. */
export interface ListKey {
  readonly at: number;
  readonly key: string;
}

interface ListRow {
  readonly key: string;
  readonly agency: string;
  readonly made_at: number;
  readonly lines: number;
  readonly unanswered: number;
}

/** Somebody acted on the task, or somebody above took note since its dossier's date broke. Of `task t` and `dossier d`. */
export const ANSWERED = 't.done_at IS NOT NULL OR (t.acknowledged_at IS NOT NULL AND t.acknowledged_at >= coalesce(d.became_late_at, 0))';
const LISTS = `SELECT e.key, e.agency, e.made_at, count(*) AS lines, count(*) FILTER (WHERE NOT (${ANSWERED})) AS unanswered
  FROM escalation e JOIN escalation_item i ON i.escalation_key = e.key JOIN task t ON t.key = i.task_key JOIN dossier d ON d.id = t.dossier_id`;

/** A page of the lists of some agencies, the newest first. */
export async function listEscalations(engine: Pick<Engine, 'database'>, request: { readonly agencies: readonly string[]; readonly after?: ListKey; readonly limit: number }): Promise<readonly EscalationList[]> {
  const rows = await engine.database.read.rows<ListRow>(
    `${LISTS} WHERE e.agency = ANY($1) AND ($2::bigint IS NULL OR (e.made_at, e.key) < ($2, $3)) GROUP BY e.key ORDER BY e.made_at DESC, e.key DESC LIMIT $4`,
    [request.agencies, request.after?.at ?? null, request.after?.key ?? null, request.limit],
  );
  return rows.map(listOf);
}

/** One list; `undefined` where there is none of this key. */
export async function findEscalation(engine: Pick<Engine, 'database'>, key: string): Promise<EscalationList | undefined> {
  const row = await engine.database.read.first<ListRow>(`${LISTS} WHERE e.key = $1 GROUP BY e.key`, [key]);
  return row && listOf(row);
}

/** A page of the lines of a list, the longest owed first. */
export async function listEscalated(engine: Pick<Engine, 'database'>, key: string, request: { readonly after?: ListKey; readonly limit: number }): Promise<readonly EscalationLine[]> {
  const rows = await engine.database.read.rows<LineRow>(
    `SELECT t.key AS task, t.kind, i.level, t.agency, d.code, p.data->>'name' AS procedure_name, d.due_at, t.created_at, t.acknowledged_at, t.acknowledged_by, t.done_at
     FROM escalation_item i JOIN task t ON t.key = i.task_key JOIN dossier d ON d.id = t.dossier_id
     JOIN procedure_version p ON p.code = d.procedure_code AND p.version = d.procedure_version
     WHERE i.escalation_key = $1 AND ($2::bigint IS NULL OR (t.created_at, t.key) > ($2, $3)) ORDER BY t.created_at, t.key LIMIT $4`,
    [key, request.after?.at ?? null, request.after?.key ?? null, request.limit],
  );
  return rows.map(({ code, procedure_name, due_at, created_at, acknowledged_at, acknowledged_by, done_at, ...line }) => ({
    ...line,
    dossierCode: code,
    procedureName: procedure_name,
    dueAt: due_at,
    openSince: created_at,
    acknowledgedAt: acknowledged_at,
    acknowledgedBy: acknowledged_by,
    doneAt: done_at,
  }));
}

/**
 * Takes note of the lines of a list, or of some of them: they are listed no more until a promise of their dossier breaks.
 * Whoever took note first stays on record. Lines acted on meanwhile, and tasks the list does not name, are left alone.
 */
export async function acknowledgeEscalation(engine: Pick<Engine, 'database'>, key: string, tasks: readonly string[] | undefined, by: Pick<Actor, 'subject'>, at: Instant): Promise<void> {
  await engine.database.read.run(
    `UPDATE task t SET acknowledged_at = $3, acknowledged_by = $4 FROM escalation_item i, dossier d
     WHERE i.escalation_key = $1 AND t.key = i.task_key AND d.id = t.dossier_id AND ($2::text[] IS NULL OR t.key = ANY($2)) AND NOT (${ANSWERED})`,
    [key, tasks ?? null, at, by.subject],
  );
}

interface LineRow {
  readonly task: string;
  readonly kind: TaskKind;
  readonly level: number;
  readonly agency: string;
  readonly code: string;
  readonly procedure_name: string;
  readonly due_at: number | null;
  readonly created_at: number;
  readonly acknowledged_at: number | null;
  readonly acknowledged_by: string | null;
  readonly done_at: number | null;
}

function listOf({ key, agency, made_at, lines, unanswered }: ListRow): EscalationList {
  return { key, agency, madeAt: made_at, lines, unanswered };
}
