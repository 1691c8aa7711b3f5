import { describe, expect, test } from 'vitest';
import { secondsOfTurn, verdictOf } from './fuzz/turns.mjs';

describe('a turn of the fuzzing', () => {
  test.each([
    [60, ['clerk', 'officer', 'head'], 20],
    [61, ['head'], 61],
    [1, ['clerk', 'officer', 'head'], 1],
    [0, ['clerk'], 1],
    // The session would be over before the turn.
    [7_200, ['look-up'], 840],
    [600, ['look-up', 'admin'], 300],
  ])('of %d seconds left, with %j to go, lasts %d', (left, waiting, lasts) => {
    expect(secondsOfTurn(left, waiting)).toBe(lasts);
  });
});

describe('the fuzzing', () => {
  const clerk = { role: 'clerk', sent: 12, isSound: true };

  test('ends well only where everybody asked something and nothing was found', () => {
    expect(verdictOf([clerk, { role: 'look-up', sent: 3, isSound: true }], 7)).toEqual({ code: 0, sentence: '15 requests (clerk 12, look-up 3): no failure of the server, no answer that is not described, and none that tells of its insides' });
  });

  test('ends as failed where something was found, and says how to meet it again', () => {
    expect(verdictOf([clerk, { role: 'look-up', sent: 3, isSound: false }], 7)).toEqual({ code: 1, sentence: '15 requests (clerk 12, look-up 3); what is told above was found as look-up (again: npm run fuzz -- --seed 7 --as look-up)' });
  });

  test('ends as failed where the time was over before somebody asked anything', () => {
    expect(verdictOf([clerk, { role: 'admin', sent: 0, isSound: true }], 7)).toMatchObject({ code: 1, sentence: '12 requests (clerk 12, admin 0); nothing was asked as admin, so nothing is known of it: give it more time' });
  });
});
