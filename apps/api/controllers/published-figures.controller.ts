import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { z } from 'zod';
import { type Action, type Actor, formatLocalDate } from '#domain';
import { daysOf } from '#domain/figures';
import { type Clock, type Engine, reachesProvince } from '#service';
import { comparePublished, confirmReopening, findPublished, listKeyOf, listLateEvents, listPublished, type PublishedFigure, type PublishedScope, publishFigures, type ReopenOutcome, requestReopening } from '#service/figures';
import { CurrentActor } from '../identity/actor.js';
import { toldScope } from '../identity/figure-agency.js';
import { Rights } from '../identity/rights.js';
import { CLOCK, ENGINE } from '../parts.js';
import { forbidden, problem } from '../problems/problem.js';
import { type Page, readKey, writeKey } from '../reads/page.js';
import { readLateKey, writeLateKey } from '../reads/late-event-key.js';
import { type PublishBody, publishedPeriodOf, type PublishedQuery, publishedQuery, publishRequest, type ReopenBody, reopenRequest } from '../schemas/published-figures.js';
import { noQuery, pageQuery, type PageQuery } from '../schemas/queries.js';
import { type LateEventAnswer, type PublishedFigureAnswer, type PublishedItem, viewLateEvent, viewPublished, viewPublishedItem } from '../views/published-figure-view.js';

/** Published figures of closed periods: written once, told beside the figures now and the events that made the difference. */
@Controller('api/v1/figures')
export class PublishedFiguresController {
  constructor(
    @Inject(ENGINE) private readonly engine: Engine,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly rights: Rights,
  ) {}

  @Post('publish')
  @HttpCode(200)
  async publish(@CurrentActor() actor: Actor, @Body({ schema: publishRequest }) { period, scope }: PublishBody): Promise<PublishedFigureAnswer> {
    const whose: PublishedScope = { province: await this.rights.provinceOf(actor), ...scope };
    if (whose.agency !== undefined) {
      await this.rights.demandAt(actor, 'PublishFigures', whose.agency, '/body/scope/agency');
    } else if (!('province' in (await this.rights.scope(actor, 'PublishFigures')))) {
      throw forbidden('Name an agency: the figures of the whole province are published by who has the right for all of it');
    }
    const at = this.clock.now();
    const { assignedTasks } = await this.engine.rules.settings(this.engine.database.read);
    const asked = publishedPeriodOf(period, at, assignedTasks.reports);
    const outcome = await publishFigures(this.engine, { scope: whose, period: asked, by: actor, at });
    switch (outcome.kind) {
      case 'published':
        return this.compared(outcome.figure.id);
      case 'period-not-over':
        throw problem('period-not-over', `Publish it after its last day, ${formatLocalDate(daysOf(asked).last)}, or choose an earlier period`);
      case 'not-sealed':
        throw problem('ledger-not-sealed');
      case 'catching-up':
        throw problem('figures-catching-up');
      case 'not-kept':
        throw problem('figure-not-available', 'Narrow the scope by less, or choose whole half-months (1–14, 15–end): no kept figures tell this apart');
    }
  }

  @Get('published')
  async list(@CurrentActor() actor: Actor, @Query({ schema: publishedQuery }) { limit, after, agency }: PublishedQuery): Promise<Page<PublishedItem>> {
    const scope = await toldScope(this.engine, this.rights, actor, agency, 'ReadFigures');
    const before = after === undefined ? undefined : readKey(after);
    const found = await listPublished(this.engine, {
      province: await this.rights.provinceOf(actor),
      limit: limit + 1,
      ...('agencies' in scope ? { agencies: scope.agencies } : {}),
      ...(before === undefined ? {} : { before: { at: before.at, id: before.key } }),
    });
    const page = found.slice(0, limit);
    const last = page.at(-1);
    return { items: page.map(viewPublishedItem), next: found.length > limit && last !== undefined ? writeKey(listKeyOf(last)) : null };
  }

  @Get('published/:id')
  async read(@CurrentActor() actor: Actor, @Param('id', { schema: z.uuid() }) id: string, @Query({ schema: noQuery }) _query: object): Promise<PublishedFigureAnswer> {
    await this.demand(actor, 'ReadFigures', id);
    return this.compared(id);
  }

  @Get('published/:id/events')
  async events(@CurrentActor() actor: Actor, @Param('id', { schema: z.uuid() }) id: string, @Query({ schema: pageQuery }) { limit, after }: PageQuery): Promise<Page<LateEventAnswer>> {
    await this.demand(actor, 'ReadFigures', id);
    const page = await listLateEvents(this.engine, id, { limit, ...(after === undefined ? {} : { after: readLateKey(after) }) });
    if (page === undefined) {
      throw noSuchPublication(id);
    }
    return { items: page.items.map(viewLateEvent), next: page.next === undefined ? null : writeLateKey(page.next) };
  }

  @Post('published/:id/reopen')
  @HttpCode(200)
  async reopen(@CurrentActor() actor: Actor, @Param('id', { schema: z.uuid() }) id: string, @Body({ schema: reopenRequest }) { reason }: ReopenBody): Promise<PublishedItem> {
    await this.demand(actor, 'PublishFigures', id);
    return reopened(id, await requestReopening(this.engine, id, { by: actor, reason, at: this.clock.now() }));
  }

  @Post('published/:id/reopen/confirm')
  @HttpCode(200)
  async confirm(@CurrentActor() actor: Actor, @Param('id', { schema: z.uuid() }) id: string): Promise<PublishedItem> {
    await this.demand(actor, 'PublishFigures', id);
    return reopened(id, await confirmReopening(this.engine, id, { by: actor, at: this.clock.now() }));
  }

  private async compared(id: string): Promise<PublishedFigureAnswer> {
    const compared = await comparePublished(this.engine, id, this.clock.now());
    if (compared === undefined) {
      throw noSuchPublication(id);
    }
    return viewPublished(compared);
  }

  private async demand(actor: Actor, action: Action, id: string): Promise<PublishedFigure> {
    const figure = await findPublished(this.engine.database.read, id);
    if (figure === undefined || !(await this.reaches(actor, action, figure.scope))) {
      throw noSuchPublication(id);
    }
    return figure;
  }

  private async reaches(actor: Actor, action: Action, { province, agency }: PublishedScope): Promise<boolean> {
    return agency === undefined ? province === (await this.rights.provinceOf(actor)) && reachesProvince(actor, action, province) : this.rights.may(actor, action, { province, agencies: [agency] });
  }
}

function reopened(id: string, outcome: ReopenOutcome): PublishedItem {
  switch (outcome.kind) {
    case 'reopening':
      return viewPublishedItem(outcome.figure);
    case 'not-found':
      throw noSuchPublication(id);
    case 'replaced':
      throw problem('edition-replaced');
    case 'same-person':
      throw problem('reopening-same-person');
    case 'not-requested':
      throw problem('reopening-not-requested');
  }
}

function noSuchPublication(id: string): ReturnType<typeof problem> {
  return problem('not-found', `There is no publication of figures ${id}`);
}
