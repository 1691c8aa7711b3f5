import { describe, expect, test } from 'vitest';
import { at } from '../../../test/fixtures/calendar/calendars.js';
import { DossierLife, local } from '../../../test/fixtures/dossier-life.js';
import { rulesOf } from '../../../test/fixtures/rules.js';
import type { ConsultationRule } from '../procedure/procedure.js';
import { findDateFault } from './recompute.js';

const permit = rulesOf('1.013225');
const FIRE = 'H99.81';
const CULTURE = 'H99.07';
const asked = { consultation: 'related-agencies', agency: FIRE };

/** A building permit for a house taken in Tuesday 18/8/2026 09:00. */
function house(rules = permit): DossierLife {
  return DossierLife.takenIn(rules, '2026-08-18T09:00');
}

const rule = (change: Partial<ConsultationRule>): ConsultationRule => ({ code: 'opinion', name: 'Lấy ý kiến', limit: { unit: 'working-days', amount: 3 }, silence: 'late', basis: { document: 'Nghị định 61/2018/NĐ-CP', article: '19' }, ...change });
/** Asking stops the clock by the procedure's own law. */
const pausing = rulesOf('1.012784', { consultations: [rule({ pauses: 'cadastral-measurement' })] });
const watched = rulesOf('1.013225', { consultations: [rule({})] });

describe('asking for an opinion', () => {
  test('stops no clock', () => {
    const life = house();
    const before = life.dates;
    life.give('2026-08-19T10:00', 'RequestOpinion', asked);
    expect([life.state.pause, life.dates]).toEqual([undefined, before]);
  });

  test.each([
    // asked              limit ends          rule: NĐ 217/2026 Art. 54.2c, two working days
    ['2026-08-19T10:00', '2026-08-22T00:00', '24:00 of Friday 21/8'],
    ['2026-08-20T10:00', '2026-08-23T00:00', '24:00 of make-up Saturday 22/8'],
    ['2026-08-28T10:00', '2026-09-05T00:00', 'over National Day: 3/9 and 4/9'],
  ])('at %s takes silence for consent at %s: %s', (askedAt, due) => {
    const life = DossierLife.takenIn(permit, `${askedAt.slice(0, 10)}T08:00`);
    life.give(askedAt, 'RequestOpinion', asked);
    const before = life.events.length;
    life.wake(due);
    expect(life.story(before).filter((line) => line.startsWith('Opinion'))).toEqual([`OpinionDeemedConsent @ ${due}`]);
  });

  test.each([
    [{ consultation: 'weather', agency: FIRE }, { code: 'unknown-consultation', data: { consultation: 'weather' } }],
    [{ consultation: 'related-agencies', agency: 'H98.01' }, { code: 'unknown-agency', data: { agency: 'H98.01' } }],
  ])('%o is refused by name', (body, refusal) => {
    expect(house().try('2026-08-19T10:00', 'RequestOpinion', body)).toMatchObject(refusal);
  });

  test('of an agency that takes no new work any more is refused by name', () => {
    const ended = new Map([...permit.agencies].map(([code, agency]) => [code, code === FIRE ? { ...agency, endsOn: '2026-08-19' } : agency]));
    const life = house({ ...permit, agencies: ended });
    expect(life.try('2026-08-19T10:00', 'RequestOpinion', asked)).toMatchObject({ code: 'agency-ended', data: { agency: FIRE, endsOn: '2026-08-19' } });
  });

  test('is done of several agencies at once, of each once until it has answered', () => {
    const life = house();
    life.give('2026-08-19T10:00', 'RequestOpinion', asked);
    life.give('2026-08-19T10:05', 'RequestOpinion', { ...asked, agency: CULTURE });
    expect(life.try('2026-08-19T10:10', 'RequestOpinion', asked)).toMatchObject({ code: 'opinion-already-asked', data: { agency: FIRE } });
    life.give('2026-08-20T09:00', 'RecordOpinion', { number: 1, outcome: 'agreed' });
    life.wake('2026-08-22T00:00');
    expect(life.state.opinions.map(({ agency, answer, silentAt }) => [agency, answer?.outcome, local(silentAt)])).toEqual([
      [FIRE, 'agreed', undefined],
      [CULTURE, undefined, '2026-08-22T00:00'],
    ]);
    expect(life.try('2026-08-22T09:00', 'RecordOpinion', { number: 1, outcome: 'objected' })).toMatchObject({ code: 'no-opinion-awaited', data: { number: 1 } });
  });

  test('is refused once a refusal is decided', () => {
    const life = house();
    life.give('2026-08-19T09:00', 'RefuseAfterAppraisal', { reasonCode: 'x', documentNumber: '1' });
    expect(life.try('2026-08-19T10:00', 'RequestOpinion', asked)).toMatchObject({ code: 'decision-already-made' });
  });
});

describe('silence', () => {
  test('that is no consent makes the agency late, once, and the dossier is not', () => {
    const life = house(watched);
    life.give('2026-08-19T10:00', 'RequestOpinion', { consultation: 'opinion', agency: CULTURE });
    life.wake('2026-08-26T00:00');
    expect(life.all('OpinionBecameLate')).toEqual([{ number: 1, dueAt: at('2026-08-23T00:00') }]);
    expect(life.state.becameLateAt).toBeUndefined();
    life.give('2026-08-26T09:00', 'RecordOpinion', { number: 1, outcome: 'agreed-with-conditions', documentNumber: '9/SVHTT' });
    expect(life.state.opinions).toMatchObject([{ silentAt: at('2026-08-23T00:00'), answer: { outcome: 'agreed-with-conditions', documentNumber: '9/SVHTT' } }]);
  });

  test('taken for consent stays consent, and a word that comes later is recorded beside it', () => {
    const life = house();
    life.give('2026-08-19T10:00', 'RequestOpinion', asked);
    life.give('2026-08-24T09:00', 'RecordOpinion', { number: 1, outcome: 'objected' });
    expect(life.state.opinions).toMatchObject([{ silentAt: at('2026-08-22T00:00'), answer: { at: at('2026-08-24T09:00'), outcome: 'objected' } }]);
  });

  test('runs on while the dossier waits for papers: it is the time of another', () => {
    const life = house();
    life.give('2026-08-19T10:00', 'RequestOpinion', asked);
    life.give('2026-08-19T11:00', 'RequestSupplement', { items: [{ legalBasis: { document: '118/2025/NĐ-CP', article: '8' } }], reasonCode: 'incomplete' });
    expect(life.wake('2026-08-22T00:00').all('OpinionDeemedConsent')).toHaveLength(1);
  });

  test('of a dossier that has ended means nothing, also when it is opened again', () => {
    const life = house(watched);
    life.give('2026-08-19T10:00', 'RequestOpinion', { consultation: 'opinion', agency: CULTURE });
    life.give('2026-08-20T10:00', 'RecordResult', {});
    life.give('2026-09-10T10:00', 'Reopen', { reasonCode: 'complaint' });
    expect(life.wake('2026-09-11T00:00').all('OpinionBecameLate')).toEqual([]);
    expect(life.state.opinions).toMatchObject([{ lapsedAt: at('2026-08-20T10:00') }]);
  });
});

describe('where the procedure\'s law says so, the clock', () => {
  const body = { consultation: 'opinion', agency: CULTURE };

  test('stops with the question and runs on from the last answer, by the interval that truly passed', () => {
    const life = DossierLife.takenIn(pausing, '2026-08-19T09:00', { agencyCode: 'H99.05.01' });
    const before = life.events.length;
    life.give('2026-08-20T09:00', 'RequestOpinion', body);
    life.give('2026-08-20T10:00', 'RequestOpinion', { ...body, agency: FIRE });
    expect(life.state).toMatchObject({ status: 'paused', pause: { ground: 'cadastral-measurement', plannedEndAt: at('2026-08-25T00:00') } });
    life.give('2026-08-21T09:00', 'RecordOpinion', { number: 2, outcome: 'agreed' });
    expect(life.state.status).toBe('paused');
    life.give('2026-08-24T09:00', 'RecordOpinion', { number: 1, outcome: 'agreed' });
    expect(life.story(before).filter((line) => /Clock/.test(line))).toEqual(['ClockPaused @ 2026-08-20T09:00', 'ClockResumed @ 2026-08-24T09:00']);
    expect(life.dates).toMatchObject({ first: '2026-09-08T09:00', due: '2026-09-11T09:00' });
    expect(findDateFault(life.events, () => pausing)).toBeUndefined();
  });

  test('stays stopped when the limit passes: the head of the desk is told, and the answer ends the pause', () => {
    const life = DossierLife.takenIn(pausing, '2026-08-19T09:00', { agencyCode: 'H99.05.01' });
    life.give('2026-08-20T09:00', 'RequestOpinion', body);
    life.wake('2026-08-26T00:00');
    expect(life.story().slice(-2)).toEqual(['PausePlannedEndPassed @ 2026-08-25T00:00', 'OpinionBecameLate @ 2026-08-25T00:00']);
    expect(life.state.status).toBe('paused');
    life.give('2026-08-26T09:00', 'RecordOpinion', { number: 1, outcome: 'agreed' });
    expect(life.state.status).toBe('in-progress');
  });

  test('that stood still already on the officer\'s word is started by the officer alone', () => {
    const life = DossierLife.takenIn(pausing, '2026-08-19T09:00', { agencyCode: 'H99.05.01' });
    life.give('2026-08-20T09:00', 'PauseClock', { ground: 'cadastral-measurement' });
    life.give('2026-08-20T10:00', 'RequestOpinion', body);
    life.give('2026-08-21T09:00', 'RecordOpinion', { number: 1, outcome: 'agreed' });
    expect(life.state.status).toBe('paused');
  });
});
