import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { findProcess } from '../apps/local/process-table.js';
import { findProgram, run, runAside } from './command.mjs';

let folder: string;
const started: ChildProcess[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dunghan-command-'));
});
afterEach(() => {
  for (const child of started.splice(0)) child.kill('SIGKILL');
  rmSync(folder, { recursive: true });
});

/** A script that holds a lock while it runs a long program through `call`; resolves once that program runs. */
async function preparing(call: string, ends = ''): Promise<{ script: ChildProcess; said: () => string; worker: number }> {
  const worker = join(folder, 'worker.pid');
  const program = `${ends}; require('node:fs').writeFileSync(${JSON.stringify(worker)}, String(process.pid)); console.log('works'); setInterval(() => undefined, 60_000)`;
  const modules = ['command', 'lock', 'progress'].map((name) => JSON.stringify(new URL(`./${name}.mjs`, import.meta.url).href));
  const code = `
    const [{ run, runAside, runInFront }, { withLock }, { main }] = await Promise.all([${modules.map((url) => `import(${url})`).join(', ')}]);
    const program = [process.execPath, ['-e', ${JSON.stringify(program)}]];
    await main(() => withLock(${JSON.stringify(join(folder, 'lock'))}, () => ${call}));`;
  const script = spawn(process.execPath, ['--input-type=module', '-e', code], { stdio: ['ignore', 'pipe', 'pipe'] });
  started.push(script);
  let said = '';
  script.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  await Promise.race([once(script.stdout, 'data'), once(script.stderr, 'data')]);
  return { script, said: () => said, worker: Number(readFileSync(worker, 'utf8')) };
}

test.each([
  ['SIGTERM', 143],
  ['SIGINT', 130],
  ['SIGHUP', 129],
] as const)('told to stop by %s while a program works for it, a script ends it, gives its lock back and exits with %i', async (signal, code) => {
  const { script, said, worker } = await preparing('run(...program, { show: true })');
  script.kill(signal);
  await once(script, 'close');
  expect([script.exitCode, findProcess(worker), existsSync(join(folder, 'lock'))]).toEqual([code, undefined, false]);
  expect(said()).toContain(`stopped by ${signal}`);
});

test('a program that lets a first request to stop pass, as npm does, is asked again', async () => {
  const { script, worker } = await preparing('run(...program, { show: true })', `process.once('SIGTERM', () => undefined)`);
  script.kill('SIGTERM');
  await once(script, 'close');
  expect([script.exitCode, findProcess(worker)]).toEqual([143, undefined]);
});

test('a program in the foreground decides the exit code also when it was told to stop', async () => {
  const { script, worker } = await preparing('runInFront(...program).then(({ code }) => code)', `process.once('SIGTERM', () => process.exit(0))`);
  script.kill('SIGTERM');
  await once(script, 'close');
  expect([script.exitCode, findProcess(worker)]).toEqual([0, undefined]);
});

test('a program beside others is told to stop with its script, which hears how it ended and that it was told', async () => {
  // What it says is kept until it has ended, so its script says that it runs.
  const runs = `(statSync(${JSON.stringify(join(folder, 'worker.pid'))}, { throwIfNoEntry: false })?.size ?? 0) > 0`;
  const call = `(async () => {
    const [{ statSync }, aside] = [await import('node:fs'), runAside(...program)];
    while (!(${runs})) await new Promise(setImmediate);
    console.log('it runs');
    const { code, interrupted } = await aside;
    return code + interrupted.exitCode;
  })()`;
  const { script, worker } = await preparing(call, `process.once('SIGTERM', () => process.exit(7))`);
  script.kill('SIGTERM');
  await once(script, 'close');
  expect([script.exitCode, findProcess(worker)]).toEqual([7 + 143, undefined]);
});

test('what a program run beside others says is kept whole, however it ends', async () => {
  const { code, said } = await runAside(process.execPath, ['-e', 'console.log("ở đây"); console.error("and there"); process.exitCode = 3']);
  expect([code, said.toString().split('\n').toSorted()]).toEqual([3, ['', 'and there', 'ở đây']]);
});

test('a program that fails is named with what it said last', async () => {
  await expect(run(process.execPath, ['-e', 'console.error("no network"); process.exit(3)'])).rejects.toThrow(/-e .* ended with code 3:\nno network$/s);
  await expect(run(join(folder, 'nothing'), [])).rejects.toThrow('could not be run');
});

test('programs are found in the search path of the machine, not among the packages', () => {
  expect(findProgram('sh')).toMatch(/\/sh$/);
  expect(findProgram('vitest')).toBeUndefined();
});
