import { instant, localDateOf } from '#domain';
import type { Statements } from '#persistence';
import { measureIn } from '../figures/cells.js';

/** Open dossiers of each agency at the end of the days on which their number changed, oldest first, beside the mean of the days before. */
export type AgencyLoads = ReadonlyMap<string, readonly { readonly day: number; readonly open: number; readonly usual: number }[]>;

/** Days whose mean is the usual number. */
const USUAL_DAYS = 90;
/** Fewer days with a change than this tell nothing usual. */
const LEAST_DAYS = 10;

/** Loads from the kept figures, of all agencies or one, for days from `since` on: one statement over cells, however many dossiers there are. */
export async function readLoads(read: Pick<Statements, 'rows'>, since: number, agency?: string): Promise<AgencyLoads> {
  const rows = await read.rows<{ agency: string; day: number; open: number; usual: number }>(
    `WITH changed AS (
       SELECT agency, period AS day, sum(${measureIn('measures', 'open')})::bigint AS change FROM figure_cell WHERE grain = 'agency' AND step = 'day' AND ($2::text IS NULL OR agency = $2) GROUP BY agency, period
     ), stock AS (
       SELECT agency, day, (sum(change) OVER (PARTITION BY agency ORDER BY day))::bigint AS open FROM changed
     ), beside AS (
       SELECT agency, day, open, (avg(open) OVER usual)::double precision AS usual, count(*) OVER usual AS days FROM stock
       WINDOW usual AS (PARTITION BY agency ORDER BY day RANGE BETWEEN ${String(USUAL_DAYS)} PRECEDING AND CURRENT ROW)
     )
     SELECT agency, day, open, usual FROM beside WHERE days >= ${String(LEAST_DAYS)} AND day >= $1::integer ORDER BY agency COLLATE "C", day`,
    [localDateOf(instant(since)) - USUAL_DAYS, agency ?? null],
  );
  const loads = new Map<string, { day: number; open: number; usual: number }[]>();
  for (const { agency: code, ...load } of rows) {
    const known = loads.get(code);
    if (known === undefined) loads.set(code, [load]);
    else known.push(load);
  }
  return loads;
}

/** The load of an agency as known in the morning of a moment's day, as a share of the usual; `undefined` where that is not known. */
export function loadAt(loads: AgencyLoads, agency: string, at: number): number | undefined {
  const days = loads.get(agency) ?? [];
  const today = localDateOf(instant(at));
  let [low, high] = [0, days.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((days[middle]?.day ?? 0) < today) low = middle + 1;
    else high = middle;
  }
  const before = days[low - 1];
  return before === undefined || before.usual <= 0 ? undefined : before.open / before.usual;
}
