import { describe, expect, test } from 'vitest';
import { foldDossier } from '#domain';
import { at, calendarOf, demoProvince, national } from '../../test/fixtures/calendar/calendars.js';
import { DossierLife, local, person } from '../../test/fixtures/dossier-life.js';
import { bookOf, rulesOf } from '../../test/fixtures/rules.js';
import { movedDateTold } from './moved-date.js';

const clerk = person('clerk');
const items = [{ legalBasis: { document: '118/2025/NĐ-CP', article: '8' } }];
const pausable = rulesOf('1.001612', { pauseGrounds: ['external-opinion'] });
const closing = (...dates: readonly string[]): Parameters<DossierLife['publish']>[1] =>
  bookOf(calendarOf(national, demoProvince, { id: 'storm', name: 'Bão', days: dates.map((date) => ({ date, kind: 'closure', name: 'Bão', source: '1/CĐ' })) }), dates.join(', '));

/** The notice owed for what happened since the event `from`, written as one draft: type and new date. */
function told(life: DossierLife, from: number): string | undefined {
  const event = movedDateTold(foldDossier(life.events.slice(0, from)), life.events.slice(from));
  return event === undefined ? undefined : `${event.type} ${local(life.state.appointment) ?? ''}`;
}

const household = (rules = pausable): DossierLife => DossierLife.takenIn(rules, '2026-08-19T09:00');

describe('a notice of a moved date is owed', () => {
  test('when papers came and the term begins again', () => {
    const life = household();
    life.give('2026-08-19T10:00', 'RequestSupplement', { items, reasonCode: 'incomplete' }, clerk);
    const from = life.events.length;
    life.give('2026-08-24T15:00', 'ReceiveSupplement', {}, clerk);
    expect(told(life, from)).toBe('SupplementReceived 2026-08-27T15:00');
  });

  test('when a pause ends and gives back what it took, not when it took nothing', () => {
    const paused = household();
    paused.give('2026-08-19T10:00', 'PauseClock', { ground: 'external-opinion' });
    const from = paused.events.length;
    paused.give('2026-08-20T10:00', 'ResumeClock', {});
    expect(told(paused, from)).toBe('ClockResumed 2026-08-24T09:00');
    const shut = household();
    shut.give('2026-08-19T17:10', 'PauseClock', { ground: 'external-opinion' });
    const again = shut.events.length;
    shut.give('2026-08-19T17:20', 'ResumeClock', {});
    expect(told(shut, again)).toBeUndefined();
  });

  test('when payment begins the second part, whose date the receipt could not give', () => {
    const life = DossierLife.takenIn(rulesOf('1.012783'), '2026-11-27T09:00', { agencyCode: 'H99.05.01', caseCode: '1.012783.01' });
    life.give('2026-11-27T14:00', 'Forward', {});
    life.give('2026-12-01T09:00', 'Forward', {});
    life.give('2026-12-01T10:00', 'RaiseFinancialObligation', { amount: 1_250_000 });
    const from = life.events.length;
    life.give('2026-12-07T15:00', 'MeetFinancialObligation', { receiptNumber: 'R-1' });
    expect(told(life, from)).toBe('FinancialObligationMet 2026-12-09T15:00');
  });

  test('once, by the last of two publications passed at once', () => {
    const life = household();
    const from = life.events.length;
    life.publish('2026-08-19T10:00', closing('2026-08-20'));
    life.publish('2026-08-19T11:00', closing('2026-08-20', '2026-08-21'));
    expect(told(life, from)).toBe('DeadlineMoved 2026-08-25T09:00');
    expect(life.events.slice(from).filter(({ type }) => type === 'DeadlineMoved')).toHaveLength(2);
  });
});

describe('no notice is owed', () => {
  test('for the intake, whose receipt gives the date', () => {
    expect(movedDateTold(undefined, household().events)).toBeUndefined();
  });

  test('for a date moved before a filing is accepted, which is no promise', () => {
    const life = DossierLife.takenIn(rulesOf('2.002621'), '2026-08-20T15:30', { channel: 'online', caseCode: '2.002621.01' });
    const from = life.events.length;
    life.publish('2026-08-20T15:40', closing('2026-08-21'));
    expect(told(life, from)).toBeUndefined();
  });

  test('where a receipt of the same draft says it: the law lengthened the term', () => {
    const life = DossierLife.takenIn(rulesOf('2.000815'), '2026-08-27T09:00', { agencyCode: 'H99.31' });
    const from = life.events.length;
    life.give('2026-08-27T10:00', 'ExtendTerm', { extension: life.rules.procedure.extensions?.[0]?.code ?? '' });
    expect([told(life, from), life.events.at(-1)?.type]).toEqual([undefined, 'TermExtended']);
  });

  test('where the apology of the same draft gives the new date', () => {
    const life = household().wake('2026-08-24T08:00');
    const from = life.events.length;
    life.give('2026-08-24T09:00', 'SignApology', { reasonCode: 'complex', newAppointment: at('2026-08-27T09:00') });
    expect(told(life, from)).toBeUndefined();
  });

  test('where the dossier ended in the same draft', () => {
    const life = household();
    const from = life.events.length;
    life.publish('2026-08-19T10:00', closing('2026-08-20'));
    life.give('2026-08-19T11:00', 'RecordResult', {}, clerk);
    expect(told(life, from)).toBeUndefined();
  });
});
