import type { Instant, ItemChange, PostedItem, SubjectKind } from '#domain';
import type { Engine } from '../engine.js';

/** A clock of a publication that runs. */
export interface DuePosting {
  readonly publication: string;
  readonly announcement: string | null;
  readonly kind: SubjectKind | null;
  readonly code: string | null;
  readonly change: ItemChange | null;
  readonly postedItem: PostedItem | null;
  readonly clock: string;
  readonly agency: string;
  readonly dueAt: number;
  readonly escalated: number;
}

/** Whose running clocks are listed; `late`: only those past their end, or only those that are not. */
export interface DueRequest {
  readonly agencies: readonly string[];
  readonly late?: boolean;
  readonly after?: { readonly dueAt: number; readonly key: string };
  readonly limit: number;
}

/** The key of a due posting among those due at the same moment. */
export function duePostingKey({ publication, clock }: Pick<DuePosting, 'publication' | 'clock'>): string {
  return `${publication}/${clock}`;
}

/** What has to be posted by the agencies, the most urgent first. */
export async function listDuePostings(engine: Pick<Engine, 'database'>, { agencies, late, after, limit }: DueRequest, at: Instant): Promise<readonly DuePosting[]> {
  return engine.database.read.rows<DuePosting>(
    `SELECT c.code AS publication, ac.code AS announcement, i.kind, i.code, i.change, p.item AS "postedItem", k.clock, k.agency, k.due_at AS "dueAt", k.escalated
     FROM case_clock k JOIN deadline_case c ON c.id = k.case_id
       LEFT JOIN announced_item i ON i.case_id = c.id LEFT JOIN deadline_case ac ON ac.id = i.announcement_id LEFT JOIN posted_item p ON p.case_id = c.id
     WHERE c.kind = 'publication' AND c.outcome IS NULL AND k.stopped_at IS NULL AND k.agency = ANY($1)
       AND ($2::boolean IS NULL OR (k.due_at < $3) = $2) AND (k.due_at, c.code || '/' || k.clock) > ($4, $5)
     ORDER BY k.due_at, c.code || '/' || k.clock LIMIT $6`,
    [agencies, late ?? null, at, after?.dueAt ?? 0, after?.key ?? '', limit],
  );
}
