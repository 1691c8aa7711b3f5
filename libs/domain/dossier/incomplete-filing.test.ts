import { describe, expect, test } from 'vitest';
import { at } from '../../../test/fixtures/calendar/calendars.js';
import { DossierLife, local, person } from '../../../test/fixtures/dossier-life.js';
import { rulesOf } from '../../../test/fixtures/rules.js';
import { figureDeltas } from '../performance/figure-deltas.js';
import { MEASURES } from '../performance/measures.js';
import { explainDates } from './explain.js';
import { foldEvent } from './fold.js';
import { findDateFault } from './recompute.js';
import type { DossierState } from './state.js';
import { openStages } from './state.js';
import { isWithoutDates } from './status.js';

const tuition = rulesOf('1.005144');
const clerk = person('clerk');
const notice = { items: [{ component: 'H99-LV04-DON' }, { legalBasis: { document: '81/2021/NĐ-CP', article: '19' } }], reasonCode: 'incomplete' };

/** Filed on Wednesday at 16:00; the desk must have answered by Thursday 16:00. */
function filed(): DossierLife {
  return DossierLife.takenIn(tuition, '2026-08-19T16:00', { channel: 'online', submittedAt: '2026-08-19T16:00' });
}

function noticed(): DossierLife {
  const life = filed();
  life.give('2026-08-20T15:00', 'RequestSupplement', notice, clerk);
  return life;
}

/** Every measure to which the life adds up, with its sum. */
function booked(life: DossierLife): Readonly<Record<string, number>> {
  const sums = MEASURES.map(() => 0);
  let before: DossierState | undefined;
  for (const event of life.events) {
    const after = foldEvent(before, event);
    for (const { measures } of figureDeltas(before, event, after)) {
      measures.forEach((count, index) => {
        sums[index] = (sums[index] ?? 0) + count;
      });
    }
    before = after;
  }
  return Object.fromEntries(MEASURES.map((measure, index) => [measure, sums[index] ?? 0] as const).filter(([, sum]) => sum !== 0));
}

describe('the one complete notice about an online filing', () => {
  test('answers it: nothing of the answer is late any more, and it is not yet received', () => {
    const life = noticed();
    expect(life.state).toMatchObject({ status: 'awaiting-completion', provisional: true, promises: [], supplements: [{ number: 1 }] });
    life.wake('2026-09-10T00:00');
    expect(life.story().slice(1)).toEqual(['AnswerAlerted @ 2026-08-20T08:00', 'CompletionRequested @ 2026-08-20T15:00']);
  });

  test('names papers of the procedure version or a legal basis, and no date that has passed', () => {
    const life = filed();
    expect(life.try('2026-08-20T08:00', 'RequestSupplement', { ...notice, items: [] }, clerk)).toMatchObject({ code: 'supplement-items-empty' });
    expect(life.try('2026-08-20T08:00', 'RequestSupplement', { ...notice, items: [{ component: 'NO-SUCH-PAPER' }] }, clerk)).toMatchObject({ code: 'unknown-component' });
    expect(life.try('2026-08-20T08:00', 'RequestSupplement', { ...notice, applicantDueAt: at('2026-08-20T08:00') }, clerk)).toMatchObject({ code: 'applicant-deadline-in-past' });
  });

  test('is reminded of and runs out, and the filing is never refused before that nor by itself', () => {
    const life = noticed();
    expect(life.try('2026-09-14T23:59', 'RefuseIntake', { reasonCode: 'no-answer' }, clerk)).toMatchObject({ code: 'supplement-not-due', data: { applicantDueAt: at('2026-09-15T00:00') } });
    life.wake('2026-12-31T00:00');
    expect(life.story().slice(-2)).toEqual(['SupplementReminderDue @ 2026-09-11T17:00', 'SupplementExpired @ 2026-09-15T00:00']);
    expect(life.state.status).toBe('awaiting-completion');
  });

  test('not answered in its time may be followed by the refusal with form and reason', () => {
    const life = noticed();
    expect(life.try('2026-09-15T07:30', 'RefuseIntake', { reasonCode: 'no-answer' }, clerk, null)).toMatchObject({ code: 'text-required' });
    life.give('2026-09-15T07:30', 'RefuseIntake', { reasonCode: 'no-answer' }, clerk);
    expect([life.state.status, life.state.finish]).toEqual(['intake-refused', undefined]);
    expect(booked(life)).toEqual({ registered: 1, intakeRefused: 1 });
    expect([openStages(life.state), isWithoutDates(life.state)]).toEqual([[], true]);
  });

  test('leaves the applicant free to withdraw, outside received and finished', () => {
    const life = noticed();
    life.give('2026-08-21T09:00', 'Withdraw', { reasonCode: 'own-wish' }, clerk);
    expect([life.state.status, life.state.finish]).toEqual(['withdrawn', undefined]);
  });
});

describe('a filing completed by its applicant', () => {
  test('is received from then on: the answer, the provisional date and later the term count from its completion', () => {
    const life = noticed();
    life.give('2026-08-24T10:00', 'ReceiveSupplement', { components: [{ code: 'H99-LV04-DON', copies: 1, kind: 'scan' }] }, clerk);
    expect(life.state).toMatchObject({ status: 'registered', receivedAt: at('2026-08-24T10:00'), submittedAt: at('2026-08-19T16:00'), components: [{ code: 'H99-LV04-DON' }] });
    expect([local(life.state.answer?.alertAt), local(life.state.answer?.dueAt), life.dates.due]).toEqual(['2026-08-24T14:00', '2026-08-25T10:00', '2026-09-10T10:00']);
    life.give('2026-08-25T09:00', 'Accept', {}, clerk);
    expect(life.dates).toEqual({ first: '2026-09-10T10:00', due: '2026-09-10T10:00', appointment: '2026-09-10T10:00' });
    expect(local(explainDates(life.events, () => tuition).explanation?.dueAt)).toBe('2026-09-10T10:00');
    expect(findDateFault(life.events, () => tuition)).toBeUndefined();
  });

  test('in part stays with its applicant', () => {
    const life = noticed();
    life.give('2026-08-24T10:00', 'ReceiveSupplement', { complete: false, components: [{ code: 'H99-LV04-DON', copies: 1, kind: 'scan' }] }, clerk);
    expect([life.state.status, life.state.receivedAt, life.state.components.length]).toEqual(['awaiting-completion', at('2026-08-19T16:00'), 1]);
  });

  test('is owed an answer anew; late twice it is one late filing', () => {
    const life = filed();
    life.give('2026-08-21T08:00', 'RequestSupplement', notice, clerk);
    life.give('2026-08-24T10:00', 'ReceiveSupplement', {}, clerk);
    life.wake('2026-08-26T00:00');
    expect(life.story().filter((line) => line.startsWith('Answer'))).toEqual([
      'AnswerAlerted @ 2026-08-20T08:00',
      'AnswerBecameLate @ 2026-08-20T16:00',
      'AnswerAlerted @ 2026-08-24T14:00',
      'AnswerBecameLate @ 2026-08-25T10:00',
    ]);
    expect(booked(life)).toEqual({ registered: 1, answerLate: 1 });
  });

  test('has had its one notice: whatever is asked later is the second request, which needs the head', () => {
    const life = noticed();
    life.give('2026-08-24T10:00', 'ReceiveSupplement', {}, clerk);
    expect(life.try('2026-08-24T11:00', 'RequestSupplement', notice, clerk)).toMatchObject({ code: 'second-supplement-needs-head' });
    life.give('2026-08-24T11:00', 'Accept', {}, clerk);
    expect(life.try('2026-08-24T14:00', 'RequestSupplement', notice, person('officer'))).toMatchObject({ code: 'second-supplement-needs-head' });
    life.give('2026-08-24T14:00', 'RequestSupplement', notice, person('head'));
    expect(life.all('SupplementRequested')).toMatchObject([{ number: 2, lateInNationalIndex: true }]);
    expect(booked(life)).toMatchObject({ registered: 1, received: 1, supplementFirst: 1, supplementSecond: 1 });
  });
});
