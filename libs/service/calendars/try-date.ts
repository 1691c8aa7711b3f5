import { addCalendarDays, type CalendarBook, type DayReason, dayReason, explainDeadline, type Explanation, formatLocalDate, type Instant, localDateOf, type TermRule, yearStatus, yearOf } from '#domain';
import type { Engine } from '../engine.js';
import { draftBook } from './draft-book.js';
import { readCalendarDraft } from './drafts.js';
import { amendCalendars } from './layered-calendars.js';

/** A date that is asked of a calendar itself, without a procedure. */
interface DateTrial {
  readonly agency: string;
  readonly from: Instant;
  readonly rule: TermRule;
  /** The calendars a draft would make; those in force when absent. */
  readonly draft?: string;
}

/** The date with its way there, and every day between. */
export interface TriedDate {
  readonly calendar: string;
  readonly explanation: Explanation;
  /** Days from that of the beginning to that of the end, in order; at most `DAYS_SHOWN`. */
  readonly days: readonly (DayReason & { readonly year: 'confirmed' | 'proposed' | 'unknown' })[];
}

/** Most days that are listed one by one: more than a year of them nobody reads. */
const DAYS_SHOWN = 400;

/**
 * Counts a term on an agency's calendars as they are, or as a draft would make them; writes nothing. `undefined` when there is no such
 * draft. Throws what `explainDeadline` throws, and `MissingCalendarError` for an agency without calendars.
 */
export async function tryDate(engine: Engine, { agency, from, rule, draft }: DateTrial): Promise<TriedDate | undefined> {
  const book = await bookOf(engine, draft);
  if (book === undefined) {
    return undefined;
  }
  const [intake, processing] = [book.intake(agency), book.processing(agency)];
  const explanation = explainDeadline({ receivedAt: from, rule, intake, processing });
  const days: TriedDate['days'][number][] = [];
  const last = localDateOf(explanation.dueAt);
  for (let date = localDateOf(from); date <= last && days.length < DAYS_SHOWN; date = addCalendarDays(date, 1)) {
    days.push({ ...dayReason(processing.effective, date), date: formatLocalDate(date), year: yearStatus(processing.effective, yearOf(date)) });
  }
  return { calendar: book.snapshot, explanation, days };
}

/** The calendars in force, or those a draft would make of the version it is based on; `undefined` when there is no such draft. */
export async function bookOf(engine: Engine, draft: string | undefined): Promise<CalendarBook | undefined> {
  const { read } = engine.database;
  if (draft === undefined) {
    return engine.rules.calendars(read, await engine.rules.currentSnapshot(read));
  }
  const found = await readCalendarDraft(engine, draft);
  return found && draftBook(`draft:${draft}`, amendCalendars(found.base, found.draft.content));
}
