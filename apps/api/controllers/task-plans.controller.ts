import { Body, Controller, Get, HttpCode, HttpStatus, Inject, Param, Post, Query, type StreamableFile } from '@nestjs/common';
import { z } from 'zod';
import type { Action, Actor } from '#domain';
import { type Clock, type ConfirmationFault, type ConfirmedTask, confirmPlan, DocumentError, type Engine, type FileStore, findPlan, listPlans, printPlanReport, type ReportFormat, reportPlan, type TaskPlan, uploadPlan } from '#service';
import { attachedFile, DOCX_TYPE } from '../files/pdf-file.js';
import { CurrentActor, IdempotencyKey } from '../identity/actor.js';
import { Rights } from '../identity/rights.js';
import { XLSX_MEDIA } from '#letters';
import { CLOCK, ENGINE, FILES } from '../parts.js';
import { reasonOfFault } from '../problems/plan-problems.js';
import { type InvalidPart, type Problem, problem, unknownAgency } from '../problems/problem.js';
import { documentContent } from '../reads/evidence-content.js';
import { type Page, readKey, writeKey } from '../reads/page.js';
import { type PlanConfirmationRequest, planConfirmationRequest, type PlansQuery, plansQuery, type PlanUploadRequest, planUploadRequest, type ReportFileQuery, reportFileQuery } from '../schemas/assigned-tasks.js';
import { idempotencyKey } from '../schemas/atoms.js';
import { type PlanConfirmedAnswer, type PlanSummaryAnswer, type TaskPlanAnswer, viewConfirmed, viewPlanSummary, viewTaskPlan } from '../views/task-plan-view.js';

const MEDIA: Readonly<Record<ReportFormat, string>> = { xlsx: XLSX_MEDIA, docx: DOCX_TYPE };
const id = z.uuid();

/** Plans whose tables are read into tasks: uploaded as drafts, confirmed by a person, reported on. */
@Controller('api/v1/task-plans')
export class TaskPlansController {
  constructor(
    @Inject(ENGINE) private readonly engine: Engine,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(FILES) private readonly files: FileStore,
    private readonly rights: Rights,
  ) {}

  @Post()
  async upload(@CurrentActor() actor: Actor, @IdempotencyKey({ schema: idempotencyKey }) key: string, @Body({ schema: planUploadRequest }) { document, ...plan }: PlanUploadRequest): Promise<TaskPlanAnswer> {
    await this.rights.demandAt(actor, 'DirectTask', plan.agency, '/body/agency');
    const content = await documentContent({ engine: this.engine, files: this.files, rights: this.rights }, actor, document, this.clock.now());
    const outcome = await uploadPlan(this.engine, { actor, idempotencyKey: key, ...plan, content, at: this.clock.now() });
    switch (outcome.kind) {
      case 'uploaded':
        return this.view(outcome.plan);
      case 'unreadable':
        throw unreadable(outcome.error);
      case 'ends-before-issue':
        throw problem('invalid-request', undefined, [{ path: '/body/endsOn', reason: 'must not be before issuedOn' }]);
      case 'unknown-agency':
        throw unknownAgency('/body/agency');
      case 'key-conflict':
        throw problem('idempotency-key-reused');
    }
  }

  @Get()
  async list(@CurrentActor() actor: Actor, @Query({ schema: plansQuery }) { limit, after, agency }: PlansQuery): Promise<Page<PlanSummaryAnswer>> {
    const agencies = await this.rights.reach(actor, 'ReadCase', agency);
    const before = after === undefined ? undefined : readKey(after);
    const found = await listPlans(this.engine.database.read, { agencies, limit: limit + 1, ...(before === undefined ? {} : { before: { at: before.at, id: before.key } }) });
    const page = found.slice(0, limit);
    const last = page.at(-1);
    return { items: page.map(viewPlanSummary), next: found.length > limit && last !== undefined ? writeKey({ at: last.uploadedAt, key: last.id }) : null };
  }

  @Get(':id')
  async read(@CurrentActor() actor: Actor, @Param('id', { schema: id }) planId: string): Promise<TaskPlanAnswer> {
    return this.view(await this.planOf(actor, 'ReadCase', planId));
  }

  /** Opens the tasks as they were confirmed, all or none; the same body again is answered alike, whatever its key. */
  @Post(':id/confirm')
  @HttpCode(HttpStatus.OK)
  async confirm(@CurrentActor() actor: Actor, @Param('id', { schema: id }) planId: string, @Body({ schema: planConfirmationRequest }) { tasks }: PlanConfirmationRequest): Promise<PlanConfirmedAnswer> {
    await this.planOf(actor, 'DirectTask', planId);
    const outcome = await confirmPlan(this.engine, { planId, actor, tasks: tasks satisfies readonly ConfirmedTask[], at: this.clock.now() });
    switch (outcome.kind) {
      case 'confirmed':
      case 'known':
        return viewConfirmed(outcome);
      case 'faulty':
        throw problem('invalid-request', undefined, outcome.faults.map(invalidPart));
      case 'already-confirmed':
        throw problem('plan-confirmed');
      case 'not-found':
        throw noSuchPlan(planId);
    }
  }

  @Get(':id/report')
  async report(@CurrentActor() actor: Actor, @Param('id', { schema: id }) planId: string, @Query({ schema: reportFileQuery }) { format }: ReportFileQuery): Promise<StreamableFile> {
    await this.planOf(actor, 'ReadCase', planId);
    const report = await reportPlan(this.engine, planId, this.clock.now());
    if (report === undefined) {
      throw noSuchPlan(planId);
    }
    return attachedFile(await printPlanReport(report, format), `${planId}.${format}`, MEDIA[format]);
  }

  private async view(plan: TaskPlan): Promise<TaskPlanAnswer> {
    return viewTaskPlan(plan, await this.engine.rules.agencies(this.engine.database.read));
  }

  private async planOf(actor: Actor, action: Action, planId: string): Promise<TaskPlan> {
    return this.rights.kept(actor, action, await findPlan(this.engine, planId), noSuchPlan(planId));
  }
}

function invalidPart({ index, field, code, value }: ConfirmationFault): InvalidPart {
  return { path: code === 'place-missing' ? '/body/tasks' : `/body/tasks/${String(index)}/${field}`, reason: reasonOfFault({ code, value }) };
}

function unreadable({ problem: code, message }: DocumentError): Problem {
  return problem('document-unreadable', message, [{ path: '/body/document', reason: code }]);
}

function noSuchPlan(planId: string): Problem {
  return problem('not-found', `There is no plan ${planId}`);
}
