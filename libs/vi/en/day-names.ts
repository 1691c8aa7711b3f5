import type { ChangedDay, ClosureReason } from '#domain';
import type { Day } from '../day-names.js';
import { formatMinuteEn, namedDayEn, quoted } from './formats.js';

const DAY_KINDS: Readonly<Record<Day['kind'], string>> = {
  holiday: 'public holiday',
  compensation: 'day off in lieu',
  'swap-off': 'swapped day off',
  'make-up': 'day worked in lieu',
  closure: 'office closed',
  'special-hours': 'special hours',
  'weekly-hours': 'working day',
  'weekly-rest': 'weekly rest',
};

const CLOSURE_REASONS: Readonly<Record<ClosureReason, string>> = {
  storm: 'a storm',
  flood: 'flooding',
  fire: 'fire',
  'power-or-line-down': 'a failure of power or lines',
  epidemic: 'an epidemic',
  security: 'security and public order',
  'other-by-decision': 'a decision of the competent authority',
  'it-outage': 'a failure of the information system',
};

/** Why a day is on or off, with the notice or decision that says so: `public holiday “Quốc khánh 2/9” (“TB 9441/TB-BNV”)`. */
export function reasonOfDayEn(day: Day): string {
  const { source, decision } = day;
  const isOwn = decision !== undefined && source?.includes(decision) !== true;
  const bases = [...(source === undefined ? [] : [quoted(source)]), ...(isOwn ? [`document ${quoted(decision)}`] : [])];
  return bases.length === 0 ? nameOfDayEn(day) : `${nameOfDayEn(day)} (${bases.join('; ')})`;
}

/** Why a day is on or off, without its notice. */
export function nameOfDayEn({ kind, name, reason, hours }: Day): string {
  const named = name === undefined ? '' : ` ${quoted(name)}`;
  if (kind !== 'closure') {
    return `${DAY_KINDS[kind]}${named}`;
  }
  const why = reason === undefined ? '' : ` because of ${CLOSURE_REASONS[reason]}`;
  return hours.length === 0 ? `${DAY_KINDS.closure}${why}${named}` : `office closed for part of the day${why}, open ${hoursEn(hours)}${named}`;
}

/** What a calendar has otherwise than before, a line for each day; hours of the week that changed are one line whatever days they are of. */
export function changedDayLinesEn(days: readonly ChangedDay[]): readonly string[] {
  const weekly = days.filter(({ before, after }) => isPlain(before) && isPlain(after));
  const lines = days.filter((day) => !weekly.includes(day)).map(({ date, before, after }) => `${namedDayEn(date)}: ${wordsOf(after)}; before: ${wordsOf(before)}`);
  return weekly.length === 0 ? lines : [...lines, `the weekly office hours change from ${namedDayEn(weekly[0]?.date ?? '')} on`];
}

function isPlain({ kind }: Day): boolean {
  return kind === 'weekly-hours' || kind === 'weekly-rest';
}

function wordsOf(day: Day): string {
  return isPlain(day) && day.hours.length > 0 ? `${DAY_KINDS[day.kind]} (${hoursEn(day.hours)})` : reasonOfDayEn(day);
}

function hoursEn(hours: Day['hours']): string {
  return hours.map(([from, to]) => `${formatMinuteEn(from)}–${formatMinuteEn(to)}`).join(', ');
}
