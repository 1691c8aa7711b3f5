import { localDateOf, type Instant } from '../time/instant.js';
import { dayOfMonth, monthOf, yearOf } from '../time/local-date.js';

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
  matches: (code) => /^\d{3}\.\d{2}\.\d{2}\.[A-Y]\d{2}-\d{6}-\d{4}$/.test(code),
};

/** `G09.20-20260609-0092637`: seven digits running through the year, as seen in 2026. */
export const SEVEN_DIGIT_2026: DossierCodeStyle = {
  name: 'seven-digit-2026',
  counterKey: (unitCode, receivedAt) => `${unitCode}-${String(yearOf(localDateOf(receivedAt)))}`,
  format: (unitCode, receivedAt, number) =>
    `${unitCode}-${String(yearOf(localDateOf(receivedAt)))}${yymmdd(receivedAt).slice(2)}-${padded(number, 7, 'seven-digit-2026')}`,
  matches: (code) => /^(\d{3}(\.\d{2}){2}\.[A-Y]\d{2}|[A-Z]\d{2}(\.\d{2})*)-\d{8}-\d{7}$/.test(code),
};

/** Every style in which codes can be written. */
export const CODE_STYLES: readonly DossierCodeStyle[] = [TT01_2018, SEVEN_DIGIT_2026];

/** A code as it is written: one of our styles in capitals, however it was typed; a code of another system as it is. */
export function codeAsWritten(typed: string): string {
  const capitals = typed.toUpperCase();
  return CODE_STYLES.some((style) => style.matches(capitals)) ? capitals : typed;
}
