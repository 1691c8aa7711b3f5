import { Body, Controller, Get, HttpCode, HttpStatus, Inject, Param, Post, Query } from '@nestjs/common';
import { type Actor, CalendarDefinitionError, CalendarRangeError, instant, MissingCalendarError, yearOverview } from '#domain';
import { bookOf, currentCalendar, type Engine, tryDate } from '#service';
import { CurrentActor } from '../identity/actor.js';
import { Rights } from '../identity/rights.js';
import { noSuchDraft } from '../problems/calendar-problems.js';
import { type Problem, problem } from '../problems/problem.js';
import { type DateTrialRequest, dateTrialRequest } from '../schemas/administration.js';
import { reference } from '../schemas/atoms.js';
import { type CalendarYearQuery, calendarYearQuery, yearInPath } from '../schemas/calendar-draft.js';
import { ENGINE } from '../parts.js';
import { calendarRuleVi } from '#vi';
import { type CalendarsAnswer, type CalendarYearAnswer, viewCalendars, viewCalendarYear } from '../views/calendar-view.js';
import { type DateTrialAnswer, viewTrial } from '../views/date-trial-view.js';

/** The calendars terms are counted on, as they are now. */
@Controller('api/v1/calendars')
export class CalendarsController {
  constructor(
    @Inject(ENGINE) private readonly engine: Engine,
    private readonly rights: Rights,
  ) {}

  @Get()
  async read(): Promise<CalendarsAnswer> {
    const [current, agencies] = await Promise.all([currentCalendar(this.engine), this.engine.rules.agencies(this.engine.database.read)]);
    return viewCalendars(current, (code) => agencies.get(code)?.name ?? code);
  }

  /** A year of an agency's calendar, each day that differs from its week with its reason; with `draft` as that would make it. */
  @Get(':agency/years/:year')
  async year(
    @CurrentActor() actor: Actor,
    @Param('agency', { schema: reference }) agency: string,
    @Param('year', { schema: yearInPath }) year: number,
    @Query({ schema: calendarYearQuery }) { use, draft }: CalendarYearQuery,
  ): Promise<CalendarYearAnswer> {
    await this.demandDraft(actor, draft);
    try {
      const book = await bookOf(this.engine, draft);
      if (book === undefined) {
        throw noSuchDraft(draft ?? '');
      }
      const { effective } = book[use](agency);
      return viewCalendarYear(yearOverview(effective, year), { agency, use, version: book.snapshot }, effective);
    } catch (error) {
      throw notCounted(error, agency, 'not-found');
    }
  }

  /** Counts a term on an agency's calendars, those in force or those of a draft; writes nothing. */
  @Post('date-trials')
  @HttpCode(HttpStatus.OK)
  async try(@CurrentActor() actor: Actor, @Body({ schema: dateTrialRequest }) { agency, from, draft, ...rule }: DateTrialRequest): Promise<DateTrialAnswer> {
    await this.demandDraft(actor, draft);
    const tried = await tryDate(this.engine, { agency, from: instant(from), rule, ...(draft === undefined ? {} : { draft }) }).catch((error: unknown) => {
      throw notCounted(error, agency, 'date-beyond-calendar');
    });
    if (tried === undefined) {
      throw noSuchDraft(draft ?? '');
    }
    return viewTrial(tried);
  }

  /** Drafts are read by whoever manages the catalogue. */
  private async demandDraft(actor: Actor, draft: string | undefined): Promise<void> {
    if (draft !== undefined) {
      await this.rights.demand(actor, 'ManageCatalogue', { province: await this.rights.provinceOf(actor), agencies: [] });
    }
  }
}

function notCounted(error: unknown, agency: string, beyond: 'not-found' | 'date-beyond-calendar'): unknown {
  if (error instanceof MissingCalendarError) {
    return problem('not-found', `There is no calendar of an agency ${agency}`);
  }
  if (error instanceof CalendarRangeError) {
    return problem(beyond, `The calendar of ${agency} covers the years ${String(error.firstYear)} to ${String(error.lastYear)}`);
  }
  return error instanceof CalendarDefinitionError ? invalidDraft(error) : error;
}

function invalidDraft({ rule, calendarId, place }: CalendarDefinitionError): Problem {
  return problem('calendar-invalid', `Lịch “${calendarId}”, ${place}: ${calendarRuleVi(rule)}.`);
}
