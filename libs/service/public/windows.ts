import { type Instant, MS_PER_MINUTE } from '#domain';
import type { Engine } from '../engine.js';

/** How often something may happen within spans of time that follow each other, the first beginning at epoch. */
export interface Window {
  /** What is counted: of whom or what, and by which rule. Only its keyed hash is kept. */
  readonly of: string;
  readonly spanMinutes: number;
  readonly most: number;
}

/** Spans in minutes. They follow each other by the clock alone: they limit requests, and are no days of a calendar. */
export const [A_MINUTE, A_QUARTER, AN_HOUR, A_DAY] = [1, 15, 60, 1_440] as const;

type Counting = Pick<Engine, 'database' | 'vault'>;

/**
 * Counts one more in every window by one statement, whichever process asks. Returns how many milliseconds it takes until none is
 * over its limit any more; `undefined` where none is. What is over its limit is counted all the same.
 */
export async function countIn(engine: Counting, windows: readonly Window[], at: Instant): Promise<number | undefined> {
  const asked = placed(engine, windows, at);
  const counted = await engine.database.read.rows<{ key: string; hits: number }>(
    `INSERT INTO public_window (key, begins_at, ends_at, hits) SELECT key, begins_at, ends_at, 1 FROM unnest($1::text[], $2::bigint[], $3::bigint[]) AS asked (key, begins_at, ends_at)
     ON CONFLICT (key, begins_at) DO UPDATE SET hits = public_window.hits + 1 RETURNING key, hits`,
    columnsOf(asked),
  );
  const hits = new Map(counted.map((row) => [row.key, row.hits]));
  const waits = asked.filter(({ key, most }) => (hits.get(key) ?? 0) > most).map(({ endsAt }) => endsAt - at);
  return waits.length === 0 ? undefined : Math.max(...waits);
}

/** Takes back what `countIn` counted at the same moment: it turned out not to be what the windows limit. */
export async function takeBack(engine: Counting, windows: readonly Window[], at: Instant): Promise<void> {
  const [keys, begins] = columnsOf(placed(engine, windows, at));
  await engine.database.read.run(
    `UPDATE public_window w SET hits = greatest(hits - 1, 0) FROM unnest($1::text[], $2::bigint[]) AS asked (key, begins_at) WHERE w.key = asked.key AND w.begins_at = asked.begins_at`,
    [keys, begins],
  );
}

interface Placed {
  readonly key: string;
  readonly beginsAt: number;
  readonly endsAt: number;
  readonly most: number;
}

/** In the order of their keys, so that two that count the same windows wait for each other and never both. */
function placed({ vault }: Counting, windows: readonly Window[], at: Instant): readonly Placed[] {
  return windows
    .map(({ of, spanMinutes, most }): Placed => {
      const spanMs = spanMinutes * MS_PER_MINUTE;
      const beginsAt = at - (at % spanMs);
      return { key: vault.hmac('public-window', `${String(spanMs)}:${of}`), beginsAt, endsAt: beginsAt + spanMs, most };
    })
    .sort((one, other) => (one.key < other.key ? -1 : 1));
}

function columnsOf(asked: readonly Placed[]): [string[], number[], number[]] {
  return [asked.map(({ key }) => key), asked.map(({ beginsAt }) => beginsAt), asked.map(({ endsAt }) => endsAt)];
}
