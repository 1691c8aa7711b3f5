import { type DossierStatus, instant, type Instant, withinCalendar } from '#domain';
import type { Engine } from '../engine.js';
import { calendarOf } from '../staff/notices.js';
import type { DossierItem } from './queues.js';

/** Statuses in which the term runs towards its date. */
const RUNNING: readonly DossierStatus[] = ['received', 'in-progress'];

/**
 * Working milliseconds each dossier has until its due date at an instant, by id, on the calendar of the agency that decides: negative, by as
 * much as it is late. Missing where no date runs: none was given, the term stands still, or it is over.
 */
export async function remainingTime({ rules, database: { read } }: Pick<Engine, 'rules' | 'database'>, items: readonly Pick<DossierItem, 'id' | 'status' | 'dueAt' | 'competentAgency'>[], at: Instant): Promise<ReadonlyMap<string, number>> {
  const running = items.filter(({ status, dueAt }) => dueAt !== undefined && (RUNNING as readonly string[]).includes(status));
  const book = running.length === 0 ? undefined : await rules.calendars(read, await rules.currentSnapshot(read));
  return new Map(
    running.flatMap(({ id, dueAt, competentAgency }) => {
      const calendar = book && calendarOf(book, competentAgency);
      const due = instant(dueAt ?? at);
      const left = calendar && withinCalendar(() => (due < at ? -calendar.workingTimeBetween(due, at) : calendar.workingTimeBetween(at, due)));
      return left === undefined ? [] : [[id, left] as const];
    }),
  );
}
