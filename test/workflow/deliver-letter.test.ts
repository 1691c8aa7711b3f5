import { ApplicationFailure } from '@temporalio/activity';
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
/** Called within the first step of a letter, before its run hears that nothing is left to do. */
const withinFirstStep = new Map<string, () => Promise<unknown>>();
let backAt = 0;
const letterActivities: LetterActivities = {
  produceLetter: async (key, at) => {
    asked.push({ key, at });
    if ((await world.now()) < backAt) throw ApplicationFailure.create({ message: 'The database does not answer', nextRetryDelay: '2m' });
  },
  deliverLetter: async (key, at) => {
    steps.push({ key, at });
    if (stepsOf(key).length === 1) await withinFirstStep.get(key)?.();
    return goesOn.get(key)?.shift() ?? null;
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

test('a delivery opened again while its last step is on its way back takes one more step in the same run', async () => {
  const key = 'apology:ending:1';
  withinFirstStep.set(key, () => world.gateway.reopenLetter(key));
  await world.gateway.startLetter(key);
  await world.client.workflow.getHandle(letterWorkflowId(key)).result();
  expect([timesAsked(key), stepsOf(key).length]).toEqual([1, 2]);
});

test('whenever a delivery is opened again around the end of its run, a step begins afterwards', async () => {
  const keys = Array.from({ length: 60 }, (_, index) => `apology:any-moment:${String(index)}`);
  await Promise.all(
    keys.map(async (key, index) => {
      const stepped = Promise.withResolvers<undefined>();
      withinFirstStep.set(key, () => {
        stepped.resolve(undefined);
        return Promise.resolve();
      });
      await world.gateway.startLetter(key);
      await stepped.promise;
      // A few milliseconds more for each, made of requests to the server, until well after its end.
      for (let asked = 0; asked < index % 12; asked += 1) await world.now();
      const before = stepsOf(key).length;
      expect(await world.gateway.reopenLetter(key)).toBe('delivered');
      await expect.poll(() => stepsOf(key).length, { timeout: 20_000 }).toBeGreaterThan(before);
      await world.client.workflow.getHandle(letterWorkflowId(key)).result();
    }),
  );
});

test('a letter that waits for its time is not hurried by being opened again', async () => {
  const key = 'apology:unhurried:1';
  goesOn.set(key, [(await world.now()) + 10 * HOUR]);
  await world.gateway.startLetter(key);
  await expect.poll(() => stepsOf(key).length).toBe(1);
  await world.gateway.reopenLetter(key);
  await world.environment.sleep(9 * HOUR);
  expect(stepsOf(key).length).toBe(1);
  await world.environment.sleep(2 * HOUR);
  await world.client.workflow.getHandle(letterWorkflowId(key)).result();
  expect(stepsOf(key).length).toBe(2);
});
