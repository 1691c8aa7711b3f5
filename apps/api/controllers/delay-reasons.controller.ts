import { Controller, Get, Inject } from '@nestjs/common';
import { delayReasonsAt } from '#domain';
import type { Clock, Engine } from '#service';
import { CLOCK, ENGINE } from '../parts.js';
import type { Page } from '../reads/page.js';
import { type DelayReasonAnswer, viewDelayReason } from '../views/delay-reason-view.js';

/** The closed list of reasons for a delay, for the forms that sign, foresee or explain one. */
@Controller('api/v1/delay-reasons')
export class DelayReasonsController {
  constructor(
    @Inject(ENGINE) private readonly engine: Engine,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get()
  async list(): Promise<Page<DelayReasonAnswer>> {
    const { delayReasons } = await this.engine.rules.settings(this.engine.database.read);
    return { items: delayReasonsAt(delayReasons, this.clock.now()).map(viewDelayReason), next: null };
  }
}
