import fc from 'fast-check';
import { expect, test } from 'vitest';
import { calendarOf, demoProvince, national } from '../../../test/fixtures/calendar/calendars.js';
import { drawLife, Draws, type GivenCommand, type PlacedEvent } from '../../../test/fixtures/random-life.js';
import { bookOf, rulesOf } from '../../../test/fixtures/rules.js';
import type { CalendarDay } from '../calendar/definition.js';
import { addCalendarDays, formatLocalDate, weekdayOf } from '../time/local-date.js';
import { instant, localDateOf, MS_PER_DAY, type Instant } from '../time/instant.js';
import { calendarMove, moveToCalendar } from './calendar-move.js';
import { decide } from './decide.js';
import type { DossierEvent } from './events.js';
import { foldDossier, foldEvent } from './fold.js';
import { findDateFault } from './recompute.js';
import type { Rules } from './rules.js';
import { settlePoints } from './settle.js';
import type { DossierState } from './state.js';

const SEED = 20261124;
const LIVES = [
  ['1.012994', '2026-08-19T09:00', {}],
  ['1.115778', '2026-11-20T10:15', { agencyCode: 'H99.05.01' }],
  ['2.002621', '2026-08-20T15:30', { channel: 'online', caseCode: '2.002621.01' }],
  ['1.014466', '2026-08-10T08:00', { agencyCode: 'H99.05', caseCode: '1.014466.02' }],
  ['1.013225', '2026-08-18T10:00', {}],
] as const;

const drawn = fc.record({
  which: fc.nat(LIVES.length - 1),
  numbers: fc.array(fc.nat(9_999), { minLength: 60, maxLength: 60 }),
  length: fc.integer({ min: 2, max: 14 }),
  /** After how many of the commands the calendar is published, and how long after. */
  publishedAfter: fc.nat(14),
  waited: fc.constantFrom(0, 1, 3_600_000, 2 * MS_PER_DAY),
  /** Days after the receipt that become off or are worked instead. */
  changed: fc.array(fc.nat(40), { minLength: 1, maxLength: 6 }),
});
type Drawn = typeof drawn extends fc.Arbitrary<infer T> ? T : never;

function changedBook(receivedAt: Instant, offsets: readonly number[]): Rules['calendars'] {
  const stated = new Set((national.days ?? []).flatMap(({ date, swapWith }) => [date, swapWith ?? date]));
  const days = [...new Set(offsets)].flatMap((offset): CalendarDay[] => {
    const day = addCalendarDays(localDateOf(receivedAt), offset);
    const [date, weekend] = [formatLocalDate(day), ['sat', 'sun'].includes(weekdayOf(day))];
    return stated.has(date) ? [] : [{ date, kind: weekend ? 'make-up' : 'closure', name: 'x', source: 'x', ...(weekend ? { hours: [['07:00', '11:00'] as const] } : {}) }];
  });
  return bookOf(calendarOf(national, demoProvince, { id: 'agency', name: 'x', days }), `changed ${offsets.join(' ')}`);
}

interface Told {
  readonly ledger: readonly DossierEvent[];
  /** The state right before and right after the calendar was published. */
  readonly turn: readonly [DossierState, DossierState];
  readonly rulesOf: (snapshot: string) => Rules;
}

/** A random life over a publication: commands before it decided under the old calendar, later ones under the new. */
function tell({ which, numbers, length, publishedAfter, waited }: Drawn, calendars: (old: Rules, receivedAt: Instant) => Rules['calendars']): Told {
  const [code, receivedAt, asked] = LIVES[which] ?? LIVES[0];
  const old = rulesOf(code);
  const life = drawLife(old, receivedAt, asked, length, new Draws(numbers));
  const fresh: Rules = { ...old, calendars: calendars(old, life.opening.occurredAt) };
  const rulesFor = (snapshot: string): Rules => (snapshot === old.calendars.snapshot ? old : fresh);
  const ledger: DossierEvent[] = [];
  let state = foldEvent(undefined, life.opening);
  const append = (rules: Rules, { cause, ordinal, event }: PlacedEvent): void => {
    state = ledger.length === 0 ? state : foldEvent(state, event);
    ledger.push({ ...event, cause, ordinal, seq: ledger.length + 1, actor: life.commands[0]?.actor ?? { subject: 'x', role: 'clerk', agency: 'x' }, recordedAt: event.occurredAt, calendarSnapshot: rules.calendars.snapshot });
  };
  append(old, { cause: 'intake', ordinal: 0, event: life.opening });
  const give = (given: GivenCommand, rules: Rules): void => {
    for (const { cause, events } of settlePoints(state, given.at, false, rules).recorded) {
      events.forEach((event, ordinal) => append(rules, { cause, ordinal, event }));
    }
    const decision = decide(state, given.command, { ...rules, at: given.at, actor: given.actor });
    if (decision.kind === 'accepted') {
      decision.events.forEach((event, ordinal) => append(rules, { cause: given.id, ordinal, event }));
    }
  };
  const before = life.commands.slice(0, publishedAfter);
  before.forEach((given) => give(given, old));
  const at = instant((before.at(-1)?.at ?? life.opening.occurredAt) + waited);
  const settled = settlePoints(state, at, false, old).state;
  for (const { cause, events } of moveToCalendar(ledger, state, { before: old, after: fresh, rulesOf: rulesFor, at }).recorded) {
    events.forEach((event, ordinal) => append(cause.startsWith('calendar:') ? fresh : old, { cause, ordinal, event }));
  }
  const after = state;
  life.commands.slice(publishedAfter).filter((given) => given.at >= at).forEach((given) => give(given, fresh));
  for (const { cause, events } of settlePoints(state, instant(at + 60 * MS_PER_DAY), true, fresh).recorded) {
    events.forEach((event, ordinal) => append(fresh, { cause, ordinal, event }));
  }
  return { ledger, turn: [settled, after], rulesOf: rulesFor };
}

const overNewCalendar = (given: Drawn): Told => tell(given, (_, receivedAt) => changedBook(receivedAt, given.changed));

function holds(claim: (told: Told) => void, story: (given: Drawn) => Told = overNewCalendar): void {
  fc.assert(
    fc.property(drawn, (given) => {
      claim(story(given));
    }),
    { seed: SEED, numRuns: 300 },
  );
}

test('a calendar published once more under another name moves nothing of any life', () => {
  holds(
    ({ turn: [before, after] }) => expect(after).toEqual(before),
    (given) => tell(given, (old) => ({ ...old.calendars, snapshot: 'again' })),
  );
});

test('a date given to the applicant moves only later, and what is late stays as late as it was', () => {
  holds(({ turn: [before, after] }) => {
    const promised = !before.provisional;
    if (promised && before.dueAt !== undefined) {
      expect(after.dueAt).toBeGreaterThanOrEqual(before.dueAt);
      expect(after.appointment).toBeGreaterThanOrEqual(before.appointment ?? 0);
      expect(after.appointment).toBeGreaterThanOrEqual(after.dueAt ?? 0);
    }
    expect(after.firstAppointment).toBe(before.firstAppointment);
    expect(after.becameLateAt).toBe(before.becameLateAt);
    if (before.becameLateAt !== undefined || before.pause !== undefined) {
      expect(after.dueAt).toBe(before.dueAt);
    }
    expect(after.promises.map(({ number, kind, brokenAt }) => [number, kind, brokenAt])).toEqual(before.promises.map(({ number, kind, brokenAt }) => [number, kind, brokenAt]));
  });
});

test('every date of a life over a new calendar is given again by its rules and snapshots', () => {
  holds(({ ledger, rulesOf: rulesFor }) => expect(findDateFault(ledger, rulesFor)).toBeUndefined());
});

test('moving twice to one calendar moves nothing the second time', () => {
  holds(({ ledger, turn: [, after], rulesOf: rulesFor }) => {
    const upTo = ledger.slice(0, after.lastSeq);
    const fresh = rulesFor('any other');
    const change = { before: fresh, after: { ...fresh, calendars: { ...fresh.calendars, snapshot: 'again' } }, rulesOf: rulesFor, at: instant(upTo.at(-1)?.occurredAt ?? 0) };
    const again = calendarMove(upTo, foldDossier(upTo), change);
    expect([again?.dates.dueAt, again?.dates.appointment, again?.dates.stageTargets ?? [], again?.pause, again?.clocks, again?.asked, again?.awaited]).toEqual([undefined, undefined, [], undefined, undefined, undefined, undefined]);
  });
});

test('a new calendar does move something of many lives', () => {
  let moved = 0;
  holds(({ turn: [before, after] }) => {
    moved += before.dueAt === after.dueAt ? 0 : 1;
  });
  expect(moved).toBeGreaterThan(50);
});
