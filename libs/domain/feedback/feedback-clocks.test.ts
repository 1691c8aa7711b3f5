import { describe, expect, test } from 'vitest';
import { calendarOf, demoProvince, national } from '../../../test/fixtures/calendar/calendars.js';
import { FeedbackLife, type LifeChoice } from '../../../test/fixtures/feedback-life.js';
import { agencies, bookOf } from '../../../test/fixtures/rules.js';
import type { CalendarDay } from '../calendar/definition.js';
import { feedbackRuleOf } from './feedback-clocks.js';
import { DEFAULT_FEEDBACK, type FeedbackRule } from './feedback-settings.js';

const days = (amount: number) => ({ unit: 'working-days', amount }) as const;
const MINISTRY: FeedbackRule = { forward: days(3), handle: days(5), handleComplex: days(10), forwarded: 'continue', supplied: 'restart', law: { document: 'local' } };

describe('clocks that run side by side from receipt', () => {
  test.each([
    // received           refuse              ask, forward        handle              answer              rule
    ['2026-08-03T09:00', '2026-08-06T00:00', '2026-08-11T00:00', '2026-08-18T00:00', '2026-08-23T00:00', 'the day of receipt is not counted, the last ends at 24:00; Saturday 22/8 is worked'],
    ['2026-08-20T09:00', '2026-08-23T00:00', '2026-08-27T00:00', '2026-09-08T00:00', '2026-09-15T00:00', 'a make-up Saturday counts, the day off it pays for and 2/9 do not'],
    ['2026-02-12T09:00', '2026-02-24T00:00', '2026-02-27T00:00', '2026-03-06T00:00', '2026-03-13T00:00', 'Tết (16 to 20/2/2026) is not counted'],
    ['2026-08-16T20:00', '2026-08-19T00:00', '2026-08-22T00:00', '2026-08-28T00:00', '2026-09-09T00:00', 'on a Sunday evening the next two working days count'],
  ])('received %s: refuse by %s, ask and forward by %s, handle by %s, answer by %s – %s', (received, refuse, ask, handle, answer) => {
    const life = FeedbackLife.received(received);
    expect(['refuse', 'ask', 'forward', 'handle', 'answer'].map((clock) => life.ends(clock))).toEqual([[refuse], [ask], [ask], [handle], [answer]]);
  });

  test('begin when it reached the agency, not when it was entered, and what passed meanwhile is late at its own moment', () => {
    const life = FeedbackLife.received('2026-08-10T09:00', { receivedAt: '2026-08-03T09:00' });
    life.give('2026-08-10T09:01', 'AcceptFeedback', {});
    expect([life.standing('refuse'), life.standing('answer')]).toEqual(['late', 'runs to 2026-08-23T00:00']);
  });

  test('over a Tết nobody has announced yet follow the proposed days', () => {
    expect(FeedbackLife.received('2027-02-03T09:00').ends('refuse')).toEqual(['2027-02-13T00:00']);
  });

  test('move with a calendar published meanwhile, and only to later', () => {
    const off: CalendarDay = { date: '2026-08-19', kind: 'closure', name: 'Nghỉ', source: 'Thông báo 1/TB' };
    const worked: CalendarDay = { date: '2026-08-22', kind: 'closure', name: 'Nghỉ', source: 'Thông báo 2/TB' };
    const under = (...more: readonly CalendarDay[]) => bookOf(calendarOf(national, demoProvince, { id: 'agency', name: 'Cơ quan', days: more }), more.map(({ date }) => date).join());
    const life = FeedbackLife.received('2026-08-17T09:00').under('2026-08-18T08:00', under(off));
    expect([life.ends('refuse'), life.ends('ask')]).toEqual([['2026-08-21T00:00'], ['2026-08-25T00:00']]);
    expect(life.under('2026-08-20T08:00', under(worked)).ends('refuse')).toEqual(['2026-08-21T00:00']);
  });
});

describe('each clock is stopped by', () => {
  const accepted = (): FeedbackLife => {
    const life = FeedbackLife.received('2026-08-03T09:00');
    life.give('2026-08-05T23:59', 'AcceptFeedback', {});
    return life;
  };

  test('acceptance: it was not refused in its time; nobody has to ask or to forward any more', () => {
    const life = accepted();
    expect(['refuse', 'ask', 'forward', 'handle', 'answer'].map((clock) => life.standing(clock))).toEqual(['in time', 'cancelled', 'cancelled', 'runs to 2026-08-18T00:00', 'runs to 2026-08-23T00:00']);
  });

  test('24:00 of the last day is in time, a minute later is late', () => {
    const [at, after] = ['2026-08-06T00:00', '2026-08-06T00:01'].map((when) => {
      const life = FeedbackLife.received('2026-08-03T09:00');
      life.give(when, 'RefuseFeedback', {});
      return life.state.own;
    });
    expect([at, after]).toMatchObject([{ rounds: [{ ended: { as: 'refused', inTime: true } }] }, { rounds: [{ ended: { inTime: false } }] }]);
  });

  test('a complex one has the longer time from the same beginning, unless it is late already', () => {
    const life = FeedbackLife.received('2026-08-03T09:00');
    life.give('2026-08-04T09:00', 'AcceptFeedback', { complex: true });
    expect(life.ends('handle')).toEqual(['2026-08-18T00:00', '2026-08-23T00:00']);
    const late = FeedbackLife.received('2026-08-03T09:00');
    late.give('2026-08-18T09:00', 'AcceptFeedback', { complex: true });
    expect(late.ends('handle')).toEqual(['2026-08-18T00:00']);
  });

  test('an answer: both terms to answer end, the time to publish begins', () => {
    const life = accepted();
    life.give('2026-08-18T09:00', 'AnswerFeedback', {});
    expect([life.standing('answer'), life.standing('handle'), life.standing('publish-answer')]).toEqual(['in time', 'late', 'runs to 2026-08-21T00:00']);
  });

  test.each([
    ['2026-08-20T23:00', '2026-08-20T23:05', 'in time', 'entered as it was done'],
    ['2026-08-20T23:00', '2026-08-24T09:00', 'in time', 'the click counts, not its entry'],
    ['2026-08-21T00:01', '2026-08-24T09:00', 'late', 'a late click is late'],
  ])('publication: a click at %s entered at %s is %s – %s', (clicked, entered, expected) => {
    const life = accepted().publish('2026-08-18T09:00', '2026-08-18T10:00', clicked, entered);
    expect([life.standing('publish-answer'), life.state.outcome]).toEqual([expected, 'published']);
  });

  test('publication over Tết has two working days of the agency', () => {
    const life = FeedbackLife.received('2026-02-12T09:00');
    life.give('2026-02-13T10:00', 'AnswerFeedback', {});
    expect(life.ends('publish-answer')).toEqual(['2026-02-25T00:00']);
  });
});

describe('asking for more', () => {
  const asked = (when: string, choice: LifeChoice = {}, acceptedAt?: string): FeedbackLife => {
    const life = FeedbackLife.received('2026-08-03T09:00', choice);
    if (acceptedAt !== undefined) {
      life.give(acceptedAt, 'AcceptFeedback', {});
    }
    life.give(when, 'AskMore', {});
    return life;
  };

  test.each([
    ['2026-08-10T16:00', undefined, 'in time'],
    ['2026-08-10T16:00', '2026-08-04T09:00', 'in time'],
  ])('at %s, accepted %s, is judged from receipt: %s', (when, acceptedAt, expected) => {
    expect(asked(when, {}, acceptedAt).standing('ask')).toBe(expected);
  });

  test.each([undefined, '2026-08-04T09:00'])('after its term is refused, accepted at %s or not', (acceptedAt) => {
    const life = FeedbackLife.received('2026-08-03T09:00');
    if (acceptedAt !== undefined) {
      life.give(acceptedAt, 'AcceptFeedback', {});
    }
    expect(life.give('2026-08-11T08:00', 'AskMore', {})).toMatchObject({ refusal: { code: 'ask-time-over' } });
  });

  test('after its term is late where the installation records it', () => {
    expect(asked('2026-08-11T08:00', { settings: { lateAsk: 'recorded' } }, '2026-08-04T09:00').standing('ask')).toBe('late');
  });

  test('lets the time to answer run on, or begin anew with what was supplied, as the rule says', () => {
    const goesOn = asked('2026-08-05T09:00');
    goesOn.give('2026-08-14T09:00', 'RecordSupplied', {});
    expect(goesOn.ends('answer')).toEqual(['2026-08-23T00:00']);
    const anew = asked('2026-08-05T09:00', { settings: { rule: { ...DEFAULT_FEEDBACK.rule, supplied: 'restart' } } });
    expect([anew.standing('answer'), anew.standing('handle')]).toEqual(['cancelled', 'cancelled']);
    anew.give('2026-08-14T09:00', 'RecordSupplied', {});
    expect([anew.standing('answer'), anew.standing('handle')]).toEqual(['runs to 2026-09-09T00:00', 'runs to 2026-08-28T00:00']);
  });
});

describe('forwarding', () => {
  const forwarded = (when: string, rules: LifeChoice['settings'] = {}, acceptedAt?: string): FeedbackLife => {
    const life = FeedbackLife.received('2026-08-03T09:00', { settings: rules });
    if (acceptedAt !== undefined) {
      life.give(acceptedAt, 'AcceptFeedback', {});
    }
    life.give(when, 'ForwardFeedback', { agency: 'H99.05' });
    return life;
  };

  test('within five working days of receipt is in time; there everything begins anew', () => {
    const life = forwarded('2026-08-10T16:00');
    const { clocks, agency, own } = life.state;
    expect([agency, own]).toMatchObject(['H99.05', { phase: 'received', rounds: [{ agency: 'H99.31', ended: { as: 'forwarded', inTime: true } }, { agency: 'H99.05', begunBy: 'forwarded' }] }]);
    expect(clocks.filter((clock) => clock.stopped === undefined).map((clock) => clock.agency)).toEqual(Array<string>(5).fill('H99.05'));
    expect(life.ends('answer')).toEqual(['2026-08-23T00:00', '2026-08-29T00:00']);
    expect(life.ends('refuse')).toEqual(['2026-08-06T00:00', '2026-08-13T00:00']);
  });

  test.each([
    ['2026-08-10T16:00', true],
    ['2026-08-12T16:00', false],
  ])('at %s, after it had been accepted by mistake, is judged all the same: in time %s', (when, inTime) => {
    expect(forwarded(when, {}, '2026-08-04T09:00').state.own).toMatchObject({ rounds: [{ ended: { as: 'forwarded', inTime } }, {}] });
  });

  test('is counted on from first receipt where the rule of the agency it goes to says so', () => {
    const life = forwarded('2026-08-05T09:00', { rules: [{ ...MINISTRY, agencies: ['H99.05'] }] });
    expect([life.ends('handle'), life.ends('forward')]).toEqual([['2026-08-18T00:00', '2026-08-11T00:00'], ['2026-08-11T00:00', '2026-08-07T00:00']]);
  });
});

describe('an urging', () => {
  test.each([
    ['2026-08-19T09:00', '2026-08-20T09:00', 'eight working hours are a day of the office'],
    ['2026-08-21T16:00', '2026-08-22T16:00', 'the make-up Saturday 22/8/2026 is worked'],
    ['2026-02-13T15:00', '2026-02-23T15:00', 'Tết has no working hours'],
    ['2026-08-19T20:00', '2026-08-20T17:00', 'at night they begin next morning'],
  ])('of %s is answered by %s: %s', (urged, due) => {
    expect(FeedbackLife.urged(urged).ends('urging-answer')).toEqual([due]);
  });

  test('goes after the dossier, where its hours begin anew', () => {
    const life = FeedbackLife.urged('2026-08-19T09:00');
    life.give('2026-08-19T15:00', 'ForwardFeedback', { agency: 'H99.05' }, { facts: { dossierHolders: ['H99.05'] } });
    expect([life.ends('urging-answer'), life.state.agency]).toEqual([['2026-08-20T09:00', '2026-08-20T15:00'], 'H99.05']);
  });

  test('is answered late, told, and closed', () => {
    const life = FeedbackLife.urged('2026-08-19T09:00');
    life.give('2026-08-20T09:01', 'AnswerFeedback', {});
    life.give('2026-08-20T10:00', 'TellApplicant', { by: 'phone' });
    expect([life.standing('urging-answer'), life.state.outcome]).toEqual(['late', 'told']);
  });
});

test('an agency goes by its own rule, else by that of the nearest body above it, else by the installation\'s', () => {
  const settings = { ...DEFAULT_FEEDBACK, rules: [{ ...MINISTRY, agencies: ['H99.05'] }, { ...MINISTRY, handle: days(7), agencies: ['H99.05.01.01'] }] };
  expect(['H99.05', 'H99.05.01', 'H99.05.01.01', 'H99.31'].map((agency) => feedbackRuleOf(agency, settings, agencies).handle.unit === 'working-days' && feedbackRuleOf(agency, settings, agencies).handle)).toEqual([days(5), days(5), days(7), days(10)]);
});
