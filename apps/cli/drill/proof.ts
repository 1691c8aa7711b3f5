import { describeFault, systemClock, verifyLedger } from '#service';
import { describeDifference, foldFigures, recountFigures } from '#service/figures';
import { judgePromises } from '../simulation/invariants.js';
import { readPromiseFacts } from '../simulation/month-facts.js';
import type { DrillStack } from './drill-stack.js';
import type { Finding } from './finding.js';
import { patiently } from './patiently.js';
import { replayHistories } from './replay.js';
import { until } from './until.js';

/** What a whole proof looked at. */
export interface Proof {
  readonly events: number;
  readonly histories: number;
  readonly findings: readonly Finding[];
}

const DRAINED_WITHIN_MS = 300_000;
/** Whatever is still under way: commands, points, letters on their way to an applicant, words owed to the portal. */
const UNDER_WAY = `
  SELECT 'command ' || idempotency_key || ' (' || type || ')' AS what FROM command_inbox WHERE status = 'pending'
  UNION ALL SELECT 'letter ' || l.key || ' (' || l.status || coalesce(', ' || d.channel || ' ' || d.status, '') || ')' FROM letter l LEFT JOIN letter_delivery d ON d.letter_key = l.key AND d.role = 'main'
    WHERE l.status NOT IN ('sent', 'withdrawn') AND l.delivery_open AND NOT l.awaits_signature AND d.channel IS DISTINCT FROM 'paper'
  UNION ALL SELECT 'event ' || to_seq || ' of dossier ' || dossier_id || ' for the portal' FROM sync_outbox WHERE settled_at IS NULL LIMIT 20`;

/**
 * Waits until nothing is under way any more and proves the whole: ledger, figures, promises, histories. The load must be held.
 * @param withHistories replaying them all takes as long as there are many
 */
export async function prove(stack: DrillStack, withHistories: boolean): Promise<Proof> {
  const { engine } = stack;
  const { read } = engine.database;
  const left = await untilDrained(stack);
  await until('the figures are folded', () => patiently(async () => (await foldFigures(engine)) === 0));
  const verification = await verifyLedger(engine);
  const { differences } = await recountFigures(engine.database);
  const promises = judgePromises(await readPromiseFacts(read));
  const { histories, differing } = withHistories ? await replayHistories(stack.client, stack.build.workflowBundle) : { histories: 0, differing: [] };
  const wrong = [
    ...(verification.ok ? [] : [`the ledger does not verify: ${describeFault(verification.fault)}`]),
    ...differences.map((difference) => `a figure differs from its recount: ${describeDifference(difference)}`),
    ...promises.flatMap(({ broken }) => broken),
    ...differing.map((history) => `a history does not replay: ${history}`),
  ];
  return {
    events: verification.ok ? verification.events : 0,
    histories,
    findings: [...left.map((what): Finding => ({ kind: 'lost', what: `still under way: ${what}` })), ...wrong.map((what): Finding => ({ kind: 'wrong', what }))],
  };
}

/** A word to the portal whose teller died is told again only minutes later: what was claimed over a minute ago nobody is telling any more. */
const UNTIL_TOLD_AGAIN_MS = 240_000;
const TELL_AGAIN = `UPDATE sync_message SET next_attempt_at = made_at WHERE status = 'waiting' OR (status = 'sending' AND next_attempt_at < $1)`;

/** What is still under way after minutes. */
async function untilDrained({ engine: { database: { read } } }: DrillStack): Promise<readonly string[]> {
  const ask = async (): Promise<readonly string[]> => {
    await patiently(() => read.run(TELL_AGAIN, [systemClock.now() + UNTIL_TOLD_AGAIN_MS]));
    return (await patiently(() => read.rows<{ what: string }>(UNDER_WAY))).map(({ what }) => what);
  };
  await until('nothing is under way', async () => (await ask()).length === 0, DRAINED_WITHIN_MS).catch(() => undefined);
  return ask();
}
