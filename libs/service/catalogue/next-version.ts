import type { Transaction } from '#persistence';

/** Class of the advisory locks under which versions of a procedure are numbered, one lock a code. */
const NUMBERING = 4_804_015;

/** The number of a procedure's next version; who else asks for one of this procedure waits until this transaction ends. */
export async function nextVersion(tx: Transaction, code: string): Promise<number> {
  await tx.run('SELECT pg_advisory_xact_lock($1, hashtext($2))', [NUMBERING, code]);
  const last = await tx.first<{ version: number }>('SELECT max(version) AS version FROM procedure_version WHERE code = $1', [code]);
  return (last?.version ?? 0) + 1;
}
