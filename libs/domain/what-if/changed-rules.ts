import { buildWorkingCalendar } from '../calendar/indexed-calendar.js';
import type { WorkingCalendar } from '../calendar/working-calendar.js';
import type { CalendarBook, Rules } from '../dossier/rules.js';
import type { ProcedureVersion } from '../procedure/procedure.js';
import { addCalendarDays, type LocalDate, parseLocalDate } from '../time/local-date.js';
import { type ChangedDate, changedDates, withChangedDays } from './changed-days.js';
import { withChangedTerms } from './changed-term.js';
import type { Scenario } from './scenario.js';

/** Days before a receipt that may tell its clock time: a receipt on a day off counts as at the last closing before it, however long the office was shut. */
const LOOKED_BACK_DAYS = 21;

/**
 * Any published rules with a scenario put over them, as if it had been known from the beginning. Everything is made once:
 * a changed calendar for each published one, whoever uses it.
 */
export class ChangedRules {
  readonly #dates: readonly ChangedDate[];
  readonly #days: readonly LocalDate[];
  readonly #absences: readonly { readonly from: LocalDate; readonly to: LocalDate }[];
  readonly #ofAgency = new Map<string, readonly ChangedDate[]>();
  readonly #lists = new Map<string, readonly ChangedDate[]>();
  readonly #calendars = new WeakMap<WorkingCalendar, Map<readonly ChangedDate[], WorkingCalendar>>();
  readonly #absent = new WeakMap<WorkingCalendar, Map<string, WorkingCalendar>>();
  readonly #procedures = new WeakMap<ProcedureVersion, ProcedureVersion>();
  readonly #books = new WeakMap<CalendarBook, CalendarBook>();
  readonly #rules = new WeakMap<Rules, Rules>();

  constructor(readonly scenario: Scenario) {
    this.#dates = changedDates(scenario);
    this.#days = [...new Set(this.#dates.map(({ day }) => day))].sort((a, b) => a - b);
    this.#absences = scenario.absences.map(({ from, to }) => ({ from: parseLocalDate(from), to: parseLocalDate(to) }));
  }

  /** The rules with the scenario over them; the very same where it changes none of them. */
  of(rules: Rules): Rules {
    const known = this.#rules.get(rules);
    if (known !== undefined) {
      return known;
    }
    const [procedure, calendars] = [this.#procedure(rules.procedure), this.#book(rules.calendars)];
    const changed = procedure === rules.procedure && calendars === rules.calendars ? rules : { ...rules, procedure, calendars };
    this.#rules.set(rules, changed);
    return changed;
  }

  /** A calendar without the days an officer is away. */
  withoutAbsence(calendar: WorkingCalendar, officer: string | undefined): WorkingCalendar {
    const away = this.scenario.absences.filter((absence) => absence.officer === officer);
    if (officer === undefined || away.length === 0) {
      return calendar;
    }
    const known = this.#absent.get(calendar) ?? new Map<string, WorkingCalendar>();
    this.#absent.set(calendar, known);
    const made = known.get(officer) ?? changed(calendar, away.flatMap(daysOff));
    known.set(officer, made);
    return made;
  }

  /** True when what is counted from `from` to `to`, both included, may come out otherwise by another day. */
  touchesDays(from: LocalDate, to: LocalDate): boolean {
    const begins = addCalendarDays(from, -LOOKED_BACK_DAYS);
    const next = this.#days.find((day) => day >= begins);
    return next !== undefined && next <= to;
  }

  /** True when an officer is away on a day from `from` to `to`, both included: what was done before he went and begun after he came back stays. */
  touchesAbsence(from: LocalDate, to: LocalDate): boolean {
    return this.#absences.some((away) => away.from <= to && away.to >= from);
  }

  /** True when the scenario names another term for a case. */
  touchesTerm(procedure: string, chosen: string): boolean {
    return this.scenario.terms.some((term) => term.procedure === procedure && (term.case === undefined || term.case === chosen));
  }

  #procedure(procedure: ProcedureVersion): ProcedureVersion {
    const made = this.#procedures.get(procedure) ?? withChangedTerms(procedure, this.scenario.terms);
    this.#procedures.set(procedure, made);
    return made;
  }

  #book(book: CalendarBook): CalendarBook {
    if (this.#dates.length === 0) {
      return book;
    }
    const made = this.#books.get(book) ?? {
      snapshot: book.snapshot,
      processing: byAgency((agency) => this.#calendar(book.processing(agency), agency)),
      intake: byAgency((agency) => this.#calendar(book.intake(agency), agency)),
    };
    this.#books.set(book, made);
    return made;
  }

  #calendar(calendar: WorkingCalendar, agency: string): WorkingCalendar {
    const dates = this.#datesOf(agency);
    if (dates.length === 0) {
      return calendar;
    }
    const known = this.#calendars.get(calendar) ?? new Map<readonly ChangedDate[], WorkingCalendar>();
    this.#calendars.set(calendar, known);
    const made = known.get(dates) ?? changed(calendar, dates);
    known.set(dates, made);
    return made;
  }

  /** The changes of an agency; agencies with the same ones share the very same list, and so their calendars. */
  #datesOf(agency: string): readonly ChangedDate[] {
    const known = this.#ofAgency.get(agency);
    if (known !== undefined) {
      return known;
    }
    const own = this.#dates.filter(({ agencies }) => agencies?.includes(agency) !== false);
    const key = own.map((date) => this.#dates.indexOf(date)).join();
    const shared = this.#lists.get(key) ?? own;
    this.#lists.set(key, shared);
    this.#ofAgency.set(agency, shared);
    return shared;
  }
}

/** Asked millions of times, made once for each agency. */
function byAgency(make: (agency: string) => WorkingCalendar): (agency: string) => WorkingCalendar {
  const made = new Map<string, WorkingCalendar>();
  return (agency) => {
    const known = made.get(agency) ?? make(agency);
    made.set(agency, known);
    return known;
  };
}

function changed(calendar: WorkingCalendar, dates: readonly Pick<ChangedDate, 'day' | 'to'>[]): WorkingCalendar {
  const effective = withChangedDays(calendar.effective, dates);
  return effective === calendar.effective ? calendar : buildWorkingCalendar(effective);
}

function daysOff({ from, to }: { readonly from: string; readonly to: string }): readonly { readonly day: LocalDate; readonly to: 'off' }[] {
  const [first, last] = [parseLocalDate(from), parseLocalDate(to)];
  return Array.from({ length: last - first + 1 }, (_, index) => ({ day: addCalendarDays(first, index), to: 'off' }));
}
