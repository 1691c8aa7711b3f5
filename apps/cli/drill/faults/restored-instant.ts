import { setTimeout as delay } from 'node:timers/promises';
import { instant, type Instant } from '#domain';
import { lastRestoration, listFindings, listPassedRanges, type Restoration } from '#service';
import { dossierWorkflowId } from '#workflows';
import { type Finding, wrong } from '../finding.js';
import { patiently } from '../patiently.js';
import type { DossierApart, Stack } from '../stack.js';
import { until } from '../until.js';
import type { Fault } from './fault.js';
import { orderAll } from './ways-out.js';

/** As the runbook has it, nobody may send anything while the database is restored. */
const STOPPED = ['api', 'worker', 'relay', 'temporal', 'postgres'] as const;
const STARTED = ['temporal', 'worker', 'relay', 'api'] as const;
const TOLD_WITHIN_MS = 120_000;
const ENDED_WITHIN_MS = 300_000;
// Read to know where to go back to, never within a decision.
// eslint-disable-next-line no-restricted-syntax -- the instant of a restore is one of the server's clock
const DATABASE_NOW = 'SELECT (extract(epoch FROM clock_timestamp()) * 1000)::bigint AS at';

/**
 * The database is restored to an instant: a backup was taken before it, and work went on after it. Up to it nothing is lost. What came after is lost by intent: workflows start from the database
 * again, codes and numbers jump, what was owed then leaves once, and what the portal knows of the lost time is on the list of those who enter it again.
 */
export const restoredInstant: Fault = {
  name: 'database restored to an instant',
  kills: STOPPED.length,
  inflict: async (stack, _random, course) => {
    await stack.takeBackup();
    const kept = await stack.deskApart.takeIn();
    await untilPortalHas(stack, kept);
    // Letters and words to the portal are owed at the instant and leave after it.
    await orderAll(stack, { mode: 'refuse' });
    await delay(stack.lastsMs / 2);
    const at = await databaseNow(stack);
    await orderAll(stack, { mode: 'normal' });
    await until('the instant is over', async () => (await databaseNow(stack)) > at + 20);
    await stack.deskApart.askForPapers(kept);
    const lost = await stack.deskApart.takeIn();
    await untilPortalHas(stack, lost);
    await until('the portal has heard of the papers', () => isAsked(stack, kept), TOLD_WITHIN_MS);
    await delay(stack.lastsMs / 2);

    course.strikes();
    for (const name of STOPPED) await stack.member(name).kill();
    const restoration = await stack.restoreTo(at);
    const lostCodes = await stack.deskApart.forgetLostAfter(at);
    for (const name of STARTED) await stack.member(name).start();
    course.promises(async () => {
      const gone = lostCodes.includes(lost.code) ? [] : [wrong(`dossier ${lost.code} was taken in after the instant and is there`)];
      return [...gone, ...(await findBroken(stack, restoration, { kept, lostCodes }))];
    });
  },
};

async function databaseNow({ engine }: Stack): Promise<Instant> {
  return instant((await patiently(() => engine.database.read.first<{ at: number }>(DATABASE_NOW)))?.at ?? 0);
}

async function untilPortalHas(stack: Stack, { code }: DossierApart): Promise<void> {
  await until(`the portal has dossier ${code}`, () => Promise.resolve(stack.codesOfPortal().has(code)), TOLD_WITHIN_MS);
}

/** The applicant of a dossier was asked for papers, and everything owed of it to the portal was told. */
async function isAsked({ engine }: Stack, { id }: DossierApart): Promise<boolean> {
  return patiently(async () => (await engine.database.read.first(`SELECT FROM dossier d WHERE id = $1 AND status = 'awaiting-supplement' AND NOT EXISTS (SELECT FROM sync_outbox o WHERE o.dossier_id = d.id AND o.settled_at IS NULL)`, [id])) !== undefined);
}

interface Known {
  readonly kept: DossierApart;
  readonly lostCodes: readonly string[];
}

/** What a restore promises and is not so. */
async function findBroken(stack: Stack, restoration: Restoration, { kept, lostCodes }: Known): Promise<readonly Finding[]> {
  const { engine } = stack;
  const { number, restoredAt } = restoration;
  const isDone = await until('the restore is worked off', async () => {
    const { workflowsEndedAt, askedAt } = (await patiently(() => lastRestoration(engine.database.read))) ?? {};
    return workflowsEndedAt != null && askedAt != null;
  }, ENDED_WITHIN_MS).catch(() => false);
  if (!isDone) return [wrong('after a restore workflows from before were not ended, or portal and gateway not asked')];
  const listed = new Set((await patiently(() => listFindings(engine, number))).map(({ kind, subject }) => `${kind} ${subject}`));
  const toList = [`dossier-ahead ${kept.code}`, ...lostCodes.filter((code) => stack.codesOfPortal().has(code)).map((code) => `dossier-unknown ${code}`)];
  return [
    ...toList.filter((each) => !listed.has(each)).map((each) => wrong(`what the portal knows is not on the list of the restore: ${each}`)),
    ...(await findUnpassed(stack, number, lostCodes)),
    ...(await stack.runningWorkflows(instant(restoredAt))).map((id) => wrong(`workflow ${id} is from before the restore and runs`)),
    ...(await findUnstarted(stack)),
  ];
}

/** No lost code is given again, and the protocol says which were passed over. */
async function findUnpassed(stack: Stack, restoration: number, lostCodes: readonly string[]): Promise<readonly Finding[]> {
  const ranges = (await patiently(() => listPassedRanges(stack.engine, restoration))).filter(({ kind }) => kind === 'dossier-code');
  const numberIn = (code: string, series: string): number => Number(code.slice(series.length + 1));
  const isPassed = (code: string): boolean => ranges.some(({ series, first, last }) => code.startsWith(series) && numberIn(code, series) >= first && numberIn(code, series) <= last);
  const next = await stack.deskApart.takeIn();
  const isBehind = ranges.some(({ series, last }) => next.code.startsWith(series) && numberIn(next.code, series) > last);
  return [
    ...lostCodes.filter((code) => !isPassed(code)).map((code) => wrong(`the lost code ${code} is in no range that was passed over`)),
    ...(isBehind ? [] : [wrong(`code ${next.code} was given after the restore and is not behind the range that was passed over`)]),
  ];
}

/** Every open dossier is carried by a workflow again. */
async function findUnstarted(stack: Stack): Promise<readonly Finding[]> {
  let missing: readonly string[] = [];
  await until('every open dossier has its workflow', async () => {
    const running = new Set(await stack.runningWorkflows());
    const open = await patiently(() => stack.engine.database.read.rows<{ id: string }>('SELECT id FROM dossier WHERE NOT closed'));
    missing = open.map(({ id }) => id).filter((id) => !running.has(dossierWorkflowId(id)));
    return missing.length === 0;
  }).catch(() => undefined);
  return missing.map((id) => ({ kind: 'lost', what: `dossier ${id} is open and no workflow carries it` }));
}
