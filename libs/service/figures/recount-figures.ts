import {
  type DossierState,
  eventOfRow,
  type FigureDelta,
  figureDeltas,
  foldEvent,
  type LedgerRow,
  type Measure,
  MEASURES,
  mergeDeltas,
} from '#domain';
import type { Database, Transaction } from '#persistence';
import { CELL_KEY, cellsOf, summedMeasures } from './cells.js';
import { DELTA_COLUMNS, insertInto } from './deltas.js';

/** A cell whose figures are not what the ledger gives. */
export interface FigureDifference {
  readonly grain: string;
  readonly step: string;
  readonly period: number;
  readonly province: string;
  readonly agency: string;
  readonly procedureCode: string;
  readonly fieldCode: string;
  readonly channel: string;
  readonly officer: string;
  /** What differs, as kept and as recounted. */
  readonly measures: readonly { readonly measure: Measure; readonly kept: number; readonly recounted: number }[];
}

/** The outcome of a recount. */
export interface Recount {
  readonly events: number;
  readonly dossiers: number;
  /** The first differences in order of their cells; empty when every roll-up agrees with the ledger. */
  readonly differences: readonly FigureDifference[];
}

const PAGE = 5_000;
const SHOWN = 100;

/**
 * Folds every ledger again, page by page, and compares every cell of every grain, with the deltas not yet merged, to what the
 * events give. All of it is seen as of one moment, so it may run beside live work. Throws `BrokenChainError` for a ledger that
 * cannot be folded: check the chains first.
 */
export async function recountFigures(database: Pick<Database, 'transaction'>): Promise<Recount> {
  return database.transaction(async (tx) => {
    await tx.run('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ');
    await tx.run(`CREATE TEMPORARY TABLE recounted_delta ON COMMIT DROP AS SELECT ${DELTA_COLUMNS} FROM figure_delta WITH NO DATA`);
    const counted = await recountLedger(tx);
    const rows = await tx.rows<ComparedRow>(COMPARISON, [SHOWN]);
    return { ...counted, differences: rows.map(differenceOf) };
  });
}

interface EventRow extends Omit<LedgerRow, 'dossierId' | 'occurredAt' | 'recordedAt' | 'calendarSnapshot'> {
  readonly dossier_id: string;
  readonly occurred_at: number;
  readonly recorded_at: number;
  readonly calendar_snapshot: string;
}

async function recountLedger(tx: Transaction): Promise<{ readonly events: number; readonly dossiers: number }> {
  let last: { readonly dossier: string; readonly seq: number } | undefined;
  let state: DossierState | undefined;
  let [events, dossiers] = [0, 0];
  for (;;) {
    const page = await readPage(tx, last);
    const deltas: FigureDelta[] = [];
    for (const row of page) {
      const before = last?.dossier === row.dossier_id ? state : undefined;
      const event = eventOfRow({ ...row, dossierId: row.dossier_id, occurredAt: row.occurred_at, recordedAt: row.recorded_at, calendarSnapshot: row.calendar_snapshot });
      state = foldEvent(before, event);
      deltas.push(...figureDeltas(before, event, state));
      dossiers += before === undefined ? 1 : 0;
      last = { dossier: row.dossier_id, seq: row.seq };
    }
    await insertInto(tx, 'recounted_delta', mergeDeltas(deltas));
    events += page.length;
    if (page.length < PAGE) {
      return { events, dossiers };
    }
  }
}

async function readPage(tx: Transaction, after: { readonly dossier: string; readonly seq: number } | undefined): Promise<readonly EventRow[]> {
  const where = after === undefined ? '' : 'WHERE (dossier_id, seq) > ($2::uuid, $3::integer)';
  return tx.rows<EventRow>(
    `SELECT dossier_id, seq, cause, ordinal, type, payload::text AS payload, actor, occurred_at, recorded_at, calendar_snapshot
     FROM dossier_event ${where} ORDER BY dossier_id, seq LIMIT $1`,
    after === undefined ? [PAGE] : [PAGE, after.dossier, after.seq],
  );
}

interface ComparedRow {
  readonly grain: string;
  readonly step: string;
  readonly period: number;
  readonly province: string;
  readonly agency: string;
  readonly procedure_code: string;
  readonly field_code: string;
  readonly channel: string;
  readonly officer: string;
  /** Elements of a bigint array come as text. */
  readonly kept: readonly string[];
  readonly recounted: readonly string[];
}

/** A cell that cancelled out to zeros is as good as none. */
const COMPARISON = `
  WITH line AS (
    SELECT ${CELL_KEY}, measures FROM figure_cell
    UNION ALL
    ${cellsOf('figure_delta')}
  ), kept AS (
    SELECT ${CELL_KEY}, ${summedMeasures('measures')} AS measures FROM line GROUP BY ${CELL_KEY}
  ), recounted AS (
    ${cellsOf('recounted_delta')}
  ), compared AS (
    SELECT ${CELL_KEY},
      coalesce(kept.measures, array_fill(0::bigint, ARRAY[${String(MEASURES.length)}])) AS kept,
      coalesce(recounted.measures, array_fill(0::bigint, ARRAY[${String(MEASURES.length)}])) AS recounted
    FROM kept FULL JOIN recounted USING (${CELL_KEY})
  )
  SELECT * FROM compared WHERE kept <> recounted ORDER BY ${CELL_KEY} LIMIT $1`;

function differenceOf({ procedure_code, field_code, kept, recounted, ...cell }: ComparedRow): FigureDifference {
  return {
    ...cell,
    procedureCode: procedure_code,
    fieldCode: field_code,
    measures: MEASURES.flatMap((measure, index) =>
      kept[index] === recounted[index] ? [] : [{ measure, kept: Number(kept[index]), recounted: Number(recounted[index]) }],
    ),
  };
}
