import { rmSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { readLocalEnvironment } from '#config';
import { instant } from '#domain';
import { takeDataFolder, type DataFolder } from './data-folder.js';
import { endLeftovers } from './leftovers.js';
import { LocalStack } from './local-stack.js';
import { findProcess, isRunning, type ProcessIdentity } from './process-table.js';
import { openPracticeFolder, type PracticeFolder, refusePractice } from './practice-folder.js';
import { say } from './progress.js';
import type { StackFile } from './stack-file.js';

const STOP_SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Why a running stack stops. */
type StopReason = { readonly signal: NodeJS.Signals } | { readonly error: Error };

/**
 * Runs the one-command stack in the foreground until it is told to stop by a signal or one of its processes cannot be
 * kept running, then stops everything it started.
 * @param args `--demo`: practice data in a folder of its own beside the usual one; `--fresh`: made anew
 * @returns the exit code: 0 after a signal, 1 after a failure, which has been printed
 */
export async function runLocalStack(args: readonly string[] = process.argv.slice(2)): Promise<number> {
  const begun = performance.now();
  goOnWithoutReaders();
  let folder: DataFolder;
  let wish: Wish;
  try {
    wish = readWish(args);
    const { dataDir } = readLocalEnvironment();
    folder = takeDataFolder(wish.demo ? practiceFolderOf(dataDir) : dataDir);
  } catch (error) {
    return reportFailure(error);
  }
  try {
    return await runIn(folder, wish, begun);
  } catch (error) {
    return reportFailure(error);
  } finally {
    folder.release();
  }
}

/** What the command line asks for. */
interface Wish {
  readonly demo: boolean;
  readonly fresh: boolean;
}

function readWish(args: readonly string[]): Wish {
  const { values } = parseArgs({ args: [...args], options: { demo: { type: 'boolean', default: false }, fresh: { type: 'boolean', default: false } } });
  if (values.fresh && !values.demo) throw new Error('--fresh makes practice data anew and goes with --demo: an installation is never emptied');
  return values;
}

/** The folder of practice beside the usual one; one that is named for it already is taken as it is. */
function practiceFolderOf(dataDir: string): string {
  const bare = dataDir.replace(/\/+$/u, '');
  return bare.endsWith('-demo') ? bare : `${bare}-demo`;
}

async function practiceIn(folder: DataFolder, { demo, fresh }: Wish): Promise<PracticeFolder | undefined> {
  if (!demo) {
    await refusePractice(folder);
    return undefined;
  }
  const { practiceSize: size, practiceSeed: seed } = readLocalEnvironment();
  return openPracticeFolder(folder, { size, seed, fresh }, instant(Date.now()), say);
}

/** Whoever read our lines may be gone (`npm start | head`): no reason to leave what we started behind. */
function goOnWithoutReaders(): void {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
}

async function runIn(folder: DataFolder, wish: Wish, begun: number): Promise<number> {
  const ended = await endLeftovers(folder.file('processes.json'));
  if (ended.length > 0) say(`ended what a killed stack had left running: ${ended.join(', ')}`);
  rmSync(folder.file('stack.json'), { force: true });
  const environment = readLocalEnvironment();
  const practice = await practiceIn(folder, wish);

  const { promise: reason, resolve: stopFor } = Promise.withResolvers<StopReason>();
  const onSignal = (signal: NodeJS.Signals): void => { stopFor({ signal }); };
  const onFault = (error: unknown): void => { stopFor({ error: asError(error) }); };
  for (const signal of STOP_SIGNALS) process.on(signal, onSignal);
  process.on('uncaughtException', onFault);
  const stack = new LocalStack(environment, folder, practice, onFault);
  const starting = stack.start().then(
    (addresses) => { announce(addresses, begun, practice === undefined ? undefined : folder.path); },
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

function announce(stack: StackFile, begun: number, practiceFolder: string | undefined): void {
  const lines = [
    ['screens', `${stack.webUrl}/`],
    ['API', `${stack.apiUrl}/api/v1`],
    ['API documentation', `${stack.apiUrl}/api/docs`],
    ['sign-in service', stack.identityUrl],
    ['mail and messages', stack.standInUrl],
    ['national portal', stack.portalUrl],
    ['Temporal', stack.temporalAddress],
    ...(stack.temporalUiUrl === undefined ? [] : [['Temporal pages', stack.temporalUiUrl] as const]),
    ['a token', `${practiceFolder === undefined ? '' : `DATA_DIR=${practiceFolder} `}npm run --silent token -- clerk`],
  ] as const;
  const width = Math.max(...lines.map(([label]) => label.length));
  const text = lines.map(([label, value]) => `    ${label.padEnd(width)}  ${value}`).join('\n');
  process.stdout.write(`\nĐúng Hạn is ready${practiceFolder === undefined ? '' : ' for practice'} after ${((performance.now() - begun) / 1000).toFixed(1)} s\n${text}\n\nCtrl-C stops everything.\n`);
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
