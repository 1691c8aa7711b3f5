import { instant, type Instant } from '#domain';
import { applyCase, countOverdueCases, type Engine, listCasesBehind, listWatchedCases, markOverdueCases, pageCarriedCases, takeUnheardCases } from '#service';
import { carryAll, type Tally } from './carry.js';
import { PASS_SIZE, type ReconciledPage, type RelayParts } from './loops.js';
import type { RelayMetrics } from './metrics.js';
import type { Loop } from './runner.js';

const SECOND = 1_000;
/** How long whoever wrote to a case has to tell its workflow himself. */
const GRACE_MS = 2 * SECOND;
/** A point this long past its wake has been missed rather than met late. */
const WAKE_TOLERANCE_MS = 60 * SECOND;
/** Beyond this a point that nobody has settled is an alarm. */
const OVERDUE_ALARM_MS = 900 * SECOND;

/** What the relay does for publications, feedback and tasks. */
export function caseLoops(parts: RelayParts, metrics: RelayMetrics): readonly Loop[] {
  return [
    {
      name: 'cases',
      everyMs: SECOND,
      once: async (at) => {
        const tally = await nudgeCasesOnce(parts, at);
        metrics.carried('cases', tally);
        return tally.delivered === PASS_SIZE;
      },
    },
    { name: 'watched-cases', everyMs: 5 * SECOND, once: async (at) => (await settleWatchedOnce(parts, at)) === PASS_SIZE },
    { name: 'case-calendar', everyMs: SECOND, once: async (at) => (await passCalendarsOnce(parts, at)) === PASS_SIZE },
    {
      name: 'overdue-cases',
      everyMs: 30 * SECOND,
      once: async (at) => {
        metrics.overdueCases(await countOverdueCases(parts.engine.database, instant(at - OVERDUE_ALARM_MS)));
        await watchCasesOnce(parts, at);
        return false;
      },
    },
  ];
}

/** Tells workflows of what happened to their cases without them; starts those that do not run. */
export async function nudgeCasesOnce({ engine: { database }, gateway, graceMs = GRACE_MS }: RelayParts, at: Instant): Promise<Tally> {
  return carryAll('cases', await takeUnheardCases(database, at, instant(at - graceMs), PASS_SIZE), (carried) => gateway.nudgeCase(carried));
}

/** Has workflows look again whose point has passed without anybody settling it. Returns how many. */
export async function watchCasesOnce({ engine: { database, options } }: Pick<RelayParts, 'engine'>, at: Instant): Promise<number> {
  return markOverdueCases(database, at, instant(at - options.clockSkewMs - WAKE_TOLERANCE_MS));
}

/**
 * Settles the passed points of cases nobody has to be warned of: the watchdog is their workflow. Returns how many it looked at.
 * @throws the first failure, after all the others were looked at
 */
export async function settleWatchedOnce({ engine }: Pick<RelayParts, 'engine'>, at: Instant): Promise<number> {
  return applyEach(engine, await listWatchedCases(engine.database, instant(at - engine.options.clockSkewMs), PASS_SIZE), at);
}

/**
 * Brings open cases to the current calendar version; a workflow is told where its nearest point became earlier. Returns how
 * many stood on an older one.
 * @throws the first failure, after all the others were looked at
 */
export async function passCalendarsOnce({ engine }: Pick<RelayParts, 'engine'>, at: Instant): Promise<number> {
  return applyEach(engine, await listCasesBehind(engine.database, PASS_SIZE), at);
}

/** One case that cannot be taken further holds up no other. */
async function applyEach(engine: Engine, ids: readonly string[], at: Instant): Promise<number> {
  const failures: unknown[] = [];
  for (const id of ids) {
    try {
      await applyCase(engine, id, at, 'watchdog');
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0) {
    throw new AggregateError(failures, `${String(failures.length)} of ${String(ids.length)} cases could not be taken further; the first: ${messageOf(failures[0])}`);
  }
  return ids.length;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/**
 * Checks one page of open cases that workflows carry and starts those that do not run: Temporal may have lost them, one or all.
 */
export async function reconcileCasesOnce({ engine: { database }, gateway }: RelayParts, after?: string): Promise<ReconciledPage> {
  const page = await pageCarriedCases(database, after, PASS_SIZE);
  let running = 0;
  const tally = await carryAll('reconcile-cases', page, async (carried) => {
    const isRunning = await gateway.isCaseRunning(carried.id);
    if (isRunning === undefined) return 'unavailable';
    if (!isRunning) return gateway.startCase(carried);
    running += 1;
    return 'delivered';
  });
  return { ...tally, delivered: tally.delivered - running, checked: page.length, next: page.length < PASS_SIZE ? undefined : page.at(-1)?.id };
}
