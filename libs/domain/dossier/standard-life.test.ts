import { describe, expect, test } from 'vitest';
import { DossierLife, local, person } from '../../../test/fixtures/dossier-life.js';
import { rulesOf } from '../../../test/fixtures/rules.js';
import { openStages } from './state.js';
import { isWithoutDates } from './status.js';

/** Ten working days: desk 2 h, assign 4 h, process 58 h, review 6 h, sign 7 h, record 3 h, return outside the clock. */
const tuition = rulesOf('1.005144');
const officer = person('officer');
const clerk = person('clerk');

/** Make-up Saturday 22/8/2026 counts; 29/8–2/9 are off. */
function supplemented(): DossierLife {
  const life = DossierLife.takenIn(tuition, '2026-08-19T09:00');
  life.give('2026-08-19T09:30', 'Assign', { officer: 'officer-7' }, officer);
  life.give('2026-08-19T10:30', 'Forward', {}, clerk);
  life.give('2026-08-19T15:00', 'Forward', {}, officer);
  life.give('2026-08-20T10:40', 'RequestSupplement', { items: [{ component: 'H99-LV04-DON' }], reasonCode: 'incomplete' }, officer);
  life.give('2026-08-26T14:00', 'ReceiveSupplement', {}, clerk);
  return life;
}

describe('the standard dossier', () => {
  test('gets term, three equal dates, stage targets and warnings at the counter', () => {
    const life = DossierLife.takenIn(tuition, '2026-08-19T09:00');
    expect(life.dates).toEqual({ first: '2026-09-04T09:00', due: '2026-09-04T09:00', appointment: '2026-09-04T09:00' });
    expect(life.state.stages.map(({ id, targetAt }) => [id, local(targetAt)])).toEqual([
      ['desk', '2026-08-19T11:00'],
      ['assign', '2026-08-19T17:00'],
      ['process', '2026-08-28T09:00'],
      ['review', '2026-08-28T17:00'],
      ['sign', '2026-09-03T16:00'],
      ['record', '2026-09-04T09:00'],
      ['return', undefined],
    ]);
    const { dueSoonAt, apologyDraftAt, letterLimitAt } = life.state.milestones;
    expect([dueSoonAt, apologyDraftAt, letterLimitAt].map(local)).toEqual(['2026-09-03T09:00', '2026-08-28T09:00', '2026-09-03T09:00']);
  });

  test('opens the next stage with its own budget, counted from the hand-over', () => {
    const life = DossierLife.takenIn(tuition, '2026-08-19T09:00');
    life.give('2026-08-19T10:30', 'Forward', {}, clerk);
    expect([life.stage('desk').status, life.stage('desk').usedMs]).toEqual(['done', 5_400_000]);
    expect([life.state.status, life.stage('assign').status, local(life.stage('assign').targetAt)]).toEqual(['in-progress', 'open', '2026-08-19T16:30']);
  });

  test('stands still from the supplement request until all papers are there, then begins again from zero', () => {
    const life = supplemented();
    expect(local(life.all('SupplementRequested')[0]?.applicantDueAt)).toBe('2026-09-15T00:00');
    expect(life.dates).toEqual({ first: '2026-09-04T09:00', due: '2026-09-14T14:00', appointment: '2026-09-14T14:00' });
    expect(local(life.stage('process').targetAt)).toBe('2026-09-09T16:00');
    expect(life.state.promises).toMatchObject([{ number: 1, kind: 'first', at: life.state.dueAt }]);
  });

  test('ends when the result reaches the desk, is judged there, and closes with the hand-over', () => {
    const life = supplemented();
    life.give('2026-09-09T10:00', 'Forward', {}, officer);
    life.give('2026-09-10T07:30', 'Forward', {}, officer);
    life.give('2026-09-10T15:00', 'Forward', {}, officer);
    life.give('2026-09-10T16:00', 'Forward', {}, officer);
    life.give('2026-09-11T09:00', 'RecordResult', { resultNumber: '12/QD' }, clerk);
    life.give('2026-09-14T08:00', 'HandOver', { method: 'desk', identityChecked: true, authorised: false, signature: 'paper' }, clerk);
    life.wake('2026-12-31T00:00');
    expect(life.story()).toEqual([
      'DossierReceived @ 2026-08-19T09:00',
      'OfficerAssigned @ 2026-08-19T09:30',
      'StageForwarded @ 2026-08-19T10:30',
      'StageForwarded @ 2026-08-19T15:00',
      'SupplementRequested @ 2026-08-20T10:40',
      'SupplementReceived @ 2026-08-26T14:00',
      'StageForwarded @ 2026-09-09T10:00',
      'StageForwarded @ 2026-09-10T07:30',
      'LatenessAssessed @ 2026-09-10T14:00',
      'StageForwarded @ 2026-09-10T15:00',
      'StageForwarded @ 2026-09-10T16:00',
      'ResultRecorded @ 2026-09-11T09:00',
      'ResultHandedOver @ 2026-09-14T08:00',
    ]);
    expect(life.all('LatenessAssessed')).toMatchObject([{ endangered: false, neededMs: 5.5 * 3_600_000, leftMs: 16 * 3_600_000 }]);
    expect(life.state).toMatchObject({ status: 'returned', finish: { punctuality: 'early', delayMs: 0 } });
    expect([life.all('ResultRecorded')[0]?.noticeDueAt, life.all('ResultRecorded')[0]?.uncollectedAt].map(local)).toEqual(['2026-09-14T09:00', '2026-10-12T09:00']);
  });

  test.each([
    // received          case          due                rule
    ['2026-02-12T08:00', '1.005144.01', '2026-03-05T08:00', 'Tết 14–22/2/2026 is left out'],
    ['2026-08-19T09:00', '1.005144.01', '2026-09-04T09:00', 'make-up Saturday 22/8 counts, 29/8–2/9 do not'],
    ['2026-11-20T16:30', '1.005144.01', '2026-12-07T16:30', 'Culture Day 24/11 is off'],
  ])('received %s under %s it is due %s: %s', (received, caseCode, due) => {
    expect(DossierLife.takenIn(tuition, received, { caseCode }).dates.due).toBe(due);
  });
});

describe('a dossier by post', () => {
  test('counts from the arrival, also when it is entered the day after', () => {
    const asked = { channel: 'post', timeEvidence: { kind: 'postal-arrival', reference: 'EMS 1' } } as const;
    const life = DossierLife.takenIn(tuition, '2026-08-19T14:00', asked, '2026-08-20T08:00');
    expect([life.story()[0], life.dates.due]).toEqual(['DossierReceived @ 2026-08-19T14:00', '2026-09-04T14:00']);
  });

  test('entered after its warning was due, is warned at once and never in the past', () => {
    const asked = { channel: 'post', timeEvidence: { kind: 'postal-arrival', reference: 'EMS 2' } } as const;
    const life = DossierLife.takenIn(rulesOf('1.001612'), '2026-08-19T14:00', asked, '2026-08-21T16:00');
    life.wake('2026-08-21T16:00');
    expect(life.dates.due).toBe('2026-08-22T14:00');
    expect(life.story().filter((line) => line.includes('Warned') || line.includes('Assessed'))).toEqual(['DueSoonWarned @ 2026-08-21T16:00', 'LatenessAssessed @ 2026-08-21T16:00']);
  });
});

describe('an online filing', () => {
  const online = { channel: 'online', submittedAt: '2026-08-19T16:00' } as const;

  test('shows a provisional date and owes an answer within eight working hours, the desk alerted at two', () => {
    const life = DossierLife.takenIn(tuition, '2026-08-19T16:00', online);
    expect(life.state).toMatchObject({ status: 'registered', provisional: true, promises: [] });
    expect(life.dates).toEqual({ first: undefined, due: '2026-09-04T16:00', appointment: undefined });
    life.wake('2026-08-21T08:00');
    expect(life.story().slice(1)).toEqual(['AnswerAlerted @ 2026-08-20T08:00', 'AnswerBecameLate @ 2026-08-20T16:00']);
  });

  test('has its term fixed by Accept, counted from the receipt and not from the answer', () => {
    const life = DossierLife.takenIn(tuition, '2026-08-19T16:00', online);
    life.give('2026-08-20T09:00', 'Accept', {}, clerk);
    expect(life.state).toMatchObject({ status: 'received', provisional: false, promises: [{ number: 1, kind: 'first' }] });
    expect(life.dates).toEqual({ first: '2026-09-04T16:00', due: '2026-09-04T16:00', appointment: '2026-09-04T16:00' });
    expect(local(life.state.clocks.supplementRequestDueAt)).toBe('2026-08-24T09:00');
  });

  test('accepted after its same-day date has passed is late at that date', () => {
    const life = DossierLife.takenIn(rulesOf('1.001193'), '2026-08-19T14:30', { channel: 'online' });
    life.give('2026-08-20T08:00', 'Accept', {}, clerk);
    life.wake('2026-08-20T08:01');
    expect(life.dates.due).toBe('2026-08-19T17:00');
    expect(life.story().filter((line) => line.startsWith('DossierBecameLate'))).toEqual(['DossierBecameLate @ 2026-08-19T17:00']);
  });

  test('withdrawn before acceptance is neither received nor finished, and cannot be reopened', () => {
    const life = DossierLife.takenIn(tuition, '2026-08-19T16:00', online);
    const [withdrawn] = life.give('2026-08-19T16:30', 'Withdraw', { reasonCode: 'own-wish' }, clerk);
    expect(withdrawn?.payload).not.toHaveProperty('finish');
    expect(life.state).toMatchObject({ status: 'withdrawn' });
    expect([life.state.finish, life.state.acceptedAt]).toEqual([undefined, undefined]);
    expect(life.try('2026-08-20T08:00', 'Reopen', { reasonCode: 'mistake' })).toMatchObject({ code: 'never-accepted' });
  });

  test('refused with a reason ends there, without a clock', () => {
    const life = DossierLife.takenIn(tuition, '2026-08-19T16:00', online);
    expect(life.try('2026-08-19T16:30', 'RefuseIntake', { reasonCode: 'incomplete' }, clerk, null)).toMatchObject({ code: 'text-required' });
    life.give('2026-08-19T16:30', 'RefuseIntake', { reasonCode: 'incomplete' }, clerk);
    expect(life.wake('2026-12-31T00:00').story().slice(1)).toEqual(['IntakeRefused @ 2026-08-19T16:30']);
    expect([openStages(life.state), isWithoutDates(life.state)]).toEqual([[], true]);
  });
});
