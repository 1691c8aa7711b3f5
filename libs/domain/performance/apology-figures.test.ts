import { describe, expect, test } from 'vitest';
import type { NewEvent } from '../dossier/events.js';
import type { DossierState } from '../dossier/state.js';
import type { Measure } from './measures.js';
import { booked, live } from './test-support/booked.js';
import { at, becameLateEvent, made, receivedEvent, resultEvent } from './test-support/made-events.js';

describe('apologies', () => {
  const opening = receivedEvent('2026-01-05T09:00', '2026-01-12T09:00');
  const sign = (when: string): NewEvent => made('ApologySigned', when, { promise: 1, reasonCode: 'load' });
  const APOLOGIES: readonly Measure[] = ['becameLate', 'apologised', 'apologySigned', 'apologyInTime'];

  test('a letter signed in time covers the break on the day of the break', () => {
    expect(booked(live(() => sign('2026-01-09T09:00'), becameLateEvent)(opening), APOLOGIES)).toEqual([
      '9 H99.1 apologySigned +1', '9 H99.1 apologyInTime +1', '12 H99.1 becameLate +1', '12 H99.1 apologised +1',
    ]);
  });

  test('a letter signed after the break is not in time and covers the day of the break', () => {
    expect(booked(live(becameLateEvent, () => sign('2026-02-02T09:00'))(opening), APOLOGIES)).toEqual([
      '12 H99.1 becameLate +1', '12 H99.1 apologised +1', '33 H99.1 apologySigned +1',
    ]);
  });

  test.each([
    // signed               letter due            counted
    ['2026-01-13T08:59', '2026-01-13T09:00', ['12 H99.1 becameLateLetterInTime +1']],
    ['2026-01-13T09:00', '2026-01-13T09:00', ['12 H99.1 becameLateLetterInTime +1']],
    ['2026-01-13T09:01', '2026-01-13T09:00', []],
    ['2026-01-13T09:00', undefined, []],
  ] as const)('signed after the break at %s, its letter due %s, is in time with the dossier that became late: %j', (signed, due, expected) => {
    const late = (state: DossierState): NewEvent => becameLateEvent(state, due === undefined ? undefined : at(due) - (state.dueAt ?? 0));
    expect(booked(live(late, () => sign(signed))(opening), ['becameLateLetterInTime'])).toEqual(expected);
  });

  test('signed before the break it is in time with the lateness, if that ever comes', () => {
    expect(booked(live(() => sign('2026-01-09T09:00'), becameLateEvent)(opening), ['becameLateLetterInTime'])).toEqual(['12 H99.1 becameLateLetterInTime +1']);
    expect(booked(live(() => sign('2026-01-09T09:00'), (state) => resultEvent(state, '2026-01-10T09:00'))(opening), ['becameLateLetterInTime'])).toEqual([]);
  });

  test('a second letter for the same promise counts nothing', () => {
    expect(booked(live(becameLateEvent, () => sign('2026-01-13T09:00'), () => sign('2026-01-14T09:00'))(opening), ['apologised', 'apologySigned'])).toEqual([
      '12 H99.1 apologised +1', '13 H99.1 apologySigned +1',
    ]);
  });
});
