import type { Database } from '#persistence';
import { COUNTED, DOSSIER_COLUMNS } from './dossier-conditions.js';
import { type FigureScope, inScope, Parameters } from './scope.js';

/** A dossier without a date although the version of its procedure needs one: nothing can judge it until somebody corrects it. */
export interface DataError {
  readonly id: string;
  readonly code: string;
  readonly status: string;
  readonly procedure_code: string;
  readonly procedure_version: number;
  readonly case_code: string;
  readonly competent_agency: string;
  readonly imported: boolean;
  readonly received_at: number;
  readonly finished_at: number | null;
}

/**
 * SQL: no date, and the case it runs by counts one: `dating` is stated only where a person sets the date or nobody promises one.
 * A case the version does not know counts as needing one.
 */
const WITHOUT_NEEDED_DATE = `${COUNTED} AND basis = 'none' AND NOT EXISTS (
  SELECT FROM procedure_version v CROSS JOIN LATERAL json_array_elements(v.data -> 'cases') AS known
  WHERE v.code = dossier.procedure_code AND v.version = dossier.procedure_version AND known ->> 'code' = dossier.case_code AND known -> 'dating' IS NOT NULL)`;

/** How many dossiers of a scope are in error: open and ended ones, of any time. */
export async function countDataErrors(database: Pick<Database, 'read'>, scope: FigureScope): Promise<number> {
  const parameters = new Parameters();
  const row = await database.read.first<{ count: number }>(`SELECT count(*) AS count FROM dossier WHERE ${inScope(scope, DOSSIER_COLUMNS, parameters)} AND ${WITHOUT_NEEDED_DATE}`, parameters.values);
  return row?.count ?? 0;
}

/** A page of them, the earliest received first. */
export async function listDataErrors(
  database: Pick<Database, 'read'>,
  scope: FigureScope,
  { after, limit }: { readonly after?: { readonly at: number; readonly id: string }; readonly limit: number },
): Promise<readonly DataError[]> {
  const parameters = new Parameters();
  const within = inScope(scope, DOSSIER_COLUMNS, parameters);
  const place = after === undefined ? 'TRUE' : `(received_at, id) > (${parameters.add(after.at, 'bigint')}, ${parameters.add(after.id, 'uuid')})`;
  return database.read.rows<DataError>(
    `SELECT id, code, status, procedure_code, procedure_version, case_code, competent_agency, imported, received_at, finished_at
     FROM dossier WHERE ${within} AND ${WITHOUT_NEEDED_DATE} AND ${place} ORDER BY received_at, id LIMIT ${parameters.add(limit, 'integer')}`,
    parameters.values,
  );
}
