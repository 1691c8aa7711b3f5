import { setImmediate } from 'node:timers/promises';
import type { Instant } from '#domain';
import { mergeDeltas } from '#domain/figures';
import { CopyRows, type BulkTransaction } from '#persistence';
import { applyTransition } from '../apply-transition.js';
import type { Engine } from '../engine.js';
import { EVENT_COLUMNS, eventValues } from '../event-rows.js';
import { insertDeltas } from '../figures/deltas.js';
import { insertDwells } from '../figures/dwell-deltas.js';
import { isInstallationTrouble } from '../installation-trouble.js';
import { oweEffects } from '../owe-effects.js';
import { oweSync } from '../sync/owe-sync.js';
import { lockBehind, pageBehind, type StandingDossier } from './behind.js';
import type { CalendarStep } from './calendar-chain.js';
import { owedNudges, writeNudges } from './nudges.js';
import { redate, type Redating } from './redating.js';
import { writeRows } from './rollout-rows.js';
import { RulesShelf, snapshotsOf } from './rules-shelf.js';

/** What one run of a rollout came to, in dossiers. */
export interface RolloutTally {
  /** Brought to the current version, whichever way. */
  readonly redated: number;
  /** Those of them whose dates moved. */
  readonly moved: number;
  /** Those of them that went through a transition, because commands accepted before waited for them. */
  readonly throughTransition: number;
  /** Those of them whose workflows must look again, because they wake earlier now. */
  readonly nudged: number;
  /** Left for the next run: held by somebody else, or behind a command that cannot be decided yet. */
  readonly left: number;
}

/** How a rollout runs. */
export interface RolloutOptions {
  /** Dossiers a transaction takes; 1,000 unless told. */
  readonly batchSize?: number;
  /** Batches under way at once: one is written while the next is decided; 2 unless told. */
  readonly atOnce?: number;
}

const BATCH_SIZE = 1_000;
const AT_ONCE = 2;
/** Other work of the process, such as sending the batch before, gets its turn after so many dossiers. */
const UNDISTURBED = 40;
const NOTHING: RolloutTally = { redated: 0, moved: 0, throughTransition: 0, nudged: 0, left: 0 };

/** Some dossiers cannot be re-dated, though everything else was: they stay on the version they stand on, and their rows say so. */
export class RolloutError extends Error {
  constructor(
    readonly tally: RolloutTally,
    failures: readonly Failure[],
  ) {
    const [first] = failures;
    super(`Dossiers that cannot be brought to the current calendar: ${String(failures.length)}, the first of them ${first?.id ?? 'none'}: ${messageOf(first?.error)}`, { cause: first?.error });
  }
}

interface Failure {
  readonly id: string;
  readonly error: unknown;
}

/**
 * Brings every open dossier that stands on an older calendar version to the current one, a batch in each transaction. Any
 * number may run at once, and one that is killed leaves whole batches behind it: what is left to do is what the rows say.
 * A dossier passes the versions published since one by one, each at its instant, so that its ledger does not depend on
 * whether this or its next transition came first.
 * @throws RolloutError once all others are done, when dossiers are damaged
 */
export async function applyCalendarVersion(engine: Engine, at: Instant, options: RolloutOptions = {}): Promise<RolloutTally> {
  const { batchSize = BATCH_SIZE, atOnce = AT_ONCE } = options;
  const pages = pageBehind(engine.database, await engine.rules.currentSnapshot(engine.database.read), batchSize);
  const shelf = new RulesShelf(engine.rules);
  const failures: Failure[] = [];
  let tally = NOTHING;
  const lane = async (): Promise<void> => {
    for (let page = await pages.next(); page.done !== true; page = await pages.next()) {
      const came = await rollOut(engine, shelf, page.value, at);
      tally = sum(tally, came.tally);
      failures.push(...came.failures);
    }
  };
  const lanes = await Promise.allSettled(Array.from({ length: atOnce }, lane));
  const broken = lanes.find((each) => each.status === 'rejected');
  if (broken !== undefined) {
    throw broken.reason;
  }
  if (failures.length > 0) {
    throw new RolloutError(tally, failures);
  }
  return tally;
}

interface BatchOutcome {
  readonly tally: RolloutTally;
  readonly failures: readonly Failure[];
}

/** A batch; dossier by dossier, where it cannot be written for a reason that lies in one of them. */
async function rollOut(engine: Engine, shelf: RulesShelf, ids: readonly string[], at: Instant): Promise<BatchOutcome> {
  try {
    return await rollOutTogether(engine, shelf, ids, at);
  } catch (error) {
    if (isInstallationTrouble(error)) {
      throw error;
    }
    const [only, ...others] = ids;
    if (only !== undefined && others.length === 0) {
      return { tally: NOTHING, failures: [{ id: only, error }] };
    }
    let came: BatchOutcome = { tally: NOTHING, failures: [] };
    for (const id of ids) {
      const { tally, failures } = await rollOut(engine, shelf, [id], at);
      came = { tally: sum(came.tally, tally), failures: [...came.failures, ...failures] };
    }
    return came;
  }
}

async function rollOutTogether(engine: Engine, shelf: RulesShelf, ids: readonly string[], at: Instant): Promise<BatchOutcome> {
  const { tally, failures, waiting } = await engine.database.bulk((tx) => rollOutBatch(engine, tx, shelf, ids, at));
  const undecided: Failure[] = [];
  for (const id of waiting) {
    try {
      await applyTransition(engine, id, ['calendar'], at);
    } catch (error) {
      if (isInstallationTrouble(error)) {
        throw error;
      }
      undecided.push({ id, error });
    }
  }
  const decided = waiting.length - undecided.length;
  return { tally: sum(tally, { ...NOTHING, redated: decided, throughTransition: decided }), failures: [...failures, ...undecided] };
}

interface Batch extends BatchOutcome {
  /** Dossiers with commands accepted before: these are decided first, by a transition. */
  readonly waiting: readonly string[];
}

async function rollOutBatch(engine: Engine, tx: BulkTransaction, shelf: RulesShelf, ids: readonly string[], at: Instant): Promise<Batch> {
  const head = await engine.rules.holdCalendar(tx);
  const { dossiers, waiting, left } = await lockBehind(tx, head, ids);
  const ahead = await readSteps(engine, tx, dossiers, head, shelf);
  const redatings: Redating[] = [];
  const failures: Failure[] = [];
  for (const [index, dossier] of dossiers.entries()) {
    try {
      redatings.push(redate(engine, dossier, ahead.get(dossier.snapshot) ?? [], shelf, at));
    } catch (error) {
      failures.push({ id: dossier.id, error });
    }
    if (index % UNDISTURBED === UNDISTURBED - 1) {
      await setImmediate();
    }
  }
  await store(engine, tx, redatings, head, at);
  const nudges = owedNudges(redatings, engine.options);
  // Whoever waits for the outcome of waiting commands may be gone, and their workflows have not seen the dates they will have.
  await writeNudges(tx, [...nudges, ...waiting], at);
  const moved = redatings.filter(({ hasMoved }) => hasMoved).length;
  return { tally: { ...NOTHING, redated: redatings.length, moved, nudged: nudges.length, left }, failures, waiting };
}

/** The steps ahead of each version dossiers of a batch stand on, and on the shelf the rules for everything they hold. */
async function readSteps(engine: Engine, tx: BulkTransaction, dossiers: readonly StandingDossier[], head: string, shelf: RulesShelf): Promise<ReadonlyMap<string, readonly CalendarStep[]>> {
  const ahead = new Map<string, readonly CalendarStep[]>();
  for (const snapshot of new Set(dossiers.map((dossier) => dossier.snapshot))) {
    ahead.set(snapshot, await engine.rules.steps(tx, snapshot, head));
  }
  for (const { procedureCode: code, procedureVersion: version, snapshot, events } of dossiers) {
    const passed = (ahead.get(snapshot) ?? []).map((step) => step.snapshot);
    await shelf.fetch(tx, [...new Set([snapshot, ...snapshotsOf(events), ...passed])].map((each) => ({ code, version, snapshot: each })));
  }
  return ahead;
}

async function store(engine: Engine, tx: BulkTransaction, redatings: readonly Redating[], head: string, at: Instant): Promise<void> {
  await writeRows(tx, redatings, head);
  const drafts = redatings.flatMap(({ draft }) => (draft.rows.length === 0 ? [] : [draft]));
  const events = new CopyRows(drafts.flatMap(({ rows }) => rows.map(eventValues)));
  await tx.copy('dossier_event', EVENT_COLUMNS, events);
  await insertDeltas(tx, mergeDeltas(drafts.flatMap(({ deltas }) => deltas)));
  await insertDwells(tx, drafts.flatMap(({ dwells }) => dwells));
  await oweSync(tx, drafts, await engine.rules.settings(tx), at);
  await oweEffects(tx, drafts, at);
}

function sum(a: RolloutTally, b: RolloutTally): RolloutTally {
  return {
    redated: a.redated + b.redated,
    moved: a.moved + b.moved,
    throughTransition: a.throughTransition + b.throughTransition,
    nudged: a.nudged + b.nudged,
    left: a.left + b.left,
  };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
