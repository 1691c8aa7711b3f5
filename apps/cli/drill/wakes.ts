import { systemClock } from '#service';
import type { DrillStack } from './drill-stack.js';
import type { Finding } from './finding.js';
import { patiently } from './patiently.js';

/** A time during which something was broken or what it left was worked off, in epoch milliseconds. */
export interface Window {
  readonly from: number;
  readonly until: number;
}

/** How late lateness was recorded in a campaign. */
export interface Wakes {
  /** Recorded by a wake while all was well, and the latest of them behind its wake. */
  readonly undisturbed: number;
  readonly worstMs: number;
  /** Recorded out of a backlog, and the latest of them behind its due instant. */
  readonly disturbed: number;
  readonly worstDisturbedMs: number;
  readonly findings: readonly Finding[];
}

const TOLERATED_MS = 60_000;
const BECAME_LATE = `SELECT d.code, e.occurred_at AS due, e.recorded_at AS recorded FROM dossier_event e JOIN dossier d ON d.id = e.dossier_id WHERE e.type = 'DossierBecameLate' AND e.cause LIKE 'expiry:%'`;

/** Judges every lateness: recorded within a minute of its wake unless something was broken then, and never before its instant. */
export async function judgeWakes(stack: DrillStack, windows: readonly Window[]): Promise<Wakes> {
  const rows = await patiently(() => stack.engine.database.read.rows<{ code: string; due: number; recorded: number }>(BECAME_LATE));
  const now = systemClock.now();
  const findings: Finding[] = [];
  let [undisturbed, worstMs, disturbed, worstDisturbedMs] = [0, 0, 0, 0];
  for (const { code, due, recorded } of rows) {
    const wake = due + stack.clockSkewMs;
    const isDisturbed = windows.some(({ from, until }) => wake < until && Math.min(recorded, now) > from);
    const behind = Math.max(0, recorded - wake);
    if (isDisturbed) [disturbed, worstDisturbedMs] = [disturbed + 1, Math.max(worstDisturbedMs, behind)];
    else [undisturbed, worstMs] = [undisturbed + 1, Math.max(worstMs, behind)];
    if (!isDisturbed && behind > TOLERATED_MS) findings.push({ kind: 'wrong', what: `dossier ${code} was woken ${String(Math.round(behind / 1_000))} s late though nothing was broken` });
    if (recorded < due) findings.push({ kind: 'wrong', what: `dossier ${code} became late before its due date` });
  }
  return { undisturbed, worstMs, disturbed, worstDisturbedMs, findings };
}
