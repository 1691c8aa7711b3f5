import { expect, test } from 'vitest';
import { type LetterActivities, letterWorkflowId } from '#workflows';
import { startTestTemporal } from '../support/temporal.js';
import { World } from './world.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

const asked: { readonly key: string; readonly at: number }[] = [];
const steps: { readonly key: string; readonly at: number }[] = [];
/** When each letter is to go on, step by step; without any it is delivered at its first. */
const goesOn = new Map<string, number[]>();
let backAt = 0;
const letterActivities: LetterActivities = {
  produceLetter: async (key, at) => {
    asked.push({ key, at });
    if ((await world.now()) < backAt) throw new Error('The database does not answer');
  },
  deliverLetter: (key, at) => {
    steps.push({ key, at });
    return Promise.resolve(goesOn.get(key)?.shift() ?? null);
  },
};
const world: World = await World.start(await startTestTemporal(), { letterActivities });

function timesAsked(key: string): number {
  return asked.filter((call) => call.key === key).length;
}

function stepsOf(key: string): readonly number[] {
  return steps.filter((step) => step.key === key).map(({ at }) => at);
}

test('a letter started twice is produced and delivered once', async () => {
  const key = 'apology:once:1';
  expect(await Promise.all([world.gateway.startLetter(key), world.gateway.startLetter(key)])).toEqual(['delivered', 'delivered']);
  await world.client.workflow.getHandle(letterWorkflowId(key)).result();
  expect([timesAsked(key), stepsOf(key).length]).toEqual([1, 1]);
});

test('a letter that waits is not disturbed by another start, and goes on at the instant it was told to', async () => {
  const key = 'apology:waits:1';
  const at = (await world.now()) + 10 * HOUR;
  goesOn.set(key, [at, at + DAY]);
  await world.gateway.startLetter(key);
  await world.environment.sleep(HOUR);
  expect(await world.gateway.startLetter(key)).toBe('delivered');
  expect([timesAsked(key), stepsOf(key).length]).toEqual([1, 1]);
  await world.environment.sleep(2 * DAY);
  await world.client.workflow.getHandle(letterWorkflowId(key)).result();
  const [, second, third] = stepsOf(key);
  expect([Math.floor(((second ?? 0) - at) / HOUR), Math.floor(((third ?? 0) - at - DAY) / HOUR), stepsOf(key).length]).toEqual([0, 0, 3]);
});

test('a delivery that is over can be started again, as a person\'s answer does', async () => {
  const key = 'apology:again:1';
  for (const runs of [1, 2]) {
    expect(await world.gateway.startLetter(key)).toBe('delivered');
    await world.client.workflow.getHandle(letterWorkflowId(key)).result();
    expect(stepsOf(key).length).toBe(runs);
  }
});

test('a letter is tried for half a day while it cannot be produced, at most every other minute, and is then delivered', async () => {
  const key = 'apology:patient:1';
  backAt = (await world.now()) + 12 * HOUR;
  await world.gateway.startLetter(key);
  await world.environment.sleep(13 * HOUR);
  await world.client.workflow.getHandle(letterWorkflowId(key)).result();
  expect(timesAsked(key)).toBeGreaterThan(10);
  expect(timesAsked(key)).toBeLessThan(600);
  expect(stepsOf(key).length).toBe(1);
});
