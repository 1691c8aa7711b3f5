import type { Transaction } from '#persistence';
import type { Engine } from '../engine.js';
import { type Addressee, addresseeOf, type ApplicantRecord, readPersonal } from '../personal/index.js';

interface Versions {
  readonly dossier_id: string;
  readonly composed: number;
  readonly present: number;
}

/**
 * Whom a letter goes to and how they are reached now. Who it is was settled by the record the letter is composed from, for it
 * shows them what it masks for the other one; a telephone or address corrected since is taken from the present record.
 * `undefined` when there is no such letter or the personal data is erased.
 */
export async function addresseeOfLetter(engine: Pick<Engine, 'vault'>, tx: Pick<Transaction, 'first'>, key: string): Promise<Addressee | undefined> {
  const letter = await tx.first<Versions>(
    `SELECT l.dossier_id, d.personal_version AS present,
       (SELECT max((coalesce(e.payload->'personal', e.payload->'facts'->'personal')->>'version')::integer)
        FROM dossier_event e WHERE e.dossier_id = l.dossier_id AND e.seq <= l.composed_from_seq) AS composed
     FROM letter l JOIN dossier d ON d.id = l.dossier_id WHERE l.key = $1`,
    [key],
  );
  const [composed, present] = letter === undefined ? [] : [await recordOf(engine, tx, letter, letter.composed), await recordOf(engine, tx, letter, letter.present)];
  if (composed === undefined || present === undefined) {
    return undefined;
  }
  const { role } = addresseeOf(composed);
  return role === 'proxy' && present.proxy === undefined ? addresseeOf(composed) : addresseeOf(present, role);
}

async function recordOf({ vault }: Pick<Engine, 'vault'>, tx: Pick<Transaction, 'first'>, { dossier_id: id }: Versions, version: number): Promise<ApplicantRecord | undefined> {
  return (await readPersonal(tx, vault, id, version)) as ApplicantRecord | undefined;
}
