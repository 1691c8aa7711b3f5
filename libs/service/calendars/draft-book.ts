import { buildWorkingCalendar, type CalendarBook, type CalendarDefinition, mergeCalendars, MissingCalendarError, type WorkingCalendar } from '#domain';
import { type LayeredCalendars, resolveAssignments } from './layered-calendars.js';

/** The calendars a draft would make, under a name no published version has. Throws when its layers make none. */
export function draftBook(name: string, calendars: LayeredCalendars): CalendarBook {
  const made = new Map<string, WorkingCalendar>();
  const make = (layers: readonly CalendarDefinition[]): WorkingCalendar => {
    const key = JSON.stringify(layers.map(({ id }) => id));
    const known = made.get(key) ?? buildWorkingCalendar(mergeCalendars(layers));
    made.set(key, known);
    return known;
  };
  const byAgency = new Map(resolveAssignments(calendars).map(({ agency, processing, intake }) => [agency, { processing: make(processing), intake: make(intake) }]));
  const find = (agency: string, use: 'processing' | 'intake'): WorkingCalendar => {
    const calendar = byAgency.get(agency)?.[use];
    if (calendar === undefined) {
      throw new MissingCalendarError(agency, name);
    }
    return calendar;
  };
  return { snapshot: name, processing: (agency) => find(agency, 'processing'), intake: (agency) => find(agency, 'intake') };
}
