import { describe, expect, test } from 'vitest';
import { MEASURES, NO_FIGURES, STOCKS, type PeriodFigures } from './measures.js';
import { lateBudget, rateValue } from './rate-value.js';
import { balanceOf, computeRate, getRate, RATES, type RateName } from './rates.js';

describe('a rate shown as a percentage', () => {
  test.each([
    // n       d        value     rule
    [1, 60, '1.67', 'half up at the third decimal'],
    [1, 3, '33.33', 'down below the half'],
    [1, 800, '0.13', 'an exact half goes up: 0.125'],
    [3, 800, '0.38', 'an exact half goes up: 0.375'],
    [0, 12, '0.00', 'nothing of something is zero'],
    [12, 12, '100.00', 'all'],
    [7, 5, '140.00', 'more than all, where the formula allows it'],
    [19_999_999, 100_000_000, '20.00', 'ninety-nine million dossiers do not overflow'],
    [1, 20_000, '0.01', 'the smallest that still shows: 0.005'],
    [1, 20_001, '0.00', 'just below it'],
  ])('%i of %i is %s – %s', (n, d, value) => {
    expect(rateValue(n, d)).toEqual({ n, d, value });
  });

  test('nothing to judge gives no percentage', () => {
    expect(rateValue(0, 0)).toEqual({ n: 0, d: 0 });
  });

  test('damaged counts are shown but give no percentage', () => {
    expect(rateValue(-1, 5)).toEqual({ n: -1, d: 5 });
    expect(rateValue(1, -5)).toEqual({ n: 1, d: -5 });
  });
});

describe('the budget of a target below 2 %', () => {
  test.each([
    // late  dossiers  budget  rule
    [0, 100, 2, 'the second late dossier of a hundred makes 2.00 %, which is no longer below'],
    [0, 101, 3, 'two of 101 are 1.98 %, the third breaks it'],
    [1, 100, 1, 'one used up'],
    [2, 100, 0, 'broken'],
    [9, 100, 0, 'broken long ago'],
    [0, 1, 1, 'the only dossier'],
    [3, 300, 3, 'three more'],
  ])('%i late of %i: %i more – %s', (n, d, budget) => {
    expect(lateBudget(n, d, 200)).toBe(budget);
    expect((10_000 * (n + budget)) / d).toBeGreaterThanOrEqual(200);
  });

  test('no dossiers, no budget', () => {
    expect(lateBudget(0, 0, 200)).toBeUndefined();
  });
});

describe('the catalogue', () => {
  const figures: PeriodFigures = {
    ...NO_FIGURES,
    carriedOver: 20, received: 106, receivedOnline: 53, transferredIn: 4, transferredOut: 6, reopened: 2, cancelled: 6,
    finishedEarly: 60, finishedOnTime: 20, finishedLate: 3, finishedUndated: 1, refusedAfterAppraisal: 2, open: 36, overdue: 1,
    supplementFirst: 12, supplementSecond: 3, becameLate: 4, promiseBroken: 1, apologised: 4, apologySigned: 5, apologyInTime: 3,
    finishedLateByDate: 1, overdueByDate: 1, finishedLateCurrent: 2, overdueCurrent: 0, pausedInTime: 8, pausedOverdue: 1, withdrawn: 4, suspended: 1, intakeRefused: 25, complained: 3,
    receivedWithPapers: 50, receivedDigital: 20, receivedReused: 5, results: 40, resultsElectronic: 30, payments: 60, paymentsPortal: 15, paymentsCashless: 40,
    stageEnded: 300, stageEndedLate: 9, stageOpen: 40, stageOverdue: 1, transferDue: 80, transferLate: 4, forwardingDue: 40, forwardingLate: 3, becameLateLetterInTime: 1, registered: 60, answerLate: 3,
  };

  test.each<[RateName, number, number, string]>([
    ['late-rate', 4, 120, '3.33'],
    ['on-time-of-to-process', 115, 120, '95.83'],
    ['late-rate-by-date', 2, 120, '1.67'],
    ['late-rate-by-end-of-day', 2, 120, '1.67'],
    ['late-of-processed-by-date', 1, 84, '1.19'],
    ['on-time-of-processed-by-date', 82, 84, '97.62'],
    ['same-day-of-processed-by-date', 22, 84, '26.19'],
    ['late-rate-by-current-promise', 2, 120, '1.67'],
    ['late-of-processed-by-current-promise', 2, 84, '2.38'],
    ['on-time-of-processed-by-current-promise', 81, 84, '96.43'],
    ['intake-refusal-share', 25, 125, '20.00'],
    ['withdrawn-share', 4, 84, '4.76'],
    ['suspended-share', 1, 84, '1.19'],
    ['overdue-of-open', 1, 36, '2.78'],
    ['paused-of-open', 9, 36, '25.00'],
    ['complaint-share', 3, 120, '2.50'],
    ['satisfaction-by-links', 113, 120, '94.17'],
    ['digitised-share', 20, 50, '40.00'],
    ['reuse-share', 5, 50, '10.00'],
    ['e-result-share', 30, 40, '75.00'],
    ['portal-payment-share', 15, 60, '25.00'],
    ['cashless-payment-share', 40, 60, '66.67'],
    ['late-of-received', 4, 100, '4.00'],
    ['on-time-of-received', 80, 100, '80.00'],
    ['late-of-processed', 3, 84, '3.57'],
    ['on-time-of-processed', 80, 84, '95.24'],
    ['early-of-processed', 60, 84, '71.43'],
    ['same-day-of-processed', 20, 84, '23.81'],
    ['undated-of-processed', 1, 84, '1.19'],
    ['refusal-rate', 2, 84, '2.38'],
    ['supplement-rate', 12, 120, '10.00'],
    ['second-supplement-rate', 3, 120, '2.50'],
    ['online-share', 53, 106, '50.00'],
    ['stage-late-rate', 10, 340, '2.94'],
    ['stage-late-of-ended', 9, 300, '3.00'],
    ['apology-coverage', 4, 5, '80.00'],
    ['apology-in-time-rate', 3, 5, '60.00'],
    ['transfer-late-rate', 4, 80, '5.00'],
    ['forwarding-late-rate', 3, 40, '7.50'],
    ['answer-late-rate', 3, 60, '5.00'],
    ['late-with-letter-in-time', 1, 4, '25.00'],
  ])('%s is %i of %i, %s %%', (name, n, d, value) => {
    expect(computeRate(getRate(name), figures)).toEqual({ n, d, value });
  });

  test('what there was to process is what was finished and what is open', () => {
    expect(balanceOf(figures)).toEqual({ entered: 132, left: 132 });
    expect(computeRate(getRate('late-rate'), figures).d).toBe(figures.finishedEarly + figures.finishedOnTime + figures.finishedLate + figures.finishedUndated + figures.open);
  });

  test('early, on the day, late and undated make up all that was processed', () => {
    const parts = (['early-of-processed', 'same-day-of-processed', 'late-of-processed', 'undated-of-processed'] as const).map(getRate);
    expect(parts.reduce((sum, rate) => sum + computeRate(rate, figures).n, 0)).toBe(84);
  });

  test('every rate states its formula and is found under its own name', () => {
    for (const rate of RATES) {
      expect(rate.formula).toContain('/');
      expect(getRate(rate.name).formula).toBe(rate.formula);
    }
    expect(getRate('late-rate')).toMatchObject({ target: 200, comparison: 'minute', of: 'dossiers' });
  });
});

test('stored arrays keep their order: measures are only ever appended', () => {
  expect(MEASURES.slice(0, 54).join(' ')).toBe(
    'received receivedOnline transferredIn transferredOut reopened cancelled finishedEarly finishedOnTime finishedLate finishedUndated ' +
      'withdrawn suspended refusedAfterAppraisal registered answerLate intakeRefused transferDue transferLate supplementFirst supplementSecond ' +
      'becameLate promiseBroken apologised apologySigned apologyInTime excused stageEnded stageEndedLate ' +
      'open overdue pausedInTime openUndated stageOpen stageOverdue forwardingDue forwardingLate becameLateLetterInTime rated ratedSatisfied ' +
      'finishedLateByDate finishedLateCurrent overdueCurrent pausedOverdue openUnjudged overdueOnDueDay overdueOnHalfMonthEnd receivedWithPapers receivedDigital receivedReused ' +
      'results resultsElectronic payments paymentsPortal paymentsCashless',
  );
  expect(STOCKS.every((stock) => MEASURES.includes(stock))).toBe(true);
});
