import { instant, type Instant } from '#domain';
import { type Clock, computeNextImpact, countOverdue, enterDossiers, type FileStore, openDueReports, publishRoots, PURGED_AT_ONCE, purgeErasedFiles, purgePublicPages, raiseYearAlarms, REMINDED_AT_ONCE, remindUncollected, resumeBulks, retryLetters, sealLedger, type SealSigner } from '#service';
import { foldFigures, keepQualityFacts, watchLedger } from '#service/figures';
import { endStraysOnce, nudgeOnce, PASS_SIZE, type RelayParts, relayOnce, rollOutOnce, startOnce, watchOnce } from './loops.js';
import { caseLoops } from './case-loops.js';
import { figureLoops } from './figure-loops.js';
import { Reconciliation } from './reconciliation.js';
import type { HeavyWork } from './heavy-work.js';
import type { RelayMetrics } from './metrics.js';
import { portalComparisonLoop } from './portal-comparison-loop.js';
import type { Loop } from './runner.js';
import { reportLoop } from './report-loop.js';
import { restorationLoop } from './restoration-loop.js';
import { riskLoops } from './risk-loops.js';
import { privacyLoops } from './privacy-loops.js';
import { staffLoops } from './staff-loops.js';
import { syncLoops } from './sync-loops.js';
import { whatIfLoop } from './what-if-loop.js';
import type { Tally } from './carry.js';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const FOLD_BATCH = 5_000;
/** How long whoever began an action on many dossiers has to give the commands himself. */
const BULK_GRACE_MS = 30 * SECOND;
/** Beyond this a point that nobody has settled is an alarm. */
const OVERDUE_ALARM_MS = 15 * MINUTE;

/** Everything the relay does and how often. Reconciliation looks every few seconds whether there is reason for it. */
export function relayLoops(parts: RelayParts & { readonly files: FileStore; readonly heavy: HeavyWork; readonly clock: Clock; readonly rootsDir: string }, signer: SealSigner, metrics: RelayMetrics, tell: (line: string) => void): readonly Loop[] {
  const { engine, files, clock, rootsDir } = parts;
  const count = (loop: string, tally: Tally): boolean => {
    metrics.carried(loop, tally);
    return tally.delivered === PASS_SIZE;
  };
  const reconciliation = new Reconciliation(parts, (tally) => { metrics.carried('reconcile', tally); });
  return [
    { name: 'relay', everyMs: SECOND / 2, once: async (at) => count('relay', await relayOnce(parts, at)) },
    {
      name: 'start',
      everyMs: SECOND,
      once: async (at) => {
        const { dossiers, letters } = await startOnce(parts, at);
        const more = [count('start', dossiers), count('letters', letters)];
        return more.includes(true);
      },
    },
    {
      name: 'calendar',
      everyMs: SECOND,
      once: async (at) => {
        const tally = await rollOutOnce(parts, at, (behind) => { metrics.behind(behind); });
        if (tally !== undefined) metrics.redated(tally);
        return (tally?.redated ?? 0) > 0;
      },
    },
    { name: 'bulk-actions', everyMs: 5 * SECOND, once: async (at) => (await resumeBulks(engine, clock, instant(at - BULK_GRACE_MS))) > 0 },
    { name: 'letters', everyMs: 2 * SECOND, once: async (at) => retryLetters(engine, at) },
    { name: 'nudge', everyMs: SECOND, once: async (at) => count('nudge', await nudgeOnce(parts, at)) },
    { name: 'impact', everyMs: SECOND, once: async (at) => (await computeNextImpact(engine, at)) !== undefined },
    { name: 'watch', everyMs: 30 * SECOND, once: async (at) => count('watch', await watchOverdue(parts, at, metrics)) },
    { name: 'fold', everyMs: SECOND, once: async () => (await foldFigures(engine, FOLD_BATCH)) === FOLD_BATCH },
    { name: 'register', everyMs: SECOND, once: async (at) => enterDossiers(engine, at) },
    { name: 'quality-facts', everyMs: 10 * SECOND, once: async () => keepQualityFacts(engine) },
    { name: 'watch-list', everyMs: 5 * SECOND, once: async (at) => watchLedger(engine, at) },
    { name: 'purge', everyMs: MINUTE, once: async () => (await purgeErasedFiles(engine, files)) === PURGED_AT_ONCE },
    {
      name: 'public-pages',
      everyMs: MINUTE,
      once: async (at) => {
        await purgePublicPages(engine, at);
        return false;
      },
    },
    { name: 'reports', everyMs: MINUTE, once: async (at) => (await openDueReports(engine, at, PASS_SIZE)) > 0 },
    { name: 'reminders', everyMs: HOUR, once: async (at) => (await remindUncollected(engine, at)) === REMINDED_AT_ONCE },
    {
      name: 'seal',
      everyMs: 10 * MINUTE,
      once: async (at) => {
        const result = await sealLedger(engine, at, signer);
        // Whoever keeps this line outside the database can show that no seal up to it was cut off or made anew.
        if (result.kind === 'sealed') tell(`Sealed ${String(result.seal.number)}:${result.seal.hash}`);
        for (const name of await publishRoots(engine, rootsDir)) tell(`Published the root ${name}`);
        return false;
      },
    },
    {
      name: 'years',
      everyMs: MINUTE,
      once: async (at) => {
        metrics.yearsToConfirm((await raiseYearAlarms(engine, at)).length);
        return false;
      },
    },
    {
      name: 'reconcile',
      everyMs: 5 * SECOND,
      once: async (at) => {
        await reconciliation.once(at);
        return false;
      },
    },
    {
      name: 'strays',
      everyMs: HOUR,
      once: async () => {
        metrics.carried('strays', await endStraysOnce(parts));
        return false;
      },
    },
    restorationLoop(parts, clock),
    ...figureLoops(parts, metrics),
    ...riskLoops(parts, parts.heavy),
    portalComparisonLoop(parts, parts.heavy),
    ...caseLoops(parts, metrics),
    ...staffLoops(parts, metrics),
    ...privacyLoops(engine),
    ...syncLoops(parts, metrics),
    ...(parts.schedules === undefined ? [] : [reportLoop(engine, parts.schedules)]),
    ...(parts.whatIf === undefined ? [] : [whatIfLoop(parts, parts.whatIf)]),
  ];
}

async function watchOverdue(parts: RelayParts, at: Instant, metrics: RelayMetrics): Promise<Tally> {
  metrics.overdue(await countOverdue(parts.engine.database, instant(at - OVERDUE_ALARM_MS)));
  return watchOnce(parts, at);
}
