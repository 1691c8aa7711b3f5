import { type CalendarDefinition, type ClockInterval, diffLayers, type LayerDifference, type Weekday } from '#domain';
import { amendCalendars, type CalendarContent, type LayerAssignment, type LayeredCalendars } from './layered-calendars.js';
import { definitionText } from './version-id.js';

/** A weekday that a layer opens at other hours; absent where it leaves the weekday to the outer layers. */
export interface WeekdayDifference {
  readonly weekday: Weekday;
  readonly before?: readonly ClockInterval[];
  readonly after?: readonly ClockInterval[];
}

/** What a draft changes in one layer. */
export interface ChangedLayer {
  readonly layer: CalendarDefinition;
  readonly isNew: boolean;
  readonly difference: LayerDifference;
  readonly week: readonly WeekdayDifference[];
  /** Days on which the layer falls silent; absent where that stays as it is. */
  readonly endsOn?: { readonly before?: string; readonly after?: string };
}

/** Everything a draft changes of its base. */
export interface DraftDifference {
  readonly layers: readonly ChangedLayer[];
  readonly assignments: readonly { readonly agency: string; readonly before?: LayerAssignment; readonly after: LayerAssignment }[];
}

const WEEK: readonly Weekday[] = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

/** Layer by layer and day by day what a draft changes of the version it is based on. */
export function draftDifference(base: LayeredCalendars, content: CalendarContent): DraftDifference {
  const amended = amendCalendars(base, content);
  const layers = [...amended.layers.values()].flatMap((layer) => {
    const present = base.layers.get(layer.id);
    return present !== undefined && definitionText(present) === definitionText(layer) ? [] : [changedLayer(present, layer)];
  });
  const known = new Map(base.assignments.map((assignment) => [assignment.agency, assignment]));
  const assignments = (content.assignments ?? []).map((after) => {
    const before = known.get(after.agency);
    return { agency: after.agency, ...(before === undefined ? {} : { before }), after };
  });
  return { layers, assignments };
}

function changedLayer(present: CalendarDefinition | undefined, layer: CalendarDefinition): ChangedLayer {
  const before: CalendarDefinition = present ?? { id: layer.id, name: layer.name };
  const week = WEEK.flatMap((weekday): readonly WeekdayDifference[] => {
    const [old, now] = [before.week?.[weekday], layer.week?.[weekday]];
    return JSON.stringify(old) === JSON.stringify(now) ? [] : [{ weekday, ...(old === undefined ? {} : { before: old }), ...(now === undefined ? {} : { after: now }) }];
  });
  const ends = { ...(before.endsOn === undefined ? {} : { before: before.endsOn }), ...(layer.endsOn === undefined ? {} : { after: layer.endsOn }) };
  return { layer, isNew: present === undefined, difference: diffLayers(before, layer), week, ...(before.endsOn === layer.endsOn ? {} : { endsOn: ends }) };
}
