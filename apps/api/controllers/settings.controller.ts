import { Body, Controller, Get, HttpCode, HttpStatus, Inject, Post, Query } from '@nestjs/common';
import type { Actor } from '#domain';
import { type Clock, type Engine, listSettings, publishChosenSettings, requestHash } from '#service';
import { CurrentActor, IdempotencyKey } from '../identity/actor.js';
import { Rights } from '../identity/rights.js';
import { CLOCK, ENGINE } from '../parts.js';
import { pointerOf, problem } from '../problems/problem.js';
import type { Page } from '../reads/page.js';
import { type SettingsRequest, settingsRequest } from '../schemas/administration.js';
import { idempotencyKey } from '../schemas/atoms.js';
import { type TimelineQuery, timelineQuery } from '../schemas/queries.js';
import { type SettingsAnswer, type SettingsVersionAnswer, viewSettings, viewSettingsVersion } from '../views/administration-view.js';

/** Leads, limits and targets an installation may choose. Versions are published and never changed. */
@Controller('api/v1/settings')
export class SettingsController {
  constructor(
    @Inject(ENGINE) private readonly engine: Engine,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly rights: Rights,
  ) {}

  @Get()
  async read(@CurrentActor() actor: Actor): Promise<SettingsAnswer> {
    await this.demand(actor);
    return this.show();
  }

  @Get('versions')
  async versions(@CurrentActor() actor: Actor, @Query({ schema: timelineQuery }) { limit, after }: TimelineQuery): Promise<Page<SettingsVersionAnswer>> {
    await this.demand(actor);
    const found = await listSettings(this.engine.database.read, { limit: limit + 1, ...(after === undefined ? {} : { before: after }) });
    const items = found.slice(0, limit).map(viewSettingsVersion);
    return { items, next: found.length > limit ? String(items.at(-1)?.number ?? '') : null };
  }

  @Post('versions')
  @HttpCode(HttpStatus.CREATED)
  async publish(@CurrentActor() actor: Actor, @IdempotencyKey({ schema: idempotencyKey }) key: string, @Body({ schema: settingsRequest }) { basedOn, settings }: SettingsRequest): Promise<SettingsAnswer> {
    await this.demand(actor);
    const request = { key, hash: requestHash(this.engine, { settings, basedOn }) };
    const result = await publishChosenSettings(this.engine, settings, basedOn, { at: this.clock.now(), by: actor.subject, request });
    switch (result.kind) {
      case 'key-conflict':
        throw problem('idempotency-key-reused');
      case 'moved-on':
        throw problem('moved-on', undefined, [{ path: '/body/basedOn', reason: `version ${String(result.last)} is the last one` }]);
      case 'unreadable':
        throw problem('settings-invalid', undefined, [{ path: `/body/settings/${pointerOf(result.path)}`, reason: result.detail }]);
      case 'published':
      case 'unchanged':
        return this.show();
    }
  }

  private async show(): Promise<SettingsAnswer> {
    const { read } = this.engine.database;
    const [last] = await listSettings(read, { limit: 1 });
    return viewSettings(last, await this.engine.rules.settings(read));
  }

  private async demand(actor: Actor): Promise<void> {
    await this.rights.demand(actor, 'ManageCatalogue', { province: await this.rights.provinceOf(actor), agencies: [] });
  }
}
