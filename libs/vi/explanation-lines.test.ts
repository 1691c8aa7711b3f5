import { expect, test } from 'vitest';
import { explainDeadline, parseInstant, type Explanation, type TermRule } from '#domain';
import { calendarOf, demoProvince, national, officeCalendar } from '../../test/fixtures/calendar/calendars.js';
import { explanationLines, warningLines } from './explanation-lines.js';
import { explanationSummary } from './explanation-summary.js';

const HOURS = [[420, 660], [780, 1020]] as const;
const weekday = (date: string): Extract<Explanation['steps'][number], { code: 'day-counted' }>['day'] => ({ date, working: true, kind: 'weekly-hours', hours: HOURS });
const received = parseInstant('2026-08-19T09:00:00+07:00');
const FIVE_WORKING_DAYS: TermRule = { limit: { unit: 'working-days', amount: 5 }, start: 'on-receipt', end: 'same-clock' };
const due = parseInstant('2026-08-25T09:00:00+07:00');

const FIVE_DAYS: Explanation = {
  startAt: received,
  dueAt: due,
  ruleVersion: 'time-1',
  warnings: [],
  steps: [
    { code: 'received', event: 'receipt', at: received },
    { code: 'start', rule: 'on-receipt', at: received, moved: false, passed: [], law: 'decree-118-2025:17.3' },
    { code: 'limit', limit: { unit: 'working-days', amount: 5 }, from: received },
    { code: 'day-zero', date: '2026-08-19', law: 'civil-code-2015:147.3' },
    { code: 'day-counted', number: 1, day: weekday('2026-08-20') },
    { code: 'day-counted', number: 2, day: weekday('2026-08-21') },
    {
      code: 'day-counted',
      number: 3,
      day: { date: '2026-08-22', working: true, kind: 'make-up', hours: HOURS, name: 'làm bù cho ngày 31/8', source: 'TB 9441/TB-BNV', layer: 'nation', swapWith: '2026-08-31' },
    },
    { code: 'day-skipped', day: { date: '2026-08-23', working: false, kind: 'weekly-rest', hours: [] } },
    { code: 'day-counted', number: 4, day: weekday('2026-08-24') },
    { code: 'day-counted', number: 5, day: weekday('2026-08-25') },
    { code: 'end', rule: 'same-clock', at: due, day: weekday('2026-08-25'), fit: 'kept', law: 'office-practice:same-clock' },
  ],
};

test('received 19/8/2026 09:00, five working days: every day is named, the make-up Saturday with its notice', () => {
  expect(explanationLines(FIVE_DAYS)).toEqual([
    'Nhận hồ sơ lúc 09 giờ 00 phút, ngày 19 tháng 8 năm 2026.',
    'Thời hạn bắt đầu lúc 09 giờ 00 phút, ngày 19 tháng 8 năm 2026 (khoản 3 Điều 17 Nghị định 118/2025/NĐ-CP, sửa đổi bởi Nghị định 309/2026/NĐ-CP).',
    'Thời hạn giải quyết: 05 ngày làm việc.',
    'Không tính ngày bắt đầu thứ Tư 19/08/2026 (khoản 3 Điều 147 Bộ luật Dân sự 2015).',
    'Ngày làm việc thứ 1: thứ Năm 20/08/2026.',
    'Ngày làm việc thứ 2: thứ Sáu 21/08/2026.',
    'Ngày làm việc thứ 3: thứ Bảy 22/08/2026, làm bù cho ngày 31/8 (TB 9441/TB-BNV).',
    'Không tính Chủ nhật 23/08/2026: nghỉ hằng tuần.',
    'Ngày làm việc thứ 4: thứ Hai 24/08/2026.',
    'Ngày làm việc thứ 5: thứ Ba 25/08/2026.',
    'Kết thúc lúc 09 giờ 00 phút, ngày 25 tháng 8 năm 2026: cùng giờ với thời điểm bắt đầu tính (cách tính cùng giờ tại cơ quan).',
  ]);
});

test.each([
  [
    '2026-08-20',
    {},
    'Không tính thứ Năm 20/08/2026: cơ quan đóng cửa do bão: Bão số 5 (Công điện của UBND tỉnh; văn bản số 12/CĐ-UBND).',
    '2026-08-26T09:00:00+07:00',
  ],
  [
    '2026-08-21',
    { hours: [['07:00', '11:00']] },
    'Ngày làm việc thứ 2: thứ Sáu 21/08/2026, cơ quan đóng cửa một phần ngày do bão, còn làm việc 07:00–11:00: Bão số 5 (Công điện của UBND tỉnh; văn bản số 12/CĐ-UBND).',
    '2026-08-25T09:00:00+07:00',
  ],
] as const)('a closure on %s with %j is told with its reason and its decision: %s', (date, hours, line, dueAt) => {
  const closure = { date, kind: 'closure', name: 'Bão số 5', source: 'Công điện của UBND tỉnh', reason: 'storm', decision: '12/CĐ-UBND', ...hours } as const;
  const calendar = calendarOf(national, demoProvince, { id: 'agency', name: 'agency', days: [closure] });
  const explanation = explainDeadline({ receivedAt: received, rule: FIVE_WORKING_DAYS, intake: calendar, processing: calendar });
  expect(explanation.dueAt).toBe(parseInstant(dueAt));
  expect(explanationLines(explanation)).toContain(line);
  expect(explanationSummary(explanation.steps).join('; ')).toContain('(Bão số 5; Công điện của UBND tỉnh; văn bản số 12/CĐ-UBND)');
});

test('a slip names only what is not an ordinary week', () => {
  expect(explanationSummary(FIVE_DAYS.steps)).toEqual(['không tính ngày nhận hồ sơ (19/08/2026)', 'có tính thứ Bảy 22/08/2026 (làm bù cho ngày 31/8)', 'chỉ tính ngày làm việc']);
});

test('neighbouring days off of one holiday are one stretch on the slip', () => {
  const tet = ['2026-02-16', '2026-02-17', '2026-02-18'].map(
    (date) => ({ code: 'day-skipped', day: { date, working: false, kind: 'holiday', hours: [], name: 'Tết Nguyên đán' } }) as const,
  );
  expect(explanationSummary(tet)).toEqual(['không tính 16/02–18/02/2026 (Tết Nguyên đán)']);
});

test('a start moved by the 15:00 rule, a roll over days off and 24:00 are said with their articles', () => {
  const rest = { date: '2026-08-30', working: false, kind: 'weekly-rest', hours: [] } as const;
  const steps: Explanation['steps'] = [
    { code: 'start', rule: 'birth-group-15h', at: parseInstant('2026-08-31T07:00:00+07:00'), moved: true, passed: [weekday('2026-08-28'), rest], law: 'decree-63-2024:7.2' },
    { code: 'limit', limit: { unit: 'working-days', amount: 18 }, extra: { unit: 'working-days', amount: 10 }, from: received },
    { code: 'rolled', from: '2026-08-30', to: '2026-09-03', law: 'civil-code-2015:148.5' },
    { code: 'end', rule: 'midnight', at: parseInstant('2026-09-04T00:00:00+07:00'), day: weekday('2026-09-03'), fit: 'kept', law: 'civil-code-2015:148.6' },
  ];
  expect(explanationLines({ ...FIVE_DAYS, steps })).toEqual([
    'Thời hạn bắt đầu lúc 07 giờ 00 phút, ngày 31 tháng 8 năm 2026 vì nhận sau 15 giờ 00 phút; Chủ nhật 30/08/2026 nghỉ hằng tuần (khoản 2 Điều 7 Nghị định 63/2024/NĐ-CP).',
    'Thời hạn giải quyết: 18 ngày làm việc, trong đó cộng thêm 10 ngày làm việc cho vùng miền núi, hải đảo, vùng khó khăn.',
    'Ngày cuối Chủ nhật 30/08/2026 là ngày nghỉ nên kết thúc vào ngày làm việc tiếp theo, thứ Năm 03/09/2026 (khoản 5 Điều 148 Bộ luật Dân sự 2015).',
    'Kết thúc lúc 24 giờ 00 phút, ngày 03 tháng 9 năm 2026: hết ngày cuối (khoản 6 Điều 148 Bộ luật Dân sự 2015).',
  ]);
});

test('hours, spans, same-day matters and added time have lines of their own', () => {
  const steps: Explanation['steps'] = [
    { code: 'hours-counted', day: weekday('2026-08-20'), from: received, to: parseInstant('2026-08-19T11:00:00+07:00'), minutes: 7.5, law: 'office-practice:8-hour-day' },
    { code: 'span-counted', firstDay: '2026-04-07', lastDay: '2026-04-26', law: 'civil-code-2015:148.1' },
    { code: 'done-on-day', day: weekday('2026-08-20'), sameDay: true },
    { code: 'limit', limit: { unit: 'working-days', amount: 10 }, extra: { unit: 'working-days', amount: 10 }, from: received },
  ];
  const lines = explanationLines({ ...FIVE_DAYS, steps });
  expect(lines[0]).toContain('7,5 phút làm việc thứ Năm 20/08/2026, từ 09:00 19/08/2026 đến 11:00 19/08/2026');
  expect(lines[1]).toContain('từ ngày 07/04/2026 đến ngày 26/04/2026');
  expect(lines[2]).toContain('Giải quyết ngay trong thứ Năm 20/08/2026');
  expect(lines[3]).toBe('Sau đó cộng thêm 10 ngày làm việc cho vùng miền núi, hải đảo, vùng khó khăn.');
});

test('a year without its official notice ends the explanation with a warning', () => {
  const explanation: Explanation = { ...FIVE_DAYS, warnings: [{ code: 'unconfirmed-year', year: 2027 }] };
  expect(warningLines(explanation)).toEqual(['Lịch năm 2027 chưa được công bố chính thức; ngày hẹn trả có thể lùi lại.']);
  expect(explanationLines(explanation).at(-1)).toBe(warningLines(explanation)[0]);
});

test.each([
  ['receipt', 'Nhận hồ sơ lúc 09 giờ 00 phút, ngày 19 tháng 8 năm 2026.', 'ngày nhận hồ sơ'],
  ['completed-filing', 'Hồ sơ được bổ sung đầy đủ theo thông báo lúc 09 giờ 00 phút, ngày 19 tháng 8 năm 2026; thời hạn tính từ đây (khoản 2 Điều 17 Nghị định 61/2018/NĐ-CP).', 'ngày bổ sung đủ hồ sơ'],
  ['planned-competent-receipt', 'Dự kiến cơ quan có thẩm quyền nhận hồ sơ lúc 09 giờ 00 phút, ngày 19 tháng 8 năm 2026; thời hạn tính từ đây (khoản 3 Điều 17 Nghị định 118/2025/NĐ-CP, sửa đổi bởi Nghị định 309/2026/NĐ-CP).', 'ngày cơ quan có thẩm quyền dự kiến nhận hồ sơ'],
  ['competent-receipt', 'Cơ quan có thẩm quyền nhận hồ sơ lúc 09 giờ 00 phút, ngày 19 tháng 8 năm 2026; thời hạn tính từ đây (khoản 3 Điều 17 Nghị định 118/2025/NĐ-CP, sửa đổi bởi Nghị định 309/2026/NĐ-CP).', 'ngày cơ quan có thẩm quyền nhận hồ sơ'],
  ['supplement', 'Nhận đủ hồ sơ bổ sung lúc 09 giờ 00 phút, ngày 19 tháng 8 năm 2026; thời hạn tính từ đây (khoản 4 Điều 19 Nghị định 61/2018/NĐ-CP).', 'ngày nhận đủ hồ sơ bổ sung'],
  ['payment', 'Nhận chứng từ hoàn thành nghĩa vụ tài chính lúc 09 giờ 00 phút, ngày 19 tháng 8 năm 2026; thời hạn tính từ đây (quy định của tỉnh về hẹn trả kết quả lần hai).', 'ngày nhận chứng từ nộp tiền'],
  ['no-obligation', 'Xác nhận không phát sinh nghĩa vụ tài chính lúc 09 giờ 00 phút, ngày 19 tháng 8 năm 2026; thời hạn tính từ đây (quy định của tỉnh về hẹn trả kết quả lần hai).', 'ngày xác nhận không phát sinh nghĩa vụ tài chính'],
] as const)('a term that begins with %s says so, with its own article: %s', (event, first, day) => {
  const explanation = explainDeadline({ receivedAt: received, rule: FIVE_WORKING_DAYS, intake: officeCalendar, processing: officeCalendar }, event);
  const lines = explanationLines(explanation);
  expect(lines[0]).toBe(first);
  expect(lines.slice(0, 2).join(' ').match(/Nghị định 118/g)?.length ?? 0).toBe(first.includes('118') || event === 'receipt' ? 1 : 0);
  expect(explanationSummary(explanation.steps).join('; ')).toContain(`không tính ${day} (19/08/2026)`);
});

test.each([
  ['2026-08-19T15:01:00+07:00', 'vì nhận sau 15 giờ 00 phút ('],
  ['2026-08-23T09:00:00+07:00', 'vì nhận vào ngày nghỉ; Chủ nhật 23/08/2026 nghỉ hằng tuần ('],
])('a start moved from %s says which of its two reasons moved it: %s', (receivedAt, reason) => {
  const rule = { ...FIVE_WORKING_DAYS, start: 'birth-group-15h' } as const;
  const explanation = explainDeadline({ receivedAt: parseInstant(receivedAt), rule, intake: officeCalendar, processing: officeCalendar });
  expect(explanationLines(explanation)[1]).toContain(reason);
  expect(explanationSummary(explanation.steps).join('; ')).toContain('không tính ngày bắt đầu (');
});

test('a receipt on a day off names the closing whose clock time it takes', () => {
  const explanation = explainDeadline({ receivedAt: parseInstant('2026-08-23T09:00:00+07:00'), rule: FIVE_WORKING_DAYS, intake: officeCalendar, processing: officeCalendar });
  expect(explanationLines(explanation)).toContain(
    'Thời điểm bắt đầu tính không trong giờ làm việc của cơ quan giải quyết nên lấy giờ đóng cửa gần nhất trước đó, 17 giờ 00 phút, ngày 22 tháng 8 năm 2026 (cách tính cùng giờ tại cơ quan).',
  );
});

test('days off are named once, weekly rest within a holiday as weekly rest', () => {
  const explanation = explainDeadline({ receivedAt: parseInstant('2026-08-28T09:00:00+07:00'), rule: FIVE_WORKING_DAYS, intake: officeCalendar, processing: officeCalendar });
  const notice = '(Thông báo 9441/TB-BNV; Công văn 9859/VPCP-KGVX)';
  expect(explanationLines(explanation).filter((text) => text.startsWith('Không tính') && !text.includes('ngày bắt đầu'))).toEqual([
    `Không tính thứ Bảy 29/08/2026: nghỉ hằng tuần trong kỳ nghỉ Quốc khánh 2/9 ${notice}.`,
    `Không tính Chủ nhật 30/08/2026: nghỉ hằng tuần trong kỳ nghỉ Quốc khánh 2/9 ${notice}.`,
    `Không tính thứ Hai 31/08/2026: nghỉ hoán đổi Quốc khánh 2/9 ${notice}.`,
    `Không tính thứ Ba 01/09/2026: nghỉ lễ Quốc khánh 2/9 ${notice}.`,
    `Không tính thứ Tư 02/09/2026: nghỉ lễ Quốc khánh 2/9 ${notice}.`,
    'Không tính thứ Bảy 05/09/2026: nghỉ hằng tuần.',
    'Không tính Chủ nhật 06/09/2026: nghỉ hằng tuần.',
  ]);
});

const closedOn = (date: string, name: string, source: string) => ({ date, working: false, kind: 'closure', hours: [], name, source, layer: 'province' }) as const;
const CULTURE_DAY = { date: '2026-11-24', working: false, kind: 'holiday', hours: [], name: 'Ngày Văn hóa Việt Nam', source: 'Nghị quyết 28/2026/QH16 Điều 2', layer: 'vn' } as const;

test.each([
  ['closures of two decisions', [closedOn('2026-12-01', 'Bão số 11', 'Quyết định 11/QĐ-UBND'), closedOn('2026-12-02', 'Bão số 12', 'Quyết định 12/QĐ-UBND')], 'thứ Ba 01/12/2026 (Bão số 11; Quyết định 11/QĐ-UBND), thứ Tư 02/12/2026 (Bão số 12; Quyết định 12/QĐ-UBND)'],
  ['two days of one decision', [closedOn('2026-12-01', 'Bão số 11', 'Quyết định 11/QĐ-UBND'), closedOn('2026-12-02', 'Bão số 11', 'Quyết định 11/QĐ-UBND')], '01/12–02/12/2026 (Bão số 11; Quyết định 11/QĐ-UBND)'],
  ['a closure beside a holiday', [CULTURE_DAY, closedOn('2026-11-25', 'Bão số 11', 'Quyết định 11/QĐ-UBND')], 'thứ Ba 24/11/2026 (Ngày Văn hóa Việt Nam), thứ Tư 25/11/2026 (Bão số 11; Quyết định 11/QĐ-UBND)'],
])('%s: the slip tells each closure by its own decision', (_, days, said) => {
  expect(explanationSummary(days.map((day) => ({ code: 'day-skipped', day })))).toEqual([`không tính ${said}`]);
});
