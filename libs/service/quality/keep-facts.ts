import type { EventType } from '#domain';
import type { Transaction } from '#persistence';
import type { Engine } from '../engine.js';
import { nextStretch, readCursor } from '../ledger/new-events.js';
import { type LedgerEnd, tellFacts, type ToldFacts } from './kept-facts.js';

/** The transaction-scoped advisory lock of whoever keeps quality facts. */
const QUALITY_LOCK = `hashtextextended('quality', 0)`;
/** Events of one pass; a full pass is followed by the next at once. */
const BATCH = 200;
/** Events that end a dossier, or come after its end and change what is told of it. What others change is told anew when it is asked for. */
const LOOKED_AT: readonly EventType[] = ['ResultRecorded', 'DossierWithdrawn', 'DossierSuspended', 'UnsupplementedClosed', 'DossierImported', 'ServiceRated'];

/** The transaction numbers of the database run below those already looked at, so nothing new would be seen. */
export class QualityOrderError extends Error {
  override readonly name = 'QualityOrderError';
}

/**
 * Keeps the facts quality scores are made of for the dossiers that ended since the last pass, reading the ledger as the watch list does: so a
 * score of any period reads kept rows and folds no ledger. Answers whether the next pass should follow at once.
 * @throws QualityOrderError when the cluster was restored from a logical dump and counts its transactions from below again
 * @throws when a ledger cannot be read: all others are done, and `npm run ledger -- verify` names what is wrong with it
 */
export async function keepQualityFacts({ database }: Pick<Engine, 'database'>, batch = BATCH): Promise<boolean> {
  const { more, broken } = await database.transaction(async (tx): Promise<{ readonly more: boolean; readonly broken: ToldFacts['broken'] }> => {
    const lock = await tx.first<{ taken: boolean }>(`SELECT pg_try_advisory_xact_lock(${QUALITY_LOCK}) AS taken`);
    return lock?.taken === true ? keepNext(tx, batch) : { more: false, broken: [] };
  });
  const [first] = broken;
  if (first !== undefined) {
    throw new Error(`Ledgers no quality facts are told of: ${String(broken.length)}, the first of them that of dossier ${first.id}`, { cause: first.error });
  }
  return more;
}

async function keepNext(tx: Transaction, batch: number): Promise<{ readonly more: boolean; readonly broken: ToldFacts['broken'] }> {
  const ends = await readCursor(tx, 'quality_cursor');
  if (ends?.isOrdered !== true) {
    throw new QualityOrderError(
      `Quality facts are told up to transaction ${ends?.from ?? 'none'}, but this cluster is only at ${ends?.oldestRunning ?? 'none'}: it was filled from a logical dump. ` +
        'Stop it, raise its next transaction number above that with pg_resetwal, and start it again',
    );
  }
  const { until, hasEvents } = await nextStretch(tx, ends, LOOKED_AT, batch);
  const ended = await tx.rows<LedgerEnd>(
    `SELECT id, last_seq FROM dossier WHERE NOT in_stock AND id IN (SELECT dossier_id FROM dossier_event WHERE xact_id >= $1::xid8 AND xact_id < $2::xid8 AND type = ANY($3)) ORDER BY id`,
    [ends.from, until, LOOKED_AT],
  );
  const { broken } = await tellFacts(tx, ended);
  if (hasEvents) {
    await tx.run('UPDATE quality_cursor SET until_xact = $1::xid8', [until]);
  }
  return { more: until !== ends.oldestRunning, broken };
}
