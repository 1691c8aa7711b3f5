import { Body, Controller, Inject, Post } from '@nestjs/common';
import type { Actor } from '#domain';
import { assignTask, type Clock, type Engine } from '#service';
import { CurrentActor, IdempotencyKey } from '../identity/actor.js';
import { Rights } from '../identity/rights.js';
import { CLOCK, ENGINE } from '../parts.js';
import { reasonOfFault } from '../problems/plan-problems.js';
import { problem, unknownAgency } from '../problems/problem.js';
import { type TaskAssignmentRequest, taskAssignmentRequest } from '../schemas/assigned-tasks.js';
import { idempotencyKey } from '../schemas/atoms.js';
import { type PlanConfirmedAnswer, viewConfirmed } from '../views/task-plan-view.js';

/** Tasks assigned one by one, outside a plan. */
@Controller('api/v1/assigned-tasks')
export class TaskAssignmentsController {
  constructor(
    @Inject(ENGINE) private readonly engine: Engine,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly rights: Rights,
  ) {}

  /** Whoever may confirm a plan of the agency may assign a task by a document of it. */
  @Post()
  async assign(
    @CurrentActor() actor: Actor,
    @IdempotencyKey({ schema: idempotencyKey }) key: string,
    @Body({ schema: taskAssignmentRequest }) { agency, number, issuedOn, endsOn, ...task }: TaskAssignmentRequest,
  ): Promise<PlanConfirmedAnswer> {
    await this.rights.demandAt(actor, 'DirectTask', agency, '/body/agency');
    const outcome = await assignTask(this.engine, { actor, idempotencyKey: key, agency, number, issuedOn, endsOn, task, at: this.clock.now() });
    switch (outcome.kind) {
      case 'confirmed':
      case 'known':
        return viewConfirmed(outcome);
      case 'faulty':
        throw problem('invalid-request', undefined, outcome.faults.map((fault) => ({ path: `/body/${fault.field}`, reason: reasonOfFault(fault) })));
      case 'ends-before-issue':
        throw problem('invalid-request', undefined, [{ path: '/body/endsOn', reason: 'must not be before issuedOn' }]);
      case 'unknown-agency':
        throw unknownAgency('/body/agency');
      case 'key-conflict':
        throw problem('idempotency-key-reused');
    }
  }
}
