import { balanceOf, type Measure, MEASURES, NO_FIGURES, type PeriodFigures, type Stock } from '#domain/figures';
import type { Database } from '#persistence';
import { measureIn } from './cells.js';

/** An agency whose figures do not add up or do not agree with its dossiers. */
export interface BrokenBalance {
  readonly province: string;
  readonly agency: string;
  /** Everything that ever entered the agency's stock, and everything that left it or is open. */
  readonly entered: number;
  readonly left: number;
  /** Stocks by the figures and by the dossier rows, where the two differ. */
  readonly stocks: readonly { readonly stock: Stock; readonly figures: number; readonly dossiers: number }[];
  /** Counts whose cell of everything is not the sum of the years: what is open now would be told from one, and the past from the others. */
  readonly notOfYears: readonly Measure[];
}

type BalanceRow = PeriodFigures & { readonly province: string; readonly agency: string; readonly not_of_years: readonly Measure[] | null } & Readonly<Record<`dossiers_${ComparedStock}`, number>>;

/** SQL on the dossier row: what belongs to each stock that is compared. */
const ROWS_OF_STOCK = {
  open: 'TRUE',
  overdue: 'became_late_at IS NOT NULL',
  pausedInTime: 'became_late_at IS NULL AND paused_at IS NOT NULL',
  openUndated: `basis = 'none'`,
  overdueCurrent: 'promise_broken_at IS NOT NULL',
  pausedOverdue: 'became_late_at IS NOT NULL AND paused_at IS NOT NULL',
  openUnjudged: 'due_at IS NULL',
  indexOpenUndated: 'index_undated',
  openStatutory: 'statutory_due_at IS NOT NULL',
} as const satisfies Partial<Record<Stock, string>>;
type ComparedStock = keyof typeof ROWS_OF_STOCK;
const COMPARED = Object.keys(ROWS_OF_STOCK) as readonly ComparedStock[];

/**
 * Agencies out of balance: received + transferred in + reopened must equal finished + transferred out + cancelled + open since the
 * beginning, the stocks must equal the dossiers in them, and the agency's cells of everything its years: a recount compares all cells. Empty when all is well; anything else
 * is an alarm.
 */
export async function checkBalance(database: Pick<Database, 'read'>): Promise<readonly BrokenBalance[]> {
  const rows = await database.read.rows<BalanceRow>(BALANCE);
  return rows.flatMap((row) => {
    const { entered, left } = balanceOf({ ...NO_FIGURES, ...row });
    const stocks = COMPARED.map((stock) => ({ stock, figures: row[stock], dossiers: row[`dossiers_${stock}`] })).filter(({ figures, dossiers }) => figures !== dossiers);
    const notOfYears = row.not_of_years ?? [];
    return entered === left && stocks.length + notOfYears.length === 0 ? [] : [{ province: row.province, agency: row.agency, entered, left, stocks, notOfYears }];
  });
}

// What is in the stock is never closed: the index of open dossiers is read, not the finished ones of all years.
const BALANCE = `
  WITH line AS (
    SELECT province, agency, step, measures FROM figure_cell WHERE grain = 'agency' AND step IN ('all', 'year')
    UNION ALL
    SELECT province, agency, 'none', measures::bigint[] FROM figure_delta
  ), counted AS (
    SELECT province, agency, ${MEASURES.map((measure) => `${sumOf(measure, `step <> 'all'`)} AS "${measure}"`).join(', ')},
      array_remove(ARRAY[${MEASURES.map((measure) => `CASE WHEN ${sumOf(measure, `step = 'all'`)} <> ${sumOf(measure, `step = 'year'`)} THEN '${measure}' END`).join(', ')}], NULL) AS not_of_years
    FROM line GROUP BY province, agency
  ), standing AS (
    SELECT province, competent_agency AS agency, ${COMPARED.map((stock) => `count(*) FILTER (WHERE ${ROWS_OF_STOCK[stock]}) AS "dossiers_${stock}"`).join(', ')}
    FROM dossier WHERE in_stock AND NOT closed GROUP BY province, competent_agency
  )
  SELECT province, agency, not_of_years, ${[...MEASURES, ...COMPARED.map((stock) => `dossiers_${stock}`)].map((count) => `coalesce("${count}", 0)::bigint AS "${count}"`).join(', ')}
  FROM counted FULL JOIN standing USING (province, agency)
  ORDER BY province COLLATE "C", agency COLLATE "C"`;

function sumOf(measure: Measure, which: string): string {
  return `coalesce(sum(${measureIn('measures', measure)}) FILTER (WHERE ${which}), 0)`;
}
