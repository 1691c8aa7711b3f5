import fc from 'fast-check';
import { expect, test } from 'vitest';
import { changedBook, drawnRepublication, liveOver, type RepublishedLife, type Republication } from '../../../test/fixtures/republished-life.js';
import { instant, minuteOfDay } from '../time/instant.js';
import { calendarMove } from './calendar-move.js';
import { foldDossier } from './fold.js';
import { findDateFault } from './recompute.js';

const SEED = 20261124;

const overNewCalendar = (given: Republication): RepublishedLife => liveOver(given, (_, receivedAt) => changedBook(receivedAt, given.changed));

function holds(claim: (told: RepublishedLife) => void, story: (given: Republication) => RepublishedLife = overNewCalendar): void {
  fc.assert(
    fc.property(drawnRepublication, (given) => {
      claim(story(given));
    }),
    { seed: SEED, numRuns: 300 },
  );
}

test('a calendar published once more under another name moves nothing of any life', () => {
  holds(
    ({ turn: [before, after] }) => expect(after).toEqual(before),
    (given) => liveOver(given, (old) => ({ ...old.calendars, snapshot: 'again' })),
  );
});

test('a date given to the applicant moves only later, and what is late stays as late as it was', () => {
  holds(({ turn: [before, after] }) => {
    const promised = !before.provisional;
    if (promised && before.dueAt !== undefined) {
      expect(after.dueAt).toBeGreaterThanOrEqual(before.dueAt);
      expect(after.appointment === undefined).toBe(before.appointment === undefined);
      expect(after.appointment ?? Infinity).toBeGreaterThanOrEqual(before.appointment ?? 0);
      expect(after.appointment ?? Infinity).toBeGreaterThanOrEqual(after.dueAt ?? 0);
    }
    expect(after.firstAppointment).toBe(before.firstAppointment);
    expect(after.becameLateAt).toBe(before.becameLateAt);
    if (before.becameLateAt !== undefined || before.pause !== undefined) {
      expect(after.dueAt).toBe(before.dueAt);
    }
    expect(after.promises.map(({ number, kind, brokenAt }) => [number, kind, brokenAt])).toEqual(before.promises.map(({ number, kind, brokenAt }) => [number, kind, brokenAt]));
  });
});

test('no printed date is left at an hour at which the office has become shut', () => {
  holds(({ ledger, turn: [before, after], rulesOf: rulesFor }) => {
    const snapshot = ledger.find(({ type }) => type === 'DeadlineMoved')?.calendarSnapshot;
    if (snapshot === undefined || before.provisional || before.pause !== undefined || before.becameLateAt !== undefined || before.basis !== 'computed' || after.dueAt === undefined) {
      return;
    }
    const calendar = rulesFor(snapshot).calendars.processing(after.competentAgency);
    expect(calendar.isOpen(instant(after.dueAt)) || calendar.isOpen(instant(after.dueAt - 1)) || minuteOfDay(instant(after.dueAt)) === 0).toBe(true);
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
