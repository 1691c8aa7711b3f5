import { describe, expect, test } from 'vitest';
import { DossierLife, local, person } from '../../../test/fixtures/dossier-life.js';
import { rulesOf } from '../../../test/fixtures/rules.js';
import { openStages } from './state.js';
import { isWithoutDates } from './status.js';

/** Three working days: received 19/8 09:00, due Saturday 22/8 09:00. */
const household = rulesOf('1.001612');
const clerk = person('clerk');
const head = person('head');

function counter(receivedAt = '2026-08-19T09:00'): DossierLife {
  return DossierLife.takenIn(household, receivedAt);
}

function finished(): DossierLife {
  const life = counter();
  life.give('2026-08-20T15:00', 'RecordResult', { resultNumber: '9/GCN' }, clerk);
  return life;
}

describe('a refusal after appraisal', () => {
  const decision = { reasonCode: 'not-qualified', documentNumber: '1/TB' };

  test('stops the clock only when its notice reaches the desk: a late refusal is late', () => {
    const life = counter();
    life.give('2026-08-21T09:00', 'RefuseAfterAppraisal', decision);
    expect([life.state.status, life.state.finish]).toEqual(['received', undefined]);
    life.give('2026-08-24T08:00', 'RecordResult', {}, clerk);
    expect(life.state).toMatchObject({ status: 'finished', result: { outcome: 'refused' }, finish: { punctuality: 'late', delayMs: 7 * 3_600_000 } });
  });

  test.each([
    ['RequestSupplement', { items: [{ legalBasis: { document: '118/2025/NĐ-CP', article: '8' } }], reasonCode: 'incomplete' }],
    ['PauseClock', { ground: 'external-opinion' }],
    ['RaiseFinancialObligation', {}],
    ['Suspend', { decisionNumber: '5/QD' }],
    ['Withdraw', { reasonCode: 'own-wish' }],
  ] as const)('once decided leaves no other way to stop the clock: %s is refused', (type, body) => {
    const life = DossierLife.takenIn(rulesOf('1.001612', { pauseGrounds: ['external-opinion', 'financial-obligation'] }), '2026-08-19T09:00');
    life.give('2026-08-20T09:00', 'RefuseAfterAppraisal', decision);
    expect(life.try('2026-08-20T10:00', type, body)).toMatchObject({ code: 'decision-already-made' });
  });

  test('is decided once, with its reason', () => {
    const life = counter();
    expect(life.try('2026-08-20T09:00', 'RefuseAfterAppraisal', decision, head, null)).toMatchObject({ code: 'text-required' });
    life.give('2026-08-20T09:00', 'RefuseAfterAppraisal', decision);
    expect(life.try('2026-08-20T10:00', 'RefuseAfterAppraisal', decision)).toMatchObject({ code: 'decision-already-made' });
  });

  test('and a result must agree', () => {
    const life = counter();
    expect(life.try('2026-08-20T09:00', 'RecordResult', { outcome: 'refused' }, clerk)).toMatchObject({ code: 'refusal-not-decided' });
    life.give('2026-08-20T09:00', 'RefuseAfterAppraisal', decision);
    expect(life.try('2026-08-20T10:00', 'RecordResult', { outcome: 'granted' }, clerk)).toMatchObject({ code: 'decision-already-made' });
  });
});

describe('a withdrawal by the applicant', () => {
  test('is possible before a decision and closes what was being worked on', () => {
    const life = counter();
    life.give('2026-08-19T11:00', 'Withdraw', { reasonCode: 'own-wish' }, clerk);
    expect(life.state).toMatchObject({ status: 'withdrawn', finish: { punctuality: 'early' } });
    expect(life.stage('desk')).toMatchObject({ status: 'done', usedMs: 2 * 3_600_000 });
  });

  test('is refused after one', () => {
    const life = counter();
    life.give('2026-08-20T09:00', 'RefuseAfterAppraisal', { reasonCode: 'not-qualified', documentNumber: '1/TB' });
    expect(life.try('2026-08-20T10:00', 'Withdraw', { reasonCode: 'own-wish' }, clerk)).toMatchObject({ code: 'decision-already-made' });
  });
});

describe('a cancellation', () => {
  test.each([
    // when               by       answer
    ['2026-08-19T16:59', 'head', 'accepted'],
    ['2026-08-20T00:00', 'head', 'cancel-needs-same-day'],
    ['2026-08-19T16:59', 'clerk', 'cancel-needs-head'],
  ] as const)('of a wrongly opened dossier at %s by the %s is %s', (when, role, answer) => {
    const given = counter().try(when, 'Cancel', { reasonCode: 'wrong-procedure' }, person(role));
    expect('code' in given ? given.code : 'accepted').toBe(answer);
  });

  test('needs its reason and stays outside the rates', () => {
    const life = counter();
    expect(life.try('2026-08-19T10:00', 'Cancel', { reasonCode: 'duplicate' }, head, null)).toMatchObject({ code: 'text-required' });
    life.give('2026-08-19T10:00', 'Cancel', { reasonCode: 'duplicate' });
    expect(life.state).toMatchObject({ status: 'cancelled' });
    expect([life.state.finish, life.wake('2026-12-31T00:00').story().length]).toEqual([undefined, 2]);
  });

  test('leaves nobody with work or a date that binds', () => {
    const life = counter();
    expect([openStages(life.state).length, isWithoutDates(life.state)]).toEqual([1, false]);
    life.give('2026-08-19T10:00', 'Cancel', { reasonCode: 'duplicate' });
    expect([openStages(life.state), isWithoutDates(life.state)]).toEqual([[], true]);
  });
});

describe('a result at the desk', () => {
  test('is told within three days, or its being late is recorded; uncollected after thirty', () => {
    const life = finished().wake('2026-12-31T00:00');
    expect(life.story().slice(-2)).toEqual(['ResultNoticeOverdue @ 2026-08-24T15:00', 'ResultUncollected @ 2026-09-21T15:00']);
    expect(life.state.status).toBe('finished');
  });

  test('told in time is only waited for, on its shelf', () => {
    const life = finished();
    life.give('2026-08-21T08:00', 'NotifyResult', { means: 'sms' }, clerk);
    life.give('2026-08-21T09:00', 'ShelveResult', { place: 'A-3' }, clerk);
    life.wake('2026-12-31T00:00');
    expect(life.story().slice(-1)).toEqual(['ResultUncollected @ 2026-09-21T15:00']);
    expect(life.state.result).toMatchObject({ shelf: 'A-3' });
  });

  test('sent by post is delivered under its own tracking number, or comes back and is uncollected again', () => {
    const life = finished();
    expect(life.try('2026-08-21T08:00', 'RecordDelivery', { outcome: 'delivered', trackingNumber: 'VN-1' }, clerk)).toMatchObject({ code: 'no-dispatch' });
    life.give('2026-08-21T08:00', 'DispatchResult', { trackingNumber: 'VN-1' }, clerk);
    expect(life.try('2026-08-24T08:00', 'RecordDelivery', { outcome: 'delivered', trackingNumber: 'VN-2' }, clerk)).toMatchObject({ code: 'wrong-tracking-number' });
    life.give('2026-08-26T08:00', 'RecordDelivery', { outcome: 'returned', trackingNumber: 'VN-1' }, clerk);
    expect([life.state.status, local(life.state.result?.shipments[0]?.returnedAt)]).toEqual(['finished', '2026-08-26T08:00']);
    life.give('2026-08-26T09:00', 'DispatchResult', { trackingNumber: 'VN-3' }, clerk);
    life.give('2026-08-28T08:00', 'RecordDelivery', { outcome: 'delivered', trackingNumber: 'VN-3' }, clerk);
    expect([life.state.status, local(life.state.result?.handedOverAt)]).toEqual(['returned', '2026-08-28T08:00']);
  });

  test('is recorded even when its reminders would lie beyond the last calendar', () => {
    const life = counter('2028-12-14T09:00');
    const [recorded] = life.give('2028-12-15T09:00', 'RecordResult', {}, clerk);
    expect(recorded?.payload).toMatchObject({ outcome: 'granted' });
    expect(recorded?.payload).not.toHaveProperty('uncollectedAt');
  });
});

describe('reopening', () => {
  test('keeps what was consumed: what was left at the end runs on, the time in between counts for nobody', () => {
    const life = finished();
    // Left at 15:00 on 20/8: 2 h that day, 8 h on 21/8 and 2 h on make-up Saturday 22/8.
    life.give('2026-09-07T09:00', 'Reopen', { reasonCode: 'complaint' });
    expect(life.dates).toEqual({ first: '2026-08-22T09:00', due: '2026-09-08T15:00', appointment: '2026-09-08T15:00' });
    expect([life.state.status, life.state.finish, life.stage('desk').run]).toEqual(['in-progress', undefined, 2]);
    life.wake('2026-09-07T10:00');
    expect(life.story().filter((line) => line.startsWith('SupplementRequestLimit'))).toEqual([]);
  });

  test('at once with the warning where less than its lead is left', () => {
    const life = counter();
    life.give('2026-08-22T08:00', 'RecordResult', {}, clerk);
    life.give('2026-08-24T09:00', 'Reopen', { reasonCode: 'complaint' });
    life.wake('2026-08-24T09:00');
    expect(life.story().slice(-5)).toEqual(
      ['DossierReopened', 'DueSoonWarned', 'LatenessAssessed', 'ApologyDrafted', 'StageBecameLate'].map((type) => `${type} @ 2026-08-24T09:00`),
    );
  });

  test('has the next result told and waited for anew', () => {
    const life = finished().wake('2026-10-30T00:00');
    life.give('2026-11-02T09:00', 'Reopen', { reasonCode: 'complaint' });
    life.give('2026-11-02T10:00', 'RecordResult', {}, clerk);
    life.wake('2027-01-31T00:00');
    expect(life.all('ResultNoticeOverdue')).toHaveLength(2);
    expect(life.all('ResultUncollected')).toHaveLength(2);
  });

  test('needs its reason', () => {
    expect(finished().try('2026-08-24T08:00', 'Reopen', { reasonCode: 'complaint' }, head, null)).toMatchObject({ code: 'text-required' });
  });
});

describe('the record beside the clock', () => {
  test('corrects papers of the procedure version only', () => {
    const life = counter();
    expect(life.try('2026-08-19T10:00', 'CorrectComponents', { components: [{ code: 'NO-SUCH-PAPER', copies: 1, kind: 'copy' }] }, clerk)).toMatchObject({ code: 'unknown-component' });
    life.give('2026-08-19T10:00', 'CorrectComponents', { components: [{ code: 'H99-LV07-DENGHI', copies: 2, kind: 'original' }] }, clerk);
    expect(life.state.components).toEqual([{ code: 'H99-LV07-DENGHI', copies: 2, kind: 'original' }]);
  });

  test('counts each contact demanded of the applicant and each agency once', () => {
    const life = counter();
    for (const body of [{ party: 'applicant' }, { party: 'applicant' }, { party: 'agency', agency: 'H99.80' }, { party: 'agency', agency: 'H99.80' }] as const) {
      life.give('2026-08-19T10:00', 'RecordContact', body, clerk);
    }
    expect(life.state.contacts).toEqual({ applicant: 2, agencies: ['H99.80'] });
  });

  test('keeps each payment with its method, its receipt and whether it came through the portal', () => {
    const life = counter();
    life.give('2026-08-19T10:00', 'RecordPayment', { amount: 100_000, method: 'cash', receiptNumber: 'B-1' }, clerk);
    life.give('2026-08-19T10:05', 'RecordPayment', { amount: 20_000, method: 'transfer', throughPortal: true, receiptNumber: 'B-2' }, clerk);
    expect(life.state.payments.map(({ amount, method, throughPortal, receiptNumber }) => [amount, method, throughPortal, receiptNumber])).toEqual([
      [100_000, 'cash', false, 'B-1'],
      [20_000, 'transfer', true, 'B-2'],
    ]);
  });

  test('counts a request for papers as a contact demanded of the applicant', () => {
    const life = counter();
    life.give('2026-08-19T10:00', 'RequestSupplement', { items: [{ legalBasis: { document: '118/2025/NĐ-CP', article: '8' } }], reasonCode: 'incomplete' });
    expect(life.state.contacts).toEqual({ applicant: 1, agencies: [] });
  });

  test('counts no contact with an agency nobody knows', () => {
    expect(counter().try('2026-08-19T10:00', 'RecordContact', { party: 'agency', agency: 'H98.01' }, clerk)).toMatchObject({ code: 'unknown-agency', data: { agency: 'H98.01' } });
  });

  test('holds the fees last found due, each one of the procedure version', () => {
    const life = counter();
    life.give('2026-08-19T10:00', 'AssessFees', { fees: [{ fee: 1, amount: 100_000 }] }, clerk);
    life.give('2026-08-19T11:00', 'AssessFees', { fees: [{ fee: 1, amount: 0 }] }, clerk);
    expect(life.state.feesDue).toEqual([{ fee: 1, amount: 0 }]);
    expect(life.try('2026-08-19T12:00', 'AssessFees', { fees: [{ fee: 99, amount: 1 }] }, clerk)).toMatchObject({ code: 'unknown-fee', data: { fee: 99 } });
    expect(life.try('2026-08-19T12:00', 'RecordPayment', { amount: 1, method: 'cash', receiptNumber: 'B-1', fee: 99 }, clerk)).toMatchObject({ code: 'unknown-fee' });
  });

  test('holds each file once, a scan under a paper of the procedure', () => {
    const life = counter();
    const file = { fileId: 'f-1', sha256: 'b'.repeat(64), mediaType: 'application/pdf', size: 10, purpose: 'component' } as const;
    expect(life.try('2026-08-19T10:00', 'AttachFile', { ...file, component: 'NO-SUCH-PAPER' }, clerk)).toMatchObject({ code: 'unknown-component' });
    life.give('2026-08-19T10:00', 'AttachFile', { ...file, component: 'H99-LV07-DENGHI' }, clerk);
    expect(life.try('2026-08-19T10:05', 'AttachFile', { ...file, purpose: 'evidence' }, clerk)).toMatchObject({ code: 'file-already-attached' });
    expect(life.state.files.map(({ fileId, component }) => [fileId, component])).toEqual([['f-1', 'H99-LV07-DENGHI']]);
  });

  test('erases personal data once, by two persons, and corrects nothing afterwards', () => {
    const life = finished();
    const admin = person('admin', 'H99');
    expect(life.try('2026-09-07T09:00', 'ErasePersonalData', { decisionNumber: '4/QD', secondPerson: 'admin' }, admin)).toMatchObject({ code: 'second-person-required' });
    life.give('2026-09-07T09:00', 'CorrectPersonalData', { fields: ['name'] }, clerk);
    expect(life.state.personal.version).toBe(2);
    life.give('2026-09-07T10:00', 'ErasePersonalData', { decisionNumber: '4/QD', secondPerson: 'second' }, admin);
    expect(life.try('2026-09-07T11:00', 'ErasePersonalData', { decisionNumber: '4/QD', secondPerson: 'second' }, admin, null)).toMatchObject({ code: 'already-erased' });
    expect(life.try('2026-09-07T11:00', 'Reopen', { reasonCode: 'complaint' }, head)).toMatchObject({ code: 'already-erased' });
    expect(life.try('2026-09-07T11:00', 'CorrectPersonalData', { fields: ['name'] }, clerk)).toMatchObject({ code: 'already-erased' });
  });
});
