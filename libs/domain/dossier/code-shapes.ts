/** Codes of TT 01/2018: `000.00.31.H99-260819-0001`. */
export const TT01_2018_SHAPE = /^\d{3}\.\d{2}\.\d{2}\.[A-Y]\d{2}-\d{6}-\d{4}$/;
/** Codes with seven digits, as seen in 2026: `G09.20-20260609-0092637`. */
export const SEVEN_DIGIT_2026_SHAPE = /^(\d{3}(\.\d{2}){2}\.[A-Y]\d{2}|[A-Z]\d{2}(\.\d{2})*)-\d{8}-\d{7}$/;

/** A code as it is written: one of our styles in capitals, however it was typed; a code of another system as it is. */
export function codeAsWritten(typed: string): string {
  const capitals = typed.toUpperCase();
  return TT01_2018_SHAPE.test(capitals) || SEVEN_DIGIT_2026_SHAPE.test(capitals) ? capitals : typed;
}
