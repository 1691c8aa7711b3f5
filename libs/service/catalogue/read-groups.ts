import type { ProcedureGroup } from '#domain';
import type { Reader } from '../rule-book.js';

/** A published version of a group with the hash of its text. */
export interface PublishedGroup {
  readonly group: ProcedureGroup;
  readonly hash: string;
}

interface GroupRow {
  readonly data: ProcedureGroup;
  readonly hash: string;
}

/** The version of a group in force on a local day, or `undefined` when it is unknown or not yet in force. One that has ended is still found. */
export async function groupInForce(tx: Reader, code: string, localDay: string): Promise<PublishedGroup | undefined> {
  const row = await tx.first<GroupRow>(
    'SELECT data, hash FROM procedure_group_version WHERE code = $1 AND effective_from <= $2 ORDER BY effective_from DESC, version DESC LIMIT 1',
    [code, localDay],
  );
  return row === undefined ? undefined : { group: row.data, hash: row.hash };
}

/** One published version of a group; `undefined` when there is none. */
export async function readGroup(tx: Reader, code: string, version: number): Promise<PublishedGroup | undefined> {
  const row = await tx.first<GroupRow>('SELECT data, hash FROM procedure_group_version WHERE code = $1 AND version = $2', [code, version]);
  return row === undefined ? undefined : { group: row.data, hash: row.hash };
}

/** The versions in force on a local day that still take filings, by code, from the one after `after`. */
export async function listGroups(tx: Reader, localDay: string, { after, limit }: { readonly after?: string; readonly limit: number }): Promise<readonly ProcedureGroup[]> {
  const rows = await tx.rows<Pick<GroupRow, 'data'>>(
    `SELECT data FROM (
       SELECT DISTINCT ON (code) code, data FROM procedure_group_version
       WHERE effective_from <= $1 AND code > $2
       ORDER BY code, effective_from DESC, version DESC
     ) AS in_force
     WHERE coalesce(data->>'endsOn' > $1, true) ORDER BY code LIMIT $3`,
    [localDay, after ?? '', limit],
  );
  return rows.map(({ data }) => data);
}
