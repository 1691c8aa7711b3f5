import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import type { Actor } from '#domain';
import { type Clock, type Engine, explainDelay } from '#service';
import { officersOpenTo } from '#service/figures';
import { CurrentActor } from '../identity/actor.js';
import { figureScope } from '../identity/figure-scope.js';
import { Rights } from '../identity/rights.js';
import { readAged, readAges } from '../reads/ageing.js';
import { readDelays, readDwells, readStageLateness } from '../reads/delay.js';
import { noSuchDossier } from '../reads/dossier-scope.js';
import { readDelayLines } from '../reads/rate-lines.js';
import { dossierCode } from '../schemas/atoms.js';
import { type AgedRequest, agedQuery, ageingQuery, type AgeingRequest, delayQuery, type DelayRequest, dwellQuery, type DwellRequest } from '../schemas/delay-query.js';
import { delayLinesQuery, type DelayLinesRequest } from '../schemas/figure-query.js';
import { noQuery } from '../schemas/queries.js';
import { CLOCK, ENGINE } from '../parts.js';
import type { AgeingAnswer } from '../views/ageing-view.js';
import type { DossiersBehind } from '../views/rate-view.js';
import { type DelayFigureAnswer, type DossierDelayAnswer, type DwellAnswer, type StageLatenessAnswer, viewDossierDelay } from '../views/delay-view.js';
import type { LinesBehindAnswer } from '../views/line-view.js';

/** Where delay came from and how long stages take. */
@Controller('api/v1/metrics')
export class DelayFiguresController {
  constructor(
    @Inject(ENGINE) private readonly engine: Engine,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly rights: Rights,
  ) {}

  @Get('delay')
  async delay(@CurrentActor() actor: Actor, @Query({ schema: delayQuery }) request: DelayRequest): Promise<DelayFigureAnswer> {
    return readDelays(this.engine, await figureScope(this.engine, this.rights, actor, request), request, this.clock.now());
  }

  @Get('dwell')
  async dwell(@CurrentActor() actor: Actor, @Query({ schema: dwellQuery }) request: DwellRequest): Promise<DwellAnswer> {
    return readDwells(await this.rights.figures(actor), await figureScope(this.engine, this.rights, actor, request), request, this.clock.now());
  }

  /** How many runs of each stage ended, how many late, and the delay charged to it. */
  @Get('stages')
  async stages(@CurrentActor() actor: Actor, @Query({ schema: dwellQuery }) request: DwellRequest): Promise<StageLatenessAnswer> {
    return readStageLateness(await this.rights.figures(actor), await figureScope(this.engine, this.rights, actor, request), request, this.clock.now());
  }

  /** The shares of delays behind the minutes. */
  @Get('delay/lines')
  async delayLines(@CurrentActor() actor: Actor, @Query({ schema: delayLinesQuery }) request: DelayLinesRequest): Promise<LinesBehindAnswer> {
    return readDelayLines(this.engine, actor, { scope: await figureScope(this.engine, this.rights, actor, request), at: this.clock.now() }, request);
  }

  /** Open dossiers by days to or since their date and since they came in, as they stand now. */
  @Get('ageing')
  async ageing(@CurrentActor() actor: Actor, @Query({ schema: ageingQuery }) request: AgeingRequest): Promise<AgeingAnswer> {
    return readAges(await this.rights.reading(actor), await figureScope(this.engine, this.rights, actor, request), request, this.clock.now());
  }

  /** The very dossiers the ages count in one bucket. */
  @Get('ageing/dossiers')
  async aged(@CurrentActor() actor: Actor, @Query({ schema: agedQuery }) request: AgedRequest): Promise<DossiersBehind> {
    return readAged(await this.rights.reading(actor), await figureScope(this.engine, this.rights, actor, request), request, this.clock.now());
  }
}

/** The delay of one dossier. */
@Controller('api/v1/dossiers')
export class DossierDelayController {
  constructor(
    @Inject(ENGINE) private readonly engine: Engine,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly rights: Rights,
  ) {}

  /** Whose its delay is, step by step: at its end, or as it stands now. By stage and agency; officers are named to themselves and their direct head. */
  @Get(':code/delay')
  async explain(@CurrentActor() actor: Actor, @Param('code', { schema: dossierCode }) code: string, @Query({ schema: noQuery }) _query: object): Promise<DossierDelayAnswer> {
    const { engine } = await this.rights.dossier(actor, 'ReadDossier', code);
    const explained = await explainDelay(engine, code, this.clock.now());
    if (explained === undefined) {
      throw noSuchDossier(code);
    }
    const officers = [...explained.shares, ...(explained.walk?.steps ?? []).map(({ step }) => step.run)].flatMap(({ officer }) => officer ?? []);
    return viewDossierDelay(explained, await officersOpenTo(this.engine, actor, officers, this.clock.now()));
  }
}
