import { type CalendarDay, type CalendarYear, formatLocalDate, LABOUR_CODE_2019_FROM, type Occasion, type ProposedDay, yearOf } from '#domain';

const NAMES: Readonly<Record<Occasion, string>> = {
  'new-year': 'Tết Dương lịch',
  tet: 'Tết Nguyên đán',
  'hung-kings': 'Giỗ Tổ Hùng Vương',
  'victory-day': 'Ngày Chiến thắng 30/4',
  'labour-day': 'Ngày Quốc tế Lao động 1/5',
  'national-day': 'Quốc khánh 2/9',
  'culture-day': 'Ngày Văn hóa Việt Nam',
};

/** A proposed day as a calendar states it: its source says that it is a proposal, and by which article. */
export function proposedDayVi({ date, kind, occasions }: ProposedDay): CalendarDay {
  const names = occasions.map((occasion) => NAMES[occasion]).join(', ');
  return { date: formatLocalDate(date), kind: kind === 'compensation' ? 'compensation' : 'holiday', name: nameOf(kind, names), source: `Đề xuất, chưa có thông báo: ${articleOf(yearOf(date), kind, occasions)}` };
}

/** The year of proposed days: `proposed` until its notice. */
export function proposedYearVi(year: number): CalendarYear {
  return { year, status: 'proposed', source: `Chưa có thông báo nghỉ lễ, Tết năm ${String(year)}` };
}

function nameOf(kind: ProposedDay['kind'], names: string): string {
  switch (kind) {
    case 'holiday':
      return names;
    case 'compensation':
      return `Nghỉ bù ${names}`;
    case 'weekly-rest':
      return `Nghỉ hằng tuần trong kỳ nghỉ ${names}`;
  }
}

/** Weekly rest is off by the article of the break it lies in. */
function articleOf(year: number, kind: ProposedDay['kind'], occasions: readonly Occasion[]): string {
  if (occasions.every((occasion) => occasion === 'culture-day')) {
    return 'Nghị quyết 28/2026/QH16 Điều 2';
  }
  if (year < LABOUR_CODE_2019_FROM) {
    return kind === 'compensation' ? 'Bộ luật Lao động 2012 Điều 115 khoản 3' : 'Bộ luật Lao động 2012 Điều 115';
  }
  return kind === 'compensation' ? 'Bộ luật Lao động 2019 Điều 111 khoản 3' : 'Bộ luật Lao động 2019 Điều 112';
}
