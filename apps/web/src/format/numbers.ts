import i18next from 'i18next';

const WHOLE = new Intl.NumberFormat('vi-VN', { maximumFractionDigits: 0 });
const PERCENT = new Intl.NumberFormat('vi-VN', { minimumFractionDigits: 2, maximumFractionDigits: 2 });

/** What stands where there was nothing to judge: no nought, no hundred. */
export function nothingArose(): string {
  return i18next.t('nothingArose', { ns: 'shell' });
}

/** A count: `12.345`. */
export function formatCount(count: number): string {
  return WHOLE.format(count);
}

/** How long a list is, with a plus where it is longer than was counted: `999+`. */
export function formatLength({ count, more }: { readonly count: number; readonly more: boolean }): string {
  return `${String(count)}${more ? '+' : ''}`;
}

/** Percentages are chosen in hundredths of one: 200 is 2 %. */
export const HUNDREDTHS_PER_PERCENT = 100;

/** A percentage as the server rounded it (two decimals, half up), the same everywhere: `1,72 %`; in words where nothing arose. */
export function formatPercent(value: number | null): string {
  return value === null ? nothingArose() : withUnit(PERCENT.format(value), '%');
}

/** A percentage told in whole ones: `84 %`. */
export function formatWholePercent(value: number): string {
  return withUnit(formatCount(value), '%');
}

const NO_BREAK_SPACE = '\u00a0';

/** A number and its unit, which no narrow column parts. */
function withUnit(number: string, unit: string): string {
  return `${number}${NO_BREAK_SPACE}${unit}`;
}

/** Numbers in a text, each kept on one line with the word behind it: `12 giờ 05 phút` breaks between its parts alone. */
export function keepUnits(text: string): string {
  return text.replace(/(\d) (?=\S)/gu, `$1${NO_BREAK_SPACE}`);
}
