import { eventOfRow, type EngineSettings, type Instant, portalInterest } from '#domain';
import type { Statements } from '#persistence';
import type { Draft } from '../draft.js';

/** What decides whether a dossier is told to the national portal. */
type SyncSettings = Pick<EngineSettings, 'portalSync' | 'portalSyncImported'>;

/**
 * Notes what the national portal has to be told of drafts, in the transaction that writes them: one row a dossier with the span of
 * its events that concern the portal, by one statement at the most. Holds numbers of events only; what is sent is composed
 * from the ledger when it is sent. Does not depend on other writes of the transaction, so it may be joined with them.
 */
export async function oweSync(tx: Pick<Statements, 'run'>, drafts: readonly Draft[], settings: SyncSettings, at: Instant): Promise<void> {
  const spans = settings.portalSync ? drafts.flatMap((draft) => spanOf(draft, settings)) : [];
  if (spans.length === 0) {
    return;
  }
  await tx.run(
    `INSERT INTO sync_outbox (dossier_id, from_seq, to_seq, agency, owed_at)
     SELECT dossier_id, from_seq, to_seq, agency, $1::bigint FROM unnest($2::uuid[], $3::integer[], $4::integer[], $5::text[]) AS owed (dossier_id, from_seq, to_seq, agency)`,
    [at, spans.map(({ dossierId }) => dossierId), spans.map(({ fromSeq }) => fromSeq), spans.map(({ toSeq }) => toSeq), spans.map(({ agency }) => agency)],
  );
}

interface Span {
  readonly dossierId: string;
  readonly fromSeq: number;
  readonly toSeq: number;
  readonly agency: string;
}

function spanOf({ state, rows }: Draft, { portalSyncImported }: SyncSettings): readonly Span[] {
  if (state === undefined || (state.imported && !portalSyncImported)) {
    return [];
  }
  const told = rows.filter((row) => portalInterest(eventOfRow(row)) !== 'nothing');
  const [first, last] = [told[0], told.at(-1)];
  return first === undefined || last === undefined ? [] : [{ dossierId: first.dossierId, fromSeq: first.seq, toSeq: last.seq, agency: state.competentAgency }];
}
