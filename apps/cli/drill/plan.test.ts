import { expect, test } from 'vitest';
import { Random } from '../simulation/random.js';
import { ONCE, REPEATABLE } from './faults/index.js';
import { planCampaign, type PlannedFault } from './plan.js';
import { MEMBERS } from './stack.js';

const namesOf = (plan: readonly PlannedFault[]): readonly string[] => plan.map(({ fault, after, waveInMs }) => `${fault.name} ${String(after)} ${String(waveInMs)}`);
const timesOf = (plan: readonly PlannedFault[], name: string): number => plan.filter(({ fault }) => fault.name === name).length;

test('one seed gives one plan, another seed another', () => {
  expect(namesOf(planCampaign(100, new Random(7)))).toEqual(namesOf(planCampaign(100, new Random(7))));
  expect(namesOf(planCampaign(100, new Random(8)))).not.toEqual(namesOf(planCampaign(100, new Random(7))));
});

test.each([20, 100, 1_000])('a campaign of %i kills kills as many processes, those of its other faults counted', (kills) => {
  expect(planCampaign(kills, new Random(7)).reduce((sum, { fault }) => sum + fault.kills, 0)).toBe(kills);
});

test.each([
  [0, 1],
  [20, 1],
  [1_000, 10],
])('of %i kills every other fault comes %i times, and what there is no way back from once', (kills, times) => {
  const plan = planCampaign(kills, new Random(7));
  expect(REPEATABLE.map(({ name }) => timesOf(plan, name))).toEqual(REPEATABLE.map(() => times));
  expect(ONCE.map(({ name }) => timesOf(plan, name))).toEqual(ONCE.map(() => 1));
});

test('in a long campaign every member is killed alone about as often as any other, and several at once now and then', () => {
  const plan = planCampaign(1_000, new Random(7));
  const alone = MEMBERS.map((member) => timesOf(plan, `kill -9 ${member}`));
  expect(Math.min(...alone)).toBeGreaterThan(Math.max(...alone) / 2);
  expect(timesOf(plan, 'kill -9 several at once')).toBeGreaterThan(50);
});

test('dossiers fall due together before every fourth fault', () => {
  expect(planCampaign(40, new Random(7)).map(({ number, waveInMs }) => waveInMs !== undefined === (number % 4 === 1)).every(Boolean)).toBe(true);
});
