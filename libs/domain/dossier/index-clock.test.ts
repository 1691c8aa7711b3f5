import { describe, expect, test } from 'vitest';
import { DossierLife, local, person } from '../../../test/fixtures/dossier-life.js';
import { rulesOf } from '../../../test/fixtures/rules.js';
import { importedEvent } from '../performance/test-support/made-events.js';
import type { EventPayloads } from './events.js';
import { foldEvent } from './fold.js';
import { type IndexClock, indexOverdueFrom, type WaitingTime } from './index-clock.js';
import { findDateFault } from './recompute.js';
import type { Rules } from './rules.js';

const tuition = rulesOf('1.005144');
const request = { items: [{ component: 'H99-LV04-DON' }], reasonCode: 'incomplete' };
const head = person('head');

function keeping(waitingTime: WaitingTime, rules: Rules = tuition): Rules {
  return { ...rules, settings: { ...rules.settings, nationalIndex: { waitingTime } } };
}

/** Received on Wednesday 19/8 for Friday 4/9 at 9:00: ten working days, Saturday 22/8 one of them, 29/8 to 2/9 off. */
function received(rules = tuition): DossierLife {
  return DossierLife.takenIn(rules, '2026-08-19T09:00');
}

function told({ dueAt, waitingSince, overdueFrom, end }: IndexClock): object {
  return { due: local(dueAt), waiting: local(waitingSince), overdue: local(overdueFrom), end };
}

function clockOf(life: DossierLife): object {
  return told(life.state.indexClock);
}

describe('the index date', () => {
  test('is the first appointment, and the legal date begins beside it', () => {
    const life = received();
    expect(clockOf(life)).toEqual({ due: life.dates.due, waiting: undefined, overdue: undefined, end: undefined });
  });

  test.each([
    // time       request             papers              legal date (from zero)  index date
    ['working', '2026-08-20T10:00', '2026-08-21T10:00', '2026-09-08T10:00', '2026-09-07T09:00', 'one working day back'],
    ['working', '2026-08-21T16:00', '2026-08-24T08:00', '2026-09-10T08:00', '2026-09-07T11:00', 'the open hours of the Saturday and the evening, not the nights'],
    ['wall', '2026-08-20T10:00', '2026-08-21T10:00', '2026-09-08T10:00', '2026-09-05T09:00', 'a day by the clock'],
    ['wall', '2026-08-21T16:00', '2026-08-24T08:00', '2026-09-10T08:00', '2026-09-07T01:00', '64 hours by the clock, whether the office was open or not'],
  ] as const)('on %s time, asked %s and answered %s, is not the legal %s but %s: %s', (time, asked, brought, legal, index, _rule) => {
    const rules = keeping(time);
    const life = received(rules);
    life.give(asked, 'RequestSupplement', request, head);
    expect(clockOf(life)).toMatchObject({ waiting: asked, overdue: undefined });
    life.give(brought, 'ReceiveSupplement', {});
    expect([life.dates.due, local(life.state.indexClock.dueAt)]).toEqual([legal, index]);
    expect(life.all('SupplementReceived')[0]?.dates.nationalIndex).toEqual({ waitingTime: time, dueAt: life.state.indexClock.dueAt });
  });

  test('does not follow the re-appointment of an apology', () => {
    const life = received();
    const { dueAt } = life.state.indexClock;
    life.wake('2026-08-28T09:00').give('2026-08-31T10:00', 'SignApology', { reasonCode: 'complex' });
    expect([life.dates.appointment, life.state.indexClock.dueAt]).toEqual(['2026-09-15T17:00', dueAt]);
  });

  test('of a term in two parts is the appointment of its second, and what the first was late stays late', () => {
    const two = rulesOf('1.115778');
    const [competent = ''] = two.procedure.competentAgencies;
    const story = (raisedAt: string): DossierLife => {
      const life = DossierLife.takenIn(two, '2026-08-19T09:00', { agencyCode: competent });
      life.give(raisedAt, 'RaiseFinancialObligation', {});
      life.give('2026-10-05T09:00', 'MeetFinancialObligation', { receiptNumber: '1' });
      return life;
    };
    const inTime = story('2026-08-20T09:00').state;
    expect(inTime.indexClock).toMatchObject({ dueAt: inTime.promises.at(-1)?.at });
    expect(inTime.indexClock.overdueFrom).toBeUndefined();
    expect(story('2026-09-24T09:00').state.indexClock.overdueFrom).toBeDefined();
  });
});

describe('the end by the index', () => {
  test.each([
    // ended             by the index
    ['2026-09-04T09:00', 'in-time', 'at the appointment'],
    ['2026-09-04T16:30', 'in-time', 'later on its day: days are compared, and the legal clock says late'],
    ['2026-09-05T07:30', 'late', 'on the next day, whether the office is open or not'],
  ])('at %s is %s: %s', (when, end) => {
    const life = received();
    life.give(when, 'RecordResult', {});
    expect(clockOf(life)).toMatchObject({ end });
    expect(life.state.finish?.punctuality).toBe(when === '2026-09-04T09:00' ? 'on-time' : 'late');
  });

  test.each([
    ['in time where the request was', '2026-08-20T10:00', 'in-time'],
    ['late where the day was over before the request', '2026-09-07T10:00', 'late'],
  ])('of a dossier closed because the papers never came is %s', (_rule, asked, end) => {
    const life = received();
    life.give(asked, 'RequestSupplement', request, head);
    life.wake('2026-12-20T08:00');
    life.give('2026-12-21T08:00', 'CloseUnsupplemented', { reasonCode: 'no-papers' });
    expect(clockOf(life)).toMatchObject({ end });
  });

  test('is late after a second request, whatever the dates, from that request on', () => {
    const life = received();
    life.give('2026-08-20T10:00', 'RequestSupplement', request, head);
    life.give('2026-08-20T11:00', 'ReceiveSupplement', {});
    life.give('2026-08-21T10:00', 'RequestSupplement', request, { ...head, subject: 'another-head' });
    expect(clockOf(life)).toMatchObject({ overdue: '2026-08-21T10:00' });
    life.give('2026-08-21T11:00', 'ReceiveSupplement', {});
    life.give('2026-08-24T09:00', 'RecordResult', {});
    expect(clockOf(life)).toMatchObject({ end: 'late' });
    expect(life.state.finish?.punctuality).toBe('early');
  });

  test('is that of the result, whenever it is handed over', () => {
    const life = received();
    life.give('2026-09-01T09:00', 'RecordResult', {});
    const clock = life.state.indexClock;
    life.give('2026-10-01T09:00', 'HandOver', { method: 'desk', identityChecked: true, authorised: false, signature: 'paper' });
    expect(life.state.indexClock).toEqual(clock);
  });

  test('of a dossier opened again is judged anew by the same date', () => {
    const life = received();
    life.give('2026-08-24T09:00', 'RecordResult', {});
    life.give('2026-09-10T09:00', 'Reopen', { reasonCode: 'error' });
    expect(clockOf(life)).toMatchObject({ end: undefined });
    expect(local(life.state.indexClock.since)).toBe('2026-09-10T09:00');
    life.give('2026-09-10T10:00', 'RecordResult', {});
    expect(clockOf(life)).toMatchObject({ end: 'late' });
  });
});

describe('an imported dossier', () => {
  const importedAt = '2026-01-05T08:00';
  const imported = (line: Partial<EventPayloads['DossierImported']> & { readonly status: string }, due = '2025-12-10T09:00', ended?: string): object => {
    const event = importedEvent(importedAt, { receivedAt: '2025-12-01T08:00', dueAt: due, status: line.status, ...(ended === undefined ? {} : { finishedAt: ended, punctuality: 'early' }) });
    return told(foldEvent(undefined, { ...event, payload: { ...event.payload, ...line } } as typeof event).indexClock);
  };

  test.each([
    // asked before, ended           by the index
    [0, '2025-12-10T16:00', 'in-time'],
    [0, '2025-12-11T07:30', 'late'],
    [1, '2025-12-10T08:00', 'in-time'],
    [2, '2025-12-05T08:00', 'late'],
  ])('asked for papers %i times and ended at %s is %s', (supplementCount, ended, end) => {
    expect(imported({ status: 'finished', supplementCount }, undefined, ended)).toMatchObject({ end });
  });

  test('without any date is judged by its legal maximum, else by nothing', () => {
    const { dueAt: _due, ...undated } = importedEvent(importedAt, { receivedAt: '2025-12-01T08:00', finishedAt: '2025-12-20T08:00', status: 'finished', punctuality: 'undated' }).payload as EventPayloads['DossierImported'];
    const open = (payload: EventPayloads['DossierImported']): object => told(foldEvent(undefined, { ...importedEvent(importedAt, { receivedAt: '2025-12-01T08:00', status: 'finished' }), type: 'DossierImported', payload }).indexClock);
    expect(open(undated)).toMatchObject({ end: 'undated' });
    expect(open({ ...undated, maximumAt: Date.parse('2025-12-10T09:00+07:00') })).toMatchObject({ end: 'late' });
  });

  test('asked before is judged by the date its source moved for that, and not by the first', () => {
    expect(imported({ status: 'in-progress', supplementCount: 1, firstDueAt: Date.parse('2025-12-05T09:00+07:00') })).toMatchObject({ due: '2025-12-10T09:00' });
    expect(imported({ status: 'in-progress', supplementCount: 0, firstDueAt: Date.parse('2025-12-05T09:00+07:00') })).toMatchObject({ due: '2025-12-05T09:00' });
  });
});

test('an event from before the index had a clock gives the wait back by the clock', () => {
  const life = received();
  life.give('2026-08-21T16:00', 'RequestSupplement', request, head);
  life.give('2026-08-24T08:00', 'ReceiveSupplement', {});
  const old = life.events.map((event) => {
    if (event.type !== 'SupplementReceived') {
      return event;
    }
    const { nationalIndex: _kept, ...dates } = event.payload.dates;
    return { ...event, payload: { ...event.payload, dates } };
  });
  const state = old.reduce<ReturnType<typeof foldEvent> | undefined>((before, event) => foldEvent(before, event), undefined);
  expect(local(state?.indexClock.dueAt)).toBe('2026-09-07T01:00');
  expect(findDateFault(old, () => tuition)).toBeUndefined();
  expect(findDateFault(old, () => tuition, (statement) => statement === 'index-date')).toMatchObject({ of: 'the date of index 766', stated: undefined, recomputed: life.state.indexClock.dueAt });
  expect(findDateFault(life.events, () => tuition, () => true)).toBeUndefined();
});

test('a forged index date is found at its event, on the time it says it was counted on', () => {
  const life = received();
  life.give('2026-08-21T16:00', 'RequestSupplement', request, head);
  life.give('2026-08-24T08:00', 'ReceiveSupplement', {});
  const forged = (waitingTime: WaitingTime, later: number): typeof life.events =>
    life.events.map((event) => (event.type === 'SupplementReceived' ? { ...event, payload: { ...event.payload, dates: { ...event.payload.dates, nationalIndex: { waitingTime, dueAt: (life.state.indexClock.dueAt ?? 0) + later } } } } : event));
  expect(findDateFault(forged('working', 0), () => keeping('wall'))).toBeUndefined();
  expect(findDateFault(forged('working', 60_000), () => tuition)).toMatchObject({ of: 'the date of index 766' });
  expect(findDateFault(forged('wall', 0), () => tuition)).toMatchObject({ of: 'the date of index 766' });
});

test('an open dossier is overdue from the first moment of the day after its date', () => {
  expect(local(indexOverdueFrom(received().state.indexClock))).toBe('2026-09-05T00:00');
});
