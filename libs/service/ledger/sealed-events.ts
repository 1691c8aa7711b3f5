import { MerkleTree, type Sha256 } from '#domain';
import type { Transaction } from '#persistence';

/** What the events of an interval of transactions come to. */
export interface SealedEvents {
  readonly events: number;
  readonly dossiers: number;
  /** Absent when there are no events. */
  readonly root?: string;
}

interface Place {
  readonly xact_id: string;
  readonly dossier_id: string;
  readonly seq: number;
}

const EVENTS_AT_ONCE = 5_000;

/**
 * Counts the events of transactions `from` (included) to `until` (excluded) and takes the Merkle root of their hashes in
 * the order of transaction, dossier and `seq`. All those transactions must be over.
 */
export async function sumUpEvents(tx: Pick<Transaction, 'rows' | 'first'>, from: string, until: string, sha256: Sha256): Promise<SealedEvents> {
  const tree = new MerkleTree(sha256);
  let after: Place | undefined;
  do {
    const rows: readonly (Place & { readonly hash: string })[] = await tx.rows(
      `SELECT xact_id, dossier_id, seq, hash FROM dossier_event
       WHERE xact_id >= $1::xid8 AND xact_id < $2::xid8 AND ($3::uuid IS NULL OR (xact_id, dossier_id, seq) > ($1::xid8, $3, $4::integer))
       ORDER BY xact_id, dossier_id, seq LIMIT ${String(EVENTS_AT_ONCE)}`,
      [after?.xact_id ?? from, until, after?.dossier_id ?? null, after?.seq ?? null],
    );
    rows.forEach(({ hash }) => {
      tree.add(hash);
    });
    after = rows.length < EVENTS_AT_ONCE ? undefined : rows.at(-1);
  } while (after !== undefined);
  const counted = await tx.first<{ n: number }>('SELECT count(DISTINCT dossier_id) AS n FROM dossier_event WHERE xact_id >= $1::xid8 AND xact_id < $2::xid8', [from, until]);
  const root = tree.root();
  return { events: tree.size, dossiers: counted?.n ?? 0, ...(root === undefined ? {} : { root }) };
}
