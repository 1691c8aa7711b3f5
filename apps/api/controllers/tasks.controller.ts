import { Controller, Get, HttpCode, HttpStatus, Inject, Param, Post, Query } from '@nestjs/common';
import type { Actor } from '#domain';
import { type Clock, type Engine, finishTask } from '#service';
import { CurrentActor } from '../identity/actor.js';
import { Rights } from '../identity/rights.js';
import { commandRefused, forbidden, problem } from '../problems/problem.js';
import type { Page } from '../reads/page.js';
import { listTasks } from '../reads/tasks.js';
import { taskKey } from '../schemas/atoms.js';
import { type TasksQuery, tasksQuery } from '../schemas/queries.js';
import { CLOCK, ENGINE } from '../parts.js';
import { type FinishedTaskAnswer, type TaskAnswer, viewFinishedTask, viewTask } from '../views/task-view.js';

/** Work that waits for a person. */
@Controller('api/v1/tasks')
export class TasksController {
  constructor(
    @Inject(ENGINE) private readonly engine: Engine,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly rights: Rights,
  ) {}

  @Get()
  async list(@CurrentActor() actor: Actor, @Query({ schema: tasksQuery }) query: TasksQuery): Promise<Page<TaskAnswer>> {
    const { agency, ...page } = query;
    const agencies = await this.rights.reach(actor, 'SearchDossiers', agency);
    const { items, next } = await listTasks(await this.rights.reading(actor), { ...page, agencies, ...(actor.role === 'head' ? {} : { subject: actor.subject }) });
    return { items: items.map(viewTask), next };
  }

  /** Marks a task as done. Whoever asks again is answered with when and by whom it was done. */
  @Post(':key/done')
  @HttpCode(HttpStatus.OK)
  async finish(@CurrentActor() actor: Actor, @Param('key', { schema: taskKey }) key: string): Promise<FinishedTaskAnswer> {
    const finish = await finishTask(this.engine, key, actor, this.clock.now());
    switch (finish.kind) {
      case 'done':
        return viewFinishedTask(finish.task);
      case 'refused':
        throw commandRefused(finish.refusal);
      case 'forbidden':
        throw forbidden();
      case 'not-found':
        throw problem('not-found', `There is no task ${key}`);
    }
  }
}
