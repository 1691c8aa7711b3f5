/** The number before a line of a plan: how deep it stands, and as it is written. */
export interface LineNumber {
  readonly text: string;
  /** 1 for A, 2 for I, 3 for 1, one more for each further part of 1.1. */
  readonly level: number;
}

const LETTER = 1;
const ROMAN = 2;
const NUMBER = 3;
/** How deep an item such as `a)` stands, below every dotted number. */
const SMALL_LETTER = 9;

/** Reads the number of a line; nothing for a text that is none. A single I, V or X is a Roman number, other capitals are letters. */
export function lineNumber(raw: string): LineNumber | undefined {
  const text = raw.trim().replace(/[.)/]+$/, '');
  if (/^[IVX]+$/.test(text)) {
    return { text, level: ROMAN };
  }
  if (/^[A-ZĐ]$/u.test(text)) {
    return { text, level: LETTER };
  }
  if (/^\d{1,3}(?:\.\d{1,3})*$/.test(text)) {
    return { text, level: NUMBER + text.split('.').length - 1 };
  }
  return /^[a-zđ]$/u.test(text) ? { text, level: SMALL_LETTER } : undefined;
}

const MARK = String.raw`([A-ZĐ]|[IVX]+|\d{1,3}(?:\.\d{1,3})*|[a-zđ])`;
const PUNCTUATED = new RegExp(`^${MARK}[.)/:]\\s*(\\S[\\s\\S]*)$`, 'u');
const SPACED = new RegExp(`^${MARK}\\s+[-–]?\\s*(\\S[\\s\\S]*)$`, 'u');

/** A line that carries its number before its text; parted by a space alone only before capitals, as headings are written. */
export function numberedText(text: string): { readonly number: LineNumber; readonly text: string } | undefined {
  const [, mark = '', rest = ''] = PUNCTUATED.exec(text) ?? SPACED.exec(text) ?? [];
  const number = lineNumber(mark);
  const isPunctuated = PUNCTUATED.test(text);
  return number === undefined || (!isPunctuated && rest !== rest.toUpperCase()) ? undefined : { number, text: rest };
}
