import { ApplicationFailure } from '@temporalio/activity';
import { MockActivityEnvironment } from '@temporalio/testing';
import { DefaultLogger } from '@temporalio/worker';
import { expect, test } from 'vitest';
import type { Database } from '#persistence';
import type { Engine } from '#service';
import { caseActivities, dossierActivities, letterActivities, timeOfAttempt } from './activities.js';

/** An engine whose database is away. */
function engineWithout(error: Error): Engine {
  const fails = (): Promise<never> => Promise.reject(error);
  const database: Pick<Database, 'transaction'> & { readonly read: Pick<Database['read'], 'first'> } = { transaction: fails, read: { first: fails } };
  return { database } as unknown as Engine;
}

function quietly(info: ConstructorParameters<typeof MockActivityEnvironment>[0] = {}): MockActivityEnvironment {
  return new MockActivityEnvironment(info, { logger: new DefaultLogger('ERROR') });
}

test.each([
  // asked for, attempt, local, time it acts at
  [1_000, 9_000, false, 9_000, 'a regular activity tried again after an outage acts at the time of its attempt'],
  [9_000, 1_000, false, 9_000, 'a regular activity never acts before the time it was asked for'],
  [1_000, 9_000, true, 1_000, 'an activity inside a workflow task acts at the time of the workflow'],
])('asked for at %i and attempted at %i (local: %s), it acts at %i: %s', async (at, currentAttemptScheduledTimestampMs, isLocal, acts) => {
  expect(await quietly({ currentAttemptScheduledTimestampMs, isLocal }).run(() => Promise.resolve(timeOfAttempt(at)))).toBe(acts);
});

test('a transition and a look at a case act at the time the guard takes, whatever Temporal told', async () => {
  const told: number[] = [];
  const guard = (at: number): ReturnType<typeof timeOfAttempt> => {
    told.push(at);
    throw new Error('this time is not believed');
  };
  const engine = engineWithout(new Error('never asked'));
  const info = { currentAttemptScheduledTimestampMs: 9_000 };
  await expect(quietly(info).run(() => dossierActivities(engine, () => undefined, guard).applyTransition('d', ['wake'], 1))).rejects.toThrow('applyTransition failed');
  await expect(quietly(info).run(() => caseActivities(engine, () => undefined, guard).applyCase('c', 1))).rejects.toThrow('applyCase failed');
  expect(told).toEqual([9_000, 9_000]);
});

test.each(['applyTransition', 'produceLetter', 'deliverLetter'] as const)('%s that fails is tried again, and Temporal keeps nothing of the reason but its code', async (name) => {
  const error = Object.assign(new Error('duplicate key: Nguyễn Văn A'), { code: '23505' });
  const told: [string, unknown][] = [];
  const engine = engineWithout(error);
  const listen = (activity: string, reason: unknown): unknown => told.push([activity, reason]);
  const work =
    name === 'applyTransition' ? () => dossierActivities(engine, listen).applyTransition('d', ['wake'], 1) : () => letterActivities(engine, {}, listen)[name]('k', 1);
  const failure: unknown = await quietly().run(work).catch((reason: unknown) => reason);
  expect(failure).toBeInstanceOf(ApplicationFailure);
  expect(failure).toMatchObject({ type: '23505', nonRetryable: false, stack: '' });
  expect(JSON.stringify([failure, String(failure)])).not.toContain('Nguyễn');
  expect(told).toEqual([[name, error]]);
});

test.each(['produceLetter', 'deliverLetter'] as const)('%s tries again every second within its attempt while PostgreSQL is away, and then goes on', async (name) => {
  const away = Object.assign(new Error('the database system is starting up'), { code: '57P03' });
  const rests: number[] = [];
  const failures: Error[] = [away, away, Object.assign(new Error('not this one'), { code: '42P01' })];
  const fails = (): Promise<never> => Promise.reject(failures.shift() ?? new Error('asked once too often'));
  const engine = { database: { transaction: fails, read: { first: fails } } } as unknown as Engine;
  const activities = letterActivities(engine, {}, () => undefined, (ms) => Promise.resolve(void rests.push(ms)));
  await expect(quietly().run(() => activities[name]('k', 1))).rejects.toMatchObject({ type: '42P01' });
  expect([rests, failures]).toEqual([[1_000, 1_000], []]);
});

test('an outage that lasts ends the attempt, well within its time', async () => {
  const rests: number[] = [];
  const activities = letterActivities(engineWithout(Object.assign(new Error('away'), { code: '57P03' })), {}, () => undefined, (ms) => Promise.resolve(void rests.push(ms)));
  await expect(quietly().run(() => activities.deliverLetter('k', 1))).rejects.toMatchObject({ type: '57P03', nonRetryable: false });
  expect(rests.reduce((sum, ms) => sum + ms, 0)).toBeLessThan(90_000);
});

test.each([
  // attempt  rests for seconds
  [1, 2],
  [2, 4],
  [6, 64],
  [7, 120],
  [400, 120],
])('a letter that cannot be produced at attempt %i rests for %i seconds before the next', async (attempt, seconds) => {
  const activities = letterActivities(engineWithout(new Error('A field is missing')), {}, () => undefined);
  await expect(quietly({ attempt }).run(() => activities.produceLetter('k', 1))).rejects.toMatchObject({ nextRetryDelay: seconds * 1_000 });
});
