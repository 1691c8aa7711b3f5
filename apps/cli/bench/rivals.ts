/** A library that counts working days, on the bench's calendar; moments are local times of this machine. */
export interface Rival {
  readonly name: string;
  /** False where it knows neither days off nor hours. */
  readonly knowsHolidays: boolean;
  /** Calls of one measurement; a slow library gets fewer. */
  readonly calls: number;
  /** Its own moments for the bench's starts, `YYYY-MM-DDTHH:MM`. */
  prepare(starts: readonly string[]): RivalRun;
}

/** A library with its starts made ready: what is timed is the counting alone. */
export interface RivalRun {
  addDays(place: number, days: number): unknown;
  /** Undefined where the library has no hours. */
  readonly addHours?: (place: number, hours: number) => unknown;
  /** A result as `YYYY-MM-DDTHH:MM`. */
  write(result: unknown): string;
}

const PATTERN = 'YYYY-MM-DDTHH:mm';
const HOURS = ['07:00', '11:00', '13:00', '17:00'];

/** The libraries that are installed; they are dev dependencies, which an installation need not have. */
export async function loadRivals(daysOff: readonly string[]): Promise<{ readonly rivals: readonly Rival[]; readonly missing: readonly string[] }> {
  const loaders = { 'date-fns': loadDateFns, 'dayjs-business-time': loadDayjs, 'moment-business-time': loadMoment };
  const rivals: Rival[] = [];
  const missing: string[] = [];
  for (const [name, load] of Object.entries(loaders)) {
    try {
      rivals.push(await load(daysOff));
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : undefined;
      if (code !== 'ERR_MODULE_NOT_FOUND' && code !== 'MODULE_NOT_FOUND') {
        throw error;
      }
      missing.push(name);
    }
  }
  return { rivals, missing };
}

async function loadDateFns(): Promise<Rival> {
  const { addBusinessDays, format } = await import('date-fns');
  return {
    name: 'date-fns addBusinessDays',
    knowsHolidays: false,
    calls: 200_000,
    prepare: (starts) => {
      const dates = starts.map((start) => new Date(start));
      return { addDays: (place, days) => addBusinessDays(dates[place] ?? '', days), write: (result) => format(result as Date, "yyyy-MM-dd'T'HH:mm") };
    },
  };
}

async function loadDayjs(daysOff: readonly string[]): Promise<Rival> {
  const { default: dayjs } = await import('dayjs');
  const { default: businessTime } = await import('dayjs-business-time');
  dayjs.extend(businessTime);
  dayjs.setHolidays([...daysOff]);
  const hours = [{ start: '07:00:00', end: '11:00:00' }, { start: '13:00:00', end: '17:00:00' }];
  dayjs.setBusinessTime({ sunday: null, monday: hours, tuesday: hours, wednesday: hours, thursday: hours, friday: hours, saturday: null });
  return {
    name: 'dayjs-business-time',
    knowsHolidays: true,
    calls: 400,
    prepare: (starts) => {
      const moments = starts.map((start) => dayjs(start));
      const at = (place: number): ReturnType<typeof dayjs> => moments[place] ?? dayjs(starts[0]);
      return {
        addDays: (place, days) => at(place).addBusinessDays(days),
        addHours: (place, amount) => at(place).addBusinessTime(amount, 'hours'),
        write: (result) => (result as ReturnType<typeof dayjs>).format(PATTERN),
      };
    },
  };
}

async function loadMoment(daysOff: readonly string[]): Promise<Rival> {
  const { default: moment } = await import('moment-business-time');
  const workinghours = { 0: null, 1: HOURS, 2: HOURS, 3: HOURS, 4: HOURS, 5: HOURS, 6: null };
  moment.updateLocale('en', { holidays: daysOff, workinghours });
  return {
    name: 'moment-business-time',
    knowsHolidays: true,
    calls: 60,
    prepare: (starts) => {
      const moments = starts.map((start) => moment(start));
      const at = (place: number): ReturnType<typeof moment> => (moments[place] ?? moment(starts[0])).clone();
      return {
        addDays: (place, days) => at(place).addWorkingTime(days, 'days'),
        addHours: (place, amount) => at(place).addWorkingTime(amount, 'hours'),
        write: (result) => (result as ReturnType<typeof moment>).format(PATTERN),
      };
    },
  };
}
