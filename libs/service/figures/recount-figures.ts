import { type DossierState, eventOfRow, foldEvent } from '#domain';
import { dwellDeltas, figureDeltas } from '#domain/figures';
import type { Database, Transaction } from '#persistence';
import { ledgerRowOf, SELECTED_UNHASHED, type UnhashedRow } from '../event-rows.js';
import { readLastSeal, type SealRow } from '../ledger/seal.js';
import { readAhead } from '../read-ahead.js';
import type { FigureDifference } from './figure-difference.js';
import { FigureRecount } from './figure-recount.js';
import { type Figure, type FigureAnswer, figuresOfRecount, figuresOfRecountedDossiers, readFigure, sourceOf } from './read-figure.js';
import { RecountedDossiers } from './recounted-dossiers.js';
import type { FigureQuery } from './scope.js';

/** The outcome of a recount. */
export interface Recount {
  readonly events: number;
  readonly dossiers: number;
  /** The first differences in order of their cells; empty when every roll-up agrees with the ledger. */
  readonly differences: readonly FigureDifference[];
}

/** A published figure beside the same figure counted from the events alone, both of one moment. */
export interface ProvedFigure extends Recount {
  readonly kept: FigureAnswer;
  readonly recounted: readonly Figure[];
  /** What the ledger was sealed up to. */
  readonly lastSeal?: SealRow;
}

const PAGE = 5_000;
const SHOWN = 100;

/** What a recount tells about how far it is. */
export type RecountListener = (events: number) => void;

/**
 * Folds every ledger again, page by page, and compares every cell of every grain, with the deltas not yet merged, to what the
 * events give. All of it is seen as of one moment, so it may run beside live work. Throws `BrokenChainError` for a ledger that
 * cannot be folded: check the chains first.
 */
export async function recountFigures(database: Pick<Database, 'transaction'>, onEvents?: RecountListener): Promise<Recount> {
  return withRecount(database, onEvents, async (_tx, count) => {
    const { recount, counted } = await count();
    return { ...counted, differences: await recount.differences(SHOWN) };
  });
}

/**
 * As `recountFigures`, with one figure answered twice: as it is told, from kept figures or from the rows of dossiers, and from the events
 * alone, from the figures or rows they make.
 */
export async function proveFigure(database: Pick<Database, 'transaction'>, query: FigureQuery, onEvents?: RecountListener): Promise<ProvedFigure> {
  return withRecount(database, onEvents, async (tx, count) => {
    const dossiers = sourceOf(query) === 'dossiers' ? new RecountedDossiers(tx, query) : undefined;
    const { recount, counted } = await count(dossiers);
    const lastSeal = await readLastSeal(tx);
    return {
      ...counted,
      differences: await recount.differences(SHOWN),
      kept: await readFigure({ read: tx }, query),
      recounted: dossiers === undefined ? await figuresOfRecount(recount, query) : await figuresOfRecountedDossiers(dossiers, query),
      ...(lastSeal === undefined ? {} : { lastSeal }),
    };
  });
}

/** A recounted ledger. */
interface Counting {
  readonly recount: FigureRecount;
  readonly counted: Pick<Recount, 'events' | 'dossiers'>;
}

async function withRecount<T>(
  database: Pick<Database, 'transaction'>,
  onEvents: RecountListener | undefined,
  conclude: (tx: Transaction, count: (dossiers?: RecountedDossiers) => Promise<Counting>) => Promise<T>,
): Promise<T> {
  return database.transaction(async (tx) => {
    await tx.run('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ');
    const recount = new FigureRecount(tx);
    return conclude(tx, async (dossiers) => ({ recount, counted: await recountLedger(tx, recount, dossiers, onEvents) }));
  });
}

async function recountLedger(tx: Transaction, recount: FigureRecount, rows: RecountedDossiers | undefined, onEvents: RecountListener | undefined): Promise<Pick<Recount, 'events' | 'dossiers'>> {
  let last: { readonly dossier: string; readonly seq: number } | undefined;
  let state: DossierState | undefined;
  let [events, dossiers] = [0, 0];
  for await (const page of readAhead(readPages(tx))) {
    for (const row of page) {
      const before = last?.dossier === row.dossier_id ? state : undefined;
      if (before === undefined && last !== undefined && state !== undefined) {
        await rows?.add(last.dossier, state);
      }
      const event = eventOfRow(ledgerRowOf(row));
      state = foldEvent(before, event);
      await recount.add(figureDeltas(before, event, state), dwellDeltas(before, event, state));
      dossiers += before === undefined ? 1 : 0;
      last = { dossier: row.dossier_id, seq: row.seq };
    }
    events += page.length;
    onEvents?.(events);
  }
  if (last !== undefined && state !== undefined) {
    await rows?.add(last.dossier, state);
  }
  return { events, dossiers };
}

/** The ledger in order of dossier and `seq`, page by page. */
async function* readPages(tx: Transaction): AsyncGenerator<readonly UnhashedRow[], undefined> {
  let page = await readPage(tx, undefined);
  yield page;
  for (let last = page.at(-1); last !== undefined && page.length === PAGE; last = page.at(-1)) {
    page = await readPage(tx, { dossier: last.dossier_id, seq: last.seq });
    yield page;
  }
}

async function readPage(tx: Transaction, after: { readonly dossier: string; readonly seq: number } | undefined): Promise<readonly UnhashedRow[]> {
  const where = after === undefined ? '' : 'WHERE (e.dossier_id, e.seq) > ($2::uuid, $3::integer)';
  return tx.rows<UnhashedRow>(
    `SELECT ${SELECTED_UNHASHED} FROM dossier_event e ${where} ORDER BY e.dossier_id, e.seq LIMIT $1`,
    after === undefined ? [PAGE] : [PAGE, after.dossier, after.seq],
  );
}
