import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { type Actor, type RateName, reachOf } from '#domain';
import type { Clock, Engine, FigureScope } from '#service';
import { CurrentActor } from '../identity/actor.js';
import { Rights } from '../identity/rights.js';
import { forbidden } from '../problems/problem.js';
import { readRate } from '../reads/figures.js';
import { readRatings } from '../reads/ratings.js';
import type { Page } from '../reads/page.js';
import { figureQuery, type FigureRequest, rateName, ratingsQuery, type RatingsRequest } from '../schemas/figure-query.js';
import { noQuery } from '../schemas/queries.js';
import { CLOCK, ENGINE } from '../parts.js';
import { type FigureView, RATE_CATALOGUE, type RatedItem } from '../views/figure-view.js';

/** Published rates: late figures by agency, procedure, field, channel and month, always with numerator and denominator. */
@Controller('api/v1/metrics')
export class FiguresController {
  constructor(
    @Inject(ENGINE) private readonly engine: Engine,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly rights: Rights,
  ) {}

  /** The catalogue of rates: a handful, so always one page. */
  @Get('rates')
  rates(@Query({ schema: noQuery }) _query: object): Page<(typeof RATE_CATALOGUE)[number]> {
    return { items: RATE_CATALOGUE, next: null };
  }

  /** The dossiers behind `satisfaction`, each by the rating that counts, the latest first. */
  @Get('satisfaction/dossiers')
  async ratings(@CurrentActor() actor: Actor, @Query({ schema: ratingsQuery }) request: RatingsRequest): Promise<Page<RatedItem>> {
    return readRatings(this.engine, await this.scopeOf(actor, request), request, this.clock.now());
  }

  @Get(':rate')
  async read(
    @CurrentActor() actor: Actor,
    @Param('rate', { schema: rateName }) name: RateName,
    @Query({ schema: figureQuery }) request: FigureRequest,
  ): Promise<FigureView> {
    return readRate(this.engine, name, await this.scopeOf(actor, request), request, this.clock.now());
  }

  /** Who sees the whole province may leave the agency open; everybody else means their own. Nobody looks at a colleague's figures. */
  private async scopeOf(actor: Actor, request: Pick<FigureRequest, 'agency' | 'procedure' | 'field' | 'channel' | 'officer'>): Promise<FigureScope> {
    const whole = await this.rights.scope(actor, 'ReadFigures', request.agency);
    const agency = request.agency ?? ('province' in whole ? undefined : actor.agency);
    const isOwn = request.officer === undefined || request.officer === actor.subject;
    if (!isOwn && reachOf(actor.role, 'ReadFigures') === 'own') {
      throw forbidden();
    }
    const { procedure, field, channel, officer } = request;
    return {
      province: await this.rights.provinceOf(actor),
      ...(agency === undefined ? {} : { agency }),
      ...(procedure === undefined ? {} : { procedure }),
      ...(field === undefined ? {} : { field }),
      ...(channel === undefined ? {} : { channel }),
      ...(officer === undefined ? {} : { officer }),
    };
  }
}
