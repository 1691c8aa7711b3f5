import type { Transaction } from '#persistence';
import type { Engine } from '../engine.js';
import { type ApplicantRecord, readPersonal } from '../personal/index.js';

/** The present personal record of a dossier, corrections included; `undefined` once it is erased. */
export async function presentRecord(engine: Engine, tx: Transaction, dossierId: string): Promise<ApplicantRecord | undefined> {
  const row = await tx.first<{ personal_version: number }>('SELECT personal_version FROM dossier WHERE id = $1', [dossierId]);
  return row === undefined ? undefined : ((await readPersonal(tx, engine.vault, dossierId, row.personal_version)) as ApplicantRecord | undefined);
}
