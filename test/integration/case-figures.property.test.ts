import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Instant, instant, parseInstant } from '#domain';
import { applyCase, type CaseFigure, giveCaseCommand, listFigureRounds, readCaseFigures, recountCaseFigures, verifyLedger } from '#service';
import { assignmentsWith, closureOf, publishNow } from '../support/calendar-changes.js';
import { openPlainCase, TASK_RULE } from '../support/cases.js';
import { person, testCounter } from '../support/engine.js';

const counter = await testCounter('2026-09-28T09:00:00+07:00');
const { engine, clock } = counter;
const { read } = engine.database;
const HOUR = 3_600_000;
const AGENCIES = ['H99.31', 'H99.05', 'H99.07'];
const SEED = 20_261_005;

/** Clocks of each kind whose commands every program has: a publication's posting and a task's completion; feedback is left open. */
const KINDS = {
  publication: ['counter', 'website'],
  feedback: ['answer'],
  task: ['completion'],
} as const;

interface Step {
  readonly which: number;
  readonly act: 'look' | 'done' | 'earlier-deed' | 'assign' | 'nothing';
  readonly hours: number;
}

const life = fc.record({
  cases: fc.array(fc.record({ kind: fc.constantFrom('publication', 'feedback', 'task'), agency: fc.constantFrom(...AGENCIES), days: fc.integer({ min: 1, max: 8 }), after: fc.integer({ min: 0, max: 60 }) }), { minLength: 3, maxLength: 8 }),
  steps: fc.array(fc.record({ which: fc.nat(), act: fc.constantFrom<Step['act']>('look', 'done', 'earlier-deed', 'assign', 'nothing'), hours: fc.integer({ min: 1, max: 40 }) }), { minLength: 5, maxLength: 20 }),
  closed: fc.boolean(),
});

type Opened = { readonly id: string; readonly code: string; readonly kind: keyof typeof KINDS };

async function act({ id, code, kind }: Opened, what: Step['act'], at: Instant): Promise<void> {
  const everybody = { mayGive: () => true };
  const actor = person('officer');
  if (what === 'look') {
    await applyCase(engine, id, at, 'watchdog');
  } else if (what === 'assign') {
    await giveCaseCommand(engine, clock, { actor, idempotencyKey: counter.key(), code, type: 'AssignCase', body: { agency: 'H99.05', owner: counter.key() } }, everybody);
  } else if (what === 'earlier-deed' && kind === 'publication') {
    for (const each of KINDS.publication) {
      await giveCaseCommand(engine, clock, { actor, idempotencyKey: counter.key(), code, type: 'RecordPosting', body: { clock: each, clickedAt: at - 30 * HOUR, evidence: [] } }, everybody);
    }
  } else if (what === 'done' && kind === 'task') {
    await giveCaseCommand(engine, clock, { actor, idempotencyKey: counter.key(), code, type: 'CompleteTask', body: { evidence: [] } }, everybody);
  }
}

async function listed({ rate, clock: of, value }: CaseFigure, scope: { readonly agencies: readonly string[] }, period: Parameters<typeof readCaseFigures>[2]): Promise<void> {
  const rounds = await listFigureRounds(read, { ...scope, clock: of }, period, { rate, part: 'all', limit: 1_000 });
  expect([rounds.filter(({ isCounted }) => isCounted).length, rounds.length]).toEqual([value.n, value.d]);
}

test('after any lives of all kinds, settled or not, the figures of any period are those recounted from the events, and each is as long as its list', async () => {
  let at = clock.now();
  await fc.assert(
    fc.asyncProperty(life, async ({ cases, steps, closed }) => {
      const begin = at;
      const opened: Opened[] = [];
      for (const { kind, agency, days, after } of cases) {
        clock.add(after * 60_000);
        const rules = KINDS[kind].map((name) => ({ ...TASK_RULE, clock: name, term: { limit: { unit: 'working-days', amount: days }, end: 'same-clock' } as const }));
        opened.push({ ...(await openPlainCase(engine, { key: counter.key(), at: clock.now(), agency, kind, rules })), kind });
      }
      for (const { which, act: what, hours } of steps) {
        at = clock.add(hours * HOUR);
        const one = opened[which % opened.length];
        if (one !== undefined) await act(one, what, at);
      }
      if (closed) await publishNow(counter, assignmentsWith(closureOf('2026-10-14')), clock.add(1));
      at = clock.now();
      for (const period of [
        { from: begin, until: instant(at + 24 * HOUR), at },
        { from: begin, until: instant(begin + 72 * HOUR), at },
        { from: instant(begin + 48 * HOUR), until: at, at },
        { from: parseInstant('2026-01-01T00:00:00+07:00'), until: parseInstant('2027-01-01T00:00:00+07:00'), at },
      ]) {
        for (const scope of [{ agencies: AGENCIES }, { agencies: ['H99.31'] }, { agencies: ['H99.05'], kind: 'publication' as const }, { agencies: AGENCIES, clock: 'website' }]) {
          const figures = await readCaseFigures(read, scope, period);
          expect(figures).toEqual(await recountCaseFigures(read, scope, period));
          for (const figure of scope.agencies === AGENCIES && !('clock' in scope) ? figures : []) await listed(figure, scope, period);
        }
      }
      if (closed) await publishNow(counter, assignmentsWith(), clock.add(1));
    }),
    { seed: SEED, numRuns: 8 },
  );
  expect(await verifyLedger(engine)).toMatchObject({ ok: true });
});

test('pages of rounds join to the whole list', async () => {
  const period = { from: 0, until: instant(clock.now() + HOUR), at: clock.now() };
  for (let count = 0; count < 5; count += 1) await openPlainCase(engine, { key: counter.key(), at: clock.now() });
  const scope = { agencies: AGENCIES };
  const later = { ...period, at: instant(clock.now() + 1_000 * HOUR), until: instant(clock.now() + 1_000 * HOUR) };
  const whole = await listFigureRounds(read, scope, later, { rate: 'clock-late', part: 'numerator', limit: 10_000 });
  const joined = [];
  for (let last = whole.slice(0, 0).at(-1); ; last = joined.at(-1)) {
    const page = await listFigureRounds(read, scope, later, { rate: 'clock-late', part: 'numerator', limit: 2, ...(last === undefined ? {} : { after: { at: last.dueAt, key: `${last.code}#${last.clock}#${String(last.round)}` } }) });
    joined.push(...page);
    if (page.length < 2) break;
  }
  expect(joined).toEqual(whole);
  expect(whole.length).toBeGreaterThanOrEqual(5);
});
