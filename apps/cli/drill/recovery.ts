import { setTimeout as delay } from 'node:timers/promises';
import { systemClock } from '#service';
import type { DrillStack } from './drill-stack.js';
import { patiently } from './patiently.js';

/** How the stack came back from a fault. */
export interface Recovery {
  readonly tookMs: number;
  /** Dossiers whose point had passed unsettled when the world was whole again, at the most. */
  readonly backlog: number;
  /** Dossiers of the backlog settled a second; undefined where there was none worth a rate. */
  readonly drained: number | undefined;
}

/** The stack did not come back. */
export class NotRecoveredError extends Error {
  override readonly name = 'NotRecoveredError';
}

const WITHIN_MS = 600_000;
const ASK_EVERY_MS = 100;
/** Fewer say nothing about a rate. */
const WORTH_A_RATE = 20;

// What was accepted, and what fell due, before a moment.
const WAITING = `
  SELECT (SELECT count(*)::int FROM command_inbox WHERE status = 'pending' AND accepted_at <= $1 AND id <> ALL ($3::uuid[])) AS commands,
    (SELECT count(*)::int FROM dossier WHERE next_point_at <= $2) AS points`;

/** Waits until everything accepted before now has its outcome and every point that passed before now is settled. */
export async function untilRecovered({ engine, expectedDead, clockSkewMs }: DrillStack): Promise<Recovery> {
  const [began, from] = [performance.now(), systemClock.now()];
  let [backlog, largestAt] = [0, began];
  for (;;) {
    // A wake waits for the allowed skew.
    const parameters = [from, from - clockSkewMs, expectedDead];
    const { commands, points } = await patiently(async () => {
      const waiting = await engine.database.read.first<{ commands: number; points: number }>(WAITING, parameters);
      return waiting ?? { commands: 0, points: 0 };
    });
    const tookMs = performance.now() - began;
    if (points > backlog) [backlog, largestAt] = [points, performance.now()];
    if (commands === 0 && points === 0) {
      const seconds = (performance.now() - largestAt) / 1_000;
      return { tookMs, backlog, drained: backlog < WORTH_A_RATE || seconds === 0 ? undefined : backlog / seconds };
    }
    if (tookMs > WITHIN_MS) throw new NotRecoveredError(`After ${String(WITHIN_MS / 1_000)} s ${String(commands)} commands are undecided and ${String(points)} points unsettled`);
    await delay(ASK_EVERY_MS);
  }
}
