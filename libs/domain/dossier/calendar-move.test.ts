import { describe, expect, test } from 'vitest';
import { calendarOf, demoProvince, national } from '../../../test/fixtures/calendar/calendars.js';
import { DossierLife, local, person } from '../../../test/fixtures/dossier-life.js';
import { bookOf, rulesOf } from '../../../test/fixtures/rules.js';
import type { CalendarDay } from '../calendar/definition.js';
import { findDateFault } from './recompute.js';
import type { CalendarBook } from './rules.js';

const SOURCE = 'Thông báo 1/TB';
const off = (date: string): CalendarDay => ({ date, kind: 'closure', name: 'Nghỉ', source: SOURCE });
const worked = (date: string): CalendarDay => ({ date, kind: 'make-up', name: 'Làm việc', source: SOURCE, hours: [['07:00', '11:00'], ['13:00', '17:00']] });
const morningOnly = (date: string): CalendarDay => ({ ...off(date), hours: [['07:00', '11:00']] });
const swap: CalendarDay = { date: '2026-11-23', kind: 'swap-off', name: 'Hoán đổi', source: SOURCE, swapWith: '2026-11-28' };

/** The official calendar with the days of another layer on top. */
function bookWith(...days: readonly CalendarDay[]): CalendarBook {
  const snapshot = days.map(({ date, kind }) => `${date} ${kind}`).join(', ');
  return bookOf(calendarOf(national, demoProvince, { id: 'agency', name: 'Cơ quan', days }), snapshot);
}

/** The official calendar without some of its days. */
function bookWithout(...dates: readonly string[]): CalendarBook {
  const days = (national.days ?? []).filter(({ date }) => !dates.includes(date));
  return bookOf(calendarOf({ ...national, days }, demoProvince), `without ${dates.join(', ')}`);
}

/** Splitting a parcel, 12 working days: received 20/11/2026 16:30, due 9/12 16:30 (24/11 is off). */
const land = (receivedAt = '2026-11-20T16:30'): DossierLife => DossierLife.takenIn(rulesOf('1.012784'), receivedAt, { agencyCode: 'H99.05.01' });
const LAND_DUE = '2026-12-09T16:30';
const types = (life: DossierLife): readonly string[] => life.events.map(({ type }) => type);

describe('a calendar published over a running dossier', () => {
  test.each([
    // published            days of the new calendar               due                 rule
    ['2026-11-20T17:30', [swap], LAND_DUE, 'a swap inside the term takes one day and gives one'],
    ['2026-11-20T17:30', [off('2026-11-23')], '2026-12-10T16:30', 'a day that became off is counted no more'],
    ['2026-11-27T08:00', [off('2026-11-25'), off('2026-11-26')], '2026-12-11T16:30', 'a closure is given back also when it is published after the storm'],
    ['2026-11-27T08:00', [off('2026-12-09')], '2026-12-10T16:30', 'a due day that became off moves to the next working day'],
    ['2026-11-27T08:00', [morningOnly('2026-12-09')], '2026-12-10T07:00', 'at an hour that became shut nobody is served: the next opening stands for it'],
    ['2026-11-27T08:00', [morningOnly('2026-12-08')], LAND_DUE, 'a day worked in part is a working day'],
    ['2026-11-27T08:00', [off('2026-12-10')], LAND_DUE, 'a day after the due one moves nothing'],
    ['2026-11-27T08:00', [off('2026-11-20')], '2026-12-09T17:00', 'a receipt on a day closed afterwards counts as at the last closing before it'],
    ['2026-11-27T08:00', [off('2026-11-28')], LAND_DUE, 'a Saturday was off already'],
  ] as const)('at %s with %j gives %s: %s', (published, days, due, _rule) => {
    const life = land();
    life.publish(published, bookWith(...days));
    expect(life.dates).toEqual({ first: LAND_DUE, due, appointment: due });
    expect(types(life).includes('DeadlineMoved')).toBe(due !== LAND_DUE || days.some(({ date }) => date === '2026-11-23' || date === '2026-12-08'));
    expect(findDateFault(life.events, life.rulesOf)).toBeUndefined();
  });

  test('moves the date of two working days over 23/11/2026 to 26/11 once that day is given off, as the notice would', () => {
    const life = DossierLife.takenIn(rulesOf('1.012784', { cases: twoDays() }), '2026-11-20T16:30', { agencyCode: 'H99.05.01' });
    expect(life.dates.due).toBe('2026-11-25T16:30');
    life.publish('2026-11-21T09:00', bookWith(swap));
    expect(life.dates).toEqual({ first: '2026-11-25T16:30', due: '2026-11-26T16:30', appointment: '2026-11-26T16:30' });
  });

  test('that gives an earlier date leaves the printed one; stage targets move alone, none into the past', () => {
    const life = land();
    const targets = (): readonly (string | undefined)[] => life.state.stages.map(({ targetAt }) => local(targetAt));
    expect(targets()).toEqual(['2026-11-23T10:30', LAND_DUE, undefined]);
    const [moved] = life.publish('2026-11-20T17:30', bookWithout('2026-11-24'));
    expect(life.dates).toEqual({ first: LAND_DUE, due: LAND_DUE, appointment: LAND_DUE });
    expect(targets()).toEqual(['2026-11-23T10:30', '2026-12-08T16:30', undefined]);
    expect(moved).toMatchObject({ type: 'DeadlineMoved', cause: 'calendar:without 2026-11-24' });
  });

  test('first settles what was due before it, on the calendar that held then', () => {
    const life = land();
    const recorded = life.publish('2026-12-09T16:31', bookWith(off('2026-12-08')));
    const late = recorded.find(({ type }) => type === 'DossierBecameLate');
    expect([local(late?.occurredAt), late?.calendarSnapshot]).toEqual([LAND_DUE, 'official']);
    expect(life.dates.due).toBe(LAND_DUE);
  });

  test('never removes recorded lateness, nor moves the date it was judged on', () => {
    const life = land().wake('2026-12-10T08:00');
    life.publish('2026-12-10T09:00', bookWith(off('2026-12-07'), off('2026-12-08'), off('2026-12-09')));
    expect([life.dates.due, local(life.state.becameLateAt), life.state.promises[0]?.brokenAt]).toEqual([LAND_DUE, LAND_DUE, life.state.dueAt]);
  });

  test('at the due moment itself comes before the lateness of that moment', () => {
    const life = land();
    life.publish(LAND_DUE, bookWith(off('2026-12-08')));
    expect(life.dates.due).toBe('2026-12-10T16:30');
    expect(types(life)).not.toContain('DossierBecameLate');
  });

  test('moves a new appointment of a late dossier off a day that became off, and leaves its due date', () => {
    const life = land().wake('2026-12-10T08:00');
    life.give('2026-12-10T08:30', 'SignApology', { reasonCode: 'external-delay', newAppointment: Date.parse('2026-12-15T10:00+07:00') }, person('head', 'H99'));
    life.publish('2026-12-11T08:00', bookWith(off('2026-12-15')));
    expect(life.dates).toEqual({ first: LAND_DUE, due: LAND_DUE, appointment: '2026-12-16T10:00' });
    expect(local(life.state.promises.at(-1)?.at)).toBe('2026-12-16T10:00');
    expect(findDateFault(life.events, life.rulesOf)).toBeUndefined();
  });

  test('leaves a new appointment that lies behind the moved due date, and says of none that it moved', () => {
    const life = land().wake('2026-12-08T08:00');
    life.give('2026-12-08T08:30', 'SignApology', { reasonCode: 'external-delay', newAppointment: Date.parse('2026-12-25T10:00+07:00') }, person('head', 'H99'));
    const [moved] = life.publish('2026-12-08T09:00', bookWith(off('2026-12-09')));
    expect(life.dates).toEqual({ first: LAND_DUE, due: '2026-12-10T16:30', appointment: '2026-12-25T10:00' });
    expect(moved?.payload).not.toHaveProperty('dates.appointment');
    expect(life.state.promises.map(({ at }) => local(at))).toEqual(['2026-12-10T16:30', '2026-12-25T10:00']);
    expect(findDateFault(life.events, life.rulesOf)).toBeUndefined();
  });

  test('withdraws the draft of an apology whose date it moved', () => {
    const life = land().wake('2026-12-08T08:00');
    expect(life.state.apologyDraft).toBeDefined();
    const recorded = life.publish('2026-12-08T08:30', bookWith(off('2026-12-09')));
    expect(recorded.map(({ type }) => type)).toEqual(['DeadlineMoved', 'ApologyWithdrawn']);
    expect(recorded.at(-1)?.payload).toMatchObject({ because: 'date-moved' });
  });

  test('published again under another name moves nothing', () => {
    const life = land().wake('2026-11-26T08:00');
    expect(life.publish('2026-11-26T09:00', bookOf(undefined, 'again'))).toEqual([]);
  });

  test('that ends before the new date would leaves everything as it is', () => {
    const life = land();
    const years = (national.years ?? []).filter(({ year }) => year <= 2026);
    const days = [...(national.days ?? []), ...Array.from({ length: 31 }, (_, day) => off(`2026-12-${String(day + 1).padStart(2, '0')}`))];
    expect(life.publish('2026-11-21T08:00', bookOf(calendarOf({ ...national, years, days }, demoProvince), 'ends'))).toEqual([]);
    expect(life.dates.due).toBe(LAND_DUE);
  });

  test('that declares fewer years than a date given before reaches into leaves that date', () => {
    const life = land('2026-12-15T16:30');
    life.publish('2026-12-16T08:00', bookWith(...Array.from({ length: 9 }, (_, day) => off(`2026-12-${String(day + 22)}`))));
    expect(life.dates.due).toBe('2027-01-12T16:30');
    const years = (national.years ?? []).filter(({ year }) => year <= 2026);
    const days = (national.days ?? []).filter(({ date }) => date < '2027');
    expect(life.publish('2026-12-16T09:00', bookOf(calendarOf({ ...national, years, days: [...days, worked('2026-12-19')] }, demoProvince), 'ends'))).toEqual([]);
    expect(life.dates.due).toBe('2027-01-12T16:30');
  });
});

function twoDays(): ReturnType<typeof rulesOf>['procedure']['cases'] {
  const [first, ...others] = rulesOf('1.012784').procedure.cases;
  const [part, ...parts] = first.parts;
  return [{ ...first, parts: [{ ...part, term: { ...part.term, limit: { unit: 'working-days', amount: 2 } } }, ...parts] }, ...others];
}

describe('a calendar published while the clock stands still', () => {
  const paused = (): DossierLife => {
    const life = land();
    life.give('2026-11-25T16:30', 'PauseClock', { ground: 'cadastral-measurement' });
    return life;
  };

  test('moves no date given to the applicant; running on counts on the calendar of that moment', () => {
    const life = paused();
    life.publish('2026-11-26T08:00', bookWith(off('2026-12-02')));
    expect(life.dates.due).toBe(LAND_DUE);
    life.give('2026-11-30T16:30', 'ResumeClock', {});
    expect(life.dates.due).toBe('2026-12-15T16:30');
    expect(findDateFault(life.events, life.rulesOf)).toBeUndefined();
  });

  test('gives back a closure of the days before the pause', () => {
    const life = paused();
    const [moved] = life.publish('2026-11-26T08:00', bookWith(off('2026-11-25')));
    expect(moved).toMatchObject({ type: 'DeadlineMoved', payload: { pause: { dueRemaining: { kind: 'working', ms: 87.5 * 3_600_000 } } } });
    life.give('2026-11-26T16:30', 'ResumeClock', {});
    expect(life.dates.due).toBe('2026-12-11T16:00');
  });

  test('gives the applicant more time where a day of it became off, and never less', () => {
    const life = land();
    life.give('2026-11-23T09:00', 'RequestSupplement', { items: [{ legalBasis: { document: '118/2025/NĐ-CP', article: '8' } }], reasonCode: 'incomplete' });
    const asked = life.state.supplements[0]?.applicantDueAt;
    life.publish('2026-11-24T08:00', bookWith(off('2026-11-30')));
    const longer = life.state.supplements[0]?.applicantDueAt;
    expect([local(asked), local(longer)]).toEqual(['2026-12-16T00:00', '2026-12-17T00:00']);
    life.publish('2026-11-24T09:00', bookOf(undefined, 'taken back'));
    expect(life.state.supplements[0]?.applicantDueAt).toBe(longer);
  });
});

test('a calendar published while a dossier is ended takes none of the time reopening gives back', () => {
  const life = land();
  life.give('2026-11-23T09:00', 'Withdraw', { reasonCode: 'applicant' });
  expect(life.publish('2026-11-25T09:00', bookWith(off('2026-11-26'), off('2026-11-27')))).toEqual([]);
  life.give('2026-11-30T09:00', 'Reopen', { reasonCode: 'mistake' });
  // Half an hour of 20/11 and two hours of 23/11 of twelve working days are gone; what is left runs on from 30/11.
  expect(life.dates).toEqual({ first: LAND_DUE, due: '2026-12-15T16:30', appointment: '2026-12-15T16:30' });
  expect(findDateFault(life.events, life.rulesOf)).toBeUndefined();
  // Another calendar finds nothing to put right.
  life.publish('2026-12-01T09:00', bookWith(off('2026-11-26'), off('2026-11-27'), off('2027-03-01')));
  expect(life.dates.due).toBe('2026-12-15T16:30');
});

describe('a calendar published over what stands beside the term', () => {
  test('moves the hour of hand-over from desk to agency off a morning that is closed', () => {
    const life = DossierLife.takenIn(rulesOf('1.014464'), '2026-11-20T16:30', { agencyCode: 'H99.07' });
    expect(local(life.state.clocks.transferDueAt)).toBe('2026-11-23T08:00');
    life.publish('2026-11-21T08:00', bookWith(off('2026-11-23')));
    expect(local(life.state.clocks.transferDueAt)).toBe('2026-11-25T08:00');
  });

  test('moves the answer to an online filing and the date shown with it', () => {
    const life = DossierLife.takenIn(rulesOf('2.002621'), '2026-11-20T16:00', { channel: 'online', caseCode: '2.002621.01' });
    const [answer, shown] = [life.state.answer?.dueAt, life.dates.due];
    life.publish('2026-11-21T08:00', bookWith(off('2026-11-23')));
    expect(life.state.answer?.dueAt).toBeGreaterThan(answer ?? Infinity);
    expect(Date.parse(`${life.dates.due ?? ''}Z`)).toBeGreaterThan(Date.parse(`${shown ?? ''}Z`));
    expect(life.dates.first).toBeUndefined();
  });

  test.each([
    ['refused', 'RefuseIntake', { reasonCode: 'not-competent' }],
    ['withdrawn', 'Withdraw', { reasonCode: 'applicant' }],
  ] as const)('moves nothing of a filing that was %s', (_end, type, body) => {
    const life = DossierLife.takenIn(rulesOf('2.002621'), '2026-11-20T16:00', { channel: 'online', caseCode: '2.002621.01' });
    life.give('2026-11-20T16:30', type, body);
    expect(life.publish('2026-11-21T08:00', bookWith(off('2026-11-23')))).toEqual([]);
  });
});
