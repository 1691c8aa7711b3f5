import { ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, expect, test, vi } from 'vitest';
import { findProcess } from './process-table.js';
import { Supervisor, type Service } from './supervisor.js';

const root = mkdtempSync(join(tmpdir(), 'dunghan-supervisor-'));
const supervisors: { supervisor: Supervisor; names: string[] }[] = [];
afterEach(async () => {
  for (const { supervisor, names } of supervisors.splice(0)) await supervisor.stop(names);
});
afterAll(() => {
  rmSync(root, { recursive: true });
});

const RUNS_ON = 'process.on("SIGTERM", () => process.exit(0)); setInterval(() => undefined, 60_000)';

function service(name: string, code: string, untilReady: Service['untilReady'] = () => Promise.resolve()): Service {
  const logFile = join(root, `${name}.log`);
  return { name, command: process.execPath, args: ['-e', code], environment: {}, logFile, stopSignal: 'SIGTERM', untilReady };
}

function supervisorOf(names: string[]): { supervisor: Supervisor; lines: string[]; lost: Promise<Error>; said: (text: string) => Promise<void> } {
  const lines: string[] = [];
  const listeners: (() => void)[] = [];
  let reportLoss: (error: Error) => void;
  const lost = new Promise<Error>((resolve) => {
    reportLoss = resolve;
  });
  const say = (line: string): void => {
    lines.push(line);
    for (const listener of listeners) listener();
  };
  const supervisor = new Supervisor({ say, changed: () => Promise.resolve(), lost: (error) => { reportLoss(error); } }, () => Promise.resolve());
  supervisors.push({ supervisor, names });
  const said = (text: string): Promise<void> =>
    new Promise((resolve) => {
      const look = (): void => {
        if (lines.some((line) => line.includes(text))) resolve();
      };
      listeners.push(look);
      look();
    });
  return { supervisor, lines, lost, said };
}

test('a service that somebody kills is started again and said to be back', async () => {
  const { supervisor, said } = supervisorOf(['api']);
  await supervisor.start(service('api', RUNS_ON));
  const first = supervisor.pids()['api']!;
  process.kill(first, 'SIGKILL');
  await said('api ended unasked (by SIGKILL)');
  await said('api is back');
  expect(supervisor.pids()['api']).not.toBe(first);
});

test('a service that keeps ending by itself is given up, named with its code and its log', async () => {
  const { supervisor, lost } = supervisorOf(['worker']);
  await supervisor.start(service('worker', 'process.exit(3)'));
  const error = await lost;
  expect(error.message).toContain('worker keeps ending (last: with code 3)');
  expect(error.message).toContain('worker.log');
});

test('a service that ends before it is ready fails the start', async () => {
  const { supervisor } = supervisorOf(['relay']);
  const untilGone: Service['untilReady'] = (isGone) =>
    new Promise((_, reject) => {
      const look = setInterval(() => {
        if (!isGone()) return;
        clearInterval(look);
        reject(new Error('gone'));
      }, 5);
    });
  await expect(supervisor.start(service('relay', 'process.exit(4)', untilGone))).rejects.toThrow('relay did not start (with code 4)');
});

test('services are stopped in the order asked for, and none is started afterwards', async () => {
  const { supervisor, lines } = supervisorOf([]);
  await supervisor.start(service('worker', RUNS_ON));
  await supervisor.start(service('api', RUNS_ON));
  const pids = Object.values(supervisor.pids());
  await supervisor.stop(['api', 'worker']);
  expect(pids.map((pid) => findProcess(pid))).toEqual([undefined, undefined]);
  expect(lines).toEqual([]);
  await expect(supervisor.start(service('late', RUNS_ON))).rejects.toThrow('the stack is stopping');
});

test('services are stopped as well where one cannot be told to, and that is said at the end', async () => {
  const { supervisor } = supervisorOf(['api', 'worker']);
  await supervisor.start(service('api', RUNS_ON));
  await supervisor.start(service('worker', RUNS_ON));
  const pids = supervisor.pids();
  const kill = vi.spyOn(ChildProcess.prototype, 'kill').mockImplementationOnce(() => {
    throw new Error('not permitted');
  });
  await expect(supervisor.stop(['api', 'worker'])).rejects.toThrow('not permitted');
  kill.mockRestore();
  expect([findProcess(pids['api']!) === undefined, findProcess(pids['worker']!)]).toEqual([false, undefined]);
});

test('a program that does not exist is named', async () => {
  const { supervisor } = supervisorOf([]);
  const missing = { ...service('temporal', ''), command: '/nowhere/temporal', untilReady: (isGone: () => boolean) => (isGone() ? Promise.reject(new Error('gone')) : Promise.resolve()) };
  await expect(supervisor.start(missing)).rejects.toThrow('/nowhere/temporal could not be run');
});


test('a program is run to its end and not again; one that fails is named with its code and its log', async () => {
  const { supervisor, lines } = supervisorOf(['practice']);
  await supervisor.run(service('practice', ''));
  expect(supervisor.pids()).toEqual({});
  await expect(supervisor.run(service('practice', 'process.exit(4)'))).rejects.toThrow(/practice did not do its work \(with code 4\); its log is .*practice\.log/u);
  expect(lines).toEqual([]);
});

test('a program that still runs is ended with the stack, and does not count as done', async () => {
  const { supervisor } = supervisorOf(['practice']);
  const running = supervisor.run(service('practice', RUNS_ON));
  const failed = expect(running).rejects.toThrow('practice did not do its work');
  await supervisor.stop(['practice']);
  await failed;
});
