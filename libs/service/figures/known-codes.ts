import type { ProcedureVersion } from '#domain';
import type { Reader } from '../rule-book.js';

/** What figures can be narrowed down to by codes of the procedures. */
export interface ProcedureCodes {
  readonly procedure?: string;
  readonly field?: string;
  /** A case of the procedure named. */
  readonly case?: string;
}

/** A code nothing has, with those there are. */
export interface UnknownProcedureCode {
  readonly of: keyof ProcedureCodes;
  readonly code: string;
  readonly known: readonly string[];
}

/**
 * The first of these codes that no version of a procedure ever published has; repealed ones count, for past figures keep their dossiers.
 * `undefined` where all are known. What figures are kept of is known by its cells, so that the texts of versions are read for others only.
 */
export async function findUnknownCode(read: Reader, province: string, { procedure, field, case: chosen }: ProcedureCodes): Promise<UnknownProcedureCode | undefined> {
  if (procedure !== undefined && (await read.first('SELECT 1 FROM procedure_version WHERE code = $1 LIMIT 1', [procedure])) === undefined) {
    return { of: 'procedure', code: procedure, known: codesOf(await read.rows<{ code: string }>('SELECT DISTINCT code FROM procedure_version')) };
  }
  if (field !== undefined && !(await hasCells(read, province, field))) {
    const known = codesOf(await read.rows<{ code: string }>(`SELECT DISTINCT data -> 'field' ->> 'code' AS code FROM procedure_version`));
    if (!known.includes(field)) {
      return { of: 'field', code: field, known };
    }
  }
  if (procedure !== undefined && chosen !== undefined) {
    const versions = await read.rows<{ data: ProcedureVersion }>('SELECT data FROM procedure_version WHERE code = $1', [procedure]);
    const known = [...new Set(versions.flatMap(({ data }) => data.cases.map(({ code }) => code)))];
    return known.includes(chosen) ? undefined : { of: 'case', code: chosen, known };
  }
  return undefined;
}

async function hasCells(read: Reader, province: string, field: string): Promise<boolean> {
  const found = await read.first(`SELECT 1 FROM figure_cell WHERE grain = 'province-field' AND step = 'year' AND province = $1 AND agency = '' AND field_code = $2 LIMIT 1`, [province, field]);
  return found !== undefined;
}

function codesOf(rows: readonly { readonly code: string }[]): readonly string[] {
  return rows.map(({ code }) => code);
}
