import { Body, Controller, Get, HttpCode, HttpStatus, Inject, Param, Post, Query } from '@nestjs/common';
import { z } from 'zod';
import { type Action, type Actor, type CaseCommandType, localDateFrom, localDateOf, type TaskBodies, yearOf } from '#domain';
import { type CaseCommandInput, type Clock, type Engine, findAssignedTask, keyOfTask, listAssignedTasks, onTimeRate, readTaskTitles } from '#service';
import { CurrentActor, IdempotencyKey } from '../identity/actor.js';
import { figureAgencies } from '../identity/figure-agency.js';
import { Rights } from '../identity/rights.js';
import { CLOCK, ENGINE } from '../parts.js';
import { demandBegun, recorded } from '../reads/asked-period.js';
import { type Page, readKey, writeKey } from '../reads/page.js';
import { type AssignedTasksQuery, assignedTasksQuery, type OnTimeQuery, onTimeQuery, type TaskCommandRequest, taskCommandRequest } from '../schemas/assigned-tasks.js';
import { idempotencyKey } from '../schemas/atoms.js';
import { caseCode } from '../schemas/cases.js';
import { type AssignedTaskAnswer, type OnTimeAnswer, type TaskItemAnswer, viewAssignedTask, viewOnTime, viewTaskItem } from '../views/assigned-task-view.js';
import type { CaseCommandAnswer } from '../views/case-command-view.js';
import { CaseDesk } from './case-desk.js';

type TaskCommandType = keyof TaskBodies & CaseCommandType;

/** Who may give which command: those who do the task, or those who direct it. */
const ACTIONS: Readonly<Record<TaskCommandType, Action>> = {
  SetTaskDate: 'DirectTask',
  ReportTaskProgress: 'WorkOnTask',
  AddTaskEvidence: 'WorkOnTask',
  ProposeTaskExtension: 'WorkOnTask',
  DecideTaskExtension: 'DirectTask',
  RaiseTaskFinding: 'DirectTask',
  HandleTaskFinding: 'WorkOnTask',
  CompleteTask: 'WorkOnTask',
  ExplainTask: 'WorkOnTask',
};

/** Assigned tasks and periodic reports: lists, one task, commands, the on-time rate. */
@Controller('api/v1/assigned-tasks')
export class AssignedTasksController {
  constructor(
    @Inject(ENGINE) private readonly engine: Engine,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly rights: Rights,
    private readonly desk: CaseDesk,
  ) {}

  @Get()
  async list(@CurrentActor() actor: Actor, @Query({ schema: assignedTasksQuery }) { limit, after, agency, owner, plan, standing }: AssignedTasksQuery): Promise<Page<TaskItemAnswer>> {
    const agencies = await this.rights.reach(actor, 'ReadCase', agency);
    const key = after === undefined ? undefined : readKey(after, z.string());
    const filters = { ...(owner === undefined ? {} : { owner }), ...(plan === undefined ? {} : { plan }), ...(key === undefined ? {} : { after: { dueAt: key.at, code: key.key } }) };
    const reader = await this.rights.reading(actor);
    const found = await listAssignedTasks(reader.database.read, { agencies, standing, limit: limit + 1, ...filters }, this.clock.now());
    const page = found.slice(0, limit);
    const last = page.at(-1);
    const titles = await readTaskTitles(reader, page.map(({ id }) => id));
    return { items: page.map((item) => viewTaskItem(item, titles.get(item.id))), next: found.length > limit && last !== undefined ? nextAfter(last) : null };
  }

  @Get('on-time-rate')
  async rate(@CurrentActor() actor: Actor, @Query({ schema: onTimeQuery }) query: OnTimeQuery): Promise<OnTimeAnswer> {
    const agencies = await figureAgencies(this.engine, this.rights, actor, query.agency);
    const at = this.clock.now();
    const today = localDateOf(at);
    const { from: first = localDateFrom(yearOf(today), 1, 1), to: last = today } = query;
    demandBegun({ first, last }, at);
    const { assignedTasks } = await this.engine.rules.settings(this.engine.database.read);
    const rate = await onTimeRate(this.engine.database.read, { agencies, first, last }, assignedTasks.onTimeTarget, at);
    return viewOnTime(rate, await recorded(this.engine, await this.rights.provinceOf(actor), { first, last }, at));
  }

  /** Whoever leads the task or works along with it sees it. */
  @Get(':code')
  async read(@CurrentActor() actor: Actor, @Param('code', { schema: caseCode }) code: string): Promise<AssignedTaskAnswer> {
    const task = await findAssignedTask(await this.rights.reading(actor), code);
    return viewAssignedTask(await this.desk.seen(actor, code, task));
  }

  @Post(':code/commands')
  @HttpCode(HttpStatus.OK)
  async give(
    @CurrentActor() actor: Actor,
    @IdempotencyKey({ schema: idempotencyKey }) key: string,
    @Param('code', { schema: caseCode }) code: string,
    @Body({ schema: taskCommandRequest }) request: TaskCommandRequest,
  ): Promise<CaseCommandAnswer> {
    const { text, ...command } = request;
    const input = { actor, idempotencyKey: key, code, ...(await this.commandOf(actor, command)), ...(text === undefined ? {} : { text: { text } }) };
    return this.desk.give(input, { action: ACTIONS[command.type] });
  }

  private async commandOf(actor: Actor, command: WithoutText<TaskCommandRequest>): Promise<Pick<CaseCommandInput, 'type' | 'body'>> {
    if ('evidence' in command) {
      const { type, evidence, ...rest } = command;
      return { type, body: { ...rest, evidence: await this.desk.evidence(actor, evidence) } };
    }
    const { type, ...body } = command;
    return { type, body };
  }
}

type WithoutText<Request> = Request extends unknown ? Omit<Request, 'text'> : never;

function nextAfter(last: Parameters<typeof keyOfTask>[0]): string {
  const { dueAt, code } = keyOfTask(last);
  return writeKey({ at: dueAt, key: code });
}
