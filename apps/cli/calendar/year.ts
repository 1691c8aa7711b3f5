import { parseArgs } from 'node:util';
import { CalendarDefinitionError, CalendarRangeError, type CalendarDefinition, type EffectiveCalendar, mergeCalendars, type YearOverview, yearOverview } from '#domain';
import { calendarYearLines, OFFICE_WEEK_NAME } from '#vi';
import { UsageError } from '../usage.js';
import { withInstallation } from './installed.js';
import { layerIn, nationalLayer, yearFrom } from './layers.js';

const USAGE = [
  'npm run --silent calendar -- year YEAR   the year with every day off and its document, and the working days of each month',
  '  --calendar FILE   with a layer of your own over the national calendar; may be given again, the innermost last',
  '  --agency CODE     as the agency works, from the installation; --intake as its desk does',
  '  --json            for programs',
].join('\n');

const OPTIONS = {
  agency: { type: 'string' },
  intake: { type: 'boolean', default: false },
  calendar: { type: 'string', multiple: true, default: [] as string[] },
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const;

const HOURS = [['07:00', '11:00'], ['13:00', '17:00']] as const;

/** An office that works Monday to Friday, for counting days where nobody says otherwise. */
const OFFICE_WEEK: CalendarDefinition = { id: 'office', name: OFFICE_WEEK_NAME, week: { mon: HOURS, tue: HOURS, wed: HOURS, thu: HOURS, fri: HOURS } };

/** Shows a year. Resolves to 1 when the calendar does not declare it or contradicts itself. */
export async function showYear(args: readonly string[]): Promise<number> {
  const { positionals, values } = parseArgs({ args: [...args], allowPositionals: true, options: OPTIONS });
  if (values.help) {
    process.stdout.write(`${USAGE}\n`);
    return 0;
  }
  const [text, ...more] = positionals;
  if (more.length > 0 || (values.agency !== undefined && values.calendar.length > 0) || (values.intake && values.agency === undefined)) {
    throw new UsageError(USAGE);
  }
  const year = yearFrom(text);
  try {
    const calendar = values.agency === undefined ? await writtenCalendar(values.calendar) : await publishedCalendar(values.agency, values.intake);
    const overview = yearOverview(calendar, year);
    process.stdout.write(values.json ? `${jsonOf(calendar, overview)}\n` : `${calendarYearLines(calendar.name, overview).join('\n')}\n`);
    return 0;
  } catch (error) {
    if (error instanceof CalendarRangeError || error instanceof CalendarDefinitionError) {
      process.stderr.write(`${error.message}\n`);
      return 1;
    }
    throw error;
  }
}

/** As the layers are written: hours as `07:00`. */
function jsonOf({ id, name }: EffectiveCalendar, { months, ...overview }: YearOverview): string {
  const clock = (minute: number): string => `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
  const days = (month: YearOverview['months'][number]) => month.days.map((day) => ({ ...day, hours: day.hours.map((interval) => interval.map(clock)) }));
  return JSON.stringify({ calendar: id, name, ...overview, months: months.map((month) => ({ ...month, days: days(month) })) });
}

async function writtenCalendar(paths: readonly string[]): Promise<EffectiveCalendar> {
  return mergeCalendars([await nationalLayer(), OFFICE_WEEK, ...(await Promise.all(paths.map(layerIn)))]);
}

async function publishedCalendar(agency: string, intake: boolean): Promise<EffectiveCalendar> {
  return withInstallation(async ({ database: { read }, rules }) => {
    if (!(await rules.agencies(read)).has(agency)) {
      throw new UsageError(`There is no agency ${agency} in this installation`);
    }
    const book = await rules.calendars(read, await rules.currentSnapshot(read));
    return (intake ? book.intake(agency) : book.processing(agency)).effective;
  });
}
