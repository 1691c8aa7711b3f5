import { describe, expect, test } from 'vitest';
import { at } from '../../../test/fixtures/calendar/calendars.js';
import { DossierLife, person } from '../../../test/fixtures/dossier-life.js';
import { rulesOf } from '../../../test/fixtures/rules.js';
import type { TextRef } from './commands.js';
import { type DelayReason, delayReasonsAt } from './delay-reasons.js';
import type { Rules } from './rules.js';

const COMMUNE = 'H99.31';
const POLICE = 'H99.81';
const CULTURE = 'H99.07';

/** Karaoke licence, 16 working days = 3 (commune) + 3 (police) + 10 (culture), with an apology before expiry. Taken in 7/9/2026 09:00. */
const karaoke = rulesOf('1.001029', { apology: { at: 'before-expiry', lead: { unit: 'working-days', amount: 2 }, letterLimit: { unit: 'working-days', amount: 1 } } });

function licence(rules: Rules = karaoke): DossierLife {
  const life = DossierLife.takenIn(rules, '2026-09-07T09:00', { channel: 'online', agencyCode: CULTURE, receivingAgencyCode: 'H99.02', placeCode: COMMUNE });
  life.give('2026-09-07T09:30', 'Accept', {});
  return life;
}

/** Due 29/9 09:00; drafted 25/9, letter limit 28/9 09:00. The commune never forwarded it. */
function stuck(rules?: Rules): DossierLife {
  return licence(rules).wake('2026-09-25T10:00');
}

const words = (version: number): TextRef => ({ version, commitment: `w${String(version)}` });
const signer = person('signatory', CULTURE);
const commune = person('officer', COMMUNE);

describe('the list of reasons', () => {
  const list: readonly DelayReason[] = [{ code: 'complex' }, { code: 'old', endsOn: '2026-09-01' }, { code: 'local', text: 'Own words', endsOn: '2026-12-31' }];

  test.each([
    ['2026-08-31T23:59', ['complex', 'old', 'local']],
    ['2026-09-01T00:00', ['complex', 'local']],
    ['2026-12-31T00:00', ['complex']],
  ])('offers at %s %j', (when, codes) => {
    expect(delayReasonsAt(list, at(when)).map(({ code }) => code)).toEqual(codes);
  });

  test.each([
    ['ForecastLate', person('officer', COMMUNE)],
    ['SupplyDelayReason', commune],
  ] as const)('is closed for %s: a code that is not on it, or has ended, is refused with those that can be chosen', (type, by) => {
    const life = stuck({ ...karaoke, settings: { ...karaoke.settings, delayReasons: list } });
    for (const reasonCode of ['overload', 'old']) {
      expect(life.try('2026-09-25T10:00', type, { reasonCode }, by)).toMatchObject({ code: 'unknown-delay-reason', data: { reasonCode, offered: 'complex, local' } });
    }
    life.give('2026-09-25T10:00', type, { reasonCode: 'local' }, by);
  });

  test('is closed for the signature, which names one where nobody else must', () => {
    const life = DossierLife.takenIn(rulesOf('1.005144'), '2026-08-19T09:00').wake('2026-08-28T09:00');
    expect(life.try('2026-08-28T10:00', 'SignApology', { reasonCode: 'because' })).toMatchObject({ code: 'unknown-delay-reason' });
    expect(life.try('2026-08-28T10:00', 'SignApology', {})).toMatchObject({ code: 'delay-reason-required' });
    life.give('2026-08-28T10:00', 'SignApology', { reasonCode: 'overload' });
    expect(life.all('ApologySigned')).toMatchObject([{ reasonCode: 'overload', reasonOf: COMMUNE }]);
  });
});

describe('in an interlinked dossier', () => {
  test.each([
    // signed at            supplied       given            outcome
    ['2026-09-25T11:00', undefined, 'complex', 'delay-reason-awaited'],
    ['2026-09-28T09:00', undefined, 'complex', 'delay-reason-awaited'],
    ['2026-09-28T09:01', undefined, 'complex', 'complex of H99.07'],
    ['2026-09-28T09:01', undefined, undefined, 'delay-reason-required'],
    ['2026-09-30T09:00', undefined, 'complex', 'complex of H99.07'],
    ['2026-09-25T11:00', 'staff-absence', undefined, 'staff-absence of H99.31'],
    ['2026-09-25T11:00', 'staff-absence', 'staff-absence', 'staff-absence of H99.31'],
    ['2026-09-25T11:00', 'staff-absence', 'complex', 'delay-reason-of-other'],
    ['2026-09-30T09:00', 'staff-absence', 'complex', 'delay-reason-of-other'],
  ] as const)('signed at %s, the agency of the late stage having supplied %s and the signer given %s: %s', (when, supplied, given, outcome) => {
    const life = stuck();
    if (supplied !== undefined) {
      life.give('2026-09-25T10:30', 'SupplyDelayReason', { reasonCode: supplied }, commune, words(3));
    }
    const answer = life.try(when, 'SignApology', given === undefined ? {} : { reasonCode: given }, signer, null);
    if ('code' in answer) {
      expect(answer.code).toBe(outcome);
    } else {
      const [signed] = life.all('ApologySigned');
      expect(`${signed?.reasonCode ?? ''} of ${signed?.reasonOf ?? ''}`).toBe(outcome);
      expect(signed?.text).toEqual(supplied === undefined ? undefined : words(3));
    }
  });

  test('who did not run late supplies nothing; a later reason of the agency replaces its first', () => {
    const life = stuck();
    expect(life.try('2026-09-25T10:30', 'SupplyDelayReason', { reasonCode: 'complex' }, person('officer', POLICE))).toMatchObject({ code: 'not-authorised', data: { agency: COMMUNE } });
    life.give('2026-09-25T10:30', 'SupplyDelayReason', { reasonCode: 'complex' }, commune);
    life.give('2026-09-25T10:40', 'SupplyDelayReason', { reasonCode: 'staff-absence' }, commune);
    life.give('2026-09-25T11:00', 'SignApology', {}, signer);
    expect(life.all('ApologySigned')).toMatchObject([{ reasonCode: 'staff-absence' }]);
  });

  test('whose stage ran late answers for it although the work has gone on to another agency', () => {
    const life = licence();
    life.give('2026-09-15T09:00', 'Forward', {}, person('head', COMMUNE));
    life.wake('2026-09-25T10:00');
    expect(life.state.stages.map(({ id, lateRuns }) => [id, lateRuns.length]).filter(([, late]) => late !== 0)).toEqual([['household', 1], ['security', 1]]);
    expect(life.try('2026-09-25T10:30', 'SupplyDelayReason', { reasonCode: 'complex' }, person('officer', CULTURE))).toMatchObject({ code: 'not-authorised', data: { agency: `${COMMUNE}, ${POLICE}` } });
    life.give('2026-09-25T10:30', 'SupplyDelayReason', { reasonCode: 'complex' }, commune);
    expect(life.all('DelayReasonSupplied')).toMatchObject([{ promise: 1, agency: COMMUNE }]);
  });

  test('nothing is asked of others where the agency that decides ran late itself, or nobody has to apologise', () => {
    const life = licence();
    expect(life.try('2026-09-08T10:00', 'SupplyDelayReason', { reasonCode: 'complex' }, commune)).toMatchObject({ code: 'no-delay-to-explain' });
    life.give('2026-09-08T11:00', 'Forward', {}, person('head', COMMUNE));
    life.give('2026-09-09T11:00', 'Forward', {}, person('head', POLICE));
    life.wake('2026-09-25T10:00');
    expect(life.try('2026-09-25T10:00', 'SupplyDelayReason', { reasonCode: 'complex' }, commune)).toMatchObject({ code: 'no-delay-to-explain' });
    life.give('2026-09-25T10:00', 'SignApology', { reasonCode: 'complex' }, signer);
  });
});
