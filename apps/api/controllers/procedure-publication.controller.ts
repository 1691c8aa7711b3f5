import { Body, Controller, HttpCode, HttpStatus, Inject, Param, Post } from '@nestjs/common';
import type { Actor } from '#domain';
import { checkProcedure, type Clock, type Engine, publishVersion, requestHash } from '#service';
import { CurrentActor, IdempotencyKey } from '../identity/actor.js';
import { Rights } from '../identity/rights.js';
import { CLOCK, ENGINE } from '../parts.js';
import { versionNotPublished } from '../problems/administration-problems.js';
import { type ProcedureCheckRequest, procedureCheckRequest, type ProcedureVersionRequest, procedureVersionRequest } from '../schemas/administration.js';
import { idempotencyKey, reference } from '../schemas/atoms.js';
import { type ProcedureCheckAnswer, type PublishedVersionAnswer, viewCheck, viewPublished } from '../views/administration-view.js';

/** Procedure versions written by hand: checked while they are written, published as the next one. */
@Controller('api/v1/procedures')
export class ProcedurePublicationController {
  constructor(
    @Inject(ENGINE) private readonly engine: Engine,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly rights: Rights,
  ) {}

  /** Says what is wrong with a version and what it says differently; keeps nothing. */
  @Post('validate')
  @HttpCode(HttpStatus.OK)
  async validate(@CurrentActor() actor: Actor, @Body({ schema: procedureCheckRequest }) { procedure }: ProcedureCheckRequest): Promise<ProcedureCheckAnswer> {
    await this.demand(actor);
    return viewCheck(await checkProcedure(this.engine.database.read, procedure, this.clock.now()));
  }

  @Post(':code/versions')
  @HttpCode(HttpStatus.CREATED)
  async publish(
    @CurrentActor() actor: Actor,
    @IdempotencyKey({ schema: idempotencyKey }) key: string,
    @Param('code', { schema: reference }) code: string,
    @Body({ schema: procedureVersionRequest }) body: ProcedureVersionRequest,
  ): Promise<PublishedVersionAnswer> {
    await this.demand(actor);
    const author = { at: this.clock.now(), by: actor.subject, request: { key, hash: requestHash(this.engine, { publish: code, ...body }) } };
    const result = await publishVersion(this.engine, code, { content: body.procedure, basedOn: body.basedOn }, author);
    if (result.kind !== 'published') {
      throw versionNotPublished(result);
    }
    return viewPublished(result);
  }

  private async demand(actor: Actor): Promise<void> {
    await this.rights.demand(actor, 'ManageCatalogue', { province: await this.rights.provinceOf(actor), agencies: [] });
  }
}
