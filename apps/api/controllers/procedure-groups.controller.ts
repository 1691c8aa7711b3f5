import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { formatLocalDate, localDateOf, type ProcedureGroup } from '#domain';
import { type Clock, type Engine, groupInForce, listGroups } from '#service';
import { problem } from '../problems/problem.js';
import type { Page } from '../reads/page.js';
import { reference } from '../schemas/atoms.js';
import { type PageQuery, pageQuery } from '../schemas/queries.js';
import { CLOCK, ENGINE } from '../parts.js';

/** Interlinked groups of procedures in force, with their members, terms and shared papers. */
@Controller('api/v1/procedure-groups')
export class ProcedureGroupsController {
  constructor(
    @Inject(ENGINE) private readonly engine: Engine,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get()
  async list(@Query({ schema: pageQuery }) { after, limit }: PageQuery): Promise<Page<ProcedureGroup>> {
    const groups = await listGroups(this.engine.database.read, this.today(), { ...(after === undefined ? {} : { after }), limit: limit + 1 });
    const items = groups.slice(0, limit);
    return { items, next: groups.length > limit ? (items.at(-1)?.code ?? null) : null };
  }

  @Get(':code')
  async read(@Param('code', { schema: reference }) code: string): Promise<ProcedureGroup> {
    const published = await groupInForce(this.engine.database.read, code, this.today());
    if (published === undefined) {
      throw problem('not-found', `No group of procedures with the code ${code} is in force`);
    }
    return published.group;
  }

  private today(): string {
    return formatLocalDate(localDateOf(this.clock.now()));
  }
}
