import { describe, expect, test } from 'vitest';
import { parseInstant } from '../time/instant.js';
import { CASE_RATE_NAMES, CASE_RATES, caseRateOf, type ClockRound, judgeRound } from './case-rates.js';

const at = (text: string): number => parseInstant(`2026-${text}:00+07:00`);
const AUGUST = { from: at('08-01T00:00'), until: at('09-01T00:00'), at: at('08-20T09:00') };

function round(started: string, due: string, stopped?: readonly [string, 'done' | 'cancelled']): ClockRound {
  return { clock: 'answer', agency: 'H99.31', startedAt: at(started), dueAt: at(due), ...(stopped === undefined ? {} : { stopped: { at: at(stopped[0]), outcome: stopped[1] } }) };
}

const YES = { isCounted: true };
const NO = { isCounted: false };

describe('of the rounds due in August, looked at on the 20th at 9', () => {
  test.each([
    // what happened                                                                     on time     late       open, past its end
    ['done before its end', round('08-03T09:00', '08-10T09:00', ['08-07T09:00', 'done']), YES, NO, undefined],
    ['done at its end', round('08-03T09:00', '08-10T09:00', ['08-10T09:00', 'done']), YES, NO, undefined],
    ['done a minute after', round('08-03T09:00', '08-10T09:00', ['08-10T09:01', 'done']), NO, YES, undefined],
    ['open and past its end', round('08-03T09:00', '08-10T09:00'), NO, YES, YES],
    ['open at its very end', round('08-13T09:00', '08-20T09:00'), undefined, undefined, NO],
    ['open and due later', round('08-17T09:00', '08-24T09:00'), undefined, undefined, NO],
    ['done, due later', round('08-17T09:00', '08-24T09:00', ['08-18T09:00', 'done']), YES, NO, undefined],
    ['given up in time', round('08-03T09:00', '08-10T09:00', ['08-10T09:00', 'cancelled']), undefined, undefined, undefined],
    ['given up when it was late', round('08-03T09:00', '08-10T09:00', ['08-11T09:00', 'cancelled']), NO, YES, undefined],
    ['due at 24:00 of the last day before it', round('07-20T09:00', '08-01T00:00'), undefined, undefined, YES],
    ['due in the first minute of the month', round('07-20T09:00', '08-01T00:01'), NO, YES, YES],
    ['due at 24:00 of its last day', round('08-17T08:00', '09-01T00:00', ['08-19T09:00', 'done']), YES, NO, undefined],
    ['due in the first minute after it', round('08-17T08:00', '09-01T00:01', ['08-19T09:00', 'done']), undefined, undefined, undefined],
    ['begun just then', round('08-20T09:00', '08-27T09:00'), undefined, undefined, undefined],
  ] as const)('one %s', (_what, given, onTime, late, open) => {
    expect(CASE_RATE_NAMES.map((name) => judgeRound(name, given, AUGUST))).toEqual([onTime, late, open]);
  });
});

test('a period that is over is judged at its end, whatever happened since', () => {
  const later = { ...AUGUST, at: at('10-01T09:00') };
  const done = round('08-03T09:00', '08-10T09:00', ['09-15T09:00', 'done']);
  expect(judgeRound('clock-open-overdue', done, later)).toEqual(YES);
  expect(judgeRound('clock-late', done, later)).toEqual(YES);
});

test('where nothing was due there is no percentage', () => {
  expect(caseRateOf('clock-on-time', [], AUGUST)).toEqual({ n: 0, d: 0 });
  expect(caseRateOf('clock-on-time', [round('08-03T09:00', '08-10T09:00'), round('08-03T09:00', '08-10T09:00', ['08-07T09:00', 'done'])], AUGUST)).toEqual({ n: 1, d: 2, value: '50.00' });
});

test('every rate says what it counts', () => {
  expect(CASE_RATES.map(({ name }) => name)).toEqual([...CASE_RATE_NAMES]);
});
