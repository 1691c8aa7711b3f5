import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, expect, test } from 'vitest';
import { writeJsonFile } from './json-file.js';
import { endLeftovers, recordChildren } from './leftovers.js';
import { findProcess, isRunning } from './process-table.js';

const root = mkdtempSync(join(tmpdir(), 'dunghan-leftovers-'));
const file = join(root, 'processes.json');
const ends = join(root, 'ends.txt');
const started: ChildProcess[] = [];

afterEach(async () => {
  for (const child of started.splice(0)) {
    if (child.exitCode !== null || child.signalCode !== null) continue;
    child.kill('SIGKILL');
    await once(child, 'exit');
  }
});
afterAll(() => {
  rmSync(root, { recursive: true });
});

/** A process that notes its name and the signal in the file of ends before it goes. */
async function longRunning(name: string): Promise<number> {
  const code = `for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => {
    require('node:fs').appendFileSync(${JSON.stringify(ends)}, ${JSON.stringify(name)} + ' by ' + signal + '\\n');
    process.exit(0);
  });
  setInterval(() => undefined, 60_000);
  console.log('up');`;
  const child = spawn(process.execPath, ['-e', code]);
  started.push(child);
  await once(child.stdout, 'data');
  return child.pid!;
}

test('what a killed stack left running is ended by its own signal, the last started first', async () => {
  const database = await longRunning('postgres');
  const api = await longRunning('api');
  await recordChildren(file, [
    { name: 'postgres', pid: database, stopSignal: 'SIGINT' },
    { name: 'api', pid: api, stopSignal: 'SIGTERM' },
  ]);
  expect(await endLeftovers(file)).toEqual(['api', 'postgres']);
  expect(readFileSync(ends, 'utf8')).toBe('api by SIGTERM\npostgres by SIGINT\n');
  expect(existsSync(file)).toBe(false);
});

test('a process that only has the number of a recorded one is left alone', async () => {
  const pid = await longRunning('stranger');
  await writeJsonFile(file, [{ name: 'api', pid, begun: 'another time', stopSignal: 'SIGTERM' }]);
  expect(await endLeftovers(file)).toEqual([]);
  expect(isRunning(findProcess(pid)!)).toBe(true);
});

test('without a record nothing is ended', async () => {
  expect(await endLeftovers(join(root, 'none.json'))).toEqual([]);
});
