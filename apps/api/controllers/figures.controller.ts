import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import type { Actor } from '#domain';
import type { RateName } from '#domain/figures';
import type { Clock, Engine } from '#service';
import { CurrentActor } from '../identity/actor.js';
import { figureScope } from '../identity/figure-scope.js';
import { Rights } from '../identity/rights.js';
import { readRate } from '../reads/figures.js';
import { compareRates, readBehind, readDataErrors } from '../reads/rate-behind.js';
import { readLines } from '../reads/rate-lines.js';
import { readRatings } from '../reads/ratings.js';
import { readTrend } from '../reads/trend.js';
import type { Page } from '../reads/page.js';
import { behindQuery, type BehindRequest, type ComparisonRequest, comparisonQuery, type DataErrorsRequest, dataErrorsQuery, figureQuery, type FigureRequest, linesQuery, type LinesRequest, rateName, ratingsQuery, type RatingsRequest, trendQuery, type TrendRequest } from '../schemas/figure-query.js';
import { noQuery } from '../schemas/queries.js';
import { CLOCK, ENGINE } from '../parts.js';
import type { FigureView, RatedItem } from '../views/figure-view.js';
import type { LinesBehindAnswer } from '../views/line-view.js';
import type { RateTrend } from '../views/trend-view.js';
import { type DataErrors, type DossiersBehind, RATE_CATALOGUE, type RateComparison } from '../views/rate-view.js';

/** Published rates: late figures by agency, procedure, field, channel, case, commune and month, always with numerator and denominator. */
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
    return readRatings(await this.rights.figures(actor), await figureScope(this.engine, this.rights, actor, request), request, this.clock.now());
  }

  /** Dossiers nothing can judge, whose date has to be corrected. */
  @Get('data-errors')
  async dataErrors(@CurrentActor() actor: Actor, @Query({ schema: dataErrorsQuery }) request: DataErrorsRequest): Promise<DataErrors> {
    return readDataErrors(await this.rights.figures(actor), await figureScope(this.engine, this.rights, actor, request), request, this.clock.now());
  }

  /** Why two rates differ. */
  @Get('compare')
  async compare(@CurrentActor() actor: Actor, @Query({ schema: comparisonQuery }) request: ComparisonRequest): Promise<RateComparison> {
    return compareRates(await this.rights.figures(actor), await figureScope(this.engine, this.rights, actor, request), request, this.clock.now());
  }

  @Get(':rate/dossiers')
  async behind(@CurrentActor() actor: Actor, @Param('rate', { schema: rateName }) name: RateName, @Query({ schema: behindQuery }) request: BehindRequest): Promise<DossiersBehind> {
    return readBehind(await this.rights.figures(actor), name, await figureScope(this.engine, this.rights, actor, request), request, this.clock.now());
  }

  @Get(':rate/lines')
  async lines(@CurrentActor() actor: Actor, @Param('rate', { schema: rateName }) rate: RateName, @Query({ schema: linesQuery }) request: LinesRequest): Promise<LinesBehindAnswer> {
    return readLines(this.engine, actor, { rate, scope: await figureScope(this.engine, this.rights, actor, request), at: this.clock.now() }, request);
  }

  @Get(':rate/trend')
  async trend(@CurrentActor() actor: Actor, @Param('rate', { schema: rateName }) name: RateName, @Query({ schema: trendQuery }) request: TrendRequest): Promise<RateTrend> {
    return readTrend(await this.rights.figures(actor), name, await figureScope(this.engine, this.rights, actor, request), request, this.clock.now());
  }

  @Get(':rate')
  async read(
    @CurrentActor() actor: Actor,
    @Param('rate', { schema: rateName }) name: RateName,
    @Query({ schema: figureQuery }) request: FigureRequest,
  ): Promise<FigureView> {
    return readRate(await this.rights.figures(actor), name, await figureScope(this.engine, this.rights, actor, request), request, this.clock.now());
  }
}
