import { type Instant, minuteOfDay, MS_PER_HOUR, MS_PER_MINUTE } from '#domain';
import { openRiskModel, type RiskFeature, type RiskMoment, type RiskScorer } from '#domain/figures';
import type { Statements, Transaction } from '#persistence';
import type { Clock } from '../clock.js';
import type { Engine } from '../engine.js';
import { type Beat, underLease } from '../lease.js';
import { FIRST_ID } from '../first-id.js';
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
const DROPPED_AT_ONCE = 5_000;
/** Scorers may be several; one works, and shows with every batch that it does. */
const LEASE = { work: 'risk-score', ms: 2 * MS_PER_MINUTE };

/** True where open dossiers are to be scored: by a model that has not yet, and then each hour of the working day. */
export function isScoringDue(stored: StoredRiskModel, at: Instant): boolean {
  if (stored.model === undefined) return false;
  if (stored.scoredAt === undefined) return true;
  const minute = minuteOfDay(at);
  return minute >= WORKING_HOURS.from && minute < WORKING_HOURS.until && at - stored.scoredAt > OLDEST_MS;
}

/**
 * Scores every open dossier that has a date and is not late by the model in force, so many in one transaction, and shows the new scores
 * all at once when it is through; until then whoever reads sees those before. A run that was cut short is taken up where it stopped,
 * as of the moment it began at. Returns how many; `undefined` where another process is at it or no model is in force.
 */
export async function scoreOpenDossiers(engine: Pick<Engine, 'database'>, clock: Clock, batch = BATCH): Promise<number | undefined> {
  const stored = await readRiskModel(engine);
  const { model } = stored ?? {};
  if (stored === undefined || model === undefined) return undefined;
  return underLease(engine, { ...LEASE, clock }, async (beat) => {
    const { read } = engine.database;
    const run = await openRun(read, stored.version, clock.now());
    const [scorer, loads] = [openRiskModel(model), await readLoads(read, run.as_of)];
    for (let after: string | undefined = run.after_id; after !== undefined; ) {
      const { moments, last } = await readOpenMoments(read, loads, run.as_of, { after, limit: batch });
      if (last !== undefined) {
        const scored = moments.map((moment) => ({ moment, risk: riskOf(scorer, moment) }));
        await engine.database.transaction(async (tx) => {
          await beat(tx);
          await store(tx, scored, run);
          await tx.run('UPDATE risk_run SET after_id = $2, scored = scored + $3 WHERE id = $1', [run.id, last, scored.length]);
        });
      }
      after = last;
    }
    const scored = await show(engine, beat, run);
    while ((await read.run(`DELETE FROM dossier_risk WHERE (run, dossier_id) IN (SELECT run, dossier_id FROM dossier_risk WHERE run < $1 LIMIT ${String(DROPPED_AT_ONCE)})`, [run.id])) === DROPPED_AT_ONCE) await beat();
    await read.run('DELETE FROM risk_run WHERE id < $1', [run.id]);
    return scored;
  });
}

interface Run {
  readonly id: number;
  readonly as_of: Instant;
  readonly model_version: number;
  readonly after_id: string;
}

/** The run to go on with: the one that was cut short, as long as its model and moment still hold, or a new one. */
async function openRun(read: Pick<Statements, 'first'>, version: number, at: Instant): Promise<Run> {
  const columns = 'id, as_of, model_version, after_id';
  const cut = await read.first<Run>(`SELECT ${columns} FROM risk_run WHERE NOT shown AND model_version = $1 AND as_of <= $2::bigint AND as_of > $2::bigint - $3::bigint ORDER BY id DESC LIMIT 1`, [version, at, OLDEST_MS]);
  const run = cut ?? (await read.first<Run>(`INSERT INTO risk_run (model_version, as_of, after_id) VALUES ($1, $2, $3) RETURNING ${columns}`, [version, at, FIRST_ID]));
  if (run === undefined) throw new Error('The run vanished');
  return run;
}

/** Shows what a run came to. Returns how many it scored. */
async function show({ database }: Pick<Engine, 'database'>, beat: Beat, { id, as_of, model_version }: Run): Promise<number> {
  return database.transaction(async (tx) => {
    await beat(tx);
    await tx.run('UPDATE risk_model SET scored_at = $1::bigint WHERE version = $2::integer', [as_of, model_version]);
    return (await tx.first<{ scored: number }>('UPDATE risk_run SET shown = true WHERE id = $1 RETURNING scored', [id]))?.scored ?? 0;
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

async function store(tx: Transaction, scored: readonly Scored[], { id, model_version, as_of }: Run): Promise<void> {
  await tx.run(
    `INSERT INTO dossier_risk (run, dossier_id, province, agency, probability, reasons, model_version, as_of)
     SELECT $6::bigint, id, province, agency, probability, reasons::json, $7::integer, $8::bigint
     FROM unnest($1::uuid[], $2::text[], $3::text[], $4::integer[], $5::text[]) AS scored (id, province, agency, probability, reasons)`,
    [
      scored.map(({ moment }) => moment.dossier),
      scored.map(({ moment }) => moment.province),
      scored.map(({ moment }) => moment.competentAgency),
      scored.map(({ risk }) => risk.probability),
      scored.map(({ risk }) => JSON.stringify(risk.reasons)),
      id,
      model_version,
      as_of,
    ],
  );
}
