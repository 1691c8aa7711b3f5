import { describe, expect, test } from 'vitest';
import { caseWith, hours, part, stage, tenCalendarDays, threeDayPart, threeDays } from '../../../test/fixtures/procedures.js';
import type { TimeLimit } from '../deadline/time-limit.js';
import { internalProcessOf } from './internal-process.js';
import { termsOf } from './term-reduction.js';

const days = (amount: number): TimeLimit => ({ unit: 'working-days', amount });
const calendar = (amount: number): TimeLimit => ({ unit: 'calendar-days', amount });
const promising = (...limits: readonly [TimeLimit, ...TimeLimit[]]): Parameters<typeof termsOf>[0] => {
  const [first, ...rest] = limits.map((limit) => part({ ...threeDays, limit }, [stage('work', hours(1))]));
  return caseWith({ parts: [first ?? threeDayPart, ...rest] });
};

describe('statutory and shortened terms side by side', () => {
  test.each([
    // statute        promised                       cut                                                                why
    [calendar(60), [calendar(48)], { unit: 'calendar-days', amount: 12, of: 60, share: 2000 }, 'Cà Mau prints 48 days, cut 12/60, 20 %'],
    [days(7), [days(4.5)], { unit: 'working-days', amount: 2.5, of: 7, share: 3571 }, 'QĐ 1891/QĐ-TTg: 7 to 4.5 days, 35.71 %'],
    [days(12), [days(5), days(3)], { unit: 'working-days', amount: 4, of: 12, share: 3333 }, 'two appointments together'],
    [days(8), [days(8)], undefined, 'nothing is cut'],
    [days(8), [calendar(8)], undefined, 'days of different kinds do not compare'],
    [{ unit: 'same-day' }, [{ unit: 'same-day' }], undefined, 'a day cannot be cut'],
    [days(5), [{ unit: 'same-day' }], undefined, 'done within the day is no number of days'],
  ] as const)('%j promised as %j is cut by %j: %s', (statutory, promised, cut, _why) => {
    const [first, ...rest] = promised;
    expect(termsOf({ ...promising(first, ...rest), statutoryLimit: statutory })).toEqual({ statutory, promised, ...(cut === undefined ? {} : { cut }) });
  });

  test('a case whose date a person sets promises no term', () => {
    const law = { document: '23/2015/NĐ-CP', article: '21' };
    expect(termsOf({ ...promising(days(3)), dating: { by: 'person', law, awaits: 'council', atIntake: false, pause: 'stand' } })).toEqual({ promised: [] });
  });
});

describe('an internal process', () => {
  test.each([
    ['equal', 'its steps fill the term', part(threeDays, [stage('a', hours(4))], [stage('b', hours(20))])],
    ['below', 'twenty hours are left', part(threeDays, [stage('a', hours(4))])],
    ['above', 'an hour too many', part(threeDays, [stage('a', hours(25))])],
    ['equal', 'the longer of two side by side counts', part(threeDays, [stage('a', hours(24)), stage('b', hours(8))])],
    ['not-comparable', 'hours of a term in calendar days', part(tenCalendarDays, [stage('a', hours(8))])],
    ['equal', 'shares whose binary digits do not meet exactly', part(tenCalendarDays, [stage('a', { unit: 'calendar-days', amount: 0.1 })], [stage('b', { unit: 'calendar-days', amount: 0.2 })], [stage('c', { unit: 'calendar-days', amount: 9.7 })])],
  ] as const)('against its term is %s: %s', (standing, _why, one) => {
    expect(internalProcessOf(caseWith({ parts: [one] })).totals.map((total) => total.standing)).toEqual([standing]);
  });

  test('numbers its steps through both appointments, those side by side too', () => {
    const second = part(threeDays, [stage('c', hours(24))]);
    const { steps } = internalProcessOf(caseWith({ parts: [part(threeDays, [stage('a', hours(24)), stage('b', hours(8))]), second] }));
    expect(steps.map(({ number, part: of, group, stage: { id } }) => [number, of, group, id])).toEqual([[1, 1, 1, 'a'], [2, 1, 1, 'b'], [3, 2, 1, 'c']]);
  });
});
