import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { addCalendarDays, FEEDBACK_COUNTS, type FeedbackCommandType, instant, localDateOf, MS_PER_HOUR, parseInstant, startOfDay } from '#domain';
import { type CountsQuery, giveCaseCommand, listFeedbackCount, readFeedbackCounts, receiveFeedback, recountFeedback, urgeDossier, verifyLedger } from '#service';
import { person, testCounter } from '../support/engine.js';

const SEED = 20261124;
const BEGINS = '2026-08-03T08:00:00+07:00';
const AGENCIES = ['H99.31', 'H99.32', 'H99.05'];
const counter = await testCounter(BEGINS);
const { engine, clock } = counter;

const words = { version: 1 };
/** What may happen, most often what leads on; the rest is refused and changes nothing. */
const STEPS: readonly (readonly [FeedbackCommandType, object])[] = [
  ['AcceptFeedback', {}],
  ['AcceptFeedback', { complex: true }],
  ['AnswerFeedback', {}],
  ['AnswerFeedback', {}],
  ['RateAnswer', { verdict: 'dissatisfied' }],
  ['RateAnswer', { verdict: 'satisfied' }],
  ['ReopenFeedback', { reason: 'mistake' }],
  ['ForwardFeedback', { agency: 'H99.05' }],
  ['ForwardFeedback', { agency: 'H99.32' }],
  ['AskMore', {}],
  ['RecordSupplied', {}],
  ['RefuseFeedback', {}],
  ['ApprovePublication', { ...words, doubts: [] }],
];

const life = fc.record({
  agency: fc.constantFrom('H99.31', 'H99.32'),
  aboutDossier: fc.boolean(),
  steps: fc.array(fc.record({ step: fc.nat(STEPS.length - 1), restHours: fc.integer({ min: 1, max: 24 * 12 }) }), { minLength: 2, maxLength: 12 }),
});

async function live({ agency, aboutDossier, steps }: typeof life extends fc.Arbitrary<infer Life> ? Life : never, dossierCode: string): Promise<void> {
  const sent = { agencyCode: agency, channel: 'hotline', subject: 'conduct', content: 'Nội dung', ...(aboutDossier ? { dossierCode } : {}) } as const;
  const received = await receiveFeedback(engine, clock, { actor: person('clerk'), idempotencyKey: counter.key(), body: sent });
  if (received.kind !== 'opened') {
    throw new Error(`Not received: ${JSON.stringify(received)}`);
  }
  for (const { step, restHours } of steps) {
    clock.add(restHours * MS_PER_HOUR);
    const [type, body] = STEPS[step] ?? ['AcceptFeedback', {}];
    await giveCaseCommand(engine, clock, { actor: person('officer'), idempotencyKey: counter.key(), code: received.code, type, body, text: { answer: 'Nội dung' } }, { mayGive: () => true });
  }
}

/** The lives overlap: each begins when it may, not when the one before has ended. */
beforeAll(async () => {
  const { code } = await counter.takeIn();
  for (const [index, drawn] of fc.sample(life, { numRuns: 30, seed: SEED }).entries()) {
    clock.set(BEGINS);
    clock.add(index * 31 * MS_PER_HOUR);
    await live(drawn, code);
  }
  clock.set('2026-08-20T08:00:00+07:00');
  await urgeDossier(engine, clock, { actor: person('clerk'), idempotencyKey: counter.key(), body: { dossierCode: code, by: 'desk' } });
});

const question = fc.record({ firstDay: fc.nat(120), days: fc.integer({ min: 1, max: 90 }), agencies: fc.option(fc.subarray(AGENCIES, { minLength: 1 }), { nil: undefined }) });

test('every count of every period is the list behind it and what the events alone give', async () => {
  const begins = localDateOf(parseInstant(BEGINS));
  const seen = new Set<string>();
  await fc.assert(
    fc.asyncProperty(question, async ({ firstDay, days, agencies }) => {
      const first = addCalendarDays(begins, firstDay);
      const query: CountsQuery = { province: 'H99', from: startOfDay(first), until: instant(startOfDay(addCalendarDays(first, days))), ...(agencies === undefined ? {} : { agencies }) };
      const [counts, recount] = [await readFeedbackCounts(engine.database.read, query), await recountFeedback(engine.database.read, query)];
      for (const count of FEEDBACK_COUNTS) {
        const listed = await listFeedbackCount(engine.database.read, query, count, 1_000);
        expect([count, listed.length, recount[count].length]).toEqual([count, counts[count], counts[count]]);
        if (counts[count] > 0) {
          seen.add(count);
        }
      }
    }),
    { seed: SEED, numRuns: 40 },
  );
  // A property over nothing would hold as well.
  expect([...seen].sort()).toEqual([...FEEDBACK_COUNTS].sort());
}, 60_000);

test('the ledger of all these lives is whole, its clocks and records as its events make them', async () => {
  expect(await verifyLedger(engine)).toMatchObject({ ok: true });
});
