import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { type Actor, addCalendarDays, formatLocalDate, type JudgedPeriod, type PublicationFacts, publicationFigure, type PublicationFigureName, publicationFigures, startOfDay } from '#domain';
import { type Clock, type Engine, readPublicationFacts, recountPublicationFacts } from '#service';
import { CurrentActor } from '../identity/actor.js';
import { figureAgencies } from '../identity/figure-agency.js';
import { Rights } from '../identity/rights.js';
import { isoOf } from '../schemas/atoms.js';
import { inWordsOfFigures, publicationFigureName, type PublicationFiguresQuery, publicationFiguresQuery, type PublicationLinesQuery, publicationLinesQuery } from '../schemas/publication-figure-query.js';
import { CLOCK, ENGINE } from '../parts.js';
import { askedPeriod } from '../reads/asked-period.js';
import { byKey, readKey, writeKey } from '../reads/page.js';
import { type ToldDays, viewPeriod } from '../views/period-view.js';
import { type PublicationFiguresAnswer, type PublicationLinesAnswer, viewPublicationFigure } from '../views/publication-view.js';

/** Figures of publication: index 766 items 1.1 and 1.2, what stands posted, hotlines and rules of feedback. */
@Controller('api/v1/publication-figures')
export class PublicationFiguresController {
  constructor(
    @Inject(ENGINE) private readonly engine: Engine,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly rights: Rights,
  ) {}

  @Get()
  async list(@CurrentActor() actor: Actor, @Query({ schema: publicationFiguresQuery }) query: PublicationFiguresQuery): Promise<PublicationFiguresAnswer> {
    const { facts, period, told } = await this.judged(actor, query);
    return { ...headOf(told, query), figures: publicationFigures(facts, period).map(viewPublicationFigure) };
  }

  /** A figure with the list it is the count of. */
  @Get(':name')
  async lines(
    @CurrentActor() actor: Actor,
    @Param('name', { schema: publicationFigureName }) name: PublicationFigureName,
    @Query({ schema: publicationLinesQuery }) query: PublicationLinesQuery,
  ): Promise<PublicationLinesAnswer> {
    const { facts, period, told } = await this.judged(actor, query);
    const figure = publicationFigure(name, facts, period);
    const after = query.after === undefined ? '' : readKey(query.after, byKey).key;
    const rest = figure.lines.filter(({ subject }) => subject > after).toSorted((a, b) => (a.subject < b.subject ? -1 : 1));
    const items = rest.slice(0, query.limit);
    const last = items.at(-1);
    return {
      ...headOf(told, query),
      figure: viewPublicationFigure(figure),
      items: items.map(({ subject, verdict, publications }) => ({ subject, verdict, publications: [...publications] })),
      next: rest.length > items.length && last !== undefined ? writeKey({ at: 0, key: last.subject }) : null,
    };
  }

  private async judged(actor: Actor, query: PublicationFiguresQuery): Promise<{ readonly facts: PublicationFacts; readonly period: JudgedPeriod; readonly told: ToldDays }> {
    const { agency, level = 'province', source } = query;
    const province = await this.rights.provinceOf(actor);
    await figureAgencies(this.engine, this.rights, actor, agency, source === 'ledger' ? 'ReadLedger' : 'ReadFigures');
    if (agency === undefined) {
      // The whole province's: for whoever reaches it.
      await this.rights.demand(actor, source === 'ledger' ? 'ReadLedger' : 'ReadFigures', { province, agencies: [province] });
    }
    const now = this.clock.now();
    const told = await askedPeriod(this.engine, province, inWordsOfFigures(query), now);
    const { days } = told;
    const [first, last] = [formatLocalDate(days.first), formatLocalDate(days.last)];
    const period = { first, last, level, now, closesAt: Math.min(now, startOfDay(addCalendarDays(days.last, 1))) };
    const read = source === 'ledger' ? recountPublicationFacts : readPublicationFacts;
    return { facts: await read(this.engine, { province, last, ...(agency === undefined ? {} : { agency }) }), period, told };
  }
}

function headOf(told: ToldDays, { source = 'rows' }: PublicationFiguresQuery): Pick<PublicationFiguresAnswer, 'period' | 'asOf' | 'source'> {
  return { period: viewPeriod(told), asOf: isoOf(told.at), source };
}
