import { count, filledText, listOf, localDay, oneOf, type Reader, shapeOf } from '../procedure/json-shape.js';
import type { CalendarDay, CalendarDefinition, CalendarYear, ClockInterval } from './definition.js';
import { CLOSURE_REASONS } from './definition.js';

/** Layers by id, outermost first, of an agency's two calendars. */
interface Assigned {
  readonly agency: string;
  readonly processing: readonly string[];
  readonly intake: readonly string[];
}

/** Layers and assignments of an exported calendar. Whether they make calendars is another question. */
interface ParsedCalendars {
  readonly layers: readonly CalendarDefinition[];
  readonly assignments: readonly Assigned[];
}

const ids = listOf(filledText);
const pair: Reader<ClockInterval> = (value, path) => {
  const [from = '', to = ''] = listOf(filledText)(value, path);
  return [from, to];
};
const hours = listOf(pair);
const day = shapeOf<CalendarDay>(
  { date: localDay, kind: oneOf(['holiday', 'compensation', 'swap-off', 'make-up', 'closure', 'special-hours']), name: filledText, source: filledText },
  { hours, swapWith: localDay, reason: oneOf(CLOSURE_REASONS), decision: filledText },
);
const year = shapeOf<CalendarYear>({ year: count, status: oneOf(['confirmed', 'proposed']), source: filledText }, {});
const layer = shapeOf<CalendarDefinition>(
  { id: filledText, name: filledText },
  {
    week: shapeOf<NonNullable<CalendarDefinition['week']>>({}, { mon: hours, tue: hours, wed: hours, thu: hours, fri: hours, sat: hours, sun: hours }),
    days: listOf(day),
    years: listOf(year),
    endsOn: localDay,
  },
);
const calendars = shapeOf<ParsedCalendars>({ layers: listOf(layer), assignments: listOf(shapeOf<Assigned>({ agency: filledText, processing: ids, intake: ids }, {})) }, {});

/** Calendars of an exported catalogue. Throws `ProcedureFormatError` with the path of the first wrong, missing or unknown key. */
export function parseCalendars(json: unknown, path: string): ParsedCalendars {
  return calendars(json, path);
}
