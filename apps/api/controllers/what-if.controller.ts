import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { z } from 'zod';
import { type Actor } from '#domain';
import { type Clock, type Engine, reachesProvince } from '#service';
import { askWhatIf, deleteWhatIf, findWhatIf, listWhatIfDossiers, listWhatIfs, type WhatIfRequest } from '#service/figures';
import { CurrentActor, IdempotencyKey } from '../identity/actor.js';
import { Rights } from '../identity/rights.js';
import { CLOCK, ENGINE } from '../parts.js';
import { forbidden, problem } from '../problems/problem.js';
import { askedPeriod } from '../reads/asked-period.js';
import { type Page, readKey, writeKey } from '../reads/page.js';
import { idempotencyKey } from '../schemas/atoms.js';
import { noQuery } from '../schemas/queries.js';
import { scenarioOf, type WhatIfBody, type WhatIfDossiersQuery, whatIfDossiersQuery, whatIfRequest, type WhatIfsQuery, whatIfsQuery } from '../schemas/what-if.js';
import { viewWhatIf, viewWhatIfDossier, type WhatIfDossierView, type WhatIfView } from '../views/what-if-view.js';

const id = z.uuid();

/** The late rate as it would have been under other rules: advice, computed beside the figures and written into none of them. */
@Controller('api/v1/what-if')
export class WhatIfController {
  constructor(
    @Inject(ENGINE) private readonly engine: Engine,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly rights: Rights,
  ) {}

  @Post()
  @HttpCode(202)
  async ask(@CurrentActor() actor: Actor, @IdempotencyKey({ schema: idempotencyKey }) key: string, @Body({ schema: whatIfRequest }) body: WhatIfBody): Promise<WhatIfView> {
    const province = await this.rights.provinceOf(actor);
    const { agency } = body;
    if (agency !== undefined) {
      await this.rights.demandAt(actor, 'AskWhatIf', agency, '/body/agency');
    } else {
      await this.demandWhole(actor, province);
    }
    const at = this.clock.now();
    const { days } = await askedPeriod(this.engine, province, body, at);
    const outcome = await askWhatIf(this.engine, { actor, idempotencyKey: key, province, ...(agency === undefined ? {} : { agency }), days, scenario: scenarioOf(body), at });
    switch (outcome.kind) {
      case 'asked':
        return this.view(outcome.request);
      case 'unusable':
        throw problem('scenario-unusable', outcome.problems.map(({ path, reason }) => `${path === '' ? 'The scenario' : path} ${reason}`).join('; '), outcome.problems.map(({ path, reason }) => ({ path: `/body/scenario${path}`, reason })));
      case 'key-conflict':
        throw problem('idempotency-key-reused');
      case 'too-many':
        throw problem('what-if-queue-full', 'Wait until one of your requests is computed, or delete one');
    }
  }

  @Get()
  async list(@CurrentActor() actor: Actor, @Query({ schema: whatIfsQuery }) { limit, after }: WhatIfsQuery): Promise<Page<WhatIfView>> {
    await this.rights.reach(actor, 'AskWhatIf');
    const before = after === undefined ? undefined : readKey(after);
    const found = await listWhatIfs(this.engine.database.read, { subject: actor.subject, limit: limit + 1, ...(before === undefined ? {} : { before: { at: before.at, id: before.key } }) });
    const page = found.slice(0, limit);
    const last = page.at(-1);
    return { items: await Promise.all(page.map((request) => this.view(request))), next: found.length > limit && last !== undefined ? writeKey({ at: last.requestedAt, key: last.id }) : null };
  }

  @Get(':id')
  async read(@CurrentActor() actor: Actor, @Param('id', { schema: id }) requestId: string, @Query({ schema: noQuery }) _query: object): Promise<WhatIfView> {
    return this.view(await this.requestOf(actor, requestId));
  }

  @Get(':id/dossiers')
  async dossiers(@CurrentActor() actor: Actor, @Param('id', { schema: id }) requestId: string, @Query({ schema: whatIfDossiersQuery }) { limit, ...query }: WhatIfDossiersQuery): Promise<Page<WhatIfDossierView>> {
    await this.requestOf(actor, requestId);
    const found = await listWhatIfDossiers(this.engine.database.read, requestId, { ...query, limit: limit + 1 });
    const page = found.slice(0, limit);
    return { items: page.map(viewWhatIfDossier), next: found.length > limit ? String(page.at(-1)?.place) : null };
  }

  /** Whoever computes it stops. */
  @Post(':id/delete')
  @HttpCode(200)
  async delete(@CurrentActor() actor: Actor, @Param('id', { schema: id }) requestId: string): Promise<WhatIfView> {
    const request = await this.requestOf(actor, requestId);
    await deleteWhatIf(this.engine, requestId, actor.subject);
    return this.view(request);
  }

  private async view(request: WhatIfRequest): Promise<WhatIfView> {
    return viewWhatIf(request, await this.engine.rules.agencies(this.engine.database.read));
  }

  /** One's own, while one still has the right to its scope; anything else is not there. */
  private async requestOf(actor: Actor, requestId: string): Promise<WhatIfRequest> {
    const request = await findWhatIf(this.engine.database.read, requestId, actor.subject);
    const may = request !== undefined && (request.agency === null ? reachesProvince(actor, 'AskWhatIf', request.province) && (await this.rights.provinceOf(actor)) === request.province : await this.rights.mayAt(actor, 'AskWhatIf', request.agency));
    if (!may) {
      throw problem('not-found', `There is no what-if request ${requestId}`);
    }
    return request;
  }

  private async demandWhole(actor: Actor, province: string): Promise<void> {
    await this.rights.demand(actor, 'AskWhatIf', { province, agencies: [actor.agency] });
    if (!reachesProvince(actor, 'AskWhatIf', province)) {
      throw forbidden('Name an agency: the whole province is asked about by who has the right for all of it');
    }
  }
}
