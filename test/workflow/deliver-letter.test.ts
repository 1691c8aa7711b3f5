import { expect, test } from 'vitest';
import { type LetterActivities, letterWorkflowId } from '#workflows';
import { startTestTemporal } from '../support/temporal.js';
import { World } from './world.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

const asked: { readonly key: string; readonly at: number }[] = [];
let backAt = 0;
const letterActivities: LetterActivities = {
  produceLetter: async (key, at) => {
    asked.push({ key, at });
    if ((await world.now()) < backAt) throw new Error('The gateway does not answer');
  },
};
const world: World = await World.start(await startTestTemporal(), { letterActivities });

function timesAsked(key: string): number {
  return asked.filter((call) => call.key === key).length;
}

test('a letter started twice is delivered once', async () => {
  const key = 'apology:once:1';
  expect(await Promise.all([world.gateway.startLetter(key), world.gateway.startLetter(key)])).toEqual(['delivered', 'delivered']);
  await world.client.workflow.getHandle(letterWorkflowId(key)).result();
  expect(timesAsked(key)).toBe(1);
});

test('starting a letter that has been delivered does nothing', async () => {
  const key = 'apology:done:1';
  await world.gateway.startLetter(key);
  await world.client.workflow.getHandle(letterWorkflowId(key)).result();
  expect(await world.gateway.startLetter(key)).toBe('delivered');
  await world.environment.sleep(HOUR);
  expect(timesAsked(key)).toBe(1);
});

test('a letter is tried for three days while its gateway is down, ever more rarely, and is then delivered', async () => {
  const key = 'apology:patient:1';
  backAt = (await world.now()) + 3 * DAY;
  await world.gateway.startLetter(key);
  await world.environment.sleep(3 * DAY + HOUR);
  await world.client.workflow.getHandle(letterWorkflowId(key)).result();
  expect(timesAsked(key)).toBeGreaterThan(10);
  expect(timesAsked(key)).toBeLessThan(600);
});
