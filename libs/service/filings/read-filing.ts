import type { GroupCase, ProcedureGroup } from '#domain';
import { readGroup } from '../catalogue/read-groups.js';
import type { Reader } from '../rule-book.js';

/** A filing with the group it was filed under and the dossiers it opened, in the order of the group. */
export interface Filing {
  readonly id: string;
  readonly code: string;
  readonly group: ProcedureGroup;
  readonly chosen: GroupCase;
  readonly filedAt: number;
  readonly dossiers: readonly FiledDossier[];
}

/** A dossier of a filing. */
export interface FiledDossier {
  readonly id: string;
  readonly code: string;
  readonly procedureCode: string;
}

interface FilingRow {
  readonly id: string;
  readonly code: string;
  readonly group_code: string;
  readonly group_version: number;
  readonly case_code: string;
  readonly filed_at: number;
}

/** Whether there is a filing of this code. */
export async function isFiling(tx: Reader, code: string): Promise<boolean> {
  return (await tx.first('SELECT FROM filing WHERE code = $1', [code])) !== undefined;
}

/** A filing by its code; `undefined` when there is none. */
export async function findFiling(tx: Reader, code: string): Promise<Filing | undefined> {
  return complete(tx, await tx.first<FilingRow>('SELECT id, code, group_code, group_version, case_code, filed_at FROM filing WHERE code = $1', [code]));
}

/** The filing that opened a dossier; `undefined` of one that was taken in by itself. */
export async function filingOf(tx: Reader, dossierId: string): Promise<Filing | undefined> {
  return complete(
    tx,
    await tx.first<FilingRow>('SELECT f.id, f.code, group_code, group_version, case_code, filed_at FROM filing f JOIN filing_dossier d ON d.filing_id = f.id WHERE d.dossier_id = $1', [dossierId]),
  );
}

async function complete(tx: Reader, row: FilingRow | undefined): Promise<Filing | undefined> {
  if (row === undefined) {
    return undefined;
  }
  const [published, dossiers] = [
    await readGroup(tx, row.group_code, row.group_version),
    await tx.rows<FiledDossier>(
      'SELECT d.id, d.code, d.procedure_code AS "procedureCode" FROM filing_dossier f JOIN dossier d ON d.id = f.dossier_id WHERE f.filing_id = $1 ORDER BY f.place',
      [row.id],
    ),
  ];
  const chosen = published?.group.cases.find(({ code }) => code === row.case_code);
  if (published === undefined || chosen === undefined) {
    throw new Error(`Filing ${row.code} refers to group ${row.group_code} version ${String(row.group_version)}, which is not in the catalogue: restore procedure_group_version before going on`);
  }
  return { id: row.id, code: row.code, group: published.group, chosen, filedAt: row.filed_at, dossiers };
}
