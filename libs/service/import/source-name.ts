/** Throws `RangeError` unless the name can stand in causes and on command lines: up to 40 letters, digits, dots, dashes, underscores. */
export function requireSourceName(source: string): void {
  if (!/^[\w.-]{1,40}$/.test(source)) {
    throw new RangeError(`"${source}" is no name for a source: use up to 40 letters, digits, dots, dashes or underscores`);
  }
}
