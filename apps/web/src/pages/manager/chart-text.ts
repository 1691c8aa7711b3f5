import type { ChartOption } from '../../ui/draw-chart.js';
import { THEME } from '../../ui/theme.js';

const NUMBERS = new Intl.NumberFormat('vi-VN', { maximumFractionDigits: 2 });

/** Letters of a chart: named, for a chart can only measure a font it is told. */
export const CHART_TEXT: Pick<ChartOption, 'textStyle'> = { textStyle: { fontFamily: THEME.token?.fontFamily ?? 'sans-serif', fontSize: 13 } };

/** A number on an axis or beside a bar, as numbers are written here. */
export function chartNumber(value: unknown): string {
  return typeof value === 'number' ? NUMBERS.format(value) : '–';
}
