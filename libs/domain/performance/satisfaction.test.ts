import { describe, expect, test } from 'vitest';
import type { Rating } from '../dossier/rating.js';
import type { NewEvent } from '../dossier/events.js';
import type { Measure } from './measures.js';
import { booked, live } from './test-support/booked.js';
import { made, receivedEvent, reopenedEvent, resultEvent, transferredEvent } from './test-support/made-events.js';

const RATED: readonly Measure[] = ['rated', 'ratedSatisfied'];
const opening = receivedEvent('2026-01-05T09:00', '2026-01-12T09:00');
const rate = (when: string, rating: Rating) => (): NewEvent => made('ServiceRated', when, { rating, channel: 'desk' });

describe('satisfaction', () => {
  test.each([
    ['very-satisfied', ['9 H99.1 rated +1', '9 H99.1 ratedSatisfied +1']],
    ['satisfied', ['9 H99.1 rated +1', '9 H99.1 ratedSatisfied +1']],
    ['dissatisfied', ['9 H99.1 rated +1']],
  ] as const)('counts %s on the day it was said', (rating, expected) => {
    expect(booked(live((state) => resultEvent(state, '2026-01-08T09:00'), rate('2026-01-09T09:00', rating))(opening), RATED)).toEqual(expected);
  });

  test('counts a dossier once: the last rating, on its day', () => {
    const life = live((state) => resultEvent(state, '2026-01-08T09:00'), rate('2026-01-09T09:00', 'satisfied'), rate('2026-02-02T09:00', 'dissatisfied'));
    expect(booked(life(opening), RATED)).toEqual(['33 H99.1 rated +1']);
  });

  test('takes an earlier rating back from the agency it was about', () => {
    const life = live(
      (state) => resultEvent(state, '2026-01-08T09:00'),
      rate('2026-01-09T09:00', 'dissatisfied'),
      () => reopenedEvent('2026-01-12T09:00', undefined),
      (state) => transferredEvent(state, '2026-01-13T09:00', 'H99.2'),
      (state) => resultEvent(state, '2026-01-14T09:00'),
      rate('2026-01-15T09:00', 'satisfied'),
    );
    expect(booked(life(opening), RATED)).toEqual(['15 H99.2 rated +1', '15 H99.2 ratedSatisfied +1']);
  });
});
