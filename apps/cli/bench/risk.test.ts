import { describe, expect, test } from 'vitest';
import { testAtChosenCut, testRolling } from './risk.js';
import { hasWaboLog, readWaboMoments } from './wabo-moments.js';

describe.skipIf(!hasWaboLog())('probabilities of lateness on the real intake log (skipped where it does not lie beside the project)', () => {
  const log = hasWaboLog() ? readWaboMoments() : { moments: [], dossiers: 0, undecided: 0, begins: 0, ends: 0 };
  const rolling = testRolling(log);

  test('every dossier but those not yet due when the log ends is looked at, never before its start or after its end', () => {
    expect([log.dossiers, log.undecided]).toEqual([715, 44]);
    expect(log.moments.filter(({ at, termFrom, dueAt, endedAt = Infinity }) => at < termFrom || at >= dueAt || at >= endedAt)).toEqual([]);
    expect(log.moments.filter(({ knownAt }) => knownAt > log.ends)).toEqual([]);
  });

  test('what is received after the chosen cut is foretold better than by the base rate before it, by Brier score and log loss', () => {
    const quality = testAtChosenCut(log);
    expect(quality?.dossiers ?? 0).toBeGreaterThan(150);
    expect(quality?.skill ?? 0).toBeGreaterThan(0);
    expect(quality?.logLoss ?? Infinity).toBeLessThan(quality?.logLossOfBaseRate ?? 0);
  });

  test('over all cuts together and on the mean of them the base rate is beaten, and together that of each share of the term too', () => {
    const skills = rolling.cuts.flatMap(({ quality }) => quality?.skill ?? []);
    expect(skills).toHaveLength(4);
    expect(skills.reduce((sum, skill) => sum + skill, 0) / skills.length).toBeGreaterThan(0.05);
    expect(rolling.total?.skill ?? 0).toBeGreaterThan(0.05);
    expect(rolling.total?.skillAtShare ?? 0).toBeGreaterThan(0);
  });

  test('the highest tenth of the forecasts was late at least twice as often as the lowest', () => {
    const rates = rolling.total?.calibration.map(({ late, forecasts }) => late / forecasts) ?? [];
    expect(rates.at(-1) ?? 0).toBeGreaterThan(2 * (rates[0] ?? 1));
  });
});
