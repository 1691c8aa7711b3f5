import { expect, test } from 'vitest';
import { officeCalendar } from '../../../test/fixtures/calendar/calendars.js';
import type { IssuerLevel } from './announcement.js';
import { leadChecks, leadDays } from './lead-check.js';

function facts(level: IssuerLevel, signedOn: string, effectiveOn: string, promulgatedOn?: string): Parameters<typeof leadChecks>[0] {
  return { issuer: { agency: 'H99', level }, signedOn, effectiveOn, ...(promulgatedOn === undefined ? {} : { fastTrack: { ground: { document: '12/2026/QĐ-UBND' }, promulgatedOn } }) };
}

test.each([
  // level      signed        effective     decree          days  index            days  why
  ['province', '2026-06-01', '2026-06-06', 'met', 5, 'not-met', 4, 'a Saturday five days later is four working days later'],
  ['province', '2026-06-01', '2026-06-08', 'met', 7, 'met', 5, 'Monday to Monday'],
  ['province', '2026-06-01', '2026-06-05', 'not-met', 4, 'not-met', 4, 'one day short by both'],
  ['province', '2026-02-12', '2026-02-23', 'met', 11, 'not-met', 2, 'Tết: Friday 13 and Monday 23 February'],
  ['province', '2026-08-20', '2026-08-26', 'met', 6, 'met', 5, 'the make-up Saturday 22 August counts'],
  ['province', '2026-06-10', '2026-06-05', 'not-met', -5, 'not-met', -3, 'signed after the text took effect: 5 to 10 June hold three working days'],
  ['ministry', '2026-06-01', '2026-06-21', 'met', 20, 'not-met', 14, 'twenty days of the calendar are fourteen working days'],
  ['ministry', '2026-06-01', '2026-06-29', 'met', 28, 'met', 20, 'four weeks'],
  ['ministry', '2026-06-01', '2026-06-20', 'not-met', 19, 'not-met', 14, 'one day short by the decree'],
] as const)('a %s decision signed %s for a text in force from %s: decree %s by %i days, index %s by %i working days – %s', (level, signedOn, effectiveOn, decree, days, index, workingDays, _why) => {
  const checks = leadChecks(facts(level, signedOn, effectiveOn), officeCalendar);
  expect(checks).toMatchObject({ decree: { outcome: decree, days, bound: 'at-least' }, index: { outcome: index, days: workingDays } });
});

test.each([
  ['province', '2026-06-04', '2026-06-01', 'met', 3],
  ['province', '2026-06-05', '2026-06-01', 'not-met', 4],
  ['ministry', '2026-06-04', '2026-06-01', 'met', 3],
  ['ministry', '2026-05-30', '2026-06-01', 'met', -2],
] as const)('a %s decision of the shortened procedure signed %s, promulgated %s: decree %s by %i days, and the index does not apply', (level, signedOn, promulgatedOn, outcome, days) => {
  const { decree, index } = leadChecks(facts(level, signedOn, '2026-06-02', promulgatedOn), officeCalendar);
  expect(decree).toMatchObject({ outcome, days, bound: 'at-most', required: 3 });
  expect([index.outcome, index.days]).toEqual(['not-applicable', undefined]);
});

test('the explanation shows every day of the lead and skips those off', () => {
  const { index, decree } = leadChecks(facts('province', '2026-08-20', '2026-08-24'), officeCalendar);
  expect(leadDays(index, officeCalendar)).toEqual([
    { day: '2026-08-21', counted: true },
    { day: '2026-08-22', counted: true },
    { day: '2026-08-23', counted: false },
    { day: '2026-08-24', counted: true },
  ]);
  expect(leadDays(decree, officeCalendar).every(({ counted }) => counted)).toBe(true);
  expect(leadDays(index, officeCalendar).filter(({ counted }) => counted)).toHaveLength(index.days ?? -1);
});

test('a lead beyond the declared years is met without its days being told', () => {
  expect(leadChecks(facts('province', '2026-06-01', '2090-01-01'), officeCalendar).index).not.toHaveProperty('days');
  expect(leadChecks(facts('province', '2026-06-01', '2090-01-01'), officeCalendar).index.outcome).toBe('met');
});

test('days of a year no notice has confirmed are marked', () => {
  expect(leadChecks(facts('ministry', '2027-03-01', '2027-05-01'), officeCalendar).index).toMatchObject({ unconfirmed: true });
  expect(leadChecks(facts('ministry', '2026-03-02', '2026-05-01'), officeCalendar).index).not.toHaveProperty('unconfirmed');
});
