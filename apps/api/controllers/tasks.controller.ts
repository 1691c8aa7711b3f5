import { Controller, Get, Inject, Query } from '@nestjs/common';
import type { Actor } from '#domain';
import type { Engine } from '#service';
import { CurrentActor } from '../identity/actor.js';
import { Rights } from '../identity/rights.js';
import type { Page } from '../reads/page.js';
import { listTasks } from '../reads/tasks.js';
import { type TasksQuery, tasksQuery } from '../schemas/queries.js';
import { ENGINE } from '../parts.js';
import { type TaskAnswer, viewTask } from '../views/task-view.js';

/** Work that waits for a person. */
@Controller('api/v1/tasks')
export class TasksController {
  constructor(
    @Inject(ENGINE) private readonly engine: Engine,
    private readonly rights: Rights,
  ) {}

  @Get()
  async list(@CurrentActor() actor: Actor, @Query({ schema: tasksQuery }) query: TasksQuery): Promise<Page<TaskAnswer>> {
    const { agency, ...page } = query;
    const agencies = await this.rights.reach(actor, 'SearchDossiers', agency);
    const { items, next } = await listTasks(this.engine, { ...page, agencies, subject: actor.subject });
    return { items: items.map(viewTask), next };
  }
}
