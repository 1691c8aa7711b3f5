import { type DossierState, eventOfRow, foldEvent } from '#domain';
import { type DwellDelta, dwellDeltas, type FigureDelta, figureDeltas } from '#domain/figures';
import type { Transaction } from '#persistence';
import { ledgerRowOf, SELECTED_UNHASHED, type UnhashedRow } from '../event-rows.js';

/** A dossier as its events make it, with what those that are to be counted did to the figures. */
export interface FoldedDossier {
  readonly id: string;
  readonly state: DossierState;
  readonly counted: number;
  readonly deltas: readonly FigureDelta[];
  readonly dwells: readonly DwellDelta[];
}

/** Transactions whose events are counted: from the first on, before the second. Either may be left open. */
export interface Stretch {
  readonly from?: string;
  readonly until?: string;
}

/** The ledger of a dossier cannot be folded: nothing of it is rewritten, and no figure is corrected without it. */
export class UnreadableLedgerError extends Error {
  override readonly name = 'UnreadableLedgerError';
  constructor(
    readonly dossierId: string,
    cause: unknown,
  ) {
    super(`The ledger of dossier ${dossierId} cannot be folded (npm run ledger -- verify names what is wrong): ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  }
}

type CountedRow = UnhashedRow & { readonly counted: boolean };

/**
 * Folds the ledgers of some dossiers, read by one statement.
 * @throws UnreadableLedgerError
 */
export async function foldLedgers(tx: Pick<Transaction, 'rows'>, ids: readonly string[], { from = '0', until }: Stretch): Promise<ReadonlyMap<string, FoldedDossier>> {
  const rows = await tx.rows<CountedRow>(
    `SELECT ${SELECTED_UNHASHED}, e.xact_id >= $2::xid8 AND ($3::xid8 IS NULL OR e.xact_id < $3::xid8) AS counted FROM dossier_event e WHERE e.dossier_id = ANY($1::uuid[]) ORDER BY e.dossier_id, e.seq`,
    [ids, from, until ?? null],
  );
  return new Map([...Map.groupBy(rows, ({ dossier_id: id }) => id)].map(([id, ledger]) => [id, foldOne(id, ledger)]));
}

function foldOne(id: string, ledger: readonly CountedRow[]): FoldedDossier {
  const deltas: FigureDelta[] = [];
  const dwells: DwellDelta[] = [];
  let state: DossierState | undefined;
  let counted = 0;
  try {
    for (const row of ledger) {
      const event = eventOfRow(ledgerRowOf(row));
      const after = foldEvent(state, event);
      if (row.counted) {
        deltas.push(...figureDeltas(state, event, after));
        dwells.push(...dwellDeltas(state, event, after));
        counted += 1;
      }
      state = after;
    }
  } catch (error) {
    throw new UnreadableLedgerError(id, error);
  }
  if (state === undefined) {
    throw new UnreadableLedgerError(id, 'it has no events');
  }
  return { id, state, counted, deltas, dwells };
}
