import { describe, expect, test } from 'vitest';
import { national } from '../../../test/fixtures/calendar/calendars.js';
import { answerJson } from './answer.js';

type Answer = Readonly<Record<'id' | 'result' | 'error', unknown>>;

function ask(question: object): Answer {
  return JSON.parse(answerJson(JSON.stringify(question), 1)) as Answer;
}

/** Id and error of an answer that has no result. */
function refusal(answer: Answer): readonly [unknown, string] {
  expect(Object.keys(answer)).toEqual(['id', 'error']);
  return [answer.id, String(answer.error)];
}

const nineToFive = [['09:00', '17:00']];
const withLunch = [['07:30', '11:30'], ['13:30', '17:00']];
const week = { mon: nineToFive, tue: nineToFive, wed: nineToFive, thu: nineToFive, fri: nineToFive };
const weekdays = { week };
/** Thursday and Friday with breaks of their own. */
const broken = { week: { ...week, thu: [['09:00', '12:00'], ['13:00', '18:00']], fri: [['09:00', '12:00'], ['12:30', '17:00']] } };
const office = {
  week: { mon: withLunch, tue: withLunch, wed: withLunch, thu: withLunch, fri: withLunch },
  daysOff: ['2026-01-01', '2026-01-02', '2026-01-10'],
  specialDays: { '2026-01-10': [['07:30', '11:30']], '2026-01-14': [] },
};
const aroundTheClock = [['00:00', '24:00']];
const always = { week: Object.fromEntries(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'].map((day) => [day, aroundTheClock])) };
const night = { week: { mon: [['22:00', '24:00']], tue: [['00:00', '06:00'], ['22:00', '24:00']], wed: [['00:00', '06:00']] } };

describe('add and subtract in minutes and hours are exact working time', () => {
  test.each([
    // calendar, op, start, unit, value, result, rule
    [office, 'add', '2026-01-09T16:00:00', 'minutes', 90, '2026-01-10T08:00:00', 'special hours win over the day off of their date'],
    [office, 'add', '2026-01-09T16:00', 'hours', 1, '2026-01-09T17:00:00', 'an end at closing stays there'],
    [office, 'add', '2026-01-09T10:30', 'hours', 1, '2026-01-09T11:30:00', 'at the lunch closing too'],
    [office, 'add', '2026-01-09T10:30', 'minutes', 61, '2026-01-09T13:31:00', 'a minute past the lunch closing'],
    [office, 'add', '2026-01-09T12:00', 'minutes', 30, '2026-01-09T14:00:00', 'a start at lunch counts from the afternoon'],
    [office, 'add', '2026-01-11', 'minutes', 1, '2026-01-12T07:31:00', 'a date alone is its midnight'],
    [office, 'add', '2026-01-13T16:30', 'hours', 1, '2026-01-15T08:00:00', 'a special day without hours is closed'],
    [office, 'add', '2025-12-31T16:30', 'minutes', 60, '2026-01-05T08:00:00', 'over New Year and the weekend'],
    [office, 'subtract', '2026-01-12T08:30', 'hours', 1, '2026-01-12T07:30:00', 'an end at opening stays there'],
    [office, 'subtract', '2026-01-12T08:30', 'minutes', 61, '2026-01-10T11:29:00', 'a minute before opening is the closing before'],
    [office, 'subtract', '2026-01-11T12:00', 'hours', 4, '2026-01-10T07:30:00', 'a closed start counts from the closing before'],
    [office, 'subtract', '2026-01-12T07:30', 'minutes', 30, '2026-01-10T11:00:00', 'from an opening'],
    [office, 'add', '2026-01-11T12:00', 'minutes', 0, '2026-01-11T12:00:00', 'nothing leaves the start'],
    [office, 'add', '2026-01-12T08:30', 'hours', -1, '2026-01-12T07:30:00', 'a negative addition subtracts'],
    [office, 'subtract', '2026-01-09T16:00', 'minutes', -90, '2026-01-10T08:00:00', 'a negative subtraction adds'],
    [office, 'add', '2026-01-09T08:00', 'hours', 0.1, '2026-01-09T08:06:00', 'a tenth of an hour is six minutes'],
    [office, 'add', '2026-01-09T08:00', 'hours', 1.1, '2026-01-09T09:06:00', 'binary fractions leave no trace'],
    [office, 'add', '2026-01-09T08:00', 'hours', 1 / 3, '2026-01-09T08:20:00', 'a third of an hour'],
    [office, 'add', '2026-01-09T08:00', 'minutes', 0.75, '2026-01-09T08:00:45', '45 seconds'],
    [office, 'subtract', '2026-01-09T08:00', 'minutes', 0.00925, '2026-01-09T07:59:59.445', '555 milliseconds'],
    [weekdays, 'add', '2015-02-26T10:12:34', 'hours', 9, '2015-02-27T11:12:34', 'overnight'],
    [weekdays, 'add', '2015-02-26T10:12:34', 'hours', 108, '2015-03-17T14:12:34', 'over weeks'],
    [weekdays, 'add', '2016-03-21T15:30:00', 'hours', 17, '2016-03-23T16:30:00', 'over two nights'],
    [weekdays, 'add', '2015-02-26T16:59:59.700', 'minutes', 45, '2015-02-27T09:44:59.700', 'milliseconds are kept'],
    [weekdays, 'add', '2015-02-28T12:00:00', 'minutes', 45, '2015-03-02T09:45:00', 'from a weekend'],
    [broken, 'add', '2020-01-02T10:00:00', 'hours', 16, '2020-01-06T10:30:00', 'breaks of different lengths'],
    [broken, 'add', '2020-01-03T11:30:00', 'hours', 1, '2020-01-03T13:00:00', 'a break of half an hour'],
    [always, 'add', '2024-02-28T12:00', 'hours', 48, '2024-03-01T12:00:00', 'around the clock over a leap day'],
    [always, 'add', '1900-02-28T12:00', 'hours', 24, '1900-03-01T12:00:00', '1900 was no leap year'],
    [always, 'add', '2026-01-09T20:00', 'hours', 4, '2026-01-10T00:00:00', '24:00 is the next midnight'],
    [night, 'add', '2026-01-05T23:00', 'hours', 5, '2026-01-06T04:00:00', 'a night shift runs through midnight'],
    [night, 'add', '2026-01-05T23:00', 'hours', 8, '2026-01-06T23:00:00', 'and stops in the morning'],
    [weekdays, 'add', '1901-01-01T09:00', 'hours', 800_000, '2284-04-21T17:00:00', 'four centuries on one calendar'],
  ])('case %#: %o %s %s %s %d is %s: %s', (calendar, op, start, unit, value, result, _rule) => {
    expect(ask({ id: 'x', calendar, op, start, amount: { unit, value } })).toEqual({ id: 'x', result });
  });
});

describe('add and subtract in days keep the clock time', () => {
  test.each([
    [office, 'add', '2026-01-08T16:00', 2, '2026-01-10T16:00:00', 'although that day is closed at that hour'],
    [office, 'add', '2026-01-09T23:15', 1, '2026-01-10T23:15:00', 'the start day is day zero'],
    [office, 'add', '2026-01-11T10:00', 1, '2026-01-12T10:00:00', 'from a Sunday'],
    [office, 'add', '2026-01-11T10:00', 0, '2026-01-11T10:00:00', 'no days'],
    [office, 'add', '2026-01-13T08:00:30.5', 1, '2026-01-15T08:00:30.500', 'a closed special day is passed over'],
    [office, 'subtract', '2026-01-12T10:00', 1, '2026-01-10T10:00:00', 'back to the worked Saturday'],
    [office, 'subtract', '2026-01-05T10:00', 1, '2025-12-31T10:00:00', 'back over New Year'],
    [office, 'subtract', '2026-01-04T10:00', 1, '2025-12-31T10:00:00', 'back from a Sunday'],
    [office, 'add', '2026-01-12T10:00', -1, '2026-01-10T10:00:00', 'negative days go back'],
    [office, 'add', '2026-01-05T08:00', 0.5, '2026-01-05T14:00:00', 'half a day is four hours'],
    [office, 'add', '2026-01-05T08:00', 1.25, '2026-01-06T10:00:00', 'a day and two hours'],
    [office, 'add', '2026-01-04T20:00', 1.5, '2026-01-06T11:30:00', 'a share from a closed hour begins at the next opening'],
    [office, 'subtract', '2026-01-06T10:00', 1.25, '2026-01-05T08:00:00', 'and back'],
    [weekdays, 'add', '2015-02-26T10:12:34', 100, '2015-07-16T10:12:34', 'a hundred days'],
    [weekdays, 'add', '2026-01-05T09:00', 10_000, '2064-05-05T09:00:00', 'ten thousand days'],
    [{ specialDays: { '2030-05-05': nineToFive } }, 'add', '1970-01-01', 1, '2030-05-05T00:00:00', 'the only open day there is'],
  ])('case %#: %o %s %s %d days is %s: %s', (calendar, op, start, value, result, _rule) => {
    expect(ask({ id: 1, calendar, op, start, amount: { unit: 'days', value } })).toEqual({ id: 1, result });
  });
});

describe('measuring and asking', () => {
  test.each([
    [office, 'between', '2026-01-09T16:00', '2026-01-10T08:00', 90],
    [office, 'between', '2026-01-10T08:00', '2026-01-09T16:00', -90],
    [office, 'between', '2026-01-09T11:30', '2026-01-09T13:30', 0],
    [office, 'between', '2026-01-09T16:59:30', '2026-01-12', 240.5],
    [always, 'between', '2026-01-01', '2027-01-01', 525_600],
    [office, 'workingDaysBetween', '2026-01-09', '2026-01-12', 2],
    [office, 'workingDaysBetween', '2026-01-12', '2026-01-09', -2],
    [office, 'workingDaysBetween', '2026-01-09T23:59', '2026-01-10T00:00', 1],
    [office, 'workingDaysBetween', '2026-01-09', '2026-01-09', 0],
    [office, 'workingDaysBetween', '2026-01-10', '2026-01-11', 0],
  ])('%o %s from %s to %s is %d', (calendar, op, start, end, result) => {
    expect(ask({ id: null, calendar, op, start, end })).toEqual({ id: null, result });
  });

  test.each([
    [office, 'isOpen', '2026-01-09T07:30', true],
    [office, 'isOpen', '2026-01-09T11:29:59.999', true],
    [office, 'isOpen', '2026-01-09T11:30', false],
    [office, 'isOpen', '2026-01-09T17:00', false],
    [office, 'isOpen', '2026-01-10T08:00', true],
    [always, 'isOpen', '2026-01-10', true],
    [office, 'isWorkingDay', '2026-01-10', true],
    [office, 'isWorkingDay', '2026-01-10T23:00', true],
    [office, 'isWorkingDay', '2026-01-02', false],
    [office, 'isWorkingDay', '2026-01-14', false],
    [office, 'isWorkingDay', '2026-01-11', false],
    [office, 'nextOpening', '2026-01-09T07:30', '2026-01-09T13:30:00'],
    [office, 'nextOpening', '2026-01-09T14:00', '2026-01-10T07:30:00'],
    [office, 'nextClosing', '2026-01-09T11:30', '2026-01-09T17:00:00'],
    [office, 'nextClosing', '2026-01-09T11:29', '2026-01-09T11:30:00'],
    [office, 'nextClosing', '2026-01-13T18:00', '2026-01-15T11:30:00'],
    [office, 'previousOpening', '2026-01-09T07:30', '2026-01-08T13:30:00'],
    [office, 'previousOpening', '2026-01-09T07:30:00.001', '2026-01-09T07:30:00'],
    [office, 'previousClosing', '2026-01-09T11:30', '2026-01-08T17:00:00'],
    [office, 'previousClosing', '2026-01-11', '2026-01-10T11:30:00'],
    [night, 'nextClosing', '2026-01-05T23:00', '2026-01-06T06:00:00'],
    [night, 'nextOpening', '2026-01-05T23:00', '2026-01-06T22:00:00'],
    [night, 'previousOpening', '2026-01-06T03:00', '2026-01-05T22:00:00'],
    [{ ...always, daysOff: ['2076-01-01'] }, 'nextClosing', '2026-01-05T23:00', '2076-01-01T00:00:00'],
    [{ ...always, daysOff: ['1976-01-01'] }, 'previousOpening', '2026-01-05T23:00', '1976-01-02T00:00:00'],
    [{ week: { mon: [['13:00', '17:00'], ['08:00', '12:00'], ['12:00', '13:00']] } }, 'nextClosing', '2026-01-05T09:00', '2026-01-05T17:00:00'],
  ])('%o %s %s is %s', (calendar, op, start, result) => {
    expect(ask({ calendar, op, start })).toEqual({ id: null, result });
  });
});

describe('a schedule as programs write it', () => {
  test.each([
    ['intervals in any order, overlapping, one within another and twice, count once', { week: { mon: [['13:00', '17:00'], ['08:00', '12:00'], ['11:00', '14:00'], ['09:00', '10:00'], ['13:00', '17:00']] } }, 540],
    ['null is a closed day', { week: { mon: nineToFive, tue: null }, daysOff: null, specialDays: null }, 480],
    ['null closes a special day', { week: { mon: nineToFive }, specialDays: { '2026-01-05': null } }, 0],
    ['an hour may have one digit and a time its seconds', { week: { mon: [['7:30', '11:30:00'], ['13:30', '17:00']] } }, 450],
  ])('%s', (_rule, calendar, result) => {
    expect(ask({ calendar, op: 'between', start: '2026-01-05', end: '2026-01-07' })).toEqual({ id: null, result });
  });
});

describe('the national calendar', () => {
  test.each([
    ['2026-08-19T09:00', 5, '2026-08-25T09:00:00'],
    ['2026-08-27T15:30', 3, '2026-09-04T15:30:00'],
    ['2026-11-20T16:30', 2, '2026-11-25T16:30:00'],
    ['2024-04-25T10:00', 5, '2024-05-06T10:00:00'],
    ['2025-04-25T16:00', 3, '2025-04-29T16:00:00'],
    ['2026-02-12T08:00', 8, '2026-03-03T08:00:00'],
    ['2025-12-31T16:45', 3, '2026-01-07T16:45:00'],
    ['2019-04-26T14:00', 5, '2019-05-07T14:00:00'],
  ])('%s + %i working days is %s', (start, value, result) => {
    expect(ask({ id: 1, calendar: 'vn', op: 'add', start, amount: { unit: 'days', value } })).toEqual({ id: 1, result });
  });

  test('has office hours from 07:00 to 11:00 and from 13:00 to 17:00, also on a make-up Saturday', () => {
    expect(ask({ calendar: 'vn', op: 'add', start: '2026-02-12T07:00', amount: { unit: 'hours', value: 64 } }).result).toBe('2026-03-02T17:00:00');
    expect(ask({ calendar: 'vn', op: 'between', start: '2026-08-22', end: '2026-08-23' }).result).toBe(480);
  });

  test('is not guessed beyond its years', () => {
    const last = String(national.years?.at(-1)?.year);
    expect(refusal(ask({ id: 7, calendar: 'vn', op: 'isWorkingDay', start: '9000-01-01' }))).toEqual([
      7,
      `calendar: the national calendar is known from 2019 to ${last}, the answer lies in 9000; ask within these years`,
    ]);
  });
});

describe('a line that cannot be answered says what is wrong, where, and how to put it right', () => {
  const start = '2026-01-09T16:00';
  const amount = { unit: 'minutes', value: 90 };
  test.each<[string, object]>([
    ['op: "plus" is no operation; write one of add', { calendar: office, op: 'plus', start, amount }],
    ['op: nothing is no operation', { calendar: office, start, amount }],
    ['op: "constructor" is no operation', { calendar: office, op: 'constructor', start, amount }],
    ['start: is missing; write a local time', { calendar: office, op: 'add', amount }],
    ['start: is no text', { calendar: office, op: 'add', start: 5, amount }],
    ['start: "2026-02-30" is not a date YYYY-MM-DD that exists', { calendar: office, op: 'add', start: '2026-02-30T08:00', amount }],
    ['is not a local time without offset', { calendar: office, op: 'add', start: '2026-01-09T16:00+07:00', amount }],
    ['is not a local time without offset', { calendar: office, op: 'add', start: '2026-01-09T16:00Z', amount }],
    ['is not a local time without offset', { calendar: office, op: 'add', start: '2026-01-09T24:00', amount }],
    ['is not a local time without offset', { calendar: office, op: 'add', start: '9/1/2026', amount }],
    ['end: is missing', { calendar: office, op: 'between', start }],
    ['amount: is missing; write {"unit":"minutes","value":90}', { calendar: office, op: 'add', start }],
    ['amount.unit: "weeks" is no unit; write one of minutes, hours, days', { calendar: office, op: 'add', start, amount: { unit: 'weeks', value: 1 } }],
    ['amount.value: must be a finite number', { calendar: office, op: 'add', start, amount: { unit: 'days', value: '1' } }],
    ['amount: the calendar has too little open time', { calendar: office, op: 'add', start, amount: { unit: 'days', value: 1e300 } }],
    ['amount: the calendar has too little open time', { calendar: office, op: 'subtract', start, amount: { unit: 'minutes', value: 1e300 } }],
    ['amount: the calendar has too little open time', { calendar: {}, op: 'add', start, amount }],
    ['start: there is no nextOpening', { calendar: {}, op: 'nextOpening', start }],
    ['start: there is no previousClosing', { calendar: { week: { mon: [] } }, op: 'previousClosing', start }],
    ['start: there is no nextClosing', { calendar: always, op: 'nextClosing', start }],
    ['start: there is no previousOpening', { calendar: always, op: 'previousOpening', start }],
    ['calendar: "mars" is no calendar; write "vn", or an object', { calendar: 'mars', op: 'isOpen', start }],
    ['calendar: nothing is no calendar', { op: 'isOpen', start }],
    ['calendar: [] is no calendar', { calendar: [], op: 'isOpen', start }],
    ['calendar.holidays: no such part; a calendar has week, daysOff, specialDays', { calendar: { holidays: [] }, op: 'isOpen', start }],
    ['calendar.week: write an object of weekdays', { calendar: { week: [] }, op: 'isOpen', start }],
    ['calendar.week.monday: no such weekday; write mon, tue', { calendar: { week: { monday: [] } }, op: 'isOpen', start }],
    ['calendar.week.mon: write a list of intervals', { calendar: { week: { mon: {} } }, op: 'isOpen', start }],
    ['calendar.week.mon: ["08:00"] is no interval', { calendar: { week: { mon: [['08:00']] } }, op: 'isOpen', start }],
    ['calendar.week.mon: "08:00" is no interval', { calendar: { week: { mon: ['08:00', '09:00'] } }, op: 'isOpen', start }],
    ['calendar.week.mon: "8h00" must be HH:MM from 00:00 to 24:00', { calendar: { week: { mon: [['8h00', '09:00']] } }, op: 'isOpen', start }],
    ['calendar.week.mon: 11:30–07:30 must end after it starts', { calendar: { week: { mon: [['07:00', '12:00'], ['11:30', '07:30']] } }, op: 'isOpen', start }],
    ['calendar.week.mon: "24:01" must be HH:MM', { calendar: { week: { mon: [['08:00', '24:01']] } }, op: 'isOpen', start }],
    ['calendar.week.mon: "17:00:30" must be HH:MM', { calendar: { week: { mon: [['08:00', '17:00:30']] } }, op: 'isOpen', start }],
    ['calendar.week.mon: 22:00–06:00 must end after it starts; hours over midnight are two intervals', { calendar: { week: { mon: [['22:00', '06:00']] } }, op: 'isOpen', start }],
    ['calendar.daysOff: write a list of dates', { calendar: { daysOff: '2026-01-01' }, op: 'isOpen', start }],
    ['calendar.daysOff: write a list of dates', { calendar: { daysOff: [20260101] }, op: 'isOpen', start }],
    ['calendar.daysOff: "2026-02-29" is not a date', { calendar: { daysOff: ['2026-02-29'] }, op: 'isOpen', start }],
    ['calendar.specialDays: write an object of dates', { calendar: { specialDays: [] }, op: 'isOpen', start }],
    ['calendar.specialDays: "2026-1-1" is not a date', { calendar: { specialDays: { '2026-1-1': [] } }, op: 'isOpen', start }],
    ['calendar.specialDays.2026-01-01: write a list of intervals', { calendar: { specialDays: { '2026-01-01': {} } }, op: 'isOpen', start }],
  ])('%s (case %#)', (message, question) => {
    const [id, error] = refusal(ask({ id: 'q', ...question }));
    expect(id).toBe('q');
    expect(error).toContain(message);
  });

  test.each([
    ['nonsense', 'line 3: is not JSON'],
    ['{"id":1', 'line 3: is not JSON'],
    ['[1]', 'line 3: is no JSON object'],
    ['null', 'line 3: is no JSON object'],
    ['"add"', 'line 3: is no JSON object'],
  ])('%s has no id: %s', (line, message) => {
    const [id, error] = refusal(JSON.parse(answerJson(line, 3)) as Answer);
    expect(id).toBeNull();
    expect(error).toContain(message);
  });
});

describe('an id comes back as it was written', () => {
  test.each(['1', '-0.5', '12345678901234567890', '1e400', '"a\\u00e9\\n"', 'true', 'null', '{"a":[1,{"b":null}]}', '[]'])('%s', (id) => {
    const expected = id === '"a\\u00e9\\n"' ? '"aé\\n"' : id;
    expect(answerJson(`{"calendar":{"x":0},"id":${id},"op":"isOpen","nested":{"id":7}}`, 1)).toBe(
      `{"id":${expected},"error":"calendar.x: no such part; a calendar has week, daysOff, specialDays"}`,
    );
  });

  test('one too deep to be written again is left out with a word', () => {
    const deep = `${'['.repeat(200_000)}${']'.repeat(200_000)}`;
    expect(refusal(JSON.parse(answerJson(`{"id":${deep},"op":"isOpen"}`, 1)) as Answer)[0]).toBeNull();
  });

  test('seconds of a time that are zero are read over', () => {
    expect(ask({ id: 1, calendar: { week: { mon: [['08:00:00', '24:00:00']] } }, op: 'nextClosing', start: '2026-01-05T09:00' }).result).toBe('2026-01-06T00:00:00');
  });
});

test.each(['start', 'at', 'date'])('the moment a question is about may be called %s', (field) => {
  expect(ask({ id: 1, calendar: office, op: 'isWorkingDay', [field]: '2026-01-12' }).result).toBe(true);
  expect(ask({ id: 1, calendar: office, op: 'nextOpening', [field]: '2026-01-12T12:00' }).result).toBe('2026-01-12T13:30:00');
});
