const FRAMES = 4;

/** What kind of error it was, without its message: that may quote what the command holds, and is stored in the clear. */
export function kindOf(error: unknown): string {
  const name = error instanceof Error ? error.name : typeof error;
  return typeof error === 'object' && error !== null && 'code' in error ? `${name} ${String(error.code)}` : name;
}

/** The kind of an error and where it was thrown. */
export function traceOf(error: unknown): string {
  const frames = error instanceof Error ? (error.stack ?? '').split('\n').filter((line) => /^\s+at /u.test(line)) : [];
  return [kindOf(error), ...frames.slice(0, FRAMES).map((line) => line.trim())].join('\n');
}
