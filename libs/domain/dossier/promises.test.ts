import { describe, expect, test } from 'vitest';
import { at } from '../../../test/fixtures/calendar/calendars.js';
import { DossierLife, local, person } from '../../../test/fixtures/dossier-life.js';
import { rulesOf } from '../../../test/fixtures/rules.js';

/** Three working days, clock restarted by a supplement; a variant with a legal pause. */
const household = rulesOf('1.001612');
const pausable = rulesOf('1.001612', { pauseGrounds: ['external-opinion'] });
const land = rulesOf('1.115778');
const AT_LAND_OFFICE = { agencyCode: 'H99.05.01' };
const clerk = person('clerk');
const items = [{ legalBasis: { document: '118/2025/NĐ-CP', article: '8' } }];

/** Due 22/8 09:00 (a make-up Saturday); nobody finished it. */
function late(rules = household): DossierLife {
  return DossierLife.takenIn(rules, '2026-08-19T09:00').wake('2026-08-24T08:00');
}

describe('the three dates', () => {
  test('are never mixed: a restart moves due date and appointment, the first appointment stands', () => {
    const life = DossierLife.takenIn(household, '2026-08-19T09:00');
    life.give('2026-08-19T10:00', 'RequestSupplement', { items, reasonCode: 'incomplete' }, clerk);
    life.give('2026-08-24T15:00', 'ReceiveSupplement', {}, clerk);
    expect(life.dates).toEqual({ first: '2026-08-22T09:00', due: '2026-08-27T15:00', appointment: '2026-08-27T15:00' });
  });

  test('part at the re-appointment: it moves the appointment alone, and gets the next number', () => {
    const life = late();
    life.give('2026-08-24T09:00', 'SignApology', { reasonCode: 'complex', newAppointment: at('2026-08-27T09:00') });
    expect(life.dates).toEqual({ first: '2026-08-22T09:00', due: '2026-08-22T09:00', appointment: '2026-08-27T09:00' });
    expect(life.state.promises).toEqual([
      { number: 1, kind: 'first', at: at('2026-08-22T09:00'), brokenAt: at('2026-08-22T09:00'), apology: 'signed' },
      { number: 2, kind: 're-appointment', at: at('2026-08-27T09:00') },
    ]);
  });
});

describe('lateness', () => {
  test('is recorded once, at the due date, whoever looks and however late', () => {
    const life = late().wake('2026-09-30T00:00').wake('2026-12-31T00:00');
    expect(life.story().filter((line) => line.startsWith('DossierBecameLate'))).toEqual(['DossierBecameLate @ 2026-08-22T09:00']);
  });

  test.each([
    // result recorded     punctuality  delay in hours
    ['2026-08-21T17:00', 'early', 0],
    ['2026-08-22T08:59', 'on-time', 0],
    ['2026-08-22T09:00', 'on-time', 0],
    ['2026-08-22T10:00', 'late', 1],
    ['2026-08-24T08:00', 'late', 7],
    ['2026-09-03T07:00', 'late', 46],
  ])('a result at %s is %s by %d working hours', (recorded, punctuality, hours) => {
    const life = DossierLife.takenIn(household, '2026-08-19T09:00');
    life.give(recorded, 'RecordResult', {}, clerk);
    expect(life.state.finish).toMatchObject({ punctuality, delayMs: hours * 3_600_000 });
  });

  test('of a later promise is recorded under its number and changes nothing else', () => {
    const life = late();
    life.give('2026-08-24T09:00', 'SignApology', { reasonCode: 'complex', newAppointment: at('2026-08-27T09:00') });
    life.wake('2026-08-28T00:00');
    expect(life.all('PromiseBroken')).toEqual([{ number: 2, appointment: at('2026-08-27T09:00') }]);
    expect([life.all('DossierBecameLate').length, life.dates.due]).toEqual([1, '2026-08-22T09:00']);
  });

  test('is excused beside the rate, once, by two persons, and never taken back', () => {
    const life = late();
    const excuse = { ground: 'force-majeure', decisionNumber: '3/QD', secondPerson: 'second' };
    expect(life.try('2026-08-24T09:00', 'ExcuseLateness', { ...excuse, secondPerson: 'head' })).toMatchObject({ code: 'second-person-required' });
    life.give('2026-08-24T09:00', 'ExcuseLateness', excuse);
    expect(life.state).toMatchObject({ excused: true, becameLateAt: at('2026-08-22T09:00') });
    expect(life.try('2026-08-24T09:01', 'ExcuseLateness', excuse)).toMatchObject({ code: 'already-excused' });
    expect(DossierLife.takenIn(household, '2026-08-19T09:00').try('2026-08-19T10:00', 'ExcuseLateness', excuse)).toMatchObject({ code: 'not-late' });
  });
});

describe('after lateness the due date stands still', () => {
  const due = '2026-08-22T09:00';

  test('through a pause and its end', () => {
    const life = late(pausable);
    life.give('2026-08-24T09:00', 'PauseClock', { ground: 'external-opinion' });
    life.give('2026-08-27T09:00', 'ResumeClock', {});
    expect([life.dates.due, life.all('ClockResumed')[0]?.dates.dueAt]).toEqual([due, undefined]);
  });

  test('through a supplement and its restart, which gives only stages their time again', () => {
    const life = late();
    life.give('2026-08-24T09:00', 'RequestSupplement', { items, reasonCode: 'incomplete' });
    life.give('2026-08-27T09:00', 'ReceiveSupplement', {}, clerk);
    expect([life.dates.due, local(life.stage('desk').targetAt)]).toEqual([due, '2026-08-27T15:00']);
  });

  test('through the end and the reopening', () => {
    const life = late();
    life.give('2026-08-24T09:00', 'Withdraw', { reasonCode: 'own-wish' }, clerk);
    life.give('2026-08-27T09:00', 'Reopen', { reasonCode: 'mistake' });
    life.give('2026-08-28T09:00', 'RecordResult', {}, clerk);
    expect([life.dates.due, life.state.finish?.punctuality]).toEqual([due, 'late']);
  });

  test('while a pending re-appointment waits for the pause: its open time is given back', () => {
    const life = late(pausable);
    life.give('2026-08-24T09:00', 'SignApology', { reasonCode: 'complex', newAppointment: at('2026-08-26T09:00') });
    life.give('2026-08-25T09:00', 'PauseClock', { ground: 'external-opinion' });
    life.wake('2026-08-27T00:00');
    life.give('2026-08-27T09:00', 'ResumeClock', {});
    expect([life.dates.due, life.dates.appointment, life.all('PromiseBroken')]).toEqual([due, '2026-08-28T09:00', []]);
  });
});

describe('the one re-appointment', () => {
  test('is refused a second time, while a later apology is still signed', () => {
    const life = late();
    life.give('2026-08-24T09:00', 'SignApology', { reasonCode: 'complex', newAppointment: at('2026-08-27T09:00') });
    life.wake('2026-08-28T00:00');
    expect(life.try('2026-08-28T08:00', 'SignApology', { reasonCode: 'complex', newAppointment: at('2026-09-04T09:00') })).toMatchObject({ code: 'second-reappointment-refused' });
    life.give('2026-08-28T08:00', 'SignApology', { reasonCode: 'complex' });
    expect(life.state.promises.map(({ apology }) => apology)).toEqual(['signed', 'signed']);
  });

  test('lies after now and after every date given before', () => {
    const life = late();
    for (const newAppointment of ['2026-08-22T09:00', '2026-08-24T09:00'].map(at)) {
      expect(life.try('2026-08-24T09:00', 'SignApology', { reasonCode: 'complex', newAppointment })).toMatchObject({ code: 'reappointment-not-in-future', data: { newAppointment } });
    }
  });

  test('takes the computed date when nobody gives another', () => {
    const life = late();
    expect(local(life.all('DossierBecameLate')[0]?.proposedAt)).toBe('2026-08-25T15:00');
    life.give('2026-08-24T09:00', 'SignApology', { reasonCode: 'complex' });
    expect(life.dates.appointment).toBe('2026-08-25T15:00');
  });

  test('is computed anew when the drafted date has passed meanwhile', () => {
    const life = late().wake('2026-08-28T00:00');
    life.give('2026-08-28T09:00', 'SignApology', { reasonCode: 'complex' });
    expect(life.dates.appointment).toBe('2026-09-04T15:00');
  });

  test('is not given any more to a finished dossier, whose broken promise is still apologised for', () => {
    const life = late();
    life.give('2026-08-24T09:00', 'RecordResult', {});
    expect(life.try('2026-08-24T10:00', 'SignApology', { reasonCode: 'complex', newAppointment: at('2026-08-27T09:00') })).toMatchObject({ code: 'reappointment-after-end' });
    life.give('2026-08-24T10:00', 'SignApology', { reasonCode: 'complex' });
    expect(life.state.promises).toMatchObject([{ number: 1, apology: 'signed' }]);
  });
});

describe('the second appointment of a financial obligation', () => {
  function withTaxSlip(): DossierLife {
    const life = DossierLife.takenIn(land, '2026-08-19T09:00', AT_LAND_OFFICE);
    life.give('2026-08-19T14:00', 'Forward', {});
    life.give('2026-08-24T09:00', 'Forward', {});
    life.give('2026-08-24T10:00', 'RaiseFinancialObligation', { amount: 12_000_000 });
    return life;
  }

  test('counts its own term from the proof of payment and gets the next number', () => {
    const life = withTaxSlip();
    expect(life.dates.due).toBe('2026-08-25T09:00');
    life.give('2026-09-10T15:00', 'MeetFinancialObligation', { receiptNumber: 'R-1' }, clerk);
    expect(life.dates).toEqual({ first: '2026-08-25T09:00', due: '2026-09-15T15:00', appointment: '2026-09-15T15:00' });
    expect(life.state).toMatchObject({ part: 2, duePromise: 2, status: 'in-progress' });
    expect(life.state.promises.map(({ number, kind, at: date }) => [number, kind, local(date)])).toEqual([
      [1, 'first', '2026-08-25T09:00'],
      [2, 'second-appointment', '2026-09-15T15:00'],
    ]);
  });

  test('closes the tax stage with the time it used before the obligation, and opens the stage of issue', () => {
    const life = withTaxSlip();
    life.give('2026-09-10T15:00', 'MeetFinancialObligation', { receiptNumber: 'R-1' }, clerk);
    expect(life.stage('tax')).toMatchObject({ status: 'done', usedMs: 3_600_000 });
    expect([life.stage('issue').status, local(life.stage('issue').targetAt)]).toEqual(['open', '2026-09-15T15:00']);
  });

  test('of a late dossier is a promise of its own beside the due date that stands still', () => {
    const life = DossierLife.takenIn(land, '2026-08-19T09:00', AT_LAND_OFFICE);
    life.give('2026-08-26T09:00', 'RaiseFinancialObligation', {});
    life.give('2026-09-10T15:00', 'MeetFinancialObligation', { receiptNumber: 'R-1' }, clerk);
    expect(life.dates).toEqual({ first: '2026-08-25T09:00', due: '2026-08-25T09:00', appointment: '2026-09-15T15:00' });
    life.wake('2026-09-16T00:00');
    expect(life.all('PromiseBroken')).toEqual([{ number: 2, appointment: at('2026-09-15T15:00') }]);
  });

  function atTax(): DossierLife {
    const life = DossierLife.takenIn(land, '2026-08-19T09:00', AT_LAND_OFFICE);
    life.give('2026-08-19T14:00', 'Forward', {});
    life.give('2026-08-24T09:00', 'Forward', {});
    return life;
  }

  test('begins at once, without a pause, where nothing is owed', () => {
    const life = atTax();
    expect(life.stage('tax').status).toBe('open');
    const events = life.give('2026-08-24T15:00', 'ConfirmNoObligation', { documentNumber: '12/TB-CCT' });
    expect(events.map(({ type }) => type).slice(0, 1)).toEqual(['NoObligationConfirmed']);
    expect(life.dates).toEqual({ first: '2026-08-25T09:00', due: '2026-08-27T15:00', appointment: '2026-08-27T15:00' });
    expect(life.state).toMatchObject({ part: 2, duePromise: 2, status: 'in-progress', promises: [{ number: 1 }, { number: 2, kind: 'second-appointment' }] });
    expect([life.stage('tax').status, life.stage('tax').usedMs, life.stage('issue').status, local(life.stage('issue').targetAt)]).toEqual(['done', 4 * 3_600_000, 'open', '2026-08-27T15:00']);
    life.give('2026-08-25T15:00', 'RecordResult', {});
    expect(life.state.finish?.punctuality).toBe('early');
  });

  test('is not there to be confirmed twice, nor in a term of one part', () => {
    const life = atTax();
    life.give('2026-08-24T15:00', 'ConfirmNoObligation', {});
    expect(life.try('2026-08-24T16:00', 'ConfirmNoObligation', {})).toMatchObject({ code: 'no-second-part-ahead' });
    expect(DossierLife.takenIn(rulesOf('1.012784'), '2026-08-19T09:00', AT_LAND_OFFICE).try('2026-08-20T09:00', 'ConfirmNoObligation', {})).toMatchObject({ code: 'no-second-part-ahead' });
  });

  test('of nothing is not raised, and no result is granted before the second part', () => {
    const life = atTax();
    expect(life.try('2026-08-24T15:00', 'RaiseFinancialObligation', { amount: 0 })).toMatchObject({ code: 'obligation-of-nothing' });
    expect(life.try('2026-08-24T15:00', 'Forward', { stage: 'tax' })).toMatchObject({ code: 'last-stage-needs-obligation' });
    expect(life.try('2026-08-24T15:00', 'RecordResult', {})).toMatchObject({ code: 'second-part-not-begun' });
    life.give('2026-08-24T15:00', 'RefuseAfterAppraisal', { reasonCode: 'x', documentNumber: '1' });
    expect(life.try('2026-08-24T15:30', 'ConfirmNoObligation', {})).toMatchObject({ code: 'decision-already-made' });
    life.give('2026-08-24T16:00', 'RecordResult', {});
    expect(life.state).toMatchObject({ status: 'finished', part: 1, result: { outcome: 'refused' } });
  });

  test('without a second part is a pause like any other', () => {
    const single = rulesOf('1.012784');
    const life = DossierLife.takenIn(single, '2026-08-19T09:00', AT_LAND_OFFICE);
    const before = life.dates.due;
    life.give('2026-08-20T09:00', 'RaiseFinancialObligation', {});
    life.give('2026-08-24T09:00', 'MeetFinancialObligation', { receiptNumber: 'R-1' }, clerk);
    expect([before, life.dates.due, life.state.part]).toEqual(['2026-09-08T09:00', '2026-09-11T09:00', 1]);
  });
});
