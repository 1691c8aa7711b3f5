import type { IsDemanded, LaterStatement } from '#domain';
import type { Transaction } from '#persistence';
import type { StoredEvent } from './read-dossiers.js';

/** From which transaction on every event must make a statement; absent: the engine is not known to have made it here yet. */
export type DemandedSince = Readonly<Partial<Record<LaterStatement, bigint>>>;

/** The events that may make one. */
const STATING = [
  'ResultRecorded', 'UnsupplementedClosed', 'DossierWithdrawn', 'DossierSuspended', 'ClockResumed', 'SupplementReceived', 'FinancialObligationMet', 'NoObligationConfirmed',
  'DossierReceived', 'DossierAccepted', 'CompetentAgencyReceived', 'DossierReopened', 'DeadlineMoved', 'DueDateFixed', 'TermExtended',
].map((type) => `'${type}'`).join(', ');

/**
 * Since when each statement that older events lack is demanded: from the end of the first seal that covers an event which makes it. Seals
 * bind the transactions of what they cover, so nobody moves that moment or writes an event behind it; and engines of before, which
 * may have run beside for a while, have until then. One pass over the events that may make one.
 */
export async function demandedSince(tx: Pick<Transaction, 'first'>): Promise<DemandedSince> {
  const row = await tx.first<Readonly<Record<LaterStatement, string | null>>>(
    `SELECT ${sealAfter('shares')} AS "delay-shares", ${sealAfter('statutory')} AS "statutory-limit", ${sealAfter('statutory_date')} AS "statutory-date", ${sealAfter('index_date')} AS "index-date"
     FROM (
       SELECT min(xact_id) FILTER (WHERE payload->'finish'->'shares' IS NOT NULL) AS shares,
              min(xact_id) FILTER (WHERE payload->'finish'->'statutory' IS NOT NULL) AS statutory,
              min(xact_id) FILTER (WHERE payload->'dates'->'statutoryDueAt' IS NOT NULL OR payload->'term'->'statutoryDueAt' IS NOT NULL) AS statutory_date,
              min(xact_id) FILTER (WHERE payload->'dates'->'nationalIndex' IS NOT NULL) AS index_date
       FROM dossier_event WHERE type IN (${STATING})
     ) AS first`,
  );
  return Object.fromEntries(Object.entries(row ?? {}).flatMap(([statement, until]) => (until === null ? [] : [[statement, BigInt(until)]])));
}

/** SQL: where the seal that covers transaction `first.<column>` ends. */
function sealAfter(column: string): string {
  return `(SELECT until_xact::text FROM ledger_seal WHERE until_xact > first.${column} ORDER BY number LIMIT 1)`;
}

/** Whether an event of a dossier must make a statement, by the transaction that wrote it. */
export function demandsOf(since: DemandedSince, events: readonly Pick<StoredEvent, 'seq' | 'xact'>[]): IsDemanded {
  const writtenBy = new Map(events.map(({ seq, xact }) => [seq, BigInt(xact)]));
  return (statement, { seq }) => {
    const [from, by] = [since[statement], writtenBy.get(seq)];
    return from !== undefined && by !== undefined && by >= from;
  };
}
