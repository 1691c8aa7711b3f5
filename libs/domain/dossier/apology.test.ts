import { describe, expect, test } from 'vitest';
import { at, calendarOf, demoProvince, national } from '../../../test/fixtures/calendar/calendars.js';
import { type Asked, DossierLife, local, person } from '../../../test/fixtures/dossier-life.js';
import { bookOf, rulesOf } from '../../../test/fixtures/rules.js';

const tuition = rulesOf('1.005144');
const pausable = rulesOf('1.005144', { pauseGrounds: ['external-opinion'] });
const clerk = person('clerk');

/** Due 4/9 09:00; assessed 28/8 09:00, letter limit 3/9 09:00. Nobody forwards it, so it is endangered. */
function neglected(rules = tuition): DossierLife {
  return DossierLife.takenIn(rules, '2026-08-19T09:00').wake('2026-08-28T09:00');
}

/** On the review stage, with 16 h left for the 16 h of review, sign and record. */
function justInTime(): DossierLife {
  const life = DossierLife.takenIn(tuition, '2026-08-19T09:00');
  life.give('2026-08-19T11:00', 'Forward', {}, clerk);
  life.give('2026-08-19T17:00', 'Forward', {});
  life.give('2026-08-28T09:00', 'Forward', {});
  return life.wake('2026-08-28T09:00');
}

describe('at the lead of two working days', () => {
  test('a dossier whose unspent budgets fit into the time left is assessed and gets no draft', () => {
    const life = justInTime();
    expect(life.all('LatenessAssessed')).toEqual([{ dueAt: at('2026-09-04T09:00'), endangered: false, neededMs: 16 * 3_600_000, leftMs: 16 * 3_600_000 }]);
    expect(life.state.apologyDraft).toBeUndefined();
  });

  test('an endangered one gets a draft with a date computed from what is left to do', () => {
    const life = neglected();
    expect(life.all('LatenessAssessed')).toMatchObject([{ endangered: true }]);
    // assign 4 h, process 58 h, review 6 h, sign 7 h, record 3 h from 28/8 09:00: 78 h of open time.
    expect(life.all('ApologyDrafted').map(({ promise, dueAt, proposedAt }) => [promise, local(dueAt), local(proposedAt)])).toEqual([[1, '2026-09-04T09:00', '2026-09-15T17:00']]);
  });

  test('one whose officer foresees lateness is endangered, however much time is left', () => {
    const life = DossierLife.takenIn(tuition, '2026-08-19T09:00');
    life.give('2026-08-19T11:00', 'Forward', {}, clerk);
    life.give('2026-08-19T12:00', 'Forward', {});
    life.give('2026-08-24T09:00', 'Forward', {});
    life.give('2026-08-24T10:00', 'ForecastLate', { reasonCode: 'complex' });
    expect(life.wake('2026-08-28T09:00').all('LatenessAssessed')).toMatchObject([{ endangered: true }]);
  });

  test('one that became endangered later gets its draft with the command that endangered it', () => {
    const life = justInTime();
    const events = life.give('2026-08-28T10:00', 'ForecastLate', { reasonCode: 'complex' });
    expect(events.map(({ type }) => type)).toEqual(['LatenessForecast', 'ApologyDrafted']);
  });

  test('one on plan whose stage then runs late gets its draft at that moment, without anybody looking', () => {
    const life = justInTime().wake('2026-09-03T00:00');
    expect(life.story().slice(-2)).toEqual(['StageBecameLate @ 2026-08-28T17:00', 'ApologyDrafted @ 2026-08-28T17:00']);
  });
});

describe('a dossier whose result is in sight', () => {
  test('is not endangered: a refusal was decided, whatever its stages still had to do', () => {
    const life = DossierLife.takenIn(tuition, '2026-08-19T09:00');
    life.give('2026-08-27T09:00', 'RefuseAfterAppraisal', { reasonCode: 'not-eligible', documentNumber: '7/TB' });
    expect([life.wake('2026-09-03T10:00').all('LatenessAssessed'), life.all('ApologyDrafted')]).toMatchObject([[{ endangered: false }], []]);
  });

  test('is not endangered: only the way back to the applicant is open, whatever its officer foresaw', () => {
    const life = DossierLife.takenIn(tuition, '2026-08-19T09:00');
    life.give('2026-08-19T11:00', 'ForecastLate', { reasonCode: 'complex' });
    while (life.state.stages.at(-1)?.status !== 'open') {
      life.give('2026-08-27T10:00', 'Forward', {});
    }
    expect([life.wake('2026-09-03T10:00').all('LatenessAssessed'), life.all('ApologyDrafted')]).toMatchObject([[{ endangered: false }], []]);
  });
});

test('one that no command touches is looked at again whenever a point of its own passes, here at the due-soon warning while a posting outside the clock goes on', () => {
  const posting = rulesOf('1.012786', { apology: { at: 'before-expiry', lead: { unit: 'working-days', amount: 5 }, letterLimit: { unit: 'working-days', amount: 0.5 } } });
  const life = DossierLife.takenIn(posting, '2026-09-07T09:00', { agencyCode: 'H99.05.01', caseCode: '1.012786.02' });
  life.give('2026-09-07T10:00', 'Forward', {});
  life.give('2026-09-07T11:00', 'Forward', {});
  // Due 17/9 09:00; the extract after the posting needs 32 h: 40 h are left at the lead, 8 h at the warning.
  life.wake('2026-09-17T08:00');
  expect(life.all('LatenessAssessed')).toMatchObject([{ endangered: false, neededMs: 32 * 3_600_000, leftMs: 40 * 3_600_000 }]);
  expect(life.events.filter(({ type }) => type === 'ApologyDrafted').map(({ cause }) => cause.split(':')[0])).toEqual(['due-soon']);
});

describe('the apology of a procedure', () => {
  const days = (amount: number): { readonly unit: 'working-days'; readonly amount: number } => ({ unit: 'working-days', amount });

  test.each([
    // when             lead  limit  drafted             letter limit
    ['before-expiry', 2, 1, '2026-08-28T09:00', '2026-09-03T09:00'],
    ['before-expiry', 3, 1, '2026-08-27T09:00', '2026-09-03T09:00'],
    ['before-expiry', 3, 2, '2026-08-27T09:00', '2026-08-28T09:00'],
    ['at-expiry', 2, 1, undefined, undefined],
  ] as const)('%s with a lead of %i and a limit of %i working days is drafted at %s and limited to %s', (when, lead, limit, draftedAt, limitAt) => {
    const life = DossierLife.takenIn(rulesOf('1.005144', { apology: { at: when, lead: days(lead), letterLimit: days(limit) } }), '2026-08-19T09:00').wake('2026-09-03T23:00');
    const moment = (type: string): string | undefined => local(life.events.find((event) => event.type === type)?.occurredAt);
    expect([moment('ApologyDrafted'), moment('LetterLimitPassed')]).toEqual([draftedAt, limitAt]);
  });

  test.each([
    // signed at            in time
    ['2026-09-07T09:00', true],
    ['2026-09-07T09:01', undefined],
  ])('at expiry, signed at %s, one working day after it: in time %s', (signed, inTime) => {
    const life = DossierLife.takenIn(rulesOf('1.005144', { apology: { at: 'at-expiry', lead: days(2), letterLimit: days(1) } }), '2026-08-19T09:00').wake('2026-09-04T10:00');
    expect(life.all('DossierBecameLate').map(({ letterDueAt }) => local(letterDueAt))).toEqual(['2026-09-07T09:00']);
    life.give(signed, 'SignApology', { reasonCode: 'complex' });
    expect(life.state.promises[0]?.apologyInTime).toBe(inTime);
  });

  test.each([
    ['2026-09-03T09:00', true],
    ['2026-09-03T09:01', undefined],
    ['2026-09-04T09:30', undefined],
  ])('before expiry, signed at %s against the limit of 3/9 09:00: in time %s', (signed, inTime) => {
    const life = neglected();
    life.give(signed, 'SignApology', { reasonCode: 'complex' });
    expect(life.state.promises[0]?.apologyInTime).toBe(inTime);
  });
});

describe('a draft is withdrawn', () => {
  test.each([
    ['RecordResult', {}, 'finished'],
    ['Withdraw', { reasonCode: 'own-wish' }, 'finished'],
    ['PauseClock', { ground: 'external-opinion' }, 'paused'],
    ['RequestSupplement', { items: [{ legalBasis: { document: '118/2025/NĐ-CP', article: '8' } }], reasonCode: 'incomplete' }, 'paused'],
  ] as const)('by %s (%j) because %s', (type, body, because) => {
    const life = neglected(pausable);
    const events = life.give('2026-08-28T10:00', type, body);
    expect(events.at(-1)).toMatchObject({ type: 'ApologyWithdrawn', payload: { promise: 1, because } });
    expect(life.state.apologyDraft).toBeUndefined();
  });

  test('because the date moved', () => {
    const life = DossierLife.takenIn(rulesOf('1.012784'), '2026-08-19T09:00', { agencyCode: 'H99.05.01', receivingAgencyCode: 'H99.02' });
    life.wake('2026-09-04T17:00');
    expect(life.state.apologyDraft).toBeDefined();
    const events = life.give('2026-09-05T09:00', 'ConfirmReceipt', {});
    expect(events.map(({ type, payload }) => [type, 'because' in payload ? payload.because : undefined])).toEqual([
      ['CompetentAgencyReceived', undefined],
      ['ApologyWithdrawn', 'date-moved'],
    ]);
  });

  test('because a calendar moved only what its date was computed from, and is made anew at once', () => {
    const life = neglected();
    // Processing ends after the due date then: the closure lies between the two.
    life.give('2026-08-28T10:00', 'Forward', {}, clerk);
    life.give('2026-08-28T11:00', 'Forward', {});
    const closed = calendarOf(national, demoProvince, { id: 'storm', name: 'Bão', days: [{ date: '2026-09-07', kind: 'closure', name: 'Bão', source: 'x' }] });
    const before = life.state.apologyDraft?.proposedAt;
    const events = life.publish('2026-08-31T09:00', bookOf(closed, 'storm'));
    expect(events.map(({ type }) => type)).toEqual(['DeadlineMoved', 'ApologyWithdrawn', 'ApologyDrafted']);
    expect([life.dates.due, (life.state.apologyDraft?.proposedAt ?? 0) > (before ?? 0)]).toEqual(['2026-09-04T09:00', true]);
  });

  test('by its rejection with a reason, and is not drafted again before the date', () => {
    const life = neglected();
    expect(life.try('2026-08-28T10:00', 'RejectApology', { reasonCode: 'in-time' }, person('head'), null)).toMatchObject({ code: 'text-required' });
    life.give('2026-08-28T10:00', 'RejectApology', { reasonCode: 'in-time' });
    life.give('2026-08-28T11:00', 'Forward', {}, clerk);
    expect(life.all('ApologyDrafted')).toHaveLength(1);
    expect(life.try('2026-08-28T11:01', 'SignApology', { reasonCode: 'complex' })).toMatchObject({ code: 'no-apology-draft' });
    expect(life.try('2026-08-28T11:01', 'RejectApology', { reasonCode: 'in-time' })).toMatchObject({ code: 'no-apology-draft' });
    life.wake('2026-09-04T09:00');
    expect(life.state.apologyDraft).toMatchObject({ promise: 1 });
  });
});

describe('the letter limit', () => {
  test.each([
    // signed                passed
    ['2026-09-03T09:00', []],
    ['2026-09-03T09:01', ['LetterLimitPassed @ 2026-09-03T09:00']],
  ] as const)('of one working day, the draft signed %s, is recorded as passed: %j', (signed, passed) => {
    const life = neglected();
    life.give(signed, 'SignApology', { reasonCode: 'complex' });
    expect(life.wake('2026-09-05T00:00').story().filter((line) => line.startsWith('LetterLimit'))).toEqual(passed);
  });

  test('does not bind a dossier nobody has to apologise for', () => {
    const life = justInTime();
    life.give('2026-08-28T17:00', 'Forward', {});
    expect(life.wake('2026-09-03T15:00').all('LetterLimitPassed')).toEqual([]);
  });

  test('is not passed by a draft made after it', () => {
    const life = justInTime();
    life.give('2026-08-28T17:00', 'Forward', {});
    life.give('2026-09-03T09:30', 'ForecastLate', { reasonCode: 'complex' });
    expect([life.state.apologyDraft === undefined, life.wake('2026-09-04T08:00').all('LetterLimitPassed')]).toEqual([false, []]);
  });
});

describe('an apology signed before expiry', () => {
  test('gives the one re-appointment; the due date still breaks, under the first promise', () => {
    const life = neglected();
    life.give('2026-09-01T09:00', 'SignApology', { reasonCode: 'complex', documentNumber: '5/PXL' });
    expect(life.dates).toEqual({ first: '2026-09-04T09:00', due: '2026-09-04T09:00', appointment: '2026-09-15T17:00' });
    life.wake('2026-09-16T00:00');
    expect(life.all('DossierBecameLate')).toEqual([{ dueAt: at('2026-09-04T09:00'), promise: 1 }]);
    expect(life.state.promises.map(({ number, apology }) => [number, apology])).toEqual([
      [1, 'signed'],
      [2, 'owed'],
    ]);
  });
});

test('a second re-appointment is refused as such while the first still runs, so that the leader hears of the wish before it breaks', () => {
  const life = neglected();
  life.give('2026-08-31T10:00', 'SignApology', { reasonCode: 'complex' });
  expect(life.try('2026-09-01T10:00', 'SignApology', { reasonCode: 'complex', newAppointment: at('2026-09-18T09:00') })).toMatchObject({ code: 'second-reappointment-refused' });
  expect(life.try('2026-09-01T10:00', 'SignApology', { reasonCode: 'complex' })).toMatchObject({ code: 'no-apology-draft' });
});

describe('short terms and electronic groups apologise at expiry', () => {
  test.each<readonly [code: string, caseCode: string, asked: Asked, why: string]>([
    ['2.002621', '2.002621.01', { channel: 'online' }, 'electronic group'],
    ['1.001193', '1.001193.01', {}, 'same-day matter'],
    ['2.001159', '2.001159.01', { agencyCode: 'H99.81.31' }, 'term of one hour'],
  ])('%s (%s): no draft before, a proposed date at expiry – %s', (code, caseCode, asked) => {
    const life = DossierLife.takenIn(rulesOf(code), '2026-08-19T09:00', { caseCode, ...asked });
    if (life.state.status === 'registered') {
      life.give('2026-08-19T09:30', 'Accept', {}, clerk);
    }
    expect(life.state.milestones.apologyDraftAt).toBeUndefined();
    const [late] = life.wake('2026-09-30T00:00').all('DossierBecameLate');
    expect(late?.proposedAt).toBeGreaterThan(late?.dueAt ?? Infinity);
    expect(life.state.apologyDraft).toEqual({ promise: 1, proposedAt: late?.proposedAt });
  });

  test('so does a term of two working days, whatever the procedure says', () => {
    const [chosen] = tuition.procedure.cases;
    const [part] = chosen.parts;
    const short = rulesOf('1.005144', { cases: [{ ...chosen, parts: [{ ...part, term: { ...part.term, limit: { unit: 'working-days', amount: 2 } } }] }] });
    expect(DossierLife.takenIn(short, '2026-08-19T09:00').state.milestones).toEqual({ dueSoonAt: at('2026-08-20T09:00') });
  });
});

test('lateness at the end of the last calendar is recorded although no new date can be computed', () => {
  const life = DossierLife.takenIn(tuition, '2028-12-15T09:00').wake('2028-12-29T16:00');
  expect([life.dates.due, life.all('DossierBecameLate')]).toEqual(['2028-12-29T09:00', [{ dueAt: at('2028-12-29T09:00'), promise: 1 }]]);
  expect(life.all('LatenessAssessed')).toMatchObject([{ endangered: true }]);
});
