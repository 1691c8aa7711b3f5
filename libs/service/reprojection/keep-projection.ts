import { type Instant, sameClockAfter } from '#domain';
import type { Database } from '#persistence';
import type { Engine } from '../engine.js';
import type { Differing } from './differing.js';
import { type Pass, readPass } from './pass-state.js';
import { type PassStep, STEP_SIZE, takePassStep } from './pass-step.js';
import { isProjectionBehind } from './standing.js';

/** How rows and figures stand to the ledger. */
export interface ProjectionState {
  /** They are being brought to what this program derives, and lists and figures may lack something until then. */
  readonly isBehind: boolean;
  /** Dossiers the pass under way has still to look at. */
  readonly dossiersLeft: number;
  /** When everything was last compared with the ledger to the end, and how many columns of rows and counts of cells differed then. */
  readonly checked?: { readonly at: Instant; readonly differing: number };
}

const MINUTE_MS = 60_000;
const DAYS_BETWEEN_CHECKS = 1;
/** A whole ledger is compared in these, which are a week; a small one at once. */
const MINUTES_OF_A_CHECK = 10_000;
const SMALLEST_SLICE = 500;
const KIND = 'projection-differs';

/** How often `keepProjection` is to be called where it has nothing to hurry for. */
export const PROJECTION_LOOK_MS = MINUTE_MS;

/**
 * Brings rows and figures to this program's projection, a step a call, while they stand under an older one; else compares the next
 * slice of the ledger with them, so that all of it is compared within a week, a small one once a day, and raises a task for every province where anything
 * differs. Answers whether the next step should follow at once. Call it every minute, from as many processes as there are.
 * @throws as `takePassStep`
 */
export async function keepProjection({ database }: Pick<Engine, 'database'>, at: Instant): Promise<boolean> {
  const [isBehind, pass, checkedAt] = [await isProjectionBehind(database.read), await readPass(database.read), await lastChecked(database)];
  if (isBehind || pass?.purpose === 'repair') {
    return (await takePassStep({ database }, 'repair', at)).kind === 'moved';
  }
  if (pass === undefined && checkedAt !== undefined && at < sameClockAfter(checkedAt, DAYS_BETWEEN_CHECKS)) {
    return false;
  }
  const step = await checkSlice(database, at, sliceOf(pass));
  if (step.kind === 'ended') {
    await raiseAlarm(database, step.pass.differing, at);
  }
  // What is written while a check goes on is counted faster than it is written, so that every check comes to its end.
  return step.kind === 'moved' && step.pass.phase === 'later-events' && pass?.phase === 'later-events';
}

/** Takes a check further by a slice, in as many steps as it is long. */
async function checkSlice(database: Pick<Database, 'transaction'>, at: Instant, slice: number): Promise<PassStep> {
  let step = await takePassStep({ database }, 'check', at, Math.min(slice, STEP_SIZE));
  for (let left = slice - STEP_SIZE; left > 0 && step.kind === 'moved'; left -= STEP_SIZE) {
    step = await takePassStep({ database }, 'check', at, Math.min(left, STEP_SIZE));
  }
  return step;
}

/** How it stands, for whoever watches. */
export async function readProjectionState({ database }: Pick<Engine, 'database'>): Promise<ProjectionState> {
  const [isBehind, pass, checkedAt] = [await isProjectionBehind(database.read), await readPass(database.read), await lastChecked(database)];
  const row = await database.read.first<{ differing: Differing | null; dossiers: number }>('SELECT differing, CASE WHEN $1 THEN (SELECT count(*) FROM dossier) ELSE 0 END AS dossiers FROM projection', [isBehind && pass === undefined]);
  return {
    isBehind,
    dossiersLeft: pass === undefined ? (row?.dossiers ?? 0) : pass.phase === 'dossiers' ? Math.max(0, pass.ofDossiers - pass.dossiers) : 0,
    ...(checkedAt === undefined ? {} : { checked: { at: checkedAt, differing: Object.values(row?.differing ?? {}).reduce((sum, count) => sum + count, 0) } }),
  };
}

async function lastChecked(database: Pick<Database, 'read'>): Promise<Instant | undefined> {
  return (await database.read.first<{ checked_at: Instant | null }>('SELECT checked_at FROM projection'))?.checked_at ?? undefined;
}

function sliceOf(pass: Pass | undefined): number {
  return Math.max(SMALLEST_SLICE, Math.ceil((pass?.ofDossiers ?? 0) / MINUTES_OF_A_CHECK));
}

/** One task for the people of every province while anything differs; closed when nothing does. */
async function raiseAlarm(database: Pick<Database, 'transaction'>, differing: Differing, at: Instant): Promise<void> {
  const isDifferent = Object.keys(differing).length > 0;
  await database.transaction(async (tx) => {
    if (isDifferent) {
      await tx.run(
        `INSERT INTO task (key, kind, dossier_id, agency, subject, data, created_at)
         SELECT $1 || ':' || province, $1, NULL, province, NULL, $2::json, $3 FROM (SELECT DISTINCT province FROM figure_cell WHERE grain = 'province' AND step = 'year') AS known
         ON CONFLICT (key) DO UPDATE SET done_at = NULL, created_at = excluded.created_at, data = excluded.data WHERE task.done_at IS NOT NULL`,
        [KIND, JSON.stringify({ differing }), at],
      );
    } else {
      await tx.run('UPDATE task SET done_at = $1 WHERE kind = $2 AND done_at IS NULL', [at, KIND]);
    }
  });
}
