import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { CalendarDefinition } from '#domain';
import { national } from '../../../test/fixtures/calendar/calendars.js';
import { UsageError } from '../usage.js';
import { importNotice, proposeYear } from './import.js';
import { showYear } from './year.js';

const folder = mkdtempSync(join(tmpdir(), 'dunghan-notice-'));
const DECREE = 'Công văn 77/VPCP-KGVX ngày 28/10/2026';
let output = '';
let complaints = '';

beforeEach(() => {
  [output, complaints] = ['', ''];
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    output += String(text);
    return true;
  });
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    complaints += String(text);
    return true;
  });
});
afterEach(() => {
  vi.restoreAllMocks();
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

describe('calendar import', () => {
  test('shows the difference of a notice, marks what was inferred, lists what was left out, and writes the changed layer', async () => {
    const path = file('swap.csv', 'ngày;loại;tên;hoán đổi với\n23/11/2026;hoán đổi;Ngày Văn hóa Việt Nam;28/11/2026\n25/11/2026;;Nghỉ bù Ngày Văn hóa;\n20/11/2026;;Ngày Nhà giáo Việt Nam;\n');
    const out = join(folder, 'layer.json');
    expect(await importNotice([path, '--decree', DECREE, '--out', out])).toBe(0);
    expect(output.split('\n')).toEqual([
      '+ thứ Hai 23/11/2026: nghỉ hoán đổi Ngày Văn hóa Việt Nam, hoán đổi với thứ Bảy 28/11/2026 [1]',
      '+ thứ Tư 25/11/2026: nghỉ bù Ngày Văn hóa [1] (? loại ngày suy ra từ tên, cần kiểm tra)',
      '+ thứ Bảy 28/11/2026: làm bù Ngày Văn hóa Việt Nam, hoán đổi với thứ Hai 23/11/2026 [1]',
      '',
      'Căn cứ',
      `[1] ${DECREE}`,
      'Không lấy, dòng 4: thứ Sáu 20/11/2026 Ngày Nhà giáo Việt Nam (không rõ loại ngày; muốn nghỉ phải ghi',
      '    loại ngày)',
      '',
    ]);
    const layer = JSON.parse(readFileSync(out, 'utf8')) as CalendarDefinition;
    expect([layer.years, (layer.days?.length ?? 0) - (national.days?.length ?? 0)]).toEqual([national.years, 2]);
  });

  test('names every fault of a file by line and field and writes nothing', async () => {
    const out = join(folder, 'never.json');
    expect(await importNotice([file('bad.csv', 'date,kind,name\n2026-13-01,holiday,Tết\n2026-01-01,feast,Tết\n'), '--decree', DECREE, '--out', out])).toBe(1);
    expect(output).toBe('');
    expect(complaints).toContain('line 2, date: "2026-13-01" must be a day');
    expect(complaints).toContain('line 3, kind: "feast" must be one of nghỉ lễ');
    expect(() => readFileSync(out)).toThrow('ENOENT');
  });

  test('refuses a notice that contradicts the calendar by the rule it breaks', async () => {
    expect(await importNotice([file('clash.csv', 'date,kind,name\n2026-09-05,make-up,Làm bù\n2026-09-05,holiday,Lễ\n'), '--decree', DECREE])).toBe(1);
    expect(complaints).toContain('breaks rule holiday-and-make-up at 2026-09-05');
  });

  test('names the document it was not told of', async () => {
    await expect(importNotice(['notice.csv'])).rejects.toThrow(/^--decree is missing/u);
  });

  test.each([[[]], [['nowhere.csv', '--decree', DECREE]], [['a.csv', 'b.csv', '--decree', DECREE]]])('is told how it is called for %j', async (args) => {
    await expect(importNotice(args)).rejects.toThrow(UsageError);
  });
});

describe('calendar propose', () => {
  test('shows a year nobody has announced against the calendar', async () => {
    expect(await proposeYear(['2029'])).toBe(0);
    expect(output).toMatch(/^Năm 2029: không có trong lịch → chưa có thông báo \(Chưa có thông báo nghỉ lễ, Tết năm 2029\)\n\+ thứ Hai 01\/01\/2029: nghỉ lễ Tết Dương lịch \[1\]\n/);
  });

  test('has nothing to say about a year that is proposed already, and takes nothing back of one with a notice', async () => {
    expect([await proposeYear(['2028']), output]).toEqual([0, 'Không có thay đổi\n']);
    expect(await proposeYear(['2026'])).toBe(1);
    expect(complaints).toContain('2026 is confirmed by its notice');
  });
});

describe('calendar year', () => {
  test('shows the national calendar, with a layer of one’s own when given', async () => {
    const path = file('agency.json', JSON.stringify({ id: 'agency', name: 'Phường Trung Tâm', week: { sat: [['07:30', '11:30']] } }));
    expect([await showYear(['2026']), output.includes('Cả năm: 249 ngày làm việc')]).toEqual([0, true]);
    output = '';
    expect([await showYear(['2026', '--calendar', path]), output.split('\n')[0]]).toEqual([0, 'LỊCH LÀM VIỆC NĂM 2026 – Phường Trung Tâm']);
  });

  test('gives programs the same as JSON, hours as they are written', async () => {
    await showYear(['2026', '--json']);
    const year = JSON.parse(output) as { readonly workingDays: number; readonly months: readonly { readonly days: readonly { readonly date: string; readonly hours: unknown }[] }[] };
    expect(year.workingDays).toBe(249);
    expect(year.months[0]?.days.find(({ date }) => date === '2026-01-10')?.hours).toEqual([['07:00', '11:00'], ['13:00', '17:00']]);
  });

  test('refuses a year nobody has declared, and what is no year', async () => {
    expect(await showYear(['2031'])).toBe(1);
    expect(complaints).toContain('covers 2019 to 2028');
    await expect(showYear(['26'])).rejects.toThrow('A year has four digits');
  });
});
