import { expect, test } from 'vitest';
import { instant } from '#domain';
import { type Loop, runLoops, type RunnerEdges } from './runner.js';

/** Edges in which no time passes; stops the runner after so many rests. */
function edges(rests: number): { readonly edges: RunnerEdges; readonly stop: AbortController; readonly rested: number[]; readonly told: string[] } {
  const stop = new AbortController();
  const rested: number[] = [];
  const told: string[] = [];
  return {
    stop,
    rested,
    told,
    edges: {
      clock: { now: () => instant(42) },
      random: () => 0.5,
      rest: (ms) => {
        rested.push(ms);
        if (rested.length >= rests) stop.abort();
        return Promise.resolve();
      },
      passed: (loop) => told.push(`${loop} passed`),
      failed: (loop, error) => told.push(`${loop} failed: ${String(error)}`),
    },
  };
}

function loop(once: Loop['once'], everyMs = 1_000): Loop {
  return { name: 'work', everyMs, once };
}

test('a loop rests between passes and is told the time', async () => {
  const world = edges(3);
  const times: number[] = [];
  await runLoops([loop((at) => Promise.resolve(times.push(at) < 0))], world.edges, world.stop.signal);
  expect(times).toEqual([42, 42, 42]);
  expect(world.rested).toEqual([1_000, 1_000, 1_000]);
});

test('a pass that leaves work behind is followed by the next without a rest', async () => {
  const world = edges(1);
  let passes = 0;
  await runLoops([loop(() => Promise.resolve((passes += 1) < 4))], world.edges, world.stop.signal);
  expect([passes, world.rested.length]).toEqual([4, 1]);
});

test('a pass that fails is told and made again after rests that double up to half a minute, and one success ends that', async () => {
  const world = edges(8);
  let passes = 0;
  await runLoops(
    [
      loop(() => {
        passes += 1;
        return passes <= 6 ? Promise.reject(new Error('away')) : Promise.resolve(false);
      }),
    ],
    world.edges,
    world.stop.signal,
  );
  expect(world.rested).toEqual([2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 1_000, 1_000]);
  expect(world.told).toEqual([...Array.from({ length: 6 }, () => 'work failed: Error: away'), 'work passed', 'work passed']);
});

test('a loop that runs once an hour is made again soon after a failure', async () => {
  const world = edges(2);
  let passes = 0;
  await runLoops([loop(() => ((passes += 1) === 1 ? Promise.reject(new Error('away')) : Promise.resolve(false)), 3_600_000)], world.edges, world.stop.signal);
  expect(world.rested).toEqual([2_000, 3_600_000]);
});

test('rests differ by up to a tenth either way', async () => {
  const world = edges(1);
  await runLoops([loop(() => Promise.resolve(false))], { ...world.edges, random: () => 0 }, world.stop.signal);
  expect(world.rested).toEqual([900]);
});

test('one loop that fails does not hold up another', async () => {
  const world = edges(4);
  const failing = { ...loop(() => Promise.reject(new Error('away'))), name: 'failing' };
  await runLoops([failing, loop(() => Promise.resolve(false))], world.edges, world.stop.signal);
  expect(world.told.filter((line) => line === 'work passed').length).toBeGreaterThan(1);
});

test('a runner that is stopped finishes the pass under way and makes no other', async () => {
  const world = edges(100);
  let passes = 0;
  await runLoops(
    [
      loop(() => {
        passes += 1;
        world.stop.abort();
        return Promise.resolve(true);
      }),
    ],
    world.edges,
    world.stop.signal,
  );
  expect(passes).toBe(1);
});
