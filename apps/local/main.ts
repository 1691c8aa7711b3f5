import { rmSync } from 'node:fs';
import { readLocalEnvironment } from '#config';
import { takeDataFolder, type DataFolder } from './data-folder.js';
import { endLeftovers } from './leftovers.js';
import { LocalStack } from './local-stack.js';
import { findProcess, isRunning, type ProcessIdentity } from './process-table.js';
import { say } from './progress.js';
import type { StackFile } from './stack-file.js';

const STOP_SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Why a running stack stops. */
type StopReason = { readonly signal: NodeJS.Signals } | { readonly error: Error };

/**
 * Runs the one-command stack in the foreground until it is told to stop by a signal or one of its processes cannot be
 * kept running, then stops everything it started.
 * @returns the exit code: 0 after a signal, 1 after a failure, which has been printed
 */
export async function runLocalStack(): Promise<number> {
  const begun = performance.now();
  goOnWithoutReaders();
  let folder: DataFolder;
  try {
    folder = takeDataFolder(readLocalEnvironment().dataDir);
  } catch (error) {
    return reportFailure(error);
  }
  try {
    return await runIn(folder, begun);
  } catch (error) {
    return reportFailure(error);
  } finally {
    folder.release();
  }
}

/** Whoever read our lines may be gone (`npm start | head`): no reason to leave what we started behind. */
function goOnWithoutReaders(): void {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
}

async function runIn(folder: DataFolder, begun: number): Promise<number> {
  const ended = await endLeftovers(folder.file('processes.json'));
  if (ended.length > 0) say(`ended what a killed stack had left running: ${ended.join(', ')}`);
  rmSync(folder.file('stack.json'), { force: true });

  const { promise: reason, resolve: stopFor } = Promise.withResolvers<StopReason>();
  const onSignal = (signal: NodeJS.Signals): void => { stopFor({ signal }); };
  const onFault = (error: unknown): void => { stopFor({ error: asError(error) }); };
  for (const signal of STOP_SIGNALS) process.on(signal, onSignal);
  process.on('uncaughtException', onFault);
  const stack = new LocalStack(readLocalEnvironment(), folder, onFault);
  const starting = stack.start().then(
    (addresses) => { announce(addresses, begun); },
    onFault,
  );

  const why = await reason;
  say('signal' in why ? `stopping (${why.signal})` : 'stopping because of a failure');
  const children = stack.children();
  await stack.stop();
  await starting;
  rmSync(folder.file('stack.json'), { force: true });
  rmSync(folder.file('processes.json'), { force: true });
  sayWhatIsLeft([...children, ...stack.children()]);
  for (const signal of STOP_SIGNALS) process.off(signal, onSignal);
  process.off('uncaughtException', onFault);
  return 'error' in why ? reportFailure(why.error) : 0;
}

function announce(stack: StackFile, begun: number): void {
  const lines = [
    ['API', `${stack.apiUrl}/api/v1`],
    ['API documentation', `${stack.apiUrl}/api/docs`],
    ['sign-in service', stack.identityUrl],
    ['mail and messages', stack.standInUrl],
    ['national portal', stack.portalUrl],
    ['Temporal', stack.temporalAddress],
    ...(stack.temporalUiUrl === undefined ? [] : [['Temporal pages', stack.temporalUiUrl] as const]),
    ['a token', 'npm run --silent token -- clerk'],
  ] as const;
  const width = Math.max(...lines.map(([label]) => label.length));
  const text = lines.map(([label, value]) => `    ${label.padEnd(width)}  ${value}`).join('\n');
  process.stdout.write(`\nĐúng Hạn is ready after ${((performance.now() - begun) / 1000).toFixed(1)} s\n${text}\n\nCtrl-C stops everything.\n`);
}

function sayWhatIsLeft(children: readonly number[]): void {
  const left = children.map((pid) => findProcess(pid)).filter((found): found is ProcessIdentity => found !== undefined && isRunning(found));
  if (left.length > 0) throw new Error(`Processes are still running: ${left.map(({ pid }) => String(pid)).join(', ')}`);
  say('stopped; no process is left');
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}

function reportFailure(error: unknown): number {
  const causes: string[] = [];
  for (let at: unknown = error; at instanceof Error; at = at.cause) causes.push(at.message);
  process.stderr.write(`\n✖ ${causes.length > 0 ? causes.join('\n  because: ') : String(error)}\n`);
  return 1;
}
