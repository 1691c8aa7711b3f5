import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { addCalendarDays, type Actor, formatLocalDate, startOfDay } from '#domain';
import type { CasePeriod, CaseRateName } from '#domain/figures';
import { type CaseFigureScope, type Clock, type Engine, keyOfRound, listFigureRounds, readCaseFigures } from '#service';
import { CurrentActor } from '../identity/actor.js';
import { figureAgencies } from '../identity/figure-agency.js';
import { Rights } from '../identity/rights.js';
import { type AskedPeriod, askedPeriod } from '../reads/asked-period.js';
import { byKey, type Page, readKey, writeKey } from '../reads/page.js';
import { isoOf } from '../schemas/atoms.js';
import { caseRateName, type CaseRatesQuery, caseRatesQuery, type FigureRoundsQuery, figureRoundsQuery } from '../schemas/cases.js';
import { CLOCK, ENGINE } from '../parts.js';
import { type CaseRatePage, type FigureRoundAnswer, viewCaseRate, viewFigureRound } from '../views/case-rate-view.js';
import { viewPeriod } from '../views/period-view.js';

/** Rates of the clocks of publications, feedback and tasks, always with what they were made of. */
@Controller('api/v1/case-rates')
export class CaseRatesController {
  constructor(
    @Inject(ENGINE) private readonly engine: Engine,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly rights: Rights,
  ) {}

  /** As many as there are clocks: always one page. */
  @Get()
  async rates(@CurrentActor() actor: Actor, @Query({ schema: caseRatesQuery }) query: CaseRatesQuery): Promise<CaseRatePage> {
    const { scope, period, asked } = await this.asked(actor, query);
    const figures = await readCaseFigures(this.engine.database.read, scope, period);
    const span = { from: formatLocalDate(asked.days.first), to: formatLocalDate(asked.days.last) };
    const address = { ...(query.kind === undefined ? {} : { kind: query.kind }), ...(query.agency === undefined ? {} : { agency: query.agency }), ...span };
    return { items: figures.map((figure) => viewCaseRate(figure, address)), next: null, asOf: isoOf(period.at), period: viewPeriod(asked) };
  }

  @Get(':rate/rounds')
  async rounds(@CurrentActor() actor: Actor, @Param('rate', { schema: caseRateName }) rate: CaseRateName, @Query({ schema: figureRoundsQuery }) query: FigureRoundsQuery): Promise<Page<FigureRoundAnswer>> {
    const { scope, period } = await this.asked(actor, query);
    const { limit, after, part } = query;
    const found = await listFigureRounds(this.engine.database.read, scope, period, { rate, part, limit: limit + 1, ...(after === undefined ? {} : { after: readKey(after, byKey) }) });
    const items = found.slice(0, limit);
    const last = items.at(-1);
    return { items: items.map(viewFigureRound), next: found.length > limit && last !== undefined ? writeKey({ at: last.dueAt, key: keyOfRound(last) }) : null };
  }

  private async asked(actor: Actor, { agency, clock, kind, ...given }: CaseRatesQuery): Promise<{ readonly scope: CaseFigureScope; readonly period: CasePeriod; readonly asked: AskedPeriod }> {
    const agencies = await figureAgencies(this.engine, this.rights, actor, agency);
    const at = this.clock.now();
    const asked = await askedPeriod(this.engine, await this.rights.provinceOf(actor), given, at);
    const { days } = asked;
    return {
      scope: { agencies, ...(clock === undefined ? {} : { clock }), ...(kind === undefined ? {} : { kind }) },
      period: { from: startOfDay(days.first), until: startOfDay(addCalendarDays(days.last, 1)), at },
      asked,
    };
  }
}
