import { describe, expect, test } from 'vitest';
import { explainDates, stepsToAppointment } from '#domain';
import { calendarOf, demoProvince, national } from '../../test/fixtures/calendar/calendars.js';
import { DossierLife } from '../../test/fixtures/dossier-life.js';
import { bookOf, rulesOf } from '../../test/fixtures/rules.js';
import { derivationLines } from './clock-lines.js';
import { explanationSummary } from './explanation-summary.js';
import { explanationTable, TABLE_WIDTH } from './explanation-table.js';

/** A dossier of 10 working days: paused for papers, resumed by a shift, moved by a storm. */
function moved(): DossierLife {
  const life = DossierLife.takenIn(rulesOf('1.005144', { supplement: { ...rulesOf('1.005144').procedure.supplement, clock: 'shift' } }), '2026-08-19T09:00');
  life.give('2026-08-20T10:10', 'RequestSupplement', { items: [{ legalBasis: { document: '118/2025/NĐ-CP', article: '8' } }], reasonCode: 'incomplete' });
  life.give('2026-08-21T10:25', 'ReceiveSupplement', {});
  const storm = calendarOf(national, demoProvince, { id: 'storm', name: 'Bão', days: [{ date: '2026-09-04', kind: 'closure', name: 'Nghỉ tránh bão số 5', source: 'Quyết định 45/QĐ-UBND' }] });
  life.publish('2026-08-24T08:00', bookOf(storm, 'storm'));
  return life;
}

describe('the table of a dossier that was paused and moved', () => {
  const life = moved();
  const { derivations } = explainDates(life.events, life.rulesOf);
  const table = explanationTable(derivations);

  test('is never wider than a hundred columns', () => {
    expect(table.split('\n').filter((line) => line.length > TABLE_WIDTH)).toEqual([]);
  });

  test('says when the clock stopped and on what ground, what was left, and each day on which it was counted', () => {
    expect(table).toMatch(/■ Yêu cầu bổ sung, hoàn thiện hồ sơ lúc 10 giờ 10 phút, ngày 20 tháng 8 năm 2026\n.*Tạm dừng +Tạm dừng từ/u);
    expect(table).toMatch(/Còn lại 70 giờ 50 phút làm việc/u);
    expect(table).toContain('→ Thời hạn tạm dừng');
    expect(table).toMatch(/T6 21\/08\/2026 {2}10:25–11:00 {2}Tính +275 phút làm việc +tính tiếp đúng/u);
    expect(table).toMatch(/T3 01\/09\/2026 +Không tính +nghỉ lễ Quốc khánh 2\/9/u);
  });

  test('names the days another calendar takes, its decision, and where the count then leads', () => {
    expect(table.replace(/\s+/gu, ' ')).toContain('thứ Sáu 04/09/2026: cơ quan đóng cửa Nghỉ tránh bão số 5 (Quyết định 45/QĐ-UBND)');
    expect(life.dates.due).toBe('2026-09-08T09:15');
    expect(table.trimEnd()).toMatch(/→ Hạn xử lý: 09 giờ 15 phút, ngày 08 tháng 9 năm 2026$/u);
  });

  test('has a sentence for every step', () => {
    const lines = derivations.flatMap(derivationLines);
    expect(lines).toHaveLength(derivations.flatMap(({ steps }) => steps).length + derivations.length);
    expect(lines.filter((line) => !line.endsWith('.') || line.includes('undefined'))).toEqual([]);
  });

  test('fits on a slip: the pause is one phrase, the storm another', () => {
    const slip = explanationSummary(stepsToAppointment(explainDates(life.events, life.rulesOf))).join('; ');
    expect(slip).toContain('không tính thời gian tạm dừng từ 10:10 20/08/2026 đến 10:25 21/08/2026');
    expect(slip).toContain('thứ Sáu 04/09/2026 (Nghỉ tránh bão số 5; Quyết định 45/QĐ-UBND)');
    expect(slip.length).toBeLessThanOrEqual(SLIP);
  });
});

/** Characters of three lines of a slip. */
const SLIP = 290;

test('thirty working days over Tết are one stretch on the slip', () => {
  const rules = rulesOf('1.012644', { effectiveFrom: '2025-01-01' });
  const { events } = DossierLife.takenIn(rules, '2026-01-20T09:00', { agencyCode: 'H99.06' });
  expect(explanationSummary(stepsToAppointment(explainDates(events, () => rules)))).toEqual([
    'không tính ngày nhận hồ sơ (20/01/2026), 14/02–22/02/2026 (Tết Nguyên đán)',
    'chỉ tính ngày làm việc',
  ]);
});

test('thirty working days stay within three lines of the slip on whatever day of the year they begin', () => {
  const rules = rulesOf('1.012644', { effectiveFrom: '2024-01-01' });
  for (let day = 0; day < 365; day += 1) {
    const received = new Date(Date.UTC(2025, 11, 1) + day * 86_400_000).toISOString().slice(0, 10);
    const { events } = DossierLife.takenIn(rules, `${received}T15:20`, { agencyCode: 'H99.06' });
    expect(explanationSummary(stepsToAppointment(explainDates(events, () => rules))).join('; ').length, received).toBeLessThanOrEqual(SLIP);
  }
});

test('a made-up day is said to be worked, not to be the holiday it makes up for', () => {
  const rules = rulesOf('1.005144');
  const { events } = DossierLife.takenIn(rules, '2026-08-19T09:00');
  expect(explanationSummary(stepsToAppointment(explainDates(events, () => rules)))).toContainEqual(expect.stringMatching(/^có tính thứ Bảy 22\/08\/2026 \(làm bù/u));
});
