import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import type { Actor, RateName } from '#domain';
import type { Clock, Engine, FigureScope } from '#service';
import { CurrentActor } from '../identity/actor.js';
import { Rights } from '../identity/rights.js';
import { forbidden } from '../problems/problem.js';
import { readRate } from '../reads/figures.js';
import { compareRates, readBehind, readDataErrors } from '../reads/rate-behind.js';
import { readRatings } from '../reads/ratings.js';
import type { Page } from '../reads/page.js';
import { behindQuery, type BehindRequest, type ComparisonRequest, comparisonQuery, type DataErrorsRequest, dataErrorsQuery, figureQuery, type FigureRequest, rateName, ratingsQuery, type RatingsRequest } from '../schemas/figure-query.js';
import { noQuery } from '../schemas/queries.js';
import { CLOCK, ENGINE } from '../parts.js';
import type { FigureView, RatedItem } from '../views/figure-view.js';
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
    return readRatings(this.engine, await this.scopeOf(actor, request), request, this.clock.now());
  }

  /** Dossiers nothing can judge, whose date has to be corrected. */
  @Get('data-errors')
  async dataErrors(@CurrentActor() actor: Actor, @Query({ schema: dataErrorsQuery }) request: DataErrorsRequest): Promise<DataErrors> {
    return readDataErrors(this.engine, await this.scopeOf(actor, request), request);
  }

  /** Why two rates differ. */
  @Get('compare')
  async compare(@CurrentActor() actor: Actor, @Query({ schema: comparisonQuery }) request: ComparisonRequest): Promise<RateComparison> {
    return compareRates(this.engine, await this.scopeOf(actor, request), request, this.clock.now());
  }

  @Get(':rate/dossiers')
  async behind(@CurrentActor() actor: Actor, @Param('rate', { schema: rateName }) name: RateName, @Query({ schema: behindQuery }) request: BehindRequest): Promise<DossiersBehind> {
    return readBehind(this.engine, name, await this.scopeOf(actor, request), request, this.clock.now());
  }

  @Get(':rate')
  async read(
    @CurrentActor() actor: Actor,
    @Param('rate', { schema: rateName }) name: RateName,
    @Query({ schema: figureQuery }) request: FigureRequest,
  ): Promise<FigureView> {
    return readRate(this.engine, name, await this.scopeOf(actor, request), request, this.clock.now());
  }

  /** Who sees the whole province may leave the agency open; everybody else means their own. An officer's figures are his own: nobody looks at somebody else's, whatever the role. */
  private async scopeOf(actor: Actor, request: Pick<FigureRequest, 'agency' | 'procedure' | 'field' | 'channel' | 'case' | 'commune' | 'officer'>): Promise<FigureScope> {
    const whole = await this.rights.scope(actor, 'ReadFigures', request.agency);
    const agency = request.agency ?? ('province' in whole ? undefined : actor.agency);
    if (request.officer !== undefined && request.officer !== actor.subject) {
      throw forbidden();
    }
    const { procedure, field, channel, case: chosen, commune, officer } = request;
    return {
      province: await this.rights.provinceOf(actor),
      ...(agency === undefined ? {} : { agency }),
      ...(procedure === undefined ? {} : { procedure }),
      ...(field === undefined ? {} : { field }),
      ...(channel === undefined ? {} : { channel }),
      ...(chosen === undefined ? {} : { case: chosen }),
      ...(commune === undefined ? {} : { commune }),
      ...(officer === undefined ? {} : { officer }),
    };
  }
}
