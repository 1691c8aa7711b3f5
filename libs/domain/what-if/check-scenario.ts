import { CalendarDefinitionError } from '../calendar/errors.js';
import type { ProcedureVersion } from '../procedure/procedure.js';
import { addCalendarDays, formatLocalDate, type LocalDate, parseLocalDate, yearOf } from '../time/local-date.js';
import { TimeFormatError } from '../time/time-format-error.js';
import { changedDates, minutesOf } from './changed-days.js';
import { canChange } from './changed-term.js';
import type { Scenario, TermChange } from './scenario.js';

/** What a scenario may name. */
export interface KnownRules {
  readonly agencies: ReadonlySet<string>;
  /** The versions of a procedure the catalogue has; none where it does not know it. */
  procedure(code: string): readonly ProcedureVersion[];
  /** Years the calendar in force declares, both included. */
  readonly firstYear: number;
  readonly lastYear: number;
}

/** What is wrong with a scenario: where, and how to set it right. */
export interface ScenarioProblem {
  /** JSON pointer into the scenario. */
  readonly path: string;
  readonly reason: string;
}

/** Longest absence asked about: whoever is away for longer has been replaced. */
const LONGEST_ABSENCE_DAYS = 366;
const ORDER = 'must not be before from';

/** Everything wrong with a scenario; none where it can be replayed. */
export function checkScenario(scenario: Scenario, known: KnownRules): readonly ScenarioProblem[] {
  const shape = [
    ...scenario.holidays.flatMap(({ date, agencies }, index) => [...checkDay(`/holidays/${String(index)}/date`, date, known), ...checkAgencies(`/holidays/${String(index)}`, agencies, known)]),
    ...scenario.openDays.flatMap((day, index) => checkOpenDay(`/openDays/${String(index)}`, day, known)),
    ...scenario.terms.flatMap((term, index) => checkTerm(`/terms/${String(index)}`, term, known)),
    ...scenario.absences.flatMap(({ from, to }, index) => checkAbsence(`/absences/${String(index)}`, from, to)),
  ];
  return shape.length > 0 ? shape : [...checkTwice(scenario), ...checkNothing(scenario)];
}

function checkOpenDay(path: string, { on, hours, agencies }: Scenario['openDays'][number], known: KnownRules): readonly ScenarioProblem[] {
  const days = 'date' in on ? checkDay(`${path}/on/date`, on.date, known) : [...checkDay(`${path}/on/from`, on.from, known), ...checkDay(`${path}/on/to`, on.to, known), ...checkOrder(`${path}/on/to`, on.from, on.to)];
  return [...days, ...(typeof hours === 'string' ? [] : checkHours(`${path}/hours`, hours)), ...checkAgencies(path, agencies, known)];
}

function checkHours(path: string, hours: Parameters<typeof minutesOf>[0]): readonly ScenarioProblem[] {
  try {
    return minutesOf(hours).length === 0 ? [{ path, reason: 'name at least one interval, such as ["07:00", "11:00"]' }] : [];
  } catch (error) {
    if (error instanceof CalendarDefinitionError) {
      return [{ path, reason: error.explanation }];
    }
    throw error;
  }
}

function checkDay(path: string, text: string, { firstYear, lastYear }: KnownRules): readonly ScenarioProblem[] {
  const day = dayOf(text);
  if (day === undefined) {
    return [{ path, reason: 'must be a day of the calendar, such as 2026-11-20' }];
  }
  const year = yearOf(day);
  return year < firstYear || year > lastYear ? [{ path, reason: `the calendar in force declares ${String(firstYear)} to ${String(lastYear)}: choose a day of these years, or publish a calendar that declares ${String(year)}` }] : [];
}

function checkOrder(path: string, from: string, to: string): readonly ScenarioProblem[] {
  return from > to ? [{ path, reason: ORDER }] : [];
}

function checkAbsence(path: string, from: string, to: string): readonly ScenarioProblem[] {
  const [first, last] = [dayOf(from), dayOf(to)];
  const badDays = ([[first, 'from'], [last, 'to']] as const).flatMap(([day, name]) => (day === undefined ? [{ path: `${path}/${name}`, reason: 'must be a day of the calendar, such as 2026-11-20' }] : []));
  if (first === undefined || last === undefined) {
    return badDays;
  }
  return last - first >= LONGEST_ABSENCE_DAYS ? [{ path: `${path}/to`, reason: `must lie within ${String(LONGEST_ABSENCE_DAYS)} days of from: no later than ${formatLocalDate(addCalendarDays(first, LONGEST_ABSENCE_DAYS - 1))}` }] : checkOrder(`${path}/to`, from, to);
}

function checkAgencies(path: string, agencies: readonly string[] | undefined, known: KnownRules): readonly ScenarioProblem[] {
  if (agencies?.length === 0) {
    return [{ path: `${path}/agencies`, reason: 'name at least one agency, or leave agencies out for the whole province' }];
  }
  return (agencies ?? []).flatMap((code, index) => (known.agencies.has(code) ? [] : [{ path: `${path}/agencies/${String(index)}`, reason: 'is no agency of the province' }]));
}

function checkTerm(path: string, term: TermChange, known: KnownRules): readonly ScenarioProblem[] {
  const versions = known.procedure(term.procedure);
  if (versions.length === 0) {
    return [{ path: `${path}/procedure`, reason: 'is no procedure of the catalogue' }];
  }
  const cases = versions.flatMap((version) => version.cases).filter(({ code }) => term.case === undefined || code === term.case);
  if (cases.length === 0) {
    return [{ path: `${path}/case`, reason: `is no case of procedure ${term.procedure}; it has ${[...new Set(versions.flatMap((version) => version.cases.map(({ code }) => code)))].join(', ')}` }];
  }
  if (cases.some((chosen) => canChange(chosen, term))) {
    return [];
  }
  return 'limit' in term
    ? [{ path: `${path}/part`, reason: 'is no part of a case whose date is counted' }]
    : [{ path: `${path}/stage`, reason: `is no stage with a budget in ${term.budget.unit} of a case whose term its stages fill` }];
}

/** Two statements about one thing: nobody could say which held. */
function checkTwice(scenario: Scenario): readonly ScenarioProblem[] {
  const off = scenario.holidays.map(({ date, agencies }) => ({ day: parseLocalDate(date), agencies }));
  const opened = scenario.openDays.map((day) => changedDates({ holidays: [], openDays: [day] }));
  const days = opened.flatMap((dates, index) => {
    const clash = dates.find((one) => off.some((other) => other.day === one.day && overlap(other.agencies, one.agencies)) || opened.some((others, place) => place < index && others.some((other) => other.day === one.day && overlap(other.agencies, one.agencies))));
    return clash === undefined ? [] : [{ path: `/openDays/${String(index)}`, reason: `${formatLocalDate(clash.day)} is stated twice for an agency: leave one of them out` }];
  });
  const terms = scenario.terms.flatMap((term, index) =>
    scenario.terms.some((other, place) => place < index && sameTerm(term, other)) ? [{ path: `/terms/${String(index)}`, reason: 'the same term is changed twice: leave one of them out' }] : [],
  );
  return [...days, ...terms];
}

function checkNothing(scenario: Scenario): readonly ScenarioProblem[] {
  return Object.values(scenario).every((part: readonly unknown[]) => part.length === 0) ? [{ path: '', reason: 'changes nothing: name a day, a term or an absence' }] : [];
}

function sameTerm(term: TermChange, other: TermChange): boolean {
  const sameCase = term.procedure === other.procedure && (term.case === undefined || other.case === undefined || term.case === other.case);
  return sameCase && ('limit' in term ? !('limit' in other) || term.part === other.part : !('stage' in other) || term.stage === other.stage);
}

function overlap(agencies: readonly string[] | undefined, others: readonly string[] | undefined): boolean {
  return agencies === undefined || others === undefined || agencies.some((code) => others.includes(code));
}

function dayOf(text: string): LocalDate | undefined {
  try {
    return parseLocalDate(text);
  } catch (error) {
    if (error instanceof TimeFormatError) {
      return undefined;
    }
    throw error;
  }
}
