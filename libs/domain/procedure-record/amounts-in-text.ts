import type { TimeLimit } from '../deadline/time-limit.js';

const DONG = /(?<!\d)(?<!\d[.,])(\d{1,3}(?:[.,]\d{3})+|\d+(?:[.,]\d{1,2})?)\s*(nghìn|ngàn|triệu|tỷ)?\s*(?:đồng|đ(?![\p{L}])|vnđ|vnd)/giu;
const MULTIPLES: Readonly<Record<string, number>> = { nghìn: 1_000, ngàn: 1_000, triệu: 1_000_000, tỷ: 1_000_000_000 };

/** Whole amounts of dong a text names, in its order: `100.000 đồng`, `20,000 VNĐ`, `1,5 triệu đồng`. A number of a decree is none. */
export function amountsIn(text: string): readonly number[] {
  return [...text.normalize('NFC').matchAll(DONG)].flatMap(([, figure = '', multiple]) => {
    const grouped = /[.,]\d{3}(?:$|[.,])/.test(figure);
    const value = Number(grouped ? figure.replaceAll(/[.,]/g, '') : figure.replace(',', '.'));
    const dong = Math.round(value * (MULTIPLES[multiple?.toLowerCase() ?? ''] ?? 1));
    return Number.isSafeInteger(dong) && dong > 0 ? [dong] : [];
  });
}

const TERM = /(?<!\d)(?<!\d[.,/])(\d+(?:[.,]\d{1,2})?)\s*(ngày làm việc|giờ làm việc|ngày|giờ|tháng)/giu;
const TERM_UNITS: Readonly<Record<string, Exclude<TimeLimit['unit'], 'same-day'>>> = {
  'ngày làm việc': 'working-days',
  'giờ làm việc': 'working-hours',
  ngày: 'calendar-days',
  giờ: 'working-hours',
  tháng: 'months',
};

/** Terms a text names, in its order: `10 ngày làm việc`, `6,5 ngày`. */
export function termsIn(text: string): readonly TimeLimit[] {
  return [...text.normalize('NFC').matchAll(TERM)].flatMap(([, figure = '', words = '']) => {
    const unit = TERM_UNITS[words.toLowerCase()];
    const amount = Number(figure.replace(',', '.'));
    return unit === undefined || amount <= 0 ? [] : [{ unit, amount }];
  });
}
