import { describe, expect, test } from 'vitest';
import { at, calendarOf, demoProvince, national, officeCalendar } from '../../../test/fixtures/calendar/calendars.js';
import { DossierLife, local, person } from '../../../test/fixtures/dossier-life.js';
import { bookOf, rulesOf } from '../../../test/fixtures/rules.js';
import type { WorkingCalendar } from '../calendar/working-calendar.js';
import { decide } from './decide.js';
import { pointsOfInterest } from './points.js';
import { findDateFault } from './recompute.js';

const land = rulesOf('1.012784');
const AT_LAND_OFFICE = { agencyCode: 'H99.05.01' };
const clerk = person('clerk');

/** Twelve working days from 19/8 09:00: due Tuesday 8/9 09:00. */
function splitting(): DossierLife {
  return DossierLife.takenIn(land, '2026-08-19T09:00', AT_LAND_OFFICE);
}

describe('the grounds of a pause', () => {
  test.each([
    // procedure, agency, ground                            answer
    ['1.012784', 'H99.05.01', 'cadastral-measurement', 'accepted'],
    ['1.012784', 'H99.05.01', 'external-opinion', 'pause-ground-not-allowed'],
    ['1.012784', 'H99.05.01', 'because-we-are-busy', 'pause-ground-not-allowed'],
    ['1.012784', 'H99.05.01', 'financial-obligation', 'pause-ground-not-allowed'],
    ['1.005144', 'H99.31', 'cadastral-measurement', 'pause-ground-not-allowed'],
  ])('are those of the procedure version: %s at %s with %s is %s', (code, agencyCode, ground, answer) => {
    const given = DossierLife.takenIn(rulesOf(code), '2026-08-19T09:00', { agencyCode }).try('2026-08-20T09:00', 'PauseClock', { ground });
    expect('code' in given ? given.code : 'accepted').toBe(answer);
  });

  test('include a financial obligation only where the procedure lists it', () => {
    const given = DossierLife.takenIn(rulesOf('1.005144'), '2026-08-19T09:00').try('2026-08-20T09:00', 'RaiseFinancialObligation', {});
    expect(given).toMatchObject({ code: 'pause-ground-not-allowed', data: { ground: 'financial-obligation' } });
  });
});

describe('a pause', () => {
  test.each([
    // paused             resumed             due                 rule
    ['2026-08-20T09:00', '2026-08-24T09:00', '2026-09-11T09:00', 'three working days, make-up Saturday 22/8 among them'],
    ['2026-08-28T17:30', '2026-09-02T20:00', '2026-09-08T09:00', 'over National Day no open time passes and nothing is given back'],
    ['2026-08-20T09:00', '2026-08-20T09:00', '2026-09-08T09:00', 'a pause of no length gives back the same date'],
    ['2026-09-08T09:00', '2026-09-10T15:00', '2026-09-10T15:00', 'paused at the due moment itself nothing is left: it is due when it runs on'],
    ['2026-08-19T10:00', '2026-11-23T16:00', '2026-12-10T15:00', 'back before 24/11, which is off'],
  ])('from %s to %s makes the date %s: %s', (paused, resumed, due) => {
    const life = splitting();
    life.give(paused, 'PauseClock', { ground: 'cadastral-measurement' });
    life.give(resumed, 'ResumeClock', {});
    expect(life.dates).toEqual({ first: '2026-09-08T09:00', due, appointment: due });
  });

  test('stops every warning and stage of the term, and only its planned end is waited for', () => {
    const life = splitting();
    life.give('2026-08-20T09:00', 'PauseClock', { ground: 'cadastral-measurement', plannedEndAt: at('2026-08-26T17:00') });
    expect(pointsOfInterest(life.state).map(({ kind }) => kind)).toEqual(['supplement-request-limit', 'pause-planned-end']);
    life.wake('2026-12-31T00:00');
    expect(life.story().slice(-1)).toEqual(['PausePlannedEndPassed @ 2026-08-26T17:00']);
    expect(life.state.status).toBe('paused');
  });

  test('cannot be planned to end in the past', () => {
    expect(splitting().try('2026-08-20T09:00', 'PauseClock', { ground: 'cadastral-measurement', plannedEndAt: at('2026-08-20T09:00') })).toMatchObject({ code: 'planned-end-in-past' });
  });

  test('takes nothing and gives nothing before the term begins', () => {
    const life = DossierLife.takenIn(rulesOf('2.002621', { pauseGrounds: ['external-opinion'] }), '2026-08-20T15:30', { channel: 'online', caseCode: '2.002621.01' });
    life.give('2026-08-20T15:40', 'Accept', {}, clerk);
    const due = life.dates.due;
    life.give('2026-08-20T16:00', 'PauseClock', { ground: 'external-opinion' });
    life.give('2026-08-20T17:00', 'ResumeClock', {});
    expect([due, life.dates.due]).toEqual(['2026-08-25T07:00', '2026-08-25T07:00']);
  });

  test('of a term in calendar days gives its days back once, not the rolled weekend too', () => {
    const minerals = rulesOf('1.014466', { pauseGrounds: ['expert-examination'] });
    const life = DossierLife.takenIn(minerals, '2026-08-10T09:00', { agencyCode: 'H99.05', caseCode: '1.014466.02' });
    // 36 days from 10/8 end Tuesday 15/9; paused for five days they would end Sunday 20/9, which rolls to Monday.
    life.give('2026-08-11T09:00', 'PauseClock', { ground: 'expert-examination' });
    life.give('2026-08-16T09:00', 'ResumeClock', {});
    const once = life.dates.due;
    life.give('2026-08-17T09:00', 'PauseClock', { ground: 'expert-examination' });
    life.give('2026-08-18T09:00', 'ResumeClock', {});
    expect([once, life.dates.due]).toEqual(['2026-09-21T17:00', '2026-09-21T17:00']);
  });

  test('leaves time used by a stage to the stage, the pause left out', () => {
    const life = splitting();
    life.give('2026-08-19T11:00', 'PauseClock', { ground: 'cadastral-measurement' });
    life.give('2026-08-21T13:00', 'ResumeClock', {});
    life.give('2026-08-21T14:00', 'Forward', {});
    expect([life.stage('desk').usedMs, local(life.stage('process').targetAt)]).toEqual([3 * 3_600_000, '2026-09-10T08:00']);
  });

  test('that moves the date into a year without its notice says so', () => {
    const life = DossierLife.takenIn(land, '2026-11-30T09:00', AT_LAND_OFFICE);
    expect(life.state.unconfirmedYears).toEqual([]);
    life.give('2026-12-01T09:00', 'PauseClock', { ground: 'cadastral-measurement' });
    life.give('2026-12-30T09:00', 'ResumeClock', {});
    expect([life.state.unconfirmedYears, life.dates.due?.slice(0, 4)]).toEqual([[2027], '2027']);
  });

  test('that would run on beyond any calendar is refused, not guessed', () => {
    const life = DossierLife.takenIn(land, '2028-11-30T09:00', AT_LAND_OFFICE);
    life.give('2028-12-01T09:00', 'PauseClock', { ground: 'cadastral-measurement' });
    expect(life.try('2028-12-29T09:00', 'ResumeClock', {})).toMatchObject({ code: 'beyond-calendar', data: { year: 2028 } });
  });
});

describe('a pause with a legal end', () => {
  const lost = rulesOf('1.012786');

  /** Lost certificate, taken in at 08:00 of the day its loss is posted at 09:00. */
  function posted(day: string, body: { readonly plannedEndAt?: number } = {}): DossierLife {
    const life = DossierLife.takenIn(lost, `${day}T08:00`, AT_LAND_OFFICE);
    life.give(`${day}T09:00`, 'PauseClock', { ground: 'public-posting', ...body });
    return life;
  }

  test.each([
    // posted       alert               rule: fifteen days, 24:00 of the last, a working day (Civil Code Art. 148.5, 148.6)
    ['2026-08-20', '2026-09-05T00:00', 'ends with Friday 4/9'],
    ['2026-08-21', '2026-09-08T00:00', 'Saturday 5/9 rolls to Monday 7/9'],
    ['2026-11-09', '2026-11-26T00:00', '24/11 is off and rolls to 25/11'],
    ['2026-02-06', '2026-02-24T00:00', 'Saturday 21/2, in the Tết span, rolls to Monday 23/2'],
  ])('posted on %s is alerted at %s, and ends nothing by itself: %s', (day, alert) => {
    const life = posted(day);
    expect(life.state.pause).toMatchObject({ legalEnd: true });
    const before = life.events.length;
    life.wake('2026-12-31T00:00');
    expect(life.story(before).filter((line) => line.startsWith('Pause'))).toEqual([`PausePlannedEndPassed @ ${alert}`]);
    expect(life.state.status).toBe('paused');
  });

  test('counts as long as it really lasted, shorter or longer', () => {
    const due = (resumed: string): string | undefined => {
      const life = posted('2026-08-20');
      life.give(resumed, 'ResumeClock', {});
      return life.dates.due;
    };
    // Eight working days from 20/8 08:00 end 3/9 08:00; the pause gives back three, nine and twelve of them.
    expect([due('2026-08-24T09:00'), due('2026-09-04T09:00'), due('2026-09-09T09:00')]).toEqual(['2026-09-08T08:00', '2026-09-16T08:00', '2026-09-21T08:00']);
  });

  test('yields to the end a person planned, which is then not the law\'s', () => {
    const life = posted('2026-08-20', { plannedEndAt: at('2026-09-10T17:00') });
    expect(life.state.pause).toMatchObject({ plannedEndAt: at('2026-09-10T17:00') });
    expect(life.state.pause?.legalEnd).toBeUndefined();
  });

  test('states an end its own rules give, and one that differs is found', () => {
    const { events } = posted('2026-08-20');
    expect(findDateFault(events, () => lost)).toBeUndefined();
    const forged = events.map((event) => (event.type === 'ClockPaused' ? { ...event, payload: { ...event.payload, plannedEndAt: at('2026-09-15T00:00') } } : event));
    expect(findDateFault(forged, () => lost)).toMatchObject({ of: 'the planned end of the pause', recomputed: at('2026-09-05T00:00') });
  });
});

describe('time left is given back', () => {
  test.each([
    // paused                resumed                due                    rule
    ['2026-09-08T08:59:59', '2026-09-10T15:00:00', '2026-09-10T15:00:01', 'one second before the deadline leaves one second'],
    ['2026-08-21T16:59:59', '2026-08-22T07:00:00', '2026-09-08T09:00:01', 'the last second of Friday, before a make-up Saturday'],
    ['2026-08-22T07:00:00', '2026-08-24T07:00:00', '2026-09-09T09:00:00', 'a make-up Saturday is a whole working day'],
    ['2026-08-28T17:00:00', '2026-09-03T07:00:00', '2026-09-08T09:00:00', 'National Day with its swap gives nothing'],
    ['2026-08-28T16:00:00', '2026-09-03T08:00:00', '2026-09-08T11:00:00', 'one hour on either side of it gives two'],
  ])('paused %s, resumed %s: due %s – %s', (paused, resumed, due) => {
    const life = splitting();
    life.give(paused, 'PauseClock', { ground: 'cadastral-measurement' });
    life.give(resumed, 'ResumeClock', {});
    expect(life.state.dueAt).toBe(at(due));
  });

  test('on the calendar of the moment it runs on: a closure published meanwhile is not counted against anybody', () => {
    const storm = calendarOf(national, demoProvince, { id: 'storm', name: 'Bão', days: [{ date: '2026-09-07', kind: 'closure', name: 'Nghỉ bão', source: 'Công điện 01' }] });
    const life = splitting();
    life.give('2026-08-20T09:00', 'PauseClock', { ground: 'cadastral-measurement' });
    const resumedAt = at('2026-08-24T09:00');
    const resume = { type: 'ResumeClock', body: {} } as const;
    const dueUnder = (calendar: WorkingCalendar): unknown => {
      const decision = decide(life.state, resume, { ...land, calendars: bookOf(calendar), at: resumedAt, actor: person('head', 'H99') });
      return decision.kind === 'accepted' ? decision.events.map((event) => (event.type === 'ClockResumed' ? local(event.payload.dates.dueAt) : event.type)) : decision;
    };
    expect([dueUnder(officeCalendar), dueUnder(storm)]).toEqual([['2026-09-11T09:00'], ['2026-09-14T09:00']]);
  });

  test('once more when a dossier closed in its pause is opened again: what was consumed stays consumed', () => {
    const life = splitting();
    life.give('2026-08-20T09:00', 'PauseClock', { ground: 'cadastral-measurement' });
    // Eleven working days are left at the pause, and still at the end on 24/8 and at the reopening on 21/9.
    life.give('2026-08-24T09:00', 'Suspend', { decisionNumber: '2/QD' });
    life.give('2026-09-21T09:00', 'Reopen', { reasonCode: 'complaint' });
    expect([life.dates, life.state.pause]).toEqual([{ first: '2026-09-08T09:00', due: '2026-10-06T09:00', appointment: '2026-10-06T09:00' }, undefined]);
  });

  test('interval by interval: each pause of a dossier counts, with its own ground', () => {
    const life = splitting();
    life.give('2026-08-20T09:00', 'PauseClock', { ground: 'cadastral-measurement' });
    life.give('2026-08-21T09:00', 'ResumeClock', {});
    life.give('2026-08-24T14:00', 'PauseClock', { ground: 'land-price-determination' });
    life.give('2026-08-26T15:30', 'ResumeClock', {});
    expect(life.dates.due).toBe('2026-09-11T10:30');
    expect(life.all('ClockPaused').map(({ ground }) => ground)).toEqual(['cadastral-measurement', 'land-price-determination']);
  });
});

describe('after a pause with less left than the lead', () => {
  test('the warning and the assessment come at once, and nothing is recorded within the pause', () => {
    const life = splitting();
    life.give('2026-09-07T15:00', 'PauseClock', { ground: 'cadastral-measurement' });
    const before = life.events.length;
    life.give('2026-09-09T15:00', 'ResumeClock', {});
    life.wake('2026-09-09T15:00');
    expect(life.dates.due).toBe('2026-09-10T09:00');
    expect(life.story(before).slice(0, 4)).toEqual([
      'ClockResumed @ 2026-09-09T15:00',
      'DueSoonWarned @ 2026-09-09T15:00',
      'LatenessAssessed @ 2026-09-09T15:00',
      'ApologyDrafted @ 2026-09-09T15:00',
    ]);
  });
});

describe('ending a paused dossier', () => {
  test.each([
    ['RecordResult', {}, 'ResultRecorded', 'finished'],
    ['Withdraw', { reasonCode: 'own-wish' }, 'DossierWithdrawn', 'withdrawn'],
    ['Suspend', { decisionNumber: '2/QD' }, 'DossierSuspended', 'suspended'],
  ] as const)('by %s closes the pause first, so that it is judged by a date somebody can read', (type, body, ended, status) => {
    const life = splitting();
    life.give('2026-09-07T15:00', 'PauseClock', { ground: 'cadastral-measurement' });
    const events = life.give('2026-09-21T15:00', type, body);
    expect(events.map((event) => event.type)).toEqual(['ClockResumed', ended]);
    expect(life.state).toMatchObject({ status, finish: { punctuality: 'early', delayMs: 0 } });
    expect([life.state.pause, life.dates.due]).toEqual([undefined, '2026-09-22T09:00']);
  });
});
