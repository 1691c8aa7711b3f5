import { Body, Controller, Inject, Post } from '@nestjs/common';
import type { z } from 'zod';
import type { Actor } from '#domain';
import { type Clock, type Engine, reserveCodes } from '#service';
import { CurrentActor } from '../identity/actor.js';
import { Rights } from '../identity/rights.js';
import { problem } from '../problems/problem.js';
import { type CodeBlockRequest, codeBlockRequest } from '../schemas/queries.js';
import { CLOCK, ENGINE } from '../parts.js';
import type { codeBlockSchema } from '../views/list-views.js';

/** Codes set aside before or during a line cut, to be written on blank slips and entered afterwards. */
@Controller('api/v1/codes')
export class CodesController {
  constructor(
    @Inject(ENGINE) private readonly engine: Engine,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly rights: Rights,
  ) {}

  @Post('blocks')
  async reserve(@CurrentActor() actor: Actor, @Body({ schema: codeBlockRequest }) { agencyCode, count }: CodeBlockRequest): Promise<z.output<typeof codeBlockSchema>> {
    const agency = (await this.engine.rules.agencies(this.engine.database.read)).get(agencyCode);
    if (agency?.desk !== true) {
      throw problem('invalid-request', undefined, [{ path: '/body/agencyCode', reason: 'must be an agency with a desk' }]);
    }
    await this.rights.demand(actor, 'ReserveCodes', { province: agency.province, agencies: [agency.code] });
    return reserveCodes(this.engine, agency, count, actor.subject, this.clock.now());
  }
}
