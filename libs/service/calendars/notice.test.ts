import { expect, test } from 'vitest';
import { parseLocalDate, weekdayOf } from '#domain';
import { national } from '../../../test/fixtures/calendar/calendars.js';
import { readNotice, type Notice } from './notice.js';
import { draftOfNotice } from './notice-draft.js';
import { NoticeError } from './notice-entry.js';

const DECREE = 'Thông báo 1234/TB-BNV ngày 01/12/2026';

const read = (name: string, text: string | Uint8Array, year?: number, decree = DECREE): Promise<Notice> =>
  readNotice({ name, bytes: typeof text === 'string' ? new TextEncoder().encode(text) : text }, { decree, ...(year === undefined ? {} : { year }) });

async function problemsOf(reading: Promise<unknown>): Promise<readonly string[]> {
  const error: unknown = await reading.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(NoticeError);
  return (error as NoticeError).problems.map(({ line, field, reason }) => `${String(line ?? '-')} ${field} ${reason}`);
}

const CSV = ['date,kind,name,swapWith,hours', '2027-01-01,holiday,Tết Dương lịch,,', '2027-05-03,compensation,Nghỉ bù 1/5,,', '2027-09-03,swap-off,Quốc khánh 2/9,2027-09-11,'].join('\n');

const calendar = (...lines: readonly string[]): string => ['BEGIN:VCALENDAR', 'VERSION:2.0', ...lines, 'END:VCALENDAR', ''].join('\r\n');
const event = (...lines: readonly string[]): string[] => ['BEGIN:VEVENT', 'UID:1', ...lines, 'END:VEVENT'];

test.each([
  ['CSV with commas', 'notice.csv', CSV],
  ['CSV with semicolons, day/month/year, Vietnamese heads and kinds, CRLF and a byte order mark', 'Thông báo.csv', '\uFEFFNgày;Loại;Tên;Hoán đổi với\r\n01/01/2027;Nghỉ lễ;Tết Dương lịch;\r\n3/5/2027;nghỉ bù;Nghỉ bù 1/5;\r\n03/09/2027;Hoán đổi;Quốc khánh 2/9;11/9/2027\r\n'],
  ['CSV in UTF-16', 'notice.csv', Buffer.from(`\uFEFF${CSV}`, 'utf16le')],
  [
    'JSON',
    'notice.json',
    JSON.stringify({
      days: [
        { date: '2027-01-01', kind: 'holiday', name: 'Tết Dương lịch' },
        { date: '2027-05-03', kind: 'compensation', name: 'Nghỉ bù 1/5' },
        { date: '2027-09-03', kind: 'swap-off', name: 'Quốc khánh 2/9', swapWith: '2027-09-11' },
      ],
    }),
  ],
  [
    'iCalendar',
    'notice.ics',
    calendar(
      ...event('DTSTART;VALUE=DATE:20270101', 'DTEND;VALUE=DATE:20270102', 'SUMMARY:Tết Dương lịch', 'CATEGORIES:Nghỉ lễ'),
      ...event('DTSTART;VALUE=DATE:20270503', 'SUMMARY:Nghỉ bù 1/5', 'CATEGORIES:compensation'),
      ...event('DTSTART;VALUE=DATE:20270903', 'SUMMARY:Quốc khánh 2/9', 'CATEGORIES:swap-off', 'DESCRIPTION:Làm bù vào Thứ Bảy 11/9/2027'),
    ),
  ],
])('%s gives the same days of the same decree', async (_format, name, text) => {
  expect(await read(name, text, 2027)).toEqual({
    source: DECREE,
    years: [{ year: 2027, status: 'confirmed', source: DECREE }],
    days: [
      { date: '2027-01-01', kind: 'holiday', name: 'Tết Dương lịch', source: DECREE },
      { date: '2027-05-03', kind: 'compensation', name: 'Nghỉ bù 1/5', source: DECREE },
      { date: '2027-09-03', kind: 'swap-off', name: 'Quốc khánh 2/9', source: DECREE, swapWith: '2027-09-11' },
    ],
    inferred: [],
    leftOut: [],
    missing: 9,
  });
});

test.each([2019, 2020, 2021, 2022, 2023, 2024, 2025, 2026])('the notice of %i has every day off the law gives, whether its weekends are named or not', async (year) => {
  const whole = (national.days ?? []).filter(({ date, swapWith }) => date.startsWith(String(year)) || swapWith?.startsWith(String(year)) === true);
  const weekdays = whole.filter(({ date }) => !['sat', 'sun'].includes(weekdayOf(parseLocalDate(date))));
  const missing = async (days: typeof whole): Promise<number> => (await read('a.json', JSON.stringify({ days }), year)).missing;
  expect([await missing(whole), await missing(weekdays)]).toEqual([0, 0]);
});

test('a file that is only a part of a year’s notice is told by the days it lacks', async () => {
  expect((await read('a.csv', 'date,kind,name\n2027-01-01,holiday,Tết Dương lịch\n2027-01-02,holiday,Nghỉ hằng tuần trong kỳ nghỉ Tết\n', 2027)).missing).toBe(10);
  expect((await read('a.csv', 'date,kind,name\n2027-01-01,holiday,Tết Dương lịch\n')).missing).toBe(0);
});

test('the national layer reads back as itself, its own sources kept', async () => {
  const { days } = await read('vn.json', JSON.stringify(national));
  expect(days).toEqual(national.days);
});

test.each([
  ['Tết Nguyên đán', 'holiday'],
  ['Nghỉ bù Quốc khánh 2/9', 'compensation'],
  ['Giỗ Tổ Hùng Vương', 'holiday'],
  ['Ngày Văn hóa Việt Nam', 'holiday'],
  ['Làm bù cho ngày 03/09/2027', 'make-up'],
])('a day named "%s" without a kind is taken as %s and listed as inferred', async (name, kind) => {
  const { days, inferred } = await read('a.csv', `ngày,tên\n2027-03-01,${name}\n`);
  expect([days.map((day) => day.kind), inferred]).toEqual([[kind], [{ date: '2027-03-01', name, kind }]]);
});

test.each(['Valentine', 'Tết Trung thu', 'Giao thừa Tết Nguyên Đán', 'Ngày Nhà giáo Việt Nam'])('"%s" is no day off by its name: it is listed as left out, and taken only where its kind is written', async (name) => {
  const text = `date,kind,name\n2027-01-01,holiday,Tết Dương lịch\n2027-02-14,,${name}\n`;
  const { days, leftOut } = await read('a.csv', text, 2027);
  expect([days.map(({ date }) => date), leftOut]).toEqual([['2027-01-01'], [{ line: 3, date: '2027-02-14', name, why: 'kind-unknown' }]]);
  const stated = await read('a.csv', text.replace('2027-02-14,,', '2027-02-14,holiday,'), 2027);
  expect([stated.days.map(({ date }) => date), stated.inferred, stated.leftOut]).toEqual([['2027-01-01', '2027-02-14'], [], []]);
});

test('a day of another year is left out of a notice of a year unless a swap joins them', async () => {
  const { days, leftOut } = await read('a.csv', 'date,kind,name,swapWith\n2026-12-31,swap-off,Tết Dương lịch,2027-01-09\n2027-01-01,holiday,Tết Dương lịch,\n2028-01-01,holiday,Tết Dương lịch,\n', 2027);
  expect([days.map(({ date }) => date), leftOut]).toEqual([['2026-12-31', '2027-01-01'], [{ line: 4, date: '2028-01-01', name: 'Tết Dương lịch', why: 'other-year' }]]);
});

test('hours are read for make-up days and days with hours of their own', async () => {
  const { days } = await read('a.csv', 'ngày;loại;tên;giờ\n2027-09-11;làm bù;Làm bù;7:30-11:30 13:30-17:00\n2027-02-03;giờ riêng;Chiều cuối năm;07h00 - 11h00\n');
  expect(days.map(({ hours }) => hours)).toEqual([[['07:30', '11:30'], ['13:30', '17:00']], [['07:00', '11:00']]]);
});

test.each<[string, string, string | Uint8Array, readonly string[]]>([
  ['each fault by line and field', 'a.csv', 'date,kind,name,swapWith\n2027-02-30,holiday,Tết,\n2027-02-01,vacation,,\n2027-02-02,swap-off,Tết,\n2027-02-03,swap-off,Tết,soon\n', ['2 date not-a-date', '3 name name-missing', '3 kind not-a-kind', '4 swapWith swap-without-partner', '5 swapWith not-a-date']],
  ['a closure, which needs a reason and a decision of its own', 'a.csv', 'date,kind,name\n2027-01-04,đóng cửa,Bão\n2027-01-05,closure,Bão\n', ['2 kind not-a-kind', '3 kind not-a-kind']],
  ['a column that is missing', 'a.csv', 'day,what\n2027-01-01,Tết\n', ['1 date, name column-missing']],
  ['a date stated twice', 'a.csv', 'date,kind,name\n2027-01-01,holiday,Tết\n01/01/2027,holiday,Tết\n', ['3 date stated-twice']],
  ['hours that are none', 'a.csv', 'date,kind,name,hours\n2027-09-11,make-up,Làm bù,all day\n2027-09-12,special-hours,Sáng,\n', ['2 hours no-hours', '3 hours no-hours']],
  ['a broken quote', 'a.csv', 'date,kind,name\n2027-01-01,holiday,"Tết\n', ['2 file malformed']],
  ['an encoding of old', 'a.csv', Buffer.from([0x6e, 0x67, 0xe0, 0x79, 0x0a]), ['- file encoding-unknown']],
  ['a file of another kind', 'a.xlsx', 'PK', ['- file format-unknown']],
  ['a file that is too large', 'a.csv', new Uint8Array(1_048_577), ['- file too-large']],
  ['a file without a day', 'a.csv', 'date,kind,name\n', ['- file no-days']],
  ['a member nobody knows', 'a.json', '{"days":[{"date":"2027-01-01","kind":"holiday","name":"Tết","type":"x"}]}', ['- days[0] malformed']],
  ['a fault within a JSON list', 'a.json', '{"days":[{"date":"2027-13-01","kind":"holiday","name":"Tết"}]}', ['- days[0].date not-a-date']],
  ['what is no JSON', 'a.json', '{', ['- file malformed']],
  ['what is no iCalendar', 'a.ics', 'hello', ['- file malformed']],
  ['an appointment with hours', 'a.ics', calendar(...event('DTSTART:20270101T020000Z', 'DTEND:20270102T020000Z', 'SUMMARY:Tết Dương lịch')), ['3 DTSTART not-a-whole-day']],
  ['midnight elsewhere', 'a.ics', calendar(...event('DTSTART;TZID=Europe/Paris:20270101T000000', 'DTEND;TZID=Europe/Paris:20270102T000000', 'SUMMARY:Tết Dương lịch')), ['3 DTSTART not-a-whole-day']],
  ['a repetition without a year', 'a.ics', calendar(...event('DTSTART;VALUE=DATE:20200101', 'RRULE:FREQ=YEARLY', 'SUMMARY:Tết Dương lịch')), ['3 RRULE repeated-without-year']],
  ['a break of a whole year', 'a.ics', calendar(...event('DTSTART;VALUE=DATE:20270101', 'DTEND;VALUE=DATE:20280101', 'SUMMARY:Tết Dương lịch')), ['3 DTEND too-long']],
  ['a swap whose other date is not told', 'a.ics', calendar(...event('DTSTART;VALUE=DATE:20270903', 'SUMMARY:Hoán đổi ngày làm việc')), ['3 swapWith swap-without-partner']],
])('%s is refused', async (_what, name, text, expected) => {
  expect(await problemsOf(read(name, text))).toEqual(expected);
});

test('a bare list of days in JSON is told the shape it should have', async () => {
  await expect(read('a.json', '[{"date":"2027-01-01","name":"Tết"}]')).rejects.toThrow('file: must be an object {"days": [');
});

test.each(['', 'Bộ Nội vụ', 'Thông báo 1234/TB-BNV', 'Thông báo ngày 01/12/2026'])('a notice without the number and the day of its document ("%s") is refused', async (decree) => {
  expect(await problemsOf(read('a.csv', CSV, 2027, decree))).toEqual(['- decree decree-incomplete']);
});

test('the end of an iCalendar event is not included, a repetition is followed within the year, and a cancelled event is left out', async () => {
  const text = calendar(
    ...event('DTSTART;VALUE=DATE:20270204', 'DTEND;VALUE=DATE:20270207', 'SUMMARY:Tết Nguyên đán'),
    ...event('DTSTART;VALUE=DATE:20200430', 'RRULE:FREQ=YEARLY', 'SUMMARY:Ngày Chiến thắng 30/4'),
    ...event('DTSTART;VALUE=DATE:20270501', 'STATUS:CANCELLED', 'SUMMARY:Quốc tế Lao động'),
  );
  const { days, leftOut } = await read('a.ics', text, 2027);
  expect(days.map(({ date }) => date)).toEqual(['2027-02-04', '2027-02-05', '2027-02-06', '2027-04-30']);
  expect(leftOut).toEqual([{ line: 15, date: '2027-05-01', name: 'Quốc tế Lao động', why: 'cancelled' }]);
});

test.each([
  ['in the zone of Viet Nam', 'DTSTART;TZID=Asia/Ho_Chi_Minh:20270101T000000', 'DTEND;TZID=Asia/Ho_Chi_Minh:20270102T000000'],
  ['in UTC', 'DTSTART:20261231T170000Z', 'DTEND:20270101T170000Z'],
])('a whole day written as midnight %s is that day', async (_zone, start, end) => {
  expect((await read('a.ics', calendar(...event(start, end, 'SUMMARY:Tết Dương lịch')))).days.map(({ date }) => date)).toEqual(['2027-01-01']);
});

test('the notice of a year replaces that year whole and confirms it; the rest of the layer stands', async () => {
  const { layer, difference } = draftOfNotice(national, await read('a.csv', CSV, 2027));
  expect(layer.days?.filter(({ date }) => date.startsWith('2027')).map(({ date }) => date)).toEqual(['2027-01-01', '2027-05-03', '2027-09-03']);
  expect(layer.days?.filter(({ date }) => !date.startsWith('2027'))).toEqual(national.days?.filter(({ date }) => !date.startsWith('2027')));
  expect(difference.years).toEqual([{ year: 2027, before: { year: 2027, status: 'proposed', source: 'Chưa có thông báo nghỉ lễ, Tết năm 2027' }, after: { year: 2027, status: 'confirmed', source: DECREE } }]);
  expect(difference.days.find(({ date }) => date === '2027-09-11')).toEqual({
    date: '2027-09-11',
    after: { kind: 'make-up', name: 'Quốc khánh 2/9', source: DECREE, swapWith: '2027-09-03' },
    changesHours: true,
  });
  expect(difference.days.find(({ date }) => date === '2027-02-06')).toMatchObject({ before: { kind: 'holiday', name: 'Tết Nguyên đán' }, changesHours: true });
  expect(difference.days.find(({ date }) => date === '2027-01-01')).toMatchObject({ before: { kind: 'holiday' }, after: { kind: 'holiday', source: DECREE }, changesHours: false });
});

test('a notice of single days changes those dates and confirms no year', async () => {
  const decree = 'Công văn 77/VPCP-KGVX ngày 28/10/2026';
  const { layer, difference } = draftOfNotice(national, await read('a.csv', 'date,kind,name,swapWith\n2026-11-23,swap-off,Ngày Văn hóa Việt Nam,2026-11-28\n', undefined, decree));
  expect([layer.years, difference.years]).toEqual([national.years, []]);
  expect(difference.days.map(({ date, before, after }) => [date, before?.kind, after?.kind])).toEqual([
    ['2026-11-23', undefined, 'swap-off'],
    ['2026-11-28', undefined, 'make-up'],
  ]);
});

test('a notice that contradicts the layer is refused by the rule it breaks', async () => {
  const notice = await read('a.csv', 'date,kind,name,swapWith\n2026-09-01,make-up,Làm bù,\n2026-09-02,holiday,Quốc khánh,\n2026-09-02,make-up,Làm bù,\n');
  expect(() => draftOfNotice(national, notice)).toThrow('breaks rule holiday-and-make-up at 2026-09-02');
});
