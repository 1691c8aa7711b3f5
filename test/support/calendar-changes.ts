import type { CalendarDefinition, Instant } from '#domain';
import { type CalendarAssignment, publishCalendars, readCatalogue, sha256 } from '#service';
import type { TestCounter } from './engine.js';

const files = await readCatalogue(new URL('../../data/', import.meta.url));

/** A layer that closes every office on these dates, by decision. */
export function closureOf(...dates: readonly string[]): CalendarDefinition {
  return { id: 'closure', name: 'Nghỉ bão', days: dates.map((date) => ({ date, kind: 'closure', name: 'Nghỉ bão', source: 'Công điện 01' })) };
}

/** Every agency of the demo province on nation, province and further layers. */
export function assignmentsWith(...layers: readonly CalendarDefinition[]): readonly CalendarAssignment[] {
  const all = [files.nation, files.province, ...layers];
  return files.agencies.map(({ code }) => ({ agency: code, processing: all, intake: all }));
}

/** The same, with further layers for some agencies only. */
export function assignmentsFor(agencies: readonly string[], ...layers: readonly CalendarDefinition[]): readonly CalendarAssignment[] {
  const plain = assignmentsWith();
  return assignmentsWith(...layers).map((assignment, index) => (agencies.includes(assignment.agency) ? assignment : (plain[index] ?? assignment)));
}

/** Publishes calendars without a draft, as the program's own are; returns the version's id. */
export function publishNow({ engine }: TestCounter, assignments: readonly CalendarAssignment[], at: Instant): Promise<string> {
  return engine.database.transaction((tx) => publishCalendars(tx, assignments, sha256, at, 'test'));
}
