import { MerkleTree, type Sha256 } from '#domain';
import type { Transaction } from '#persistence';
import { FIRST_ID } from '../first-id.js';

/** What the events of an interval of transactions come to, publications of figures and documents given out among them. */
export interface SealedEvents {
  readonly events: number;
  /** Dossiers and cases with at least one of them. */
  readonly dossiers: number;
  /** Absent when there are no events. */
  readonly root?: string;
}

/** Where an event stands among the leaves. `ledger`: 0 of dossiers, 1 of cases, 2 of published figures, whose `seq` is their edition, 3 of lists and reports given out. */
interface Place {
  readonly xact_id: string;
  readonly ledger: 0 | 1 | 2 | 3;
  readonly id: string;
  readonly seq: number;
}

const LAST_ID = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

/** What of each ledger lies behind a place: all of its transaction, what follows in its own ledger, or nothing of it. */
function behind(place: Place | undefined, ledger: Place['ledger']): readonly [string, number] {
  if (place === undefined || place.ledger < ledger) {
    return [FIRST_ID, 0];
  }
  return place.ledger === ledger ? [place.id, place.seq] : [LAST_ID, 0];
}

const EVENTS_AT_ONCE = 5_000;

/**
 * Counts the events of transactions `from` (included) to `until` (excluded) and takes the Merkle root of their hashes in
 * the order of transaction, within one those of dossiers before those of cases before publications of figures before documents given out, by id and
 * `seq`. So an interval without the later kinds has the root it had before there were any. All those transactions must be over.
 */
export async function sumUpEvents(tx: Pick<Transaction, 'rows' | 'first'>, from: string, until: string, sha256: Sha256): Promise<SealedEvents> {
  const tree = new MerkleTree(sha256);
  let after: Place | undefined;
  do {
    const rows: readonly (Place & { readonly hash: string })[] = await tx.rows(
      `SELECT * FROM (
         (SELECT xact_id, 0 AS ledger, dossier_id AS id, seq, hash FROM dossier_event
          WHERE xact_id >= $1::xid8 AND xact_id < $2::xid8 AND (xact_id, dossier_id, seq) > ($1::xid8, $3::uuid, $4::integer)
          ORDER BY xact_id, dossier_id, seq LIMIT ${String(EVENTS_AT_ONCE)})
         UNION ALL
         (SELECT xact_id, 1, case_id, seq, hash FROM case_event
          WHERE xact_id >= $1::xid8 AND xact_id < $2::xid8 AND (xact_id, case_id, seq) > ($1::xid8, $5::uuid, $6::integer)
          ORDER BY xact_id, case_id, seq LIMIT ${String(EVENTS_AT_ONCE)})
         UNION ALL
         (SELECT xact_id, 2, id, edition, hash FROM published_figure
          WHERE xact_id >= $1::xid8 AND xact_id < $2::xid8 AND (xact_id, id, edition) > ($1::xid8, $7::uuid, $8::integer)
          ORDER BY xact_id, id, edition LIMIT ${String(EVENTS_AT_ONCE)})
         UNION ALL
         (SELECT xact_id, 3, id, 1, hash FROM sealed_document
          WHERE xact_id >= $1::xid8 AND xact_id < $2::xid8 AND (xact_id, id, 1) > ($1::xid8, $9::uuid, $10::integer)
          ORDER BY xact_id, id LIMIT ${String(EVENTS_AT_ONCE)})
       ) AS event ORDER BY xact_id, ledger, id, seq LIMIT ${String(EVENTS_AT_ONCE)}`,
      [after?.xact_id ?? from, until, ...behind(after, 0), ...behind(after, 1), ...behind(after, 2), ...behind(after, 3)],
    );
    rows.forEach(({ hash }) => {
      tree.add(hash);
    });
    after = rows.length < EVENTS_AT_ONCE ? undefined : rows.at(-1);
  } while (after !== undefined);
  const counted = await tx.first<{ n: number }>(`SELECT (SELECT count(DISTINCT dossier_id) FROM dossier_event WHERE xact_id >= $1::xid8 AND xact_id < $2::xid8)
       + (SELECT count(DISTINCT case_id) FROM case_event WHERE xact_id >= $1::xid8 AND xact_id < $2::xid8) AS n`,
    [from, until],
  );
  const root = tree.root();
  return { events: tree.size, dossiers: counted?.n ?? 0, ...(root === undefined ? {} : { root }) };
}
