import { Body, Controller, HttpCode, HttpStatus, Param, Post } from '@nestjs/common';
import type { Actor } from '#domain';
import { CurrentActor, IdempotencyKey } from '../identity/actor.js';
import { idempotencyKey } from '../schemas/atoms.js';
import { type AssignmentRequest, assignmentRequest, caseCode } from '../schemas/cases.js';
import type { CaseCommandAnswer } from '../views/case-command-view.js';
import { CaseDesk } from './case-desk.js';

/** Cases of every kind: publications, feedback and assigned tasks. */
@Controller('api/v1/cases')
export class CasesController {
  constructor(private readonly desk: CaseDesk) {}

  /** Puts another agency or person in charge. */
  @Post(':code/assignments')
  @HttpCode(HttpStatus.OK)
  assign(
    @CurrentActor() actor: Actor,
    @IdempotencyKey({ schema: idempotencyKey }) key: string,
    @Param('code', { schema: caseCode }) code: string,
    @Body({ schema: assignmentRequest }) body: AssignmentRequest,
  ): Promise<CaseCommandAnswer> {
    return this.desk.give({ actor, idempotencyKey: key, code, type: 'AssignCase', body }, { action: 'AssignCase' });
  }
}
