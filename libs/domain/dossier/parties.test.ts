import { describe, expect, test } from 'vitest';
import { at, calendarOf, demoProvince, national } from '../../../test/fixtures/calendar/calendars.js';
import { DossierLife, local } from '../../../test/fixtures/dossier-life.js';
import { bookOf, rulesOf } from '../../../test/fixtures/rules.js';
import type { CommandBodies } from './commands.js';
import { pointsOfInterest } from './points.js';
import { findDateFault } from './recompute.js';
import type { CalendarBook, Rules } from './rules.js';

const LAND = { agencyCode: 'H99.05.01' } as const;
const transfer = rulesOf('1.115778');

/** Land taken in Monday 17/8/2026 09:00, or Tuesday 25/8; the slip goes to the tax office at the given moment. */
function atTaxOffice(raisedAt: string, body: CommandBodies['RaiseFinancialObligation'] = {}, applicantType: 'person' | 'organisation' = 'person', rules: Rules = transfer): DossierLife {
  const life = DossierLife.takenIn(rules, raisedAt < '2026-08-22' ? '2026-08-17T09:00' : '2026-08-25T09:00', { ...LAND, applicantType });
  life.give(raisedAt, 'RaiseFinancialObligation', body);
  return life;
}

describe('while our clock stands still, the tax office', () => {
  test.each<readonly ['person' | 'organisation', string | undefined, string, string]>([
    // applicant, case named, due                 rule: Nghệ An QĐ 95/2025/QĐ-UBND Art. 11
    ['person', undefined, '2026-08-24T10:00', 'five working days with land-use fee, make-up Saturday 22/8 among them'],
    ['person', 'person', '2026-08-21T10:00', 'three days without'],
    ['organisation', undefined, '2026-08-26T10:00', 'seven days for an organisation with land-use fee'],
    ['organisation', 'organisation', '2026-08-21T10:00', 'three days without land-use fee too'],
  ])('has, for %s and case %s, until %s: %s', (applicantType, partyCase, due, _rule) => {
    const life = atTaxOffice('2026-08-18T10:00', partyCase === undefined ? {} : { partyCase }, applicantType);
    expect(life.state.parties.map(({ code, agency, task, dueAt }) => [code, agency, task, local(dueAt)])).toEqual([['tax-office', 'H99.80', 'answer', due]]);
  });

  test('is warned of one working day before its time is over and late after it, and the dossier is neither', () => {
    const life = atTaxOffice('2026-08-26T10:00', {}, 'person');
    const before = life.events.length;
    life.wake('2026-12-01T00:00');
    // 27/8, 28/8, then the National Day holidays, 3/9, 4/9 and 7/9.
    expect(life.story(before).filter((line) => line.startsWith('Party'))).toEqual(['PartyWarned @ 2026-09-04T10:00', 'PartyBecameLate @ 2026-09-07T10:00']);
    expect([life.state.becameLateAt, life.state.status]).toEqual([undefined, 'awaiting-payment']);
  });

  test('answers in time, and nothing more is awaited of it', () => {
    const life = atTaxOffice('2026-08-18T10:00');
    life.give('2026-08-20T09:00', 'RecordPartyAnswer', { documentNumber: '12/TB-CT' });
    life.wake('2026-10-01T00:00');
    expect(life.state.parties).toMatchObject([{ ended: { at: at('2026-08-20T09:00'), by: 'answer' } }]);
    expect(life.all('PartyBecameLate')).toEqual([]);
    expect(life.try('2026-10-02T09:00', 'RecordPartyAnswer', {})).toMatchObject({ code: 'no-party-awaited' });
  });

  test('that answers at the very moment is not late', () => {
    const life = atTaxOffice('2026-08-18T10:00');
    life.give('2026-08-24T10:00', 'RecordPartyAnswer', {});
    expect(life.wake('2026-10-01T00:00').all('PartyBecameLate')).toEqual([]);
  });

  test('once late owes a reason with an apology and a new date, which is watched like the first', () => {
    const life = atTaxOffice('2026-08-18T10:00').wake('2026-08-24T11:00');
    expect(life.try('2026-08-24T14:00', 'RecordPartyDelay', { reasonCode: 'complex', newDueAt: at('2026-08-24T10:00') })).toMatchObject({ code: 'new-date-not-later' });
    life.give('2026-08-24T14:00', 'RecordPartyDelay', { reasonCode: 'complex', newDueAt: at('2026-08-28T17:00'), documentNumber: '3/CT' });
    life.wake('2026-09-30T00:00');
    expect(life.all('PartyBecameLate')).toEqual([
      { number: 1, dueAt: at('2026-08-24T10:00') },
      { number: 1, dueAt: at('2026-08-28T17:00'), promised: true },
    ]);
    expect(life.state.parties).toMatchObject([{ lateAt: at('2026-08-24T10:00'), delay: { reasonCode: 'complex', documentNumber: '3/CT', broken: true } }]);
  });

  test('that tells of its delay beforehand is late all the same at its legal date', () => {
    const life = atTaxOffice('2026-08-18T10:00');
    life.give('2026-08-20T14:00', 'RecordPartyDelay', { reasonCode: 'complex', newDueAt: at('2026-08-28T17:00') });
    expect(life.wake('2026-08-26T00:00').all('PartyBecameLate')).toEqual([{ number: 1, dueAt: at('2026-08-24T10:00') }]);
  });

  test('counts on its own calendar, the dossier on that of the agency that decides', () => {
    const office = bookOf();
    // The tax office works on Saturdays too.
    const ownHours = calendarOf(national, demoProvince, { id: 'tax', name: 'Thuế', week: { sat: [['07:00', '11:00'], ['13:00', '17:00']] } });
    const rules: Rules = { ...transfer, calendars: { ...office, processing: (agency) => (agency === 'H99.80' ? ownHours : office.processing(agency)) } };
    const life = DossierLife.takenIn(rules, '2026-09-07T09:00', LAND);
    life.give('2026-09-09T10:00', 'RaiseFinancialObligation', {});
    // Thursday to Saturday, Monday, Tuesday; on the land office's calendar it would be Wednesday 16/9.
    expect(local(life.state.parties[0]?.dueAt)).toBe('2026-09-15T10:00');
    life.give('2026-09-16T10:00', 'MeetFinancialObligation', { receiptNumber: 'R-1' });
    expect(life.dates.due).toBe('2026-09-21T10:00');
  });

  test('has no budget in a case its procedure does not know, and none where the ground has no party', () => {
    const life = DossierLife.takenIn(transfer, '2026-08-17T09:00', LAND);
    expect(life.try('2026-08-18T10:00', 'RaiseFinancialObligation', { partyCase: 'farm' })).toMatchObject({ code: 'unknown-party-case', data: { partyCase: 'farm' } });
    expect(life.try('2026-08-18T10:00', 'PauseClock', { ground: 'cadastral-measurement', partyCase: 'person' })).toMatchObject({ code: 'unknown-party-case' });
  });

  test('is measured when the pause is for its determination alone, and its time ends when the clock runs on', () => {
    const life = DossierLife.takenIn(transfer, '2026-08-17T09:00', LAND);
    life.give('2026-08-18T10:00', 'PauseClock', { ground: 'tax-determination' });
    expect(pointsOfInterest(life.state).map(({ kind, at: moment }) => [kind, local(moment)])).toContainEqual(['party-due', '2026-08-24T10:00']);
    life.give('2026-08-20T10:00', 'ResumeClock', {});
    expect(life.state.parties).toMatchObject([{ task: 'answer', ended: { by: 'resumption' } }]);
    expect(life.wake('2026-08-26T00:00').all('PartyBecameLate')).toEqual([]);
  });
});

describe('the confirmation of a payment', () => {
  test('has three working days from the voucher, which ends the time of the notice before it', () => {
    const life = atTaxOffice('2026-08-18T10:00');
    life.give('2026-08-20T15:00', 'RecordVoucher', { voucherNumber: 'GNT-77' });
    expect(life.state.parties.map(({ number, task, dueAt, ended }) => [number, task, local(dueAt), ended?.by])).toEqual([
      [1, 'answer', '2026-08-24T10:00', 'voucher'],
      [2, 'confirmation', '2026-08-24T15:00', undefined],
    ]);
    const before = life.events.length;
    life.wake('2026-08-26T00:00');
    expect(life.story(before)).toEqual(['PartyWarned @ 2026-08-22T15:00', 'PartyBecameLate @ 2026-08-24T15:00']);
  });

  test('is recorded once, and given by the proof that begins the second part', () => {
    const life = atTaxOffice('2026-08-18T10:00');
    life.give('2026-08-20T15:00', 'RecordVoucher', { voucherNumber: 'GNT-77' });
    expect(life.try('2026-08-20T16:00', 'RecordVoucher', { voucherNumber: 'GNT-77' })).toMatchObject({ code: 'voucher-already-recorded' });
    expect(life.try('2026-08-20T16:00', 'RecordPartyAnswer', {})).toMatchObject({ code: 'no-party-awaited' });
    life.give('2026-08-21T15:00', 'MeetFinancialObligation', { receiptNumber: 'R-1' });
    expect(life.state).toMatchObject({ part: 2, status: 'in-progress', parties: [{ ended: { by: 'voucher' } }, { ended: { by: 'resumption' } }] });
    expect(life.dates.due).toBe('2026-08-25T15:00');
    expect(life.wake('2026-08-25T15:00').all('PartyBecameLate')).toEqual([]);
  });

  test('is not awaited where the procedure gives no time for it', () => {
    const life = atTaxOffice('2026-08-18T10:00', {}, 'person', rulesOf('1.115778', { pauseGrounds: ['financial-obligation'] }));
    expect(life.state.parties).toEqual([]);
    expect(life.try('2026-08-19T10:00', 'RecordVoucher', { voucherNumber: 'GNT-77' })).toMatchObject({ code: 'no-confirmation-awaited' });
  });
});

test('a dossier closed while another body is at work awaits it no more, also when it is opened again', () => {
  const life = atTaxOffice('2026-08-18T10:00');
  life.give('2026-08-19T10:00', 'Withdraw', { reasonCode: 'own-wish' });
  life.give('2026-09-10T10:00', 'Reopen', { reasonCode: 'complaint' });
  expect(life.wake('2026-09-11T00:00').all('PartyBecameLate')).toEqual([]);
});

describe('a calendar published while another body is at work', () => {
  const closed = (...dates: readonly string[]): CalendarBook =>
    bookOf(calendarOf(national, demoProvince, { id: 'storm', name: 'Bão', days: dates.map((date) => ({ date, kind: 'closure', name: 'Nghỉ bão', source: 'Công điện 01' })) }), `closed ${dates.join(', ')}`);

  test('gives it the days that became off, and its warning with them; the dossier’s date waits for the pause to end', () => {
    const life = atTaxOffice('2026-08-18T10:00');
    life.publish('2026-08-19T09:00', closed('2026-08-20', '2026-08-21'));
    expect(life.state.parties.map(({ dueAt, warnAt }) => [local(dueAt), local(warnAt)])).toEqual([['2026-08-26T10:00', '2026-08-25T10:00']]);
    expect(life.wake('2026-08-27T00:00').all('PartyBecameLate')).toEqual([{ number: 1, dueAt: at('2026-08-26T10:00') }]);
    expect(findDateFault(life.events, life.rulesOf)).toBeUndefined();
  });

  test('takes back no lateness, and shortens no time that was given', () => {
    const late = atTaxOffice('2026-08-18T10:00').wake('2026-08-24T11:00');
    late.publish('2026-08-24T12:00', closed('2026-08-20'));
    expect(late.state.parties).toMatchObject([{ dueAt: at('2026-08-24T10:00'), lateAt: at('2026-08-24T10:00') }]);
    const worked = atTaxOffice('2026-08-18T10:00');
    worked.publish('2026-08-19T09:00', bookOf(calendarOf(national, demoProvince, { id: 'more', name: 'Làm thêm', days: [{ date: '2026-08-23', kind: 'make-up', name: 'Làm bù', source: 'TB 1', hours: [['07:00', '17:00']] }] }), 'more'));
    expect(worked.all('DeadlineMoved').flatMap(({ awaited }) => awaited ?? [])).toEqual([]);
  });

  test('moves the legal end of a posting and the silence of an agency asked, not an end somebody named', () => {
    const lost = DossierLife.takenIn(rulesOf('1.012786'), '2026-08-20T08:00', LAND);
    lost.give('2026-08-20T09:00', 'PauseClock', { ground: 'public-posting' });
    lost.publish('2026-08-24T09:00', closed('2026-09-04'));
    const named = DossierLife.takenIn(rulesOf('1.012786'), '2026-08-20T08:00', LAND);
    named.give('2026-08-20T09:00', 'PauseClock', { ground: 'public-posting', plannedEndAt: at('2026-09-04T17:00') });
    named.publish('2026-08-24T09:00', closed('2026-09-04'));
    expect([local(lost.state.pause?.plannedEndAt), local(named.state.pause?.plannedEndAt)]).toEqual(['2026-09-08T00:00', '2026-09-04T17:00']);
    const house = DossierLife.takenIn(rulesOf('1.013225'), '2026-08-18T09:00');
    house.give('2026-08-18T10:00', 'RequestOpinion', { consultation: 'related-agencies', agency: 'H99.81' });
    house.publish('2026-08-19T09:00', closed('2026-08-20'));
    expect(house.wake('2026-08-24T00:00').all('OpinionDeemedConsent')).toEqual([{ number: 1, dueAt: at('2026-08-22T00:00') }]);
    expect([lost, named, house].map((life) => findDateFault(life.events, life.rulesOf))).toEqual([undefined, undefined, undefined]);
  });
});

test('every date another body was given is recomputed from its rules, and one that differs is found', () => {
  const life = atTaxOffice('2026-08-18T10:00');
  life.give('2026-08-20T15:00', 'RecordVoucher', { voucherNumber: 'GNT-77' });
  const other: Rules = { ...transfer, settings: { ...transfer.settings, partyWarningLead: { unit: 'working-days', amount: 2 } } };
  expect(findDateFault(life.events, () => other)).toBeUndefined();
  const forged = life.events.map((event) => (event.type === 'VoucherRecorded' ? { ...event, payload: { ...event.payload, party: { ...event.payload.party, dueAt: at('2026-09-25T15:00') } } } : event));
  expect(findDateFault(forged, () => transfer)).toMatchObject({ of: 'the date of tax-office', stated: at('2026-09-25T15:00'), recomputed: at('2026-08-24T15:00') });
});
