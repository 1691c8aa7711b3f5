import { type Instant, MS_PER_MINUTE } from '#domain';
import type { Engine } from '../engine.js';

/** How punctually the portal was told of what happened in a period, of one agency: `numerator` of `denominator` within the term. */
export interface SyncPunctuality {
  readonly agency: string;
  /** Told within the term. */
  readonly numerator: number;
  /** All whose term is over, told or not; what is owed still within its term is not judged yet. */
  readonly denominator: number;
  /** Owed and not told yet. */
  readonly waiting: number;
  /** How long the slowest took, or has taken so far, in milliseconds. */
  readonly longestMs: number;
}

/** What is asked: owed from `from` until before `until`, looked at at `at`. */
export interface PunctualityQuestion {
  readonly agencies: readonly string[];
  readonly from: Instant;
  readonly until: Instant;
  readonly at: Instant;
}

/**
 * Sync punctuality by agency: of the things the portal had to be told of, how many it acknowledged within the term of the settings
 * (NĐ 224/2026 Art. 15.1g: in real time). Counted from the transaction that wrote the events to the portal's acknowledgement
 * of the last message that tells of them. What a person settled otherwise was not told by the sync and counts as late.
 */
export async function readSyncPunctuality({ database, rules }: Pick<Engine, 'database' | 'rules'>, { agencies, from, until, at }: PunctualityQuestion): Promise<readonly SyncPunctuality[]> {
  const { portalTermMinutes } = await rules.settings(database.read);
  const term = portalTermMinutes * MS_PER_MINUTE;
  return database.read.rows<SyncPunctuality>(
    `SELECT agency,
       count(*) FILTER (WHERE outcome = 'acknowledged' AND settled_at - owed_at <= $4) AS numerator,
       count(*) FILTER (WHERE settled_at IS NOT NULL OR owed_at + $4 < $5) AS denominator,
       count(*) FILTER (WHERE settled_at IS NULL) AS waiting,
       max(coalesce(settled_at, $5) - owed_at) AS "longestMs"
     FROM sync_outbox WHERE agency = ANY($1) AND owed_at >= $2 AND owed_at < $3 AND outcome IS DISTINCT FROM 'not-owed'
     GROUP BY agency ORDER BY agency`,
    [agencies, from, until, term, at],
  );
}
