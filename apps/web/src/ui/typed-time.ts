/** The day somebody typed as it is written here (`30/11/2026`, `1-2-2026`, `30112026`), as `2026-11-30`; undefined where that is no day. */
export function dayTyped(text: string): string | undefined {
  const parts = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text) ?? /^(\d{2})(\d{2})(\d{4})$/.exec(text);
  if (parts === null) return undefined;
  const [day, month, year] = [Number(parts[1]), Number(parts[2]), Number(parts[3])];
  const at = new Date(Date.UTC(year, month - 1, day));
  return at.getUTCDate() === day && at.getUTCMonth() === month - 1 ? at.toISOString().slice(0, 10) : undefined;
}

/** The time of day somebody typed (`17:00`, `7h30`, `17h`, `0730`), as `07:30`; undefined where that is none. */
export function hourTyped(text: string): string | undefined {
  const parts = /^(\d{1,2})[:h](\d{2})$/i.exec(text) ?? /^(\d{1,2})(?:h)$/i.exec(text) ?? /^(\d{2})(\d{2})$/.exec(text);
  if (parts === null || Number(parts[1]) > 23 || Number(parts[2] ?? 0) > 59) return undefined;
  return `${(parts[1] ?? '').padStart(2, '0')}:${parts[2] ?? '00'}`;
}

/** A day as it is written here: `30/11/2026`; nothing where there is none. */
export function dayWritten(iso: string): string {
  return iso.split('-').reverse().join('/');
}
