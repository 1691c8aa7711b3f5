import { type Instant, MS_PER_MINUTE, sameClockAfter } from '#domain';
import { type BackTest, cutsOf, fitRiskModel, isFitHour, joinParts, type RiskModel, type RiskSettings, testPart, type TestedPart } from '#domain/figures';
import type { Clock } from '../clock.js';
import type { Engine } from '../engine.js';
import { underLease } from '../lease.js';
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
/** Fitters may be several; one works. The part without a beat is the fit itself, some seconds long. */
const LEASE = { work: 'risk-fit', ms: 10 * MS_PER_MINUTE };

/** The model in force; `undefined` before the first fit. */
export async function readRiskModel({ database }: Pick<Engine, 'database'>): Promise<StoredRiskModel | undefined> {
  const row = await database.read.first<{ version: number; fitted_at: number; content: RiskModel | null; back_test: BackTest; scored_at: number | null }>(
    'SELECT version, fitted_at, content, back_test, scored_at FROM risk_model ORDER BY version DESC LIMIT 1',
  );
  return row === undefined ? undefined : { version: row.version, fittedAt: row.fitted_at, model: row.content ?? undefined, backTest: row.back_test, scoredAt: row.scored_at ?? undefined };
}

/** True where a new model is due: before the first, and then in the hours and as often as is set. Where history was too little, every day. */
export function isFitDue(stored: StoredRiskModel | undefined, settings: RiskSettings, at: Instant): boolean {
  return stored === undefined || isFitHour(settings, stored.fittedAt, at, stored.model === undefined ? 1 : settings.fitEveryDays);
}

/**
 * Fits a model to the dossiers whose due date has passed, with its back-test, and puts it in force. Holds no transaction: a lease keeps
 * others from it, and a process that dies leaves nothing. Returns it; `undefined` where another process is at it. Computes for seconds
 * without pause: not for a thread that has anything else to do.
 */
export async function refitRiskModel(engine: Pick<Engine, 'database'>, clock: Clock): Promise<StoredRiskModel | undefined> {
  return underLease(engine, { ...LEASE, clock }, async (beat) => {
    const { read } = engine.database;
    const at = clock.now();
    const since = sameClockAfter(at, -HISTORY_DAYS);
    const past = await readPastMoments(read, await readLoads(read, since), { since, through: at, most: MOST_DOSSIERS });
    const cuts = cutsOf(past);
    const parts: TestedPart[] = [];
    for (const [index, cut] of cuts.entries()) {
      await beat();
      parts.push(testPart(past, cut, cuts[index + 1] ?? at));
    }
    const [model, backTest] = [fitRiskModel(past, at), joinParts(parts)];
    return engine.database.transaction(async (tx) => {
      await beat(tx);
      const row = await tx.first<{ version: number }>(
        'INSERT INTO risk_model (version, fitted_at, content, back_test) SELECT coalesce(max(version), 0) + 1, $1::bigint, $2::json, $3::json FROM risk_model RETURNING version',
        [at, model === undefined ? null : JSON.stringify(model), JSON.stringify(backTest)],
      );
      return { version: row?.version ?? 1, fittedAt: at, model, backTest, scoredAt: undefined };
    });
  });
}
