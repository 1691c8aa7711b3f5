import { randomUUID } from 'node:crypto';
import { canonicalJson, type Sha256 } from '#domain';
import type { Transaction } from '#persistence';

/** What is given out beside published figures and must stay as it was. */
export type DocumentKind = 'morning-list' | 'report-run';

/** A list or report as it is hashed: `text` says all of it, with the hashes of its lines or files. */
export interface GivenOut {
  readonly kind: DocumentKind;
  readonly key: string;
  readonly text: string;
  readonly madeAt: number;
}

/** A list of a morning as its row has it. */
export interface MadeList {
  readonly day: number;
  readonly agency: string;
  readonly madeAt: number;
  readonly soonUntil: number;
  readonly late: number;
  readonly soon: number;
  readonly contentHash: string;
}

/** A report made by schedule as its rows have it. */
export interface MadeReport {
  readonly id: string;
  readonly report: string;
  readonly province: string;
  readonly agency: string;
  readonly firstDay: number;
  readonly lastDay: number;
  readonly dueAt: number;
  readonly madeAt: number;
  readonly figuresHash: string;
  readonly published?: string;
  readonly files: readonly { readonly format: string; readonly name: string; readonly mediaType: string; readonly sha256: string; readonly size: number }[];
}

/** A morning's list as it is given out. */
export function listGivenOut({ day, agency, madeAt, soonUntil, late, soon, contentHash }: MadeList): GivenOut {
  return { kind: 'morning-list', key: `${String(day)} ${agency}`, text: canonicalJson(['morning-list', day, agency, madeAt, soonUntil, late, soon, contentHash]), madeAt };
}

/** A report as it is given out, its files in the order of their formats. */
export function reportGivenOut({ id, report, province, agency, firstDay, lastDay, dueAt, madeAt, figuresHash, published = '', files }: MadeReport): GivenOut {
  const sorted = [...files].sort((a, b) => (a.format < b.format ? -1 : 1)).map(({ format, name, mediaType, sha256, size }) => [format, name, mediaType, sha256, size]);
  return { kind: 'report-run', key: id, text: canonicalJson(['report-run', id, report, province, agency, firstDay, lastDay, dueAt, madeAt, figuresHash, published, ...sorted]), madeAt };
}

/** Writes down what is given out, so that the next seal covers it. In the transaction that stores it. */
export async function sealDocuments(tx: Pick<Transaction, 'run'>, given: readonly GivenOut[], sha256: Sha256): Promise<void> {
  if (given.length === 0) {
    return;
  }
  await tx.run(
    `INSERT INTO sealed_document (id, kind, key, hash, made_at) SELECT * FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::bigint[])`,
    [given.map(() => randomUUID()), given.map(({ kind }) => kind), given.map(({ key }) => key), given.map(({ text }) => sha256(text)), given.map(({ madeAt }) => madeAt)],
  );
}
