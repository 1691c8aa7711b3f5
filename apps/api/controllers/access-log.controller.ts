import { Controller, Get, Inject, Query } from '@nestjs/common';
import type { Actor } from '#domain';
import { type Engine, listAccesses, namesOfStaff } from '#service';
import { CurrentActor } from '../identity/actor.js';
import { Rights } from '../identity/rights.js';
import { ENGINE } from '../parts.js';
import type { Page } from '../reads/page.js';
import { type AccessLogQuery, accessLogQuery } from '../schemas/privacy.js';
import { type AccessAnswer, viewAccess } from '../views/access-view.js';

/** Who was shown whose personal data, for those who watch over it. */
@Controller('api/v1/access-log')
export class AccessLogController {
  constructor(
    @Inject(ENGINE) private readonly engine: Engine,
    private readonly rights: Rights,
  ) {}

  @Get()
  async list(@CurrentActor() actor: Actor, @Query({ schema: accessLogQuery }) { limit, after, dossier, subject }: AccessLogQuery): Promise<Page<AccessAnswer>> {
    const { read } = this.engine.database;
    const agencies = await this.rights.reach(actor, 'ReadAccessLog');
    const scope = dossier === undefined ? undefined : await this.rights.dossier(actor, 'ReadAccessLog', dossier);
    const found = await listAccesses(read, {
      limit: limit + 1,
      ...(after === undefined ? {} : { before: after }),
      ...(subject === undefined ? {} : { subject }),
      ...(scope === undefined ? { agencies } : { dossierId: scope.id }),
    });
    const page = found.slice(0, limit);
    const names = await namesOfStaff(read, [...new Set(page.map((entry) => entry.subject))]);
    return { items: page.map((entry) => viewAccess(entry, names)), next: found.length > limit ? String(page.at(-1)?.id ?? '') : null };
  }
}
