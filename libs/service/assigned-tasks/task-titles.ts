import { openCaseRecord, type StoredCaseRecord } from '../cases/case-records.js';
import type { Engine } from '../engine.js';

/** Titles of tasks by the identifier of their case, as they were opened; none of those whose words were erased. */
export async function readTaskTitles({ database, vault }: Pick<Engine, 'database' | 'vault'>, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const rows = await database.read.rows<StoredCaseRecord & { readonly case_id: string }>(
    `SELECT r.case_id, r.version, r.kind, r.ciphertext, r.key_ref FROM case_event e JOIN case_record r ON r.case_id = e.case_id AND r.version = (e.payload -> 'text' ->> 'version')::integer
     WHERE e.case_id = ANY($1::uuid[]) AND e.type = 'CaseOpened'`,
    [ids],
  );
  const titles = new Map<string, string>();
  for (const row of rows) {
    const { title } = (await openCaseRecord(database.read, vault, row.case_id, row)).data;
    if (typeof title === 'string') {
      titles.set(row.case_id, title);
    }
  }
  return titles;
}
