import type { WorkingCalendar } from '#domain';
import type { Engine } from '../engine.js';
import { calendarOf } from '../staff/notices.js';

/** The processing calendar of an agency in the current version; `undefined` for one that has none. */
export async function calendarOfAgency({ database: { read }, rules }: Pick<Engine, 'database' | 'rules'>, agency: string): Promise<WorkingCalendar | undefined> {
  return calendarOf(await rules.calendars(read, await rules.currentSnapshot(read)), agency);
}
