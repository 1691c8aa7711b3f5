import { setTimeout as delay } from 'node:timers/promises';
import { systemClock } from '#service';
import type { Random } from '../simulation/random.js';
import { ClerkWaits, type WaitsOfClerks } from './clerk-waits.js';
import type { DrillStack } from './drill-stack.js';
import { lookForFindings } from './facts.js';
import { type Finding, wrong } from './finding.js';
import { Load, type Wave } from './load.js';
import { patiently } from './patiently.js';
import { prove, type Proof } from './proof.js';
import { say } from './say.js';
import { type Behind, behind, judgeStorm, type OwedApology, type RecordedLateness } from './storm-facts.js';
import { until } from './until.js';

/** How a storm is let loose. */
export interface StormOptions {
  readonly dossiers: number;
  readonly desks: number;
  /** How long the counter is measured alone, once it has warmed up. */
  readonly aloneMs: number;
  /** From the import of the dossiers until they are due: their workflows are started meanwhile. */
  readonly dueInMs: number;
}

/** What came of a storm. */
export interface StormResult {
  readonly dossiers: number;
  readonly dueAt: number;
  /** Dossiers whose workflow slept until the moment; the others were started late. */
  readonly asleep: number;
  readonly lateness: Behind;
  readonly apologies: Behind;
  /** From the moment until the last of both was written down, or until it was waited for no longer. */
  readonly lastedMs: number;
  readonly isOver: boolean;
  readonly alone: WaitsOfClerks;
  readonly meanwhile: WaitsOfClerks;
  readonly proof: Proof;
  readonly findings: readonly Finding[];
}

const [WARM_UP_MS, WITHIN_MS] = [10_000, 1_800_000];
const ASLEEP = 'SELECT count(*)::int AS asleep FROM dossier WHERE code = ANY ($1) AND workflow_seen_at IS NOT NULL';
const LATENESSES = `
  SELECT d.code, (e.payload->>'dueAt')::float8 AS "dueAt", e.occurred_at AS "occurredAt", e.recorded_at AS "recordedAt"
  FROM dossier d JOIN dossier_event e ON e.dossier_id = d.id WHERE d.code = ANY ($1) AND e.type = 'DossierBecameLate'`;
const APOLOGIES = `
  SELECT d.code, e.recorded_at AS "recordedAt"
  FROM dossier d JOIN letter l ON l.dossier_id = d.id JOIN dossier_event e ON e.dossier_id = l.dossier_id AND e.seq = l.owed_by_seq WHERE d.code = ANY ($1) AND l.kind = 'apology'`;

/** Lets many dossiers fall due at one instant while a counter works, and waits until everything that follows is written down. */
export async function runStorm(stack: DrillStack, random: Random, { dossiers, desks, aloneMs, dueInMs }: StormOptions): Promise<StormResult> {
  const waits = new ClerkWaits();
  const load = new Load(stack, random, { heard: waits.hear });
  const working = load.run(desks);
  try {
    await delay(WARM_UP_MS);
    const aloneFrom = systemClock.now();
    await delay(aloneMs);
    const aloneUntil = systemClock.now();
    const wave = await load.wave(dossiers, dueInMs);
    say(`${String(dossiers)} dossiers are due at ${new Date(wave.dueAt).toISOString()}`);
    await delay(Math.max(0, wave.dueAt - systemClock.now()));
    const asleep = await patiently(async () => (await stack.engine.database.read.first<{ asleep: number }>(ASLEEP, [wave.codes]))?.asleep ?? 0);
    say(`it is that time; ${String(asleep)} of their workflows sleep until now`);
    const notOver = await until('all are late and owe their apology', () => patiently(() => isAllLate(stack, wave)), WITHIN_MS).then(() => undefined, messageOf);
    const overAt = systemClock.now();
    say(notOver ?? 'nothing of it is left to be written down');
    await load.hold();
    // The calls that were under way, the slowest among them, are answered by now.
    const [alone, meanwhile] = [waits.between(aloneFrom, aloneUntil), waits.between(wave.dueAt, overAt)];
    const proof = await prove(stack, false);
    const { read } = stack.engine.database;
    const latenesses = await read.rows<RecordedLateness>(LATENESSES, [wave.codes]);
    const apologies = await read.rows<OwedApology>(APOLOGIES, [wave.codes]);
    return {
      dossiers,
      dueAt: wave.dueAt,
      asleep,
      lateness: behind(wave.dueAt, latenesses.map(({ recordedAt }) => recordedAt)),
      apologies: behind(wave.dueAt, apologies.map(({ recordedAt }) => recordedAt)),
      lastedMs: overAt - wave.dueAt,
      isOver: notOver === undefined,
      alone,
      meanwhile,
      proof,
      findings: [...(notOver === undefined ? [] : [wrong(notOver)]), ...judgeStorm(wave, asleep, latenesses, apologies), ...proof.findings, ...(await lookForFindings(stack, load))],
    };
  } finally {
    load.stop();
    await working;
  }
}

const HOW_MANY_LATE = `SELECT count(DISTINCT d.id)::int AS late FROM dossier d JOIN letter l ON l.dossier_id = d.id WHERE d.code = ANY ($1) AND d.became_late_at IS NOT NULL AND l.kind = 'apology'`;

async function isAllLate({ engine }: DrillStack, { codes }: Wave): Promise<boolean> {
  return (await engine.database.read.first<{ late: number }>(HOW_MANY_LATE, [codes]))?.late === codes.length;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
