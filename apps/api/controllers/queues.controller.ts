import { Controller, Get, Inject, Query } from '@nestjs/common';
import type { Actor } from '#domain';
import { type Clock, type Engine, transferNoticeFrom } from '#service';
import { QUEUE_LABELS } from '#vi';
import { CurrentActor } from '../identity/actor.js';
import { Rights } from '../identity/rights.js';
import { readQueueCounts } from '../reads/dossier-lists.js';
import { isoOf, isoOrNull } from '../schemas/atoms.js';
import { type QueuesQuery, queuesQuery } from '../schemas/queries.js';
import { CLOCK, ENGINE } from '../parts.js';
import type { QueuePage } from '../views/list-views.js';

/** How much work waits in each queue. */
@Controller('api/v1/queues')
export class QueuesController {
  constructor(
    @Inject(ENGINE) private readonly engine: Engine,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly rights: Rights,
  ) {}

  /** Every queue of open work with its length: a handful, so always one page. */
  @Get()
  async list(@CurrentActor() actor: Actor, @Query({ schema: queuesQuery }) query: QueuesQuery): Promise<QueuePage> {
    const { agency, officer, procedure, search } = query;
    const scope = await this.rights.scope(actor, 'SearchDossiers', agency);
    const at = this.clock.now();
    const calendarOf = agency ?? actor.agency;
    const told = await transferNoticeFrom(this.engine.rules, this.engine.database.read, calendarOf, at);
    const counts = await readQueueCounts(await this.rights.reading(actor), { scope, calendarOf, ...(officer === undefined ? {} : { officer }), ...(procedure === undefined ? {} : { procedure }), ...(search === undefined ? {} : { begins: search }) }, at);
    const items = counts.map(({ queue, count, more }) => ({ queue, label: QUEUE_LABELS[queue], count, more, link: `/api/v1/dossiers?${new URLSearchParams({ queue, ...query }).toString()}` }));
    return { items, next: null, asOf: isoOf(at), transferNoticeFrom: isoOrNull(told) };
  }
}
