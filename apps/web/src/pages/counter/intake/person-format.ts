const PHONE = /^\+?[0-9][0-9 .-]{5,18}[0-9]$/;
const ID_NUMBER = /^[A-Za-z0-9-]{5,20}$/;
const MAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

const FORMATS = { idNumber: ID_NUMBER, phone: PHONE, email: MAIL } as const;

/** What is typed of a person and has a form of its own. */
export type FormattedField = keyof typeof FORMATS;

/**
 * Whether something is typed that cannot be such a thing. Nothing typed is not wrong. The server decides, and
 * takes fewer addresses of mail.
 */
export function isWrongly(field: FormattedField, typed: string): boolean {
  const text = typed.trim();
  return text !== '' && !FORMATS[field].test(text);
}
