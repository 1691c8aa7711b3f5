import fc from 'fast-check';
import { expect, test } from 'vitest';
import { drawLife, Draws, replay as live } from '../../../test/fixtures/random-life.js';
import { rulesOf } from '../../../test/fixtures/rules.js';
import { foldDossier, foldEvent } from '../dossier/fold.js';
import type { SnapshotEvent } from '../dossier/redate.js';
import type { Rules } from '../dossier/rules.js';
import type { DossierState } from '../dossier/state.js';
import { isLateUnrecorded } from '../performance/figure-change.js';
import { daysOf } from '../performance/periods.js';
import { instant, localDateOf, MS_PER_DAY } from '../time/instant.js';
import { addCalendarDays, formatLocalDate } from '../time/local-date.js';
import { ChangedRules } from './changed-rules.js';
import { decidingDays, isLateIn, itemsOfRow, JudgedLedger, judgedWindow } from './judged-items.js';
import { isPlain, type Replayed } from './plain-life.js';
import { type Assumption, ASSUMPTIONS, replayLedger } from './replay.js';
import { NO_CHANGES, type Scenario } from './scenario.js';
import { BESIDE_THE_CLOCK } from './told-event.js';

const SEED = 20261129;
const LIVES = [
  ['1.012994', '2026-08-19T09:00', {}],
  ['1.115778', '2026-11-20T10:15', { agencyCode: 'H99.05.01' }],
  ['2.002621', '2026-08-20T15:30', { channel: 'online', caseCode: '2.002621.01' }],
  ['1.014466', '2026-08-10T08:00', { agencyCode: 'H99.05', caseCode: '1.014466.02' }],
  ['1.012994', '2026-02-12T15:40', { receivingAgencyCode: 'H99.32' }],
  ['1.013225', '2026-08-18T15:10', {}],
  ['3.000152', '2026-08-19T09:00', { agencyCode: 'H99.05', receivingAgencyCode: 'H99.02' }],
  ['2.000815', '2026-08-19T15:10', {}],
  ['1.012812', '2026-08-03T09:00', { channel: 'online' }],
] as const;

const drawn = fc.tuple(fc.nat(LIVES.length - 1), fc.array(fc.nat(9_999), { minLength: 60, maxLength: 60 }), fc.integer({ min: 4, max: 20 }));
type Drawn = readonly [number, readonly number[], number];

interface Lived {
  readonly rules: Rules;
  readonly events: readonly SnapshotEvent[];
  readonly state: DossierState;
  readonly at: ReturnType<typeof instant>;
}

function lifeOf([index, numbers, length]: Drawn): Lived {
  const [code, receivedAt, asked] = LIVES[index] ?? LIVES[0];
  const life = drawLife(rulesOf(code), receivedAt, asked, length, new Draws(numbers));
  const at = instant((life.commands.at(-1)?.at ?? life.opening.occurredAt) + 30 * MS_PER_DAY);
  const { ledger } = live(life, [{ at, ahead: 0 }], 5_000);
  const events = ledger.map(({ event }): SnapshotEvent => ({ ...event, calendarSnapshot: 'official' }));
  return { rules: life.rules, events, state: foldDossier(events), at };
}

function replayed({ rules, events, at }: Lived, scenario: Partial<Scenario>, assumption: Assumption): Replayed {
  return replayLedger(events, { rulesOf: () => rules, changed: new ChangedRules({ ...NO_CHANGES, ...scenario }), at, may: { dates: true, work: true } })[assumption] ?? expect.fail('not replayed');
}

/** The replay as late or not at its end: what a rate would count. */
function isLate({ becameLateAt }: Replayed): boolean {
  return becameLateAt !== undefined;
}

test.each([
  ['no change at all', {}],
  ['a day off after every date, which makes every calendar another one', { holidays: [{ date: '2027-12-29' }] }],
  ['an officer away whom nobody knows', { absences: [{ officer: 'nobody', from: '2026-08-01', to: '2026-12-01' }] }],
] as const)('%s leaves every date and lateness as the ledger has it, under both assumptions', (_, scenario) => {
  fc.assert(
    fc.property(drawn, (seed) => {
      const life = lifeOf(seed);
      const { state } = life;
      for (const assumption of ASSUMPTIONS) {
        const outcome = replayed(life, scenario, assumption);
        const becameLateAt = state.becameLateAt ?? (isLateUnrecorded(state, life.at) ? state.dueAt : undefined);
        expect(outcome.dueAt).toBe(state.dueAt);
        expect(outcome.becameLateAt).toBe(becameLateAt);
      }
    }),
    { seed: SEED, numRuns: 120 },
  );
});

test('what is judged of a ledger by its events is judged the same in a replay that changes nothing, in every month', () => {
  fc.assert(
    fc.property(drawn, fc.integer({ min: 0, max: 4 }), (seed, later) => {
      const life = lifeOf(seed);
      const window = judgedWindow(daysOf({ kind: 'month', year: 2026, month: 8 + later }), life.at);
      const judged = new JudgedLedger(window);
      let state: DossierState | undefined;
      for (const event of life.events) {
        state = foldEvent(state, event);
        judged.add(event, state);
      }
      for (const assumption of ASSUMPTIONS) {
        const outcome = replayed(life, { holidays: [{ date: '2027-12-29' }] }, assumption);
        expect(judged.items().map((item) => isLateIn(item, outcome, window))).toEqual(judged.items().map(({ late }) => late));
      }
    }),
    { seed: SEED, numRuns: 120 },
  );
});

test('the row of a dossier that was neither reopened nor transferred nor cancelled is judged as its events are', () => {
  fc.assert(
    fc.property(drawn, fc.integer({ min: 0, max: 4 }), (seed, later) => {
      const { events, state: last, at } = lifeOf(seed);
      const told = events.some(({ type }) => ['DossierReopened', 'DossierTransferred', 'DossierCancelled'].includes(type)) || last.acceptedAt === undefined;
      const window = judgedWindow(daysOf({ kind: 'month', year: 2026, month: 8 + later }), at);
      const judged = new JudgedLedger(window);
      let state: DossierState | undefined;
      for (const event of events) {
        state = foldEvent(state, event);
        judged.add(event, state);
      }
      const row = {
        agency: last.competentAgency, acceptedAt: last.acceptedAt ?? 0, finishedAt: last.finish?.at ?? null, inStock: ['received', 'in-progress', 'awaiting-supplement', 'awaiting-payment', 'paused'].includes(last.status),
        punctuality: last.finish?.punctuality ?? null, becameLateAt: last.becameLateAt ?? null, dueAt: last.dueAt ?? null, paused: last.pause !== undefined, provisional: last.provisional,
      };
      expect(told ? judged.items() : itemsOfRow(row, window)).toEqual(judged.items());
    }),
    { seed: SEED, numRuns: 120 },
  );
});

test('a new day off never brings a date forward, and with moments kept never makes a dossier late that was not', () => {
  fc.assert(
    fc.property(drawn, fc.integer({ min: 0, max: 60 }), (seed, later) => {
      const life = lifeOf(seed);
      const date = formatLocalDate(addCalendarDays(localDateOf(instant(life.state.receivedAt)), later));
      const before = replayed(life, {}, 'keptMoments');
      const after = replayed(life, { holidays: [{ date }] }, 'keptMoments');
      expect(isLate(after) && !isLate(before)).toBe(false);
      if (!isLate(before) && life.state.basis !== 'none') {
        expect((after.dueAt ?? 0) >= (before.dueAt ?? 0)).toBe(true);
      }
    }),
    { seed: SEED, numRuns: 150 },
  );
});

test('a shorter term never takes lateness away', () => {
  fc.assert(
    fc.property(drawn, fc.integer({ min: 1, max: 8 }), (seed, less) => {
      const life = lifeOf(seed);
      const [chosen] = life.rules.procedure.cases.filter(({ code }) => code === life.state.procedure.caseCode);
      const limit = chosen?.parts[0].term.limit;
      if (limit?.unit !== 'working-days' || chosen?.channelTerms !== undefined) {
        return;
      }
      const terms = [{ procedure: life.state.procedure.code, part: 1, limit: { unit: 'working-days', amount: Math.max(0.5, limit.amount - less) } }] as const;
      expect(isLate(replayed(life, {}, 'keptMoments')) && !isLate(replayed(life, { terms }, 'keptMoments'))).toBe(false);
    }),
    { seed: SEED, numRuns: 150 },
  );
});

test('a changed day outside the days that decide a dossier changes nothing of it, so that it need not be read', () => {
  fc.assert(
    fc.property(drawn, fc.integer({ min: -60, max: 120 }), fc.boolean(), (seed, later, isOff) => {
      const life = lifeOf(seed);
      const { receivedAt, dueAt, finish } = life.state;
      const day = addCalendarDays(localDateOf(instant(receivedAt)), later);
      const date = formatLocalDate(day);
      const scenario = isOff ? { holidays: [{ date }] } : { openDays: [{ on: { date }, hours: 'full' as const }] };
      const { first, last } = decidingDays(receivedAt, dueAt ?? null, finish?.at ?? null, life.at);
      if (!new ChangedRules({ ...NO_CHANGES, ...scenario }).touchesDays(first, last)) {
        for (const assumption of ASSUMPTIONS) {
          const [before, after] = [replayed(life, {}, assumption), replayed(life, scenario, assumption)];
          expect([after.dueAt, after.becameLateAt, after.endsLate]).toEqual([before.dueAt, before.becameLateAt, before.endsLate]);
        }
      }
    }),
    { seed: SEED, numRuns: 200 },
  );
});

test('an officer away outside the days that decide a dossier changes nothing of it, so that it need not be read', () => {
  fc.assert(
    fc.property(drawn, fc.integer({ min: -60, max: 120 }), fc.integer({ min: 0, max: 9 }), (seed, later, days) => {
      const life = lifeOf(seed);
      const { receivedAt, dueAt, finish } = life.state;
      const from = addCalendarDays(localDateOf(instant(receivedAt)), later);
      const officers = new Set(life.events.flatMap((event) => (event.type === 'OfficerAssigned' && event.payload.officer !== undefined ? [event.payload.officer] : [])));
      const absences = [...officers].map((officer) => ({ officer, from: formatLocalDate(from), to: formatLocalDate(addCalendarDays(from, days)) }));
      const { first, last } = decidingDays(receivedAt, dueAt ?? null, finish?.at ?? null, life.at);
      const changed = new ChangedRules({ ...NO_CHANGES, absences });
      if (!changed.touchesAbsence(first, last)) {
        expect(replayLedger(life.events, { rulesOf: () => life.rules, changed, at: life.at, may: { dates: false, work: true } })).toEqual({ keptMoments: undefined, keptWork: undefined });
      }
    }),
    { seed: SEED, numRuns: 150 },
  );
});

test('a plain life told without folding comes out as it does folded, event by event', () => {
  let plain = 0;
  const short = fc.tuple(fc.nat(LIVES.length - 1), fc.array(fc.nat(9_999), { minLength: 60, maxLength: 60 }), fc.integer({ min: 1, max: 8 }));
  fc.assert(
    fc.property(short, fc.integer({ min: 0, max: 20 }), fc.boolean(), (seed, later, isOff) => {
      const life = lifeOf(seed);
      const [first, ...rest] = life.events.filter(({ type }) => !BESIDE_THE_CLOCK.includes(type));
      if (first === undefined || !isPlain(first, rest)) {
        return;
      }
      plain += 1;
      const date = formatLocalDate(addCalendarDays(localDateOf(instant(life.state.receivedAt)), later));
      const scenario = isOff ? { holidays: [{ date }] } : { openDays: [{ on: { date }, hours: 'full' as const }] };
      const aside: SnapshotEvent = { type: 'LatenessForecast', payload: {}, occurredAt: first.occurredAt, calendarSnapshot: first.calendarSnapshot } as SnapshotEvent;
      for (const assumption of ASSUMPTIONS) {
        expect(replayed({ ...life, events: [first, ...rest] }, scenario, assumption)).toEqual(replayed({ ...life, events: [first, aside, ...rest] }, scenario, assumption));
      }
    }),
    { seed: SEED, numRuns: 300 },
  );
  expect(plain).toBeGreaterThan(50);
});

test('events beside the clock change nothing of a replay, so that they need not be read', () => {
  fc.assert(
    fc.property(drawn, fc.integer({ min: 0, max: 30 }), (seed, later) => {
      const life = lifeOf(seed);
      const scenario = { holidays: [{ date: formatLocalDate(addCalendarDays(localDateOf(instant(life.state.receivedAt)), later)) }] };
      const fewer = { ...life, events: life.events.filter(({ type }) => !BESIDE_THE_CLOCK.includes(type)) };
      for (const assumption of ASSUMPTIONS) {
        expect(replayed(fewer, scenario, assumption)).toEqual(replayed(life, scenario, assumption));
      }
    }),
    { seed: SEED, numRuns: 150 },
  );
});
