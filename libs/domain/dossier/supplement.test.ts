import { describe, expect, test } from 'vitest';
import { at } from '../../../test/fixtures/calendar/calendars.js';
import { DossierLife, local, person } from '../../../test/fixtures/dossier-life.js';
import { rulesOf } from '../../../test/fixtures/rules.js';
import type { Role } from './actor.js';

const tuition = rulesOf('1.005144');
const shifting = rulesOf('1.005144', { supplement: { ...tuition.procedure.supplement, clock: 'shift' } });
const clerk = person('clerk');
const officer = person('officer');
const request = { items: [{ component: 'H99-LV04-DON' }], reasonCode: 'incomplete' };

function waiting(rules = tuition): DossierLife {
  const life = DossierLife.takenIn(rules, '2026-08-19T09:00');
  life.give('2026-08-20T10:00', 'RequestSupplement', request, officer);
  return life;
}

describe('a supplement request', () => {
  test.each<readonly [when: string, role: Role, answer: string, rule: string]>([
    // requested at         by         answer                        rule
    ['2026-08-22T09:00', 'officer', 'accepted', 'three working days from intake, make-up Saturday counted, end included'],
    ['2026-08-22T09:01', 'officer', 'supplement-late-needs-head', 'later the head must ask'],
    ['2026-08-22T09:01', 'head', 'accepted', 'the head may ask later'],
  ])('at %s by %s is %s: %s', (when, role, answer) => {
    const life = DossierLife.takenIn(tuition, '2026-08-19T09:00');
    const given = life.try(when, 'RequestSupplement', request, person(role));
    expect('code' in given ? given.code : 'accepted').toBe(answer);
  });

  test('without a reason in words is refused, from a dossier received and from a filing alike', () => {
    expect(DossierLife.takenIn(tuition, '2026-08-19T09:00').try('2026-08-20T10:00', 'RequestSupplement', request, officer, null)).toMatchObject({ code: 'text-required' });
    const filed = DossierLife.takenIn(tuition, '2026-08-19T09:00', { channel: 'online' });
    expect(filed.try('2026-08-20T10:00', 'RequestSupplement', request, clerk, null)).toMatchObject({ code: 'text-required' });
  });

  test('has its limit split between agency and desk where the province says so', () => {
    const life = DossierLife.takenIn(rulesOf('1.115778'), '2026-08-19T16:00', { agencyCode: 'H99.05.01' });
    expect(local(life.state.clocks.supplementRequestDueAt)).toBe('2026-08-22T16:00');
  });

  test('that was not made within its limit is recorded once, also through a pause, and not when one was made', () => {
    const life = DossierLife.takenIn(rulesOf('1.005144', { pauseGrounds: ['external-opinion'] }), '2026-08-19T09:00');
    life.give('2026-08-20T10:00', 'PauseClock', { ground: 'external-opinion' });
    life.give('2026-08-25T10:00', 'ResumeClock', {});
    expect(life.wake('2026-08-27T00:00').story().filter((line) => line.startsWith('SupplementRequestLimit'))).toEqual(['SupplementRequestLimitPassed @ 2026-08-22T09:00']);
    expect(waiting().wake('2026-08-27T00:00').all('SupplementRequestLimitPassed')).toEqual([]);
  });

  test('a second time needs the head and counts late in the national index; a third is refused', () => {
    const life = waiting();
    life.give('2026-08-21T08:00', 'ReceiveSupplement', {}, clerk);
    expect(life.try('2026-08-21T09:00', 'RequestSupplement', request, officer)).toMatchObject({ code: 'second-supplement-needs-head' });
    life.give('2026-08-21T09:00', 'RequestSupplement', request, person('head'));
    life.give('2026-08-24T08:00', 'ReceiveSupplement', {}, clerk);
    expect(life.try('2026-08-24T09:00', 'RequestSupplement', request, person('head'))).toMatchObject({ code: 'third-supplement-refused' });
    expect(life.all('SupplementRequested').map(({ number, lateInNationalIndex, afterLimit }) => [number, lateInNationalIndex, afterLimit])).toEqual([
      [1, false, false],
      [2, true, true],
    ]);
  });

  test('a second time is not made by whoever made the first, before it is accepted as little as after', () => {
    const head = person('head');
    const another = { ...head, subject: 'another-head' };
    for (const channel of ['counter', 'online'] as const) {
      const life = DossierLife.takenIn(tuition, '2026-08-19T09:00', { channel });
      life.give('2026-08-20T10:00', 'RequestSupplement', request, head);
      life.give('2026-08-21T08:00', 'ReceiveSupplement', {}, clerk);
      expect(life.try('2026-08-21T09:00', 'RequestSupplement', request, head), channel).toMatchObject({ code: 'second-supplement-same-person' });
      expect(life.try('2026-08-21T09:00', 'RequestSupplement', request, another), channel).not.toHaveProperty('code');
    }
  });

  test.each([
    // items                                                 refusal
    [[], 'supplement-items-empty'],
    [[{}], 'supplement-items-empty'],
    [[{ component: 'NO-SUCH-PAPER' }], 'unknown-component'],
    [[{ component: 'H99-LV04-DON' }, { legalBasis: { document: '81/2021/NĐ-CP', article: '19' } }], undefined],
  ])('for %j meets the refusal %s: each item names a paper of the procedure version or a legal basis', (items, code) => {
    const given = DossierLife.takenIn(tuition, '2026-08-19T09:00').try('2026-08-20T10:00', 'RequestSupplement', { items, reasonCode: 'incomplete' });
    expect('code' in given ? given.code : undefined).toBe(code);
  });

  test.each([
    // procedure, clause     the applicant's own date    answered by          reminded at
    ['1.005144', undefined, '2026-09-15T00:00', '2026-09-11T17:00'],
    ['1.013225', undefined, '2026-08-23T00:00', '2026-08-21T17:00'],
    ['1.005144', '2026-08-27T17:00', '2026-08-27T17:00', '2026-08-26T17:00'],
  ] as const)('under %s, with date %s, is to be answered by %s and reminded of at %s', (code, given, answerBy, remindedAt) => {
    const life = DossierLife.takenIn(rulesOf(code), '2026-08-19T09:00', { caseCode: `${code}.01` });
    const body = { items: [{ legalBasis: { document: '118/2025/NĐ-CP', article: '8' } }], reasonCode: 'incomplete', ...(given === undefined ? {} : { applicantDueAt: at(given) }) };
    life.give('2026-08-20T10:00', 'RequestSupplement', body, officer);
    life.wake('2026-10-30T00:00');
    expect(life.story().slice(-2)).toEqual([`SupplementReminderDue @ ${remindedAt}`, `SupplementExpired @ ${answerBy}`]);
  });

  test('is not made while the clock stands still on another ground', () => {
    const life = DossierLife.takenIn(rulesOf('1.005144', { pauseGrounds: ['external-opinion'] }), '2026-08-19T09:00');
    life.give('2026-08-20T10:00', 'PauseClock', { ground: 'external-opinion' });
    expect(life.try('2026-08-20T11:00', 'RequestSupplement', request)).toMatchObject({ code: 'not-allowed-in-status', status: 'paused' });
  });

  test('cannot set the applicant a date that has passed', () => {
    const given = DossierLife.takenIn(tuition, '2026-08-19T09:00').try('2026-08-20T10:00', 'RequestSupplement', { ...request, applicantDueAt: at('2026-08-20T10:00') });
    expect(given).toMatchObject({ code: 'applicant-deadline-in-past' });
  });
});

describe('the papers', () => {
  test.each<readonly [clock: string, due: string, rule: string]>([
    // clock    due                 rule
    ['restart', '2026-09-11T16:00', 'ten working days from full receipt (NĐ 61/2018 Art. 19.4)'],
    ['shift', '2026-09-10T15:00', 'what was left runs on: nine days less an hour of open time'],
  ])('%s the term to %s: %s', (clock, due) => {
    const life = waiting(clock === 'restart' ? tuition : shifting);
    life.give('2026-08-25T16:00', 'ReceiveSupplement', {}, clerk);
    expect(life.dates.due).toBe(due);
  });

  test('that come in part are recorded and leave the clock paused', () => {
    const life = waiting();
    life.give('2026-08-21T08:00', 'ReceiveSupplement', { complete: false, components: [{ code: 'H99-LV04-DON', copies: 1, kind: 'original' }] }, clerk);
    expect([life.state.status, life.state.components.length, life.dates.due]).toEqual(['awaiting-supplement', 1, '2026-09-04T09:00']);
    life.give('2026-08-24T08:00', 'ReceiveSupplement', {}, clerk);
    expect(life.state).toMatchObject({ status: 'in-progress', supplements: [{ number: 1, receivedAt: at('2026-08-24T08:00') }] });
  });

  test('may still come after the applicant’s date, as long as nobody closed the dossier', () => {
    const life = waiting();
    life.give('2026-09-21T08:00', 'ReceiveSupplement', {}, clerk);
    expect([life.all('SupplementExpired').length, life.state.status]).toEqual([1, 'in-progress']);
  });
});

describe('a dossier nobody supplements', () => {
  test('is never closed silently, and not before the applicant’s date has passed', () => {
    const life = waiting().wake('2026-09-11T12:00');
    expect(life.try('2026-09-11T12:01', 'CloseUnsupplemented', { reasonCode: 'no-answer' })).toMatchObject({ code: 'supplement-not-due', data: { applicantDueAt: at('2026-09-15T00:00') } });
    life.wake('2026-12-31T00:00');
    expect(life.state.status).toBe('awaiting-supplement');
  });

  test('is closed with a reason in words, which goes into the form the applicant gets', () => {
    const life = waiting();
    expect(life.try('2026-09-15T07:30', 'CloseUnsupplemented', { reasonCode: 'no-answer' }, clerk, null)).toMatchObject({ code: 'text-required' });
  });

  test.each([
    // configured code  status        result
    ['suspended', 'suspended', undefined],
    ['withdrawn', 'withdrawn', undefined],
    ['refused', 'finished', 'refused'],
  ] as const)('closed as %s has status %s and outcome %s, and was not late while it waited', (closeAs, status, outcome) => {
    const life = waiting(rulesOf('1.005144', { supplement: { ...tuition.procedure.supplement, closeAs } }));
    life.give('2026-09-15T07:30', 'CloseUnsupplemented', { reasonCode: 'no-answer' });
    expect(life.state).toMatchObject({ status, finish: { punctuality: 'early' } });
    expect([life.state.result?.outcome, life.state.pause, life.stage('desk').status]).toEqual([outcome, undefined, 'done']);
  });
});
