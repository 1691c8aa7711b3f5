import type { Instant } from '#domain';
import { type DossierItem, listByIds, type QueueRequest } from '../dossiers/queues.js';
import type { Engine } from '../engine.js';
import { FIRST_ID } from '../first-id.js';

/** Which procedure is asked about, whose dossiers the reader may see, and where the page begins. */
export interface TouchedRequest {
  readonly code: string;
  readonly scope: QueueRequest['scope'];
  readonly after?: { readonly at: number; readonly id: string };
  readonly limit: number;
}

/** An open dossier that a repeal or another version of its procedure touches, with the version it keeps. */
export interface TouchedDossier {
  readonly item: DossierItem;
  readonly version: number;
}

/**
 * Open dossiers of a procedure, the oldest first, as they stand at `at`. No index of its own serves it: a repeal is looked at now
 * and then, and every intake and every transition would write one.
 */
export async function listTouchedDossiers(engine: Engine, { code, scope, after, limit }: TouchedRequest, at: Instant): Promise<readonly TouchedDossier[]> {
  const province = 'province' in scope ? scope.province : null;
  const agencies = 'agencies' in scope ? scope.agencies : [];
  const rows = await engine.database.read.rows<{ id: string; procedure_version: number }>(
    `SELECT id, procedure_version FROM dossier d
     WHERE procedure_code = $1 AND NOT closed AND ($2::text IS NULL OR province = $2)
       AND ($2::text IS NOT NULL OR receiving_agency = ANY($3) OR competent_agency = ANY($3) OR holders && $3::text[])
       AND (received_at, id) > ($4, $5) ORDER BY received_at, id LIMIT $6`,
    [code, province, agencies, after?.at ?? 0, after?.id ?? FIRST_ID, limit],
  );
  const versions = new Map(rows.map(({ id, procedure_version }) => [id, procedure_version]));
  const items = await listByIds(engine, rows.map(({ id }) => id), at);
  return items.map((item) => ({ item, version: versions.get(item.id) ?? 0 }));
}
