import { Body, Controller, Get, HttpCode, HttpStatus, Inject, Param, Post, Query } from '@nestjs/common';
import { z } from 'zod';
import { type Actor, localDateOf, yearOf } from '#domain';
import { daysOf, rateValue } from '#domain/figures';
import type { Clock, Engine, FileStore } from '#service';
import { enterSurvey, findSurvey, listSurveys, readFigure, readParCriteria, type SipasSurvey } from '#service/figures';
import { surveyFaultSentence } from '#vi';
import { CurrentActor, IdempotencyKey } from '../identity/actor.js';
import { figureAgencies } from '../identity/figure-agency.js';
import { Rights } from '../identity/rights.js';
import { CLOCK, ENGINE, FILES } from '../parts.js';
import { problem } from '../problems/problem.js';
import { documentContent } from '../reads/evidence-content.js';
import { recorded, standing } from '../reads/asked-period.js';
import { type Page, readKey, writeKey } from '../reads/page.js';
import { idempotencyKey } from '../schemas/atoms.js';
import { type ParCriteriaQuery, parCriteriaQuery, type SurveyRequest, surveyRequest, type SurveysQuery, surveysQuery } from '../schemas/quality.js';
import { type ParCriterionAnswer, type SurveyAnswer, type SurveyPageAnswer, viewOwnSatisfaction, viewParCriterion, viewSurvey } from '../views/survey-view.js';

/** Satisfaction surveys (SIPAS), counted from their files; a later one of the same year replaces the earlier, and both are kept. */
@Controller('api/v1/sipas-surveys')
export class SipasSurveysController {
  constructor(
    @Inject(ENGINE) private readonly engine: Engine,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(FILES) private readonly files: FileStore,
    private readonly rights: Rights,
  ) {}

  @Post()
  @HttpCode(HttpStatus.CREATED)
  async enter(@CurrentActor() actor: Actor, @IdempotencyKey({ schema: idempotencyKey }) key: string, @Body({ schema: surveyRequest }) { agency, year, document }: SurveyRequest): Promise<SurveyPageAnswer> {
    await this.rights.demandAt(actor, 'EnterSurvey', agency, '/body/agency');
    const at = this.clock.now();
    const content = await documentContent({ engine: this.engine, files: this.files, rights: this.rights }, actor, document, at);
    const outcome = await enterSurvey(this.engine, { actor, idempotencyKey: key, agency, year, content, at });
    switch (outcome.kind) {
      case 'entered':
        return this.view(outcome.survey);
      case 'unreadable':
        throw problem('document-unreadable', outcome.error.message, [{ path: '/body/document', reason: outcome.error.problem }]);
      case 'faulty':
        throw problem('survey-invalid', undefined, outcome.faults.map((fault) => ({ path: '/body/document', reason: surveyFaultSentence(fault) })));
      case 'key-conflict':
        throw problem('idempotency-key-reused');
    }
  }

  @Get()
  async list(@CurrentActor() actor: Actor, @Query({ schema: surveysQuery }) { limit, after, agency, year }: SurveysQuery): Promise<Page<SurveyAnswer>> {
    const agencies = await figureAgencies(this.engine, this.rights, actor, agency);
    const before = after === undefined ? undefined : readKey(after);
    const found = await listSurveys(this.engine.database.read, { agencies, limit: limit + 1, ...(year === undefined ? {} : { year }), ...(before === undefined ? {} : { before: { at: before.at, id: before.key } }) });
    const page = found.slice(0, limit);
    const last = page.at(-1);
    return { items: page.map(viewSurvey), next: found.length > limit && last !== undefined ? writeKey({ at: last.enteredAt, key: last.id }) : null };
  }

  @Get(':id')
  async read(@CurrentActor() actor: Actor, @Param('id', { schema: z.uuid() }) id: string): Promise<SurveyPageAnswer> {
    const survey = await this.rights.kept(actor, 'ReadFigures', await findSurvey(this.engine.database.read, id), problem('not-found', `There is no survey ${id}`));
    return this.view(survey);
  }

  private async view(survey: SipasSurvey): Promise<SurveyPageAnswer> {
    const { agency, year } = survey;
    const province = (await this.engine.rules.agencies(this.engine.database.read)).get(agency)?.province ?? agency;
    const scope = { province, ...(agency === province ? {} : { agency }) };
    const at = this.clock.now();
    const { figures } = await readFigure(this.engine.database, { scope, period: { kind: 'year', year }, rates: ['satisfaction'], at });
    const asked = await recorded(this.engine, province, daysOf({ kind: 'year', year }), at);
    return { survey: viewSurvey(survey), own: viewOwnSatisfaction(figures[0]?.rates.satisfaction ?? rateValue(0, 0), asked) };
  }
}

/** Criteria of the PAR INDEX that figures compute, with target and gap. */
@Controller('api/v1/par-criteria')
export class ParCriteriaController {
  constructor(
    @Inject(ENGINE) private readonly engine: Engine,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly rights: Rights,
  ) {}

  /** As many as are computed: always one page. */
  @Get()
  async read(@CurrentActor() actor: Actor, @Query({ schema: parCriteriaQuery }) { agency = actor.agency, year }: ParCriteriaQuery): Promise<Page<ParCriterionAnswer>> {
    await figureAgencies(this.engine, this.rights, actor, agency, 'ReadParIndex');
    const at = this.clock.now();
    const of = year ?? yearOf(localDateOf(at));
    const asked = await standing(this.engine, await this.rights.provinceOf(actor), { kind: 'year', year: of }, at);
    const { criteria } = await readParCriteria(this.engine, { agency, year: of, at });
    return { items: criteria.map((criterion) => viewParCriterion(criterion, asked)), next: null };
  }
}
