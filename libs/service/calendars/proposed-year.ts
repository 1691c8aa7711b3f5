import { type CalendarDay, type CalendarYear, proposeYear } from '#domain';
import { proposedDayVi, proposedYearVi } from '#vi';
import { lunarHolidaysOf } from './lunar-dates.js';

/** What a year without a notice is taken to be: `proposed`, every day with the article it is proposed by. */
export interface ProposedCalendarYear {
  readonly year: CalendarYear;
  readonly days: readonly CalendarDay[];
}

/** The proposal for a year, from the lunar calendar and the Labour Code. Throws for a year the lunar tables do not reach. */
export async function proposedCalendarYear(year: number): Promise<ProposedCalendarYear> {
  return { year: proposedYearVi(year), days: proposeYear(year, await lunarHolidaysOf(year)).map(proposedDayVi) };
}
