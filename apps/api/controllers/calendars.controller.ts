import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { CalendarRangeError, MissingCalendarError, yearOverview } from '#domain';
import { currentCalendar, type Engine } from '#service';
import { problem } from '../problems/problem.js';
import { reference } from '../schemas/atoms.js';
import { type CalendarYearQuery, calendarYearQuery, yearInPath } from '../schemas/calendar-draft.js';
import { ENGINE } from '../parts.js';
import { type CalendarsAnswer, type CalendarYearAnswer, viewCalendars, viewCalendarYear } from '../views/calendar-view.js';

/** The calendars terms are counted on, as they are now. */
@Controller('api/v1/calendars')
export class CalendarsController {
  constructor(@Inject(ENGINE) private readonly engine: Engine) {}

  @Get()
  async read(): Promise<CalendarsAnswer> {
    const [current, agencies] = await Promise.all([currentCalendar(this.engine), this.engine.rules.agencies(this.engine.database.read)]);
    return viewCalendars(current, (code) => agencies.get(code)?.name ?? code);
  }

  /** A year of an agency's calendar, each day that differs from its week with its reason. */
  @Get(':agency/years/:year')
  async year(
    @Param('agency', { schema: reference }) agency: string,
    @Param('year', { schema: yearInPath }) year: number,
    @Query({ schema: calendarYearQuery }) { use }: CalendarYearQuery,
  ): Promise<CalendarYearAnswer> {
    const tx = this.engine.database.read;
    const book = await this.engine.rules.calendars(tx, await this.engine.rules.currentSnapshot(tx));
    try {
      return viewCalendarYear(yearOverview(book[use](agency).effective, year), { agency, use, version: book.snapshot });
    } catch (error) {
      if (error instanceof MissingCalendarError) {
        throw problem('not-found', `There is no calendar of an agency ${agency}`);
      }
      if (error instanceof CalendarRangeError) {
        throw problem('not-found', `The calendar of ${agency} covers the years ${String(error.firstYear)} to ${String(error.lastYear)}`);
      }
      throw error;
    }
  }
}
