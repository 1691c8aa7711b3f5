import { Body, Controller, Get, Inject, Post, Query } from '@nestjs/common';
import type { Actor } from '#domain';
import { type Clock, type Engine, requestHash } from '#service';
import { enterTarget, listTargets, type TargetEntry } from '#service/figures';
import { CurrentActor, IdempotencyKey } from '../identity/actor.js';
import { figureAgencies } from '../identity/figure-agency.js';
import { figureScope } from '../identity/figure-scope.js';
import { Rights } from '../identity/rights.js';
import { CLOCK, ENGINE } from '../parts.js';
import { type Problem, problem } from '../problems/problem.js';
import { answerBudget, answerCapacity, answerDueOn, answerEndangered } from '../reads/budget.js';
import { byKey, type Page, readKey, writeKey } from '../reads/page.js';
import { idempotencyKey } from '../schemas/atoms.js';
import {
  type BudgetRequest,
  budgetQuery,
  type CapacityRequest,
  capacityQuery,
  type DueOnRequest,
  dueOnQuery,
  type EndangeredRequest,
  endangeredQuery,
  type LateTargetRequest,
  lateTargetRequest,
  type LateTargetsQuery,
  lateTargetsQuery,
} from '../schemas/budget.js';
import { type BudgetAnswer, type CapacityAnswer, type EndangeredPageAnswer, type LateTargetAnswer, viewTarget } from '../views/budget-view.js';
import type { DossiersBehind } from '../views/rate-view.js';

/** The target of the late rate as a budget: what is left of it, who will be late next, and whether there are people for the work. */
@Controller('api/v1/metrics')
export class BudgetController {
  constructor(
    @Inject(ENGINE) private readonly engine: Engine,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly rights: Rights,
  ) {}

  @Get('budget')
  async budget(@CurrentActor() actor: Actor, @Query({ schema: budgetQuery }) request: BudgetRequest): Promise<BudgetAnswer> {
    return answerBudget(await this.rights.figures(actor), await figureScope(this.engine, this.rights, actor, request), request, this.clock.now());
  }

  @Get('endangered')
  async endangered(@CurrentActor() actor: Actor, @Query({ schema: endangeredQuery }) request: EndangeredRequest): Promise<EndangeredPageAnswer> {
    return answerEndangered(await this.rights.reading(actor), await figureScope(this.engine, this.rights, actor, request), request, this.clock.now());
  }

  @Get('capacity')
  async capacity(@CurrentActor() actor: Actor, @Query({ schema: capacityQuery }) { agency = actor.agency, days }: CapacityRequest): Promise<CapacityAnswer> {
    await figureAgencies(this.engine, this.rights, actor, agency);
    return answerCapacity(this.engine, agency, days, this.clock.now());
  }

  /** The very dossiers capacity counts on one day. */
  @Get('capacity/dossiers')
  async dueOn(@CurrentActor() actor: Actor, @Query({ schema: dueOnQuery }) { agency = actor.agency, ...request }: DueOnRequest): Promise<DossiersBehind> {
    await figureAgencies(this.engine, this.rights, actor, agency);
    return answerDueOn(this.engine, agency, request, this.clock.now());
  }
}

/** Decided targets of the late rate. Versions are entered and never changed. */
@Controller('api/v1/late-targets')
export class LateTargetsController {
  constructor(
    @Inject(ENGINE) private readonly engine: Engine,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly rights: Rights,
  ) {}

  /** Targets of the province, the last entered first; a target is no secret to whoever sees figures. */
  @Get()
  async list(@CurrentActor() actor: Actor, @Query({ schema: lateTargetsQuery }) { after, limit }: LateTargetsQuery): Promise<Page<LateTargetAnswer>> {
    await this.rights.reach(actor, 'ReadFigures');
    const found = await listTargets(this.engine.database.read, { province: await this.rights.provinceOf(actor), limit: limit + 1, ...(after === undefined ? {} : { before: readKey(after, byKey).at }) });
    const items = found.slice(0, limit);
    const last = items.at(-1);
    return { items: items.map(viewTarget), next: found.length > limit && last !== undefined ? writeKey({ at: last.number, key: String(last.number) }) : null };
  }

  @Post()
  async enter(@CurrentActor() actor: Actor, @IdempotencyKey({ schema: idempotencyKey }) key: string, @Body({ schema: lateTargetRequest }) body: LateTargetRequest): Promise<LateTargetAnswer> {
    if (body.agency !== undefined) {
      await this.rights.demandAt(actor, 'SetLateTarget', body.agency, '/body/agency');
    }
    await this.rights.reach(actor, 'SetLateTarget');
    const province = await this.rights.provinceOf(actor);
    const target = body.target === null ? null : Math.round(100 * body.target);
    const entry = await enterTarget(this.engine, { ...body, province, target }, { by: actor.subject, key, hash: requestHash(this.engine, body) }, this.clock.now());
    if (entry.kind !== 'entered') {
      throw targetRefused(entry);
    }
    return viewTarget(entry.target);
  }
}

function targetRefused({ kind }: Exclude<TargetEntry, { readonly kind: 'entered' }>): Problem {
  switch (kind) {
    case 'key-conflict':
      return problem('idempotency-key-reused');
    case 'unknown-field':
      return problem('invalid-request', undefined, [{ path: '/body/field', reason: 'must be the field of a published procedure' }]);
    case 'unknown-procedure':
      return problem('invalid-request', undefined, [{ path: '/body/procedure', reason: 'must be the code of a published procedure' }]);
  }
}
