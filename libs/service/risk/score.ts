import { type Instant, minuteOfDay, MS_PER_HOUR, MS_PER_MINUTE } from '#domain';
import { openRiskModel, type RiskFeature, type RiskMoment, type RiskScorer } from '#domain/figures';
import type { Transaction } from '#persistence';
import type { Engine } from '../engine.js';
import { readRiskModel, type StoredRiskModel } from './fit.js';
import { readLoads } from './loads.js';
import { type OpenMoment, readOpenMoments } from './moments.js';

/** Something that moves a dossier's probability away from that of a middling one. */
export interface RiskReason {
  readonly feature: RiskFeature;
  readonly value: number;
  readonly raises: boolean;
}

/** A probability in hundredths of a percent with its strongest reasons. */
export interface DossierRisk {
  readonly probability: number;
  readonly reasons: readonly RiskReason[];
}

const MOST_REASONS = 3;
/** Parts of the log-odds smaller than this are no reason. */
const LEAST_REASON = 0.05;
/** Scores are made anew after this, in these hours. */
const OLDEST_MS = MS_PER_HOUR - 5 * MS_PER_MINUTE;
const WORKING_HOURS = { from: 6 * 60, until: 19 * 60 };
const BATCH = 1_000;
/** Scorers may be several; one works. */
const SCORING = 7_205_759_432;
const FIRST_ID = '00000000-0000-0000-0000-000000000000';

/** True where open dossiers are to be scored: by a model that has not yet, and then each hour of the working day. */
export function isScoringDue(stored: StoredRiskModel, at: Instant): boolean {
  if (stored.model === undefined) return false;
  if (stored.scoredAt === undefined) return true;
  const minute = minuteOfDay(at);
  return minute >= WORKING_HOURS.from && minute < WORKING_HOURS.until && at - stored.scoredAt > OLDEST_MS;
}

/**
 * Scores every open dossier that has a date and is not late by the model in force, and drops whatever stood there before, all at
 * once for whoever reads. Returns how many; `undefined` where another process is at it or no model is in force.
 */
export async function scoreOpenDossiers(engine: Pick<Engine, 'database'>, at: Instant): Promise<number | undefined> {
  const stored = await readRiskModel(engine);
  if (stored?.model === undefined) return undefined;
  const scorer = openRiskModel(stored.model);
  return engine.database.transaction(async (tx) => {
    const lock = await tx.first<{ taken: boolean }>('SELECT pg_try_advisory_xact_lock($1) AS taken', [SCORING]);
    if (lock?.taken !== true) return undefined;
    const loads = await readLoads(tx, at);
    let [count, after]: [number, string | undefined] = [0, FIRST_ID];
    while (after !== undefined) {
      const { moments, last } = await readOpenMoments(tx, loads, at, { after, limit: BATCH });
      await store(tx, moments.map((moment) => ({ moment, risk: riskOf(scorer, moment) })), stored.version, at);
      [count, after] = [count + moments.length, last];
    }
    await tx.run('DELETE FROM dossier_risk WHERE as_of < $1::bigint OR model_version <> $2::integer', [at, stored.version]);
    await tx.run('UPDATE risk_model SET scored_at = $1::bigint WHERE version = $2::integer', [at, stored.version]);
    return count;
  });
}

/** What a model says of a moment. */
export function riskOf(scorer: RiskScorer, moment: RiskMoment): DossierRisk {
  const { probability, contributions } = scorer.score(moment);
  return {
    probability: Math.round(probability * 10_000),
    reasons: contributions
      .filter(({ logOdds }) => Math.abs(logOdds) >= LEAST_REASON)
      .slice(0, MOST_REASONS)
      .map(({ feature, value, logOdds }) => ({ feature, value, raises: logOdds > 0 })),
  };
}

interface Scored {
  readonly moment: OpenMoment;
  readonly risk: DossierRisk;
}

async function store(tx: Transaction, scored: readonly Scored[], version: number, at: Instant): Promise<void> {
  await tx.run(
    `INSERT INTO dossier_risk (dossier_id, province, agency, probability, reasons, model_version, as_of)
     SELECT id, province, agency, probability, reasons::json, $6::integer, $7::bigint
     FROM unnest($1::uuid[], $2::text[], $3::text[], $4::integer[], $5::text[]) AS scored (id, province, agency, probability, reasons)
     ON CONFLICT (dossier_id) DO UPDATE SET province = excluded.province, agency = excluded.agency, probability = excluded.probability,
       reasons = excluded.reasons, model_version = excluded.model_version, as_of = excluded.as_of`,
    [
      scored.map(({ moment }) => moment.dossier),
      scored.map(({ moment }) => moment.province),
      scored.map(({ moment }) => moment.competentAgency),
      scored.map(({ risk }) => risk.probability),
      scored.map(({ risk }) => JSON.stringify(risk.reasons)),
      version,
      at,
    ],
  );
}
