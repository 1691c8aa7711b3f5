import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';

/** One process of this machine, told apart from a later one that got the same number by when it began. */
export type ProcessIdentity = { readonly pid: number; readonly begun: string };

const ASK_EVERY_MS = 50;
/** Position of `starttime` after the parenthesised name in /proc/PID/stat, see proc(5). */
const START_FIELD = 19;

/** The identity of a running process; undefined when no such process runs (a dead one not yet collected does not run). */
export function findProcess(pid: number): ProcessIdentity | undefined {
  const begun = process.platform === 'linux' ? startByProc(pid) : startByPs(pid);
  return begun === undefined ? undefined : { pid, begun };
}

/** Whether exactly this process still runs. */
export function isRunning(identity: ProcessIdentity): boolean {
  return findProcess(identity.pid)?.begun === identity.begun;
}

/**
 * Ends exactly this process: by the signal, and by SIGKILL when it has not gone in time. Does nothing if it is gone or
 * another process has its number.
 */
export async function endProcess(identity: ProcessIdentity, signal: NodeJS.Signals, withinMs: number): Promise<void> {
  sendTo(identity, signal);
  if (await isGoneWithin(identity, withinMs)) return;
  sendTo(identity, 'SIGKILL');
  if (!(await isGoneWithin(identity, withinMs))) throw new Error(`Process ${String(identity.pid)} does not end, even by SIGKILL`);
}

async function isGoneWithin(identity: ProcessIdentity, ms: number): Promise<boolean> {
  const until = performance.now() + ms;
  while (isRunning(identity)) {
    if (performance.now() > until) return false;
    await delay(ASK_EVERY_MS);
  }
  return true;
}

function sendTo(identity: ProcessIdentity, signal: NodeJS.Signals): void {
  if (!isRunning(identity)) return;
  try {
    process.kill(identity.pid, signal);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}

function startByProc(pid: number): string | undefined {
  let line: string;
  try {
    line = readFileSync(`/proc/${String(pid)}/stat`, 'utf8');
  } catch {
    return undefined;
  }
  const [state, ...fields] = line.slice(line.lastIndexOf(')') + 2).split(' ');
  return state === 'Z' || state === 'X' ? undefined : fields[START_FIELD - 1];
}

function startByPs(pid: number): string | undefined {
  try {
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim() || undefined;
  } catch {
    return undefined;
  }
}
