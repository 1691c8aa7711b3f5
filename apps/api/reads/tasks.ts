import type { Engine, TaskKind } from '#service';
import { byKey, type Page, readKey, writeKey } from './page.js';

/** An open task of an agency, or of one person. */
export interface OpenTask {
  readonly key: string;
  readonly kind: TaskKind;
  readonly dossierCode: string | null;
  readonly agency: string;
  readonly subject: string | null;
  readonly data: Readonly<Record<string, unknown>>;
  readonly createdAt: number;
}

/** Whose tasks are asked for. */
interface TaskQuery {
  readonly agencies: readonly string[];
  /** Whose own tasks are listed beside those of everybody; absent: those of every person. */
  readonly subject?: string;
  readonly after?: string;
  readonly limit: number;
}

interface TaskRow {
  readonly key: string;
  readonly kind: TaskKind;
  readonly code: string | null;
  readonly agency: string;
  readonly subject: string | null;
  readonly data: OpenTask['data'];
  readonly created_at: number;
}

/** Open tasks of the agencies, oldest first; with a subject, those that belong to other persons are left out. */
export async function listTasks(engine: Engine, query: TaskQuery): Promise<Page<OpenTask>> {
  const after = query.after === undefined ? undefined : readKey(query.after, byKey);
  const rows = await engine.database.read.rows<TaskRow>(
    `SELECT t.key, t.kind, d.code, t.agency, t.subject, t.data, t.created_at FROM (
       SELECT * FROM task WHERE done_at IS NULL AND agency = ANY($1) AND ($2::text IS NULL OR subject IS NULL OR subject = $2)
         AND ($3::bigint IS NULL OR (created_at, key) > ($3, $4))
       ORDER BY created_at, key LIMIT $5
     ) AS t LEFT JOIN LATERAL named_dossier(t.dossier_id) d ON true ORDER BY t.created_at, t.key`,
    [query.agencies, query.subject ?? null, after?.at ?? null, after?.key ?? null, query.limit + 1],
  );
  const items = rows.slice(0, query.limit).map(({ key, kind, code, agency, subject, data, created_at }) => ({ key, kind, dossierCode: code, agency, subject, data, createdAt: created_at }));
  const last = items.at(-1);
  return { items, next: rows.length > query.limit && last !== undefined ? writeKey({ at: last.createdAt, key: last.key }) : null };
}
