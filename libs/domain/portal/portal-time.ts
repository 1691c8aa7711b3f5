import { formatInstant, type Instant, parseInstant } from '../time/instant.js';

const PORTAL_TIME = /^(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})$/;

/** A moment as the national portal writes it: `yyyyMMddHHmmss` of the local time (+07:00), parts of a second left off. */
export function portalTime(at: Instant): string {
  return formatInstant(at).slice(0, 19).replaceAll(/[-T:]/g, '');
}

/** The moment such a text names; `undefined` when it names none. */
export function parsePortalTime(text: string): Instant | undefined {
  const [, year, month, day, hour, minute, second] = PORTAL_TIME.exec(text) ?? [];
  if (year === undefined || month === undefined || day === undefined || hour === undefined || minute === undefined || second === undefined) {
    return undefined;
  }
  try {
    return parseInstant(`${year}-${month}-${day}T${hour}:${minute}:${second}+07:00`);
  } catch {
    return undefined;
  }
}
