import { Body, Controller, Inject, Post } from '@nestjs/common';
import type { Actor } from '#domain';
import { assignTask, type Clock, type Engine } from '#service';
import { CurrentActor, IdempotencyKey } from '../identity/actor.js';
import { Rights } from '../identity/rights.js';
import { CLOCK, ENGINE } from '../parts.js';
import { reasonOfFault } from '../problems/plan-problems.js';
import { type Problem, problem } from '../problems/problem.js';
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
    const province = (await this.engine.rules.agencies(this.engine.database.read)).get(agency)?.province;
    if (province === undefined) {
      throw faulty('agency', 'must be an agency of the catalogue');
    }
    await this.rights.demand(actor, 'DirectTask', { province, agencies: [agency] });
    const outcome = await assignTask(this.engine, { actor, idempotencyKey: key, agency, number, issuedOn, endsOn, task, at: this.clock.now() });
    switch (outcome.kind) {
      case 'confirmed':
      case 'known':
        return viewConfirmed(outcome);
      case 'faulty':
        throw problem('invalid-request', undefined, outcome.faults.map((fault) => ({ path: `/body/${fault.field}`, reason: reasonOfFault(fault) })));
      case 'ends-before-issue':
        throw faulty('endsOn', 'must not be before issuedOn');
      case 'unknown-agency':
        throw faulty('agency', 'must be an agency of the catalogue');
      case 'key-conflict':
        throw problem('idempotency-key-reused');
    }
  }
}

function faulty(field: string, reason: string): Problem {
  return problem('invalid-request', undefined, [{ path: `/body/${field}`, reason }]);
}
