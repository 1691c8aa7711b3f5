import { type Instant, instant, localDateOf, minuteOfDay, sameClockAfter } from '#domain';
import { type BackTest, cutsOf, fitRiskModel, joinParts, type RiskModel, testPart, type TestedPart } from '#domain/figures';
import type { Engine } from '../engine.js';
import { readLoads } from './loads.js';
import { readPastMoments } from './moments.js';

/** A model in force, or the finding that there is too little to learn from. */
export interface StoredRiskModel {
  readonly version: number;
  readonly fittedAt: number;
  readonly model: RiskModel | undefined;
  readonly backTest: BackTest;
  /** When all open dossiers were last scored; absent before the first time. */
  readonly scoredAt: number | undefined;
}

/** How far back history is read, and how many dossiers of it. */
const HISTORY_DAYS = 730;
const MOST_DOSSIERS = 6_000;
/** A model is fitted anew in the night of this day after it, in these minutes. */
const OLDEST_DAYS = 7;
const NIGHT = { from: 60, until: 300 };
/** Fitters may be several; one works. */
const FITTING = 7_205_759_431;

/** The model in force; `undefined` before the first fit. */
export async function readRiskModel({ database }: Pick<Engine, 'database'>): Promise<StoredRiskModel | undefined> {
  const row = await database.read.first<{ version: number; fitted_at: number; content: RiskModel | null; back_test: BackTest; scored_at: number | null }>(
    'SELECT version, fitted_at, content, back_test, scored_at FROM risk_model ORDER BY version DESC LIMIT 1',
  );
  return row === undefined ? undefined : { version: row.version, fittedAt: row.fitted_at, model: row.content ?? undefined, backTest: row.back_test, scoredAt: row.scored_at ?? undefined };
}

/** True where a new model is due: before the first, and then once a week at night. Where history was too little, every night. */
export function isFitDue(stored: StoredRiskModel | undefined, at: Instant): boolean {
  if (stored === undefined) return true;
  const minute = minuteOfDay(at);
  const isNight = minute >= NIGHT.from && minute < NIGHT.until;
  const isOld = localDateOf(at) >= localDateOf(instant(stored.fittedAt)) + (stored.model === undefined ? 1 : OLDEST_DAYS);
  return isNight && isOld;
}

/**
 * Fits a model to the dossiers whose due date has passed, with its back-test, and puts it in force. Rests between the parts of
 * the back-test, so that other work of the process goes on. Returns it; `undefined` where another process is at it.
 */
export async function refitRiskModel({ database }: Pick<Engine, 'database'>, at: Instant): Promise<StoredRiskModel | undefined> {
  return database.transaction(async (tx) => {
    const lock = await tx.first<{ taken: boolean }>('SELECT pg_try_advisory_xact_lock($1) AS taken', [FITTING]);
    if (lock?.taken !== true) return undefined;
    const since = sameClockAfter(at, -HISTORY_DAYS);
    const past = await readPastMoments(tx, await readLoads(tx, since), { since, through: at, most: MOST_DOSSIERS });
    const cuts = cutsOf(past);
    const parts: TestedPart[] = [];
    for (const [index, cut] of cuts.entries()) {
      parts.push(testPart(past, cut, cuts[index + 1] ?? at));
      // A statement lets everything else of the process have its turn, and shows the server that the transaction lives.
      await tx.run('SELECT 1');
    }
    const [model, backTest] = [fitRiskModel(past, at), joinParts(parts)];
    const row = await tx.first<{ version: number }>(
      'INSERT INTO risk_model (version, fitted_at, content, back_test) SELECT coalesce(max(version), 0) + 1, $1::bigint, $2::json, $3::json FROM risk_model RETURNING version',
      [at, model === undefined ? null : JSON.stringify(model), JSON.stringify(backTest)],
    );
    return { version: row?.version ?? 1, fittedAt: at, model, backTest, scoredAt: undefined };
  });
}
