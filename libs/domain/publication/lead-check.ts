import { withinCalendar } from '../calendar/within-calendar.js';
import type { WorkingCalendar } from '../calendar/working-calendar.js';
import type { LegalBasis } from '../procedure/procedure.js';
import { localDateOf, startOfDay } from '../time/instant.js';
import { addCalendarDays, formatLocalDate, parseLocalDate } from '../time/local-date.js';
import type { AnnouncementFacts, IssuerLevel } from './announcement.js';

/** What a check of a decision's lead found. */
export const LEAD_OUTCOMES = ['met', 'not-met', 'not-applicable'] as const;
export type LeadOutcome = (typeof LEAD_OUTCOMES)[number];

/**
 * Whether a decision was signed early enough, by one rule. `days` lie after the day `after` up to and including `upTo`; the first
 * day is never counted (Civil Code 2015 Art. 147.3). It blocks nothing.
 */
export interface LeadCheck {
  readonly outcome: LeadOutcome;
  readonly unit: 'calendar-days' | 'working-days';
  /** `at-least`: so many days must lie between; `at-most`: no more may. */
  readonly bound: 'at-least' | 'at-most';
  readonly required: number;
  /** Negative where `upTo` is the earlier day; absent where the rule does not apply, or `upTo` lies beyond the declared years. */
  readonly days?: number;
  readonly after: string;
  readonly upTo: string;
  /** Some of the days lie in a year whose calendar no notice has confirmed yet. */
  readonly unconfirmed?: true;
  readonly law: LegalBasis;
}

/** Both checks of a decision, shown side by side. */
export interface LeadChecks {
  readonly decree: LeadCheck;
  readonly index: LeadCheck;
}

/** Days of the lead in either rule: the decree says days, index 766 item 1.1 working days. */
const LEAD_DAYS: Readonly<Record<IssuerLevel, number>> = { province: 5, ministry: 20 };
const FAST_TRACK_DAYS = 3;

const DECREE: LegalBasis = { document: '63/2010/NĐ-CP', article: '15' };
const INDEX: LegalBasis = { document: '766/QĐ-TTg', article: '1.1' };

/** What of a decision its lead is told from. */
export type LeadFacts = Pick<AnnouncementFacts, 'issuer' | 'signedOn' | 'effectiveOn' | 'fastTrack'>;

/** Both checks. @throws CalendarRangeError when the required days themselves reach beyond the declared years of the calendar */
export function leadChecks(facts: LeadFacts, calendar: WorkingCalendar): LeadChecks {
  return { decree: decreeLead(facts), index: indexLead(facts, calendar) };
}

/**
 * NĐ 63/2010 Art. 15 as amended: signed at least 5 days (province) or 20 (ministry) before the legal text takes effect, and for
 * a text of the shortened procedure at most 3 days after it was promulgated. Days of the calendar.
 */
export function decreeLead({ issuer, signedOn, effectiveOn, fastTrack }: LeadFacts): LeadCheck {
  if (fastTrack !== undefined) {
    const days = parseLocalDate(signedOn) - parseLocalDate(fastTrack.promulgatedOn);
    return { outcome: days <= FAST_TRACK_DAYS ? 'met' : 'not-met', unit: 'calendar-days', bound: 'at-most', required: FAST_TRACK_DAYS, days, after: fastTrack.promulgatedOn, upTo: signedOn, law: DECREE };
  }
  const [required, days] = [LEAD_DAYS[issuer.level], parseLocalDate(effectiveOn) - parseLocalDate(signedOn)];
  return { outcome: days >= required ? 'met' : 'not-met', unit: 'calendar-days', bound: 'at-least', required, days, after: signedOn, upTo: effectiveOn, law: DECREE };
}

/**
 * Index 766 item 1.1: signed at least 5 (province) or 20 (ministry) working days before the legal text takes effect. It knows no
 * shortened procedure, whose texts take effect too soon for it: there it does not apply.
 */
export function indexLead({ issuer, signedOn, effectiveOn, fastTrack }: LeadFacts, calendar: WorkingCalendar): LeadCheck {
  const rule = { unit: 'working-days', bound: 'at-least', required: LEAD_DAYS[issuer.level], after: signedOn, upTo: effectiveOn, law: INDEX } as const;
  if (fastTrack !== undefined) {
    return { outcome: 'not-applicable', ...rule };
  }
  const [after, upTo] = [parseLocalDate(signedOn), parseLocalDate(effectiveOn)];
  const lastOfLead = localDateOf(calendar.addWorkingDays(startOfDay(after), rule.required, 'same-clock'));
  const days = withinCalendar(() => calendar.workingDaysBetween(after, upTo));
  const isConfirmed = calendar.isConfirmed(after, lastOfLead);
  return { outcome: lastOfLead <= upTo ? 'met' : 'not-met', ...rule, ...(days === undefined ? {} : { days }), ...(isConfirmed ? {} : { unconfirmed: true }) };
}

/** One day between, as a person checks it on a wall calendar. */
export interface LeadDay {
  readonly day: string;
  readonly counted: boolean;
}

/** Most days an explanation lists: a decision signed years ahead needs no list. */
const LISTED_DAYS = 60;

/**
 * The days a check counted and skipped, in order, the first sixty of them; none where it does not apply or nothing lies
 * between. Days of the calendar are all counted.
 */
export function leadDays(check: LeadCheck, calendar: WorkingCalendar): readonly LeadDay[] {
  if (check.days === undefined) {
    return [];
  }
  const after = parseLocalDate(check.after);
  const length = Math.min(LISTED_DAYS, Math.max(0, parseLocalDate(check.upTo) - after));
  return Array.from({ length }, (_, index) => {
    const day = addCalendarDays(after, index + 1);
    return { day: formatLocalDate(day), counted: check.unit === 'calendar-days' || calendar.isWorkingDay(day) };
  });
}
