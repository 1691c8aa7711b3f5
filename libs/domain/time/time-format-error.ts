/** A text that should name an instant or a date does not. The message repeats the text and says what was expected. */
export class TimeFormatError extends Error {
  override readonly name = 'TimeFormatError';

  constructor(
    readonly text: string,
    readonly expected: string,
  ) {
    super(`"${text}" is not ${expected}`);
  }
}
