import { describe, expect, test } from 'vitest';
import { at, officeCalendar } from '../../../test/fixtures/calendar/calendars.js';
import { DossierLife, person } from '../../../test/fixtures/dossier-life.js';
import { rulesOf } from '../../../test/fixtures/rules.js';
import type { DossierState } from '../dossier/state.js';
import { kindOfEnding, lastDaysFinding, refiledAfter } from './watch-rules.js';

const life = DossierLife.takenIn(rulesOf('1.005144'), '2026-08-19T09:00');

/** A dossier that runs, due at this moment. */
function due(dueAt: string, change: Partial<DossierState> = {}): DossierState {
  return { ...life.state, dueAt: at(dueAt), ...change };
}

describe('an act on the last days of a term', () => {
  test.each<readonly [recorded: string, dueAt: string, days: number | undefined, allowed: number, rule: string]>([
    // recorded at         due                 days  allowed  rule
    ['2026-08-24T08:00', '2026-08-25T09:00', 1, 1, 'the working day before'],
    ['2026-08-25T08:00', '2026-08-25T09:00', 0, 1, 'the day of the due date'],
    ['2026-08-25T16:00', '2026-08-25T09:00', 0, 1, 'the same day after the minute: who compares by date calls it in time'],
    ['2026-08-24T08:00', '2026-08-25T09:00', undefined, 0, 'the working day before where only the day itself is watched'],
    ['2026-08-20T16:00', '2026-08-24T09:00', undefined, 1, 'Thursday for Monday with the make-up Saturday 22/8 between: two working days before'],
    ['2026-08-21T16:00', '2026-08-24T09:00', undefined, 1, 'Friday for Monday, when the Saturday between is worked'],
    ['2026-08-22T10:00', '2026-08-24T09:00', 1, 1, 'the make-up Saturday for Monday'],
    ['2026-08-14T16:00', '2026-08-17T09:00', 1, 1, 'Friday for Monday over a common weekend'],
    ['2026-08-15T10:00', '2026-08-17T09:00', 1, 1, 'a Saturday off for Monday: what was recorded at home counts as well'],
    ['2026-08-14T16:00', '2026-08-16T17:00', 0, 1, 'Friday for a date set to a Sunday: the last working day of the term'],
    ['2026-08-25T16:00', '2026-08-26T00:00', 0, 1, 'a due date at 24:00 belongs to the day it ends'],
    ['2027-02-05T16:00', '2027-02-11T09:00', undefined, 0, 'the last day before Tết is not the day after it'],
    ['2027-02-03T16:00', '2027-02-11T09:00', 1, 1, 'the last working day before Tết for the first one after it'],
    ['2026-08-26T08:00', '2026-08-25T09:00', undefined, 1, 'the day after'],
  ])('recorded at %s for what is due at %s is %s working days before, watched to %i: %s', (recorded, dueAt, days, allowed) => {
    const finding = lastDaysFinding(due(dueAt), { type: 'SupplementRequested', occurredAt: at(recorded) }, officeCalendar, allowed);
    expect(finding?.workingDays).toBe(days);
  });

  test.each([
    ['SupplementRequested', {}, 'supplement-last-days'],
    ['ClockPaused', {}, 'pause-last-days'],
    ['FinancialObligationRaised', {}, 'pause-last-days'],
    ['DossierWithdrawn', {}, 'withdrawal-last-days'],
    ['ResultRecorded', {}, undefined],
    ['DossierWithdrawn', { pause: { ground: 'supplement' } }, undefined],
    ['DossierWithdrawn', { provisional: true }, undefined],
  ] as const)('%s of a dossier with %j is %s', (type, change, kind) => {
    expect(lastDaysFinding(due('2026-08-25T09:00', change as Partial<DossierState>), { type, occurredAt: at('2026-08-25T08:00') }, officeCalendar, 1)?.kind).toBe(kind);
  });

  test('is none where nobody promised a date', () => {
    const { dueAt: _, ...undated } = life.state;
    expect(lastDaysFinding(undated, { type: 'ClockPaused', occurredAt: at('2026-08-25T08:00') }, officeCalendar, 1)).toBeUndefined();
  });
});

describe('a filing after a dossier that ended without its result', () => {
  test.each<readonly [ended: string, filed: string, days: number | undefined, rule: string]>([
    ['2026-08-14T10:00', '2026-08-14T10:00', 0, 'at the same moment'],
    ['2026-08-14T16:00', '2026-08-17T08:00', 1, 'Friday to Monday'],
    ['2026-08-14T16:00', '2026-08-27T16:00', 10, 'ten working days, the make-up Saturday 22/8 among them'],
    ['2026-08-14T16:00', '2026-08-28T08:00', undefined, 'eleven'],
    ['2027-02-03T16:00', '2027-02-11T08:00', 1, 'over Tết'],
    ['2026-08-17T10:00', '2026-08-14T10:00', undefined, 'before it'],
  ])('that ended at %s and was filed again at %s is %s working days after: %s', (ended, filed, days) => {
    expect(refiledAfter(at(ended), at(filed), officeCalendar, 10)).toBe(days);
  });

  test('is never one where none is allowed', () => {
    expect(refiledAfter(at('2026-08-14T10:00'), at('2026-08-14T10:00'), officeCalendar, 0)).toBeUndefined();
  });

  test('has the kind of the end', () => {
    const kinds = [
      { type: 'DossierWithdrawn', payload: { reasonCode: 'x', closed: [] } },
      { type: 'IntakeRefused', payload: { reasonCode: 'x' } },
      { type: 'UnsupplementedClosed', payload: { as: 'refused' } },
      { type: 'UnsupplementedClosed', payload: { as: 'withdrawn' } },
      { type: 'UnsupplementedClosed', payload: { as: 'suspended' } },
      { type: 'ResultRecorded', payload: { outcome: 'refused' } },
      { type: 'ResultRecorded', payload: { outcome: 'granted' } },
      { type: 'DossierSuspended', payload: {} },
    ].map((event) => kindOfEnding(event as unknown as Parameters<typeof kindOfEnding>[0]));
    expect(kinds).toEqual(['refiled-after-withdrawal', 'refiled-after-intake-refusal', 'refiled-after-refusal', 'refiled-after-withdrawal', undefined, 'refiled-after-refusal', undefined, undefined]);
  });
});

test('the rules judge what a life really wrote: a request on the last day of its term', () => {
  const filed = DossierLife.takenIn(rulesOf('1.005144'), '2026-08-19T09:00');
  const before = filed.state;
  const recorded = at('2026-09-01T09:00');
  filed.give('2026-08-20T10:00', 'RequestSupplement', { items: [{ component: 'H99-LV04-DON' }], reasonCode: 'incomplete' }, person('officer'));
  expect(lastDaysFinding(before, { type: 'SupplementRequested', occurredAt: at('2026-08-20T10:00') }, officeCalendar, 1)).toBeUndefined();
  expect(lastDaysFinding(filed.state, { type: 'DossierWithdrawn', occurredAt: recorded }, officeCalendar, 60)).toBeUndefined();
});
