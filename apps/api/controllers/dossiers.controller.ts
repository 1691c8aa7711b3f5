import { Body, Controller, Get, HttpStatus, Inject, Param, Post, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Actor } from '#domain';
import { type Clock, type Engine, explainDossier, readTimeline, takeIn } from '#service';
import { CurrentActor, IdempotencyKey } from '../identity/actor.js';
import { Rights } from '../identity/rights.js';
import { noSuchDossier } from '../reads/dossier-scope.js';
import type { Page } from '../reads/page.js';
import { dossierCode, idempotencyKey } from '../schemas/atoms.js';
import { type IntakeRequestBody, intakeSchema } from '../schemas/intake.js';
import { type ExplanationQuery, explanationQuery, type TimelineQuery, timelineQuery } from '../schemas/queries.js';
import { CLOCK, ENGINE } from '../parts.js';
import type { DossierAnswer, TimelineAnswer } from '../views/dossier-schema.js';
import { type DossierExplanationAnswer, viewExplanation } from '../views/dossier-explanation-view.js';
import { dossierPath, viewTimelineEntry } from '../views/dossier-view.js';
import { DossierDesk } from './dossier-desk.js';
import { Discloses } from '../identity/discloses.js';
import { shownOfDossier, shownOfTimeline } from '../views/shown.js';

/** Intake and reading of dossiers. */
@Controller('api/v1/dossiers')
export class DossiersController {
  constructor(
    @Inject(ENGINE) private readonly engine: Engine,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly desk: DossierDesk,
    private readonly rights: Rights,
  ) {}

  /** Takes a dossier in. The same key again gives the same answer, the dossier as it was then, however late it is asked for; another body under it is a 422. */
  @Post()
  @Discloses('dossier', shownOfDossier)
  async takeIn(
    @CurrentActor() actor: Actor,
    @IdempotencyKey({ schema: idempotencyKey }) key: string,
    @Body({ schema: intakeSchema }) body: IntakeRequestBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<DossierAnswer> {
    const taken = await this.desk.opened(await takeIn(this.engine, this.clock, { actor, idempotencyKey: key, body }));
    if (taken.kind === 'created' && body.refusal === undefined) {
      this.desk.startWorkflow(taken.dossierId);
    }
    void reply.status(HttpStatus.CREATED).header('location', dossierPath(taken.code));
    return taken.kind === 'created' ? this.desk.present(actor, taken) : this.desk.read(actor, taken.code, taken.seq);
  }

  @Get(':code')
  @Discloses('dossier', shownOfDossier)
  read(@CurrentActor() actor: Actor, @Param('code', { schema: dossierCode }) code: string): Promise<DossierAnswer> {
    return this.desk.read(actor, code);
  }

  /** Why its dates are what they are, as known at intake or today. */
  @Get(':code/explanation')
  async explain(
    @CurrentActor() actor: Actor,
    @Param('code', { schema: dossierCode }) code: string,
    @Query({ schema: explanationQuery }) { view }: ExplanationQuery,
  ): Promise<DossierExplanationAnswer> {
    const { engine } = await this.rights.dossier(actor, 'ReadDossier', code);
    const explained = await explainDossier(engine, code, view);
    if (explained === undefined) {
      throw noSuchDossier(code);
    }
    return viewExplanation(explained);
  }

  @Get(':code/timeline')
  @Discloses('timeline', shownOfTimeline)
  async timeline(
    @CurrentActor() actor: Actor,
    @Param('code', { schema: dossierCode }) code: string,
    @Query({ schema: timelineQuery }) query: TimelineQuery,
  ): Promise<Page<TimelineAnswer>> {
    const { concerned, engine } = await this.rights.dossier(actor, 'ReadDossier', code);
    const withText = await this.rights.may(actor, 'ReadPersonalData', concerned);
    const entries = await readTimeline(engine, code, { limit: query.limit + 1, withText, ...(query.after === undefined ? {} : { after: query.after }) });
    if (entries === undefined) {
      throw noSuchDossier(code);
    }
    const items = entries.slice(0, query.limit).map(viewTimelineEntry);
    return { items, next: entries.length > query.limit ? String(items.at(-1)?.seq ?? '') : null };
  }
}
