import { Controller, Get, Inject, Logger, Query } from '@nestjs/common';
import type { Actor } from '#domain';
import type { Clock, Engine } from '#service';
import { ReportOutOfBalance } from '#service/figures';
import { CurrentActor } from '../identity/actor.js';
import { figureScope } from '../identity/figure-scope.js';
import { Rights } from '../identity/rights.js';
import { CLOCK, ENGINE } from '../parts.js';
import { problem } from '../problems/problem.js';
import { readHandled, readHandling } from '../reads/handling.js';
import { type HandledRequest, handledQuery, type HandlingRequest, handlingQuery } from '../schemas/figure-query.js';
import type { HandlingAnswer } from '../views/handling-view.js';
import type { DossiersBehind } from '../views/rate-view.js';

/** Dossiers received, done and pending: the table of II.06a for a screen, and the dossiers of its cells. */
@Controller('api/v1/metrics/handling')
export class HandlingController {
  private readonly logger = new Logger('handling');

  constructor(
    @Inject(ENGINE) private readonly engine: Engine,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly rights: Rights,
  ) {}

  /** A table whose sums do not come out is an alarm, as a report is: logged, told to the asker, and not given. */
  @Get()
  async read(@CurrentActor() actor: Actor, @Query({ schema: handlingQuery }) request: HandlingRequest): Promise<HandlingAnswer> {
    const scope = await figureScope(this.engine, this.rights, actor, request);
    try {
      return await readHandling(await this.rights.figures(actor), scope, request, this.clock.now());
    } catch (error) {
      if (error instanceof ReportOutOfBalance) {
        this.logger.error(error.message);
        throw problem('report-out-of-balance', error.message);
      }
      throw error;
    }
  }

  @Get('dossiers')
  async dossiers(@CurrentActor() actor: Actor, @Query({ schema: handledQuery }) request: HandledRequest): Promise<DossiersBehind> {
    return readHandled(await this.rights.figures(actor), await figureScope(this.engine, this.rights, actor, request), request, this.clock.now());
  }
}
