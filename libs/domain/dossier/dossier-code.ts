import { localDateOf, type Instant } from '../time/instant.js';
import { dayOfMonth, monthOf, yearOf } from '../time/local-date.js';
import { SEVEN_DIGIT_2026_SHAPE, TT01_2018_SHAPE } from './code-shapes.js';

/** The style in which dossier codes are written. Pluggable: the 2026 rule of the Ministry of Public Security is awaited. */
export interface DossierCodeStyle {
  readonly name: 'tt01-2018' | 'seven-digit-2026';
  /** Numbers run on per unit and per this key. */
  counterKey(unitCode: string, receivedAt: Instant): string;
  /** The code of the n-th dossier under that key, counted from 1. Throws when the style has no room for the number. */
  format(unitCode: string, receivedAt: Instant, number: number): string;
  /** True for a well-formed code of this style. */
  matches(code: string): boolean;
}

function yymmdd(at: Instant): string {
  const date = localDateOf(at);
  return [yearOf(date) % 100, monthOf(date), dayOfMonth(date)].map((part) => String(part).padStart(2, '0')).join('');
}

function padded(number: number, width: number, style: string): string {
  const digits = String(number);
  if (digits.length > width) {
    throw new RangeError(`Number ${digits} does not fit the ${String(width)} digits of dossier code style ${style}`);
  }
  return digits.padStart(width, '0');
}

/** `V1V2V3.Z1Z2.Y1Y2.MX1X2-YYMMDD-XXXX`: four digits a day (TT 01/2018/TT-VPCP Art. 19). */
export const TT01_2018: DossierCodeStyle = {
  name: 'tt01-2018',
  counterKey: (unitCode, receivedAt) => `${unitCode}-${yymmdd(receivedAt)}`,
  format: (unitCode, receivedAt, number) => `${unitCode}-${yymmdd(receivedAt)}-${padded(number, 4, 'tt01-2018')}`,
  matches: (code) => TT01_2018_SHAPE.test(code),
};

/** `G09.20-20260609-0092637`: seven digits running through the year, as seen in 2026. */
export const SEVEN_DIGIT_2026: DossierCodeStyle = {
  name: 'seven-digit-2026',
  counterKey: (unitCode, receivedAt) => `${unitCode}-${String(yearOf(localDateOf(receivedAt)))}`,
  format: (unitCode, receivedAt, number) =>
    `${unitCode}-${String(yearOf(localDateOf(receivedAt)))}${yymmdd(receivedAt).slice(2)}-${padded(number, 7, 'seven-digit-2026')}`,
  matches: (code) => SEVEN_DIGIT_2026_SHAPE.test(code),
};

/** Every style in which codes can be written. */
export const CODE_STYLES: readonly DossierCodeStyle[] = [TT01_2018, SEVEN_DIGIT_2026];
