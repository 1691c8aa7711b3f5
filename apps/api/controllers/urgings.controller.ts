import { Body, Controller, Get, Inject, Param, Post, Query, type StreamableFile } from '@nestjs/common';
import type { Actor } from '#domain';
import { type Clock, type Engine, listFeedback, printUrgingSlip, urgeDossier } from '#service';
import { pdfFile } from '../files/pdf-file.js';
import { CurrentActor, IdempotencyKey } from '../identity/actor.js';
import { Rights } from '../identity/rights.js';
import { CLOCK, ENGINE } from '../parts.js';
import { type Page, readKey, writeKey } from '../reads/page.js';
import { dossierCode, idempotencyKey } from '../schemas/atoms.js';
import { caseCode } from '../schemas/cases.js';
import { type UrgingRequest, urgingRequest } from '../schemas/feedback.js';
import { type PageQuery, pageQuery } from '../schemas/queries.js';
import type { FeedbackLineAnswer } from '../views/feedback-schema.js';
import { viewFeedbackLine } from '../views/feedback-view.js';
import { CaseDesk, noSuchCase } from './case-desk.js';
import { Discloses } from '../identity/discloses.js';
import { dossierOfAddress } from '../views/shown.js';

/** Urgings of a dossier: whoever holds it answers in working hours. */
@Controller('api/v1/dossiers/:code/urgings')
export class UrgingsController {
  constructor(
    @Inject(ENGINE) private readonly engine: Engine,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly desk: CaseDesk,
    private readonly rights: Rights,
  ) {}

  /** Urges the dossier; the same urging for a repeated key. */
  @Post()
  async urge(
    @CurrentActor() actor: Actor,
    @IdempotencyKey({ schema: idempotencyKey }) key: string,
    @Param('code', { schema: dossierCode }) code: string,
    @Body({ schema: urgingRequest }) body: UrgingRequest,
  ): Promise<FeedbackLineAnswer> {
    const { id, concerned, engine } = await this.rights.dossier(actor, 'UrgeDossier', code);
    const urged = await this.desk.opened(await urgeDossier(this.engine, this.clock, { actor, idempotencyKey: key, body: { dossierCode: code, ...body } }));
    const line = (await this.linesOf(engine, id, concerned.province)).find((each) => each.code === urged.code);
    if (line === undefined) {
      throw noSuchCase(urged.code);
    }
    return viewFeedbackLine(line);
  }

  @Get()
  async list(@CurrentActor() actor: Actor, @Param('code', { schema: dossierCode }) code: string, @Query({ schema: pageQuery }) { limit, after }: PageQuery): Promise<Page<FeedbackLineAnswer>> {
    const { id, concerned, engine } = await this.rights.dossier(actor, 'ReadDossier', code);
    const found = await this.linesOf(engine, id, concerned.province, limit + 1, after);
    const page = found.slice(0, limit);
    const last = page.at(-1);
    return { items: page.map(viewFeedbackLine), next: found.length > limit && last !== undefined ? writeKey({ at: last.sort_at, key: last.id }) : null };
  }

  /** The slip as it was given; it holds what was said, so it needs the right to read personal data. */
  @Get(':urging/slip')
  @Discloses('slip', dossierOfAddress('urging'))
  async slip(@CurrentActor() actor: Actor, @Param('code', { schema: dossierCode }) code: string, @Param('urging', { schema: caseCode }) urging: string): Promise<StreamableFile> {
    await this.rights.dossier(actor, 'ReadPersonalData', code);
    const pdf = await printUrgingSlip(this.engine, code, urging);
    if (pdf === undefined) {
      throw noSuchCase(urging);
    }
    return pdfFile(pdf, `${urging}.pdf`);
  }

  private linesOf({ database: { read } }: Engine, dossierId: string, province: string, limit = Number.MAX_SAFE_INTEGER, after?: string): ReturnType<typeof listFeedback> {
    return listFeedback(read, { scope: { province }, form: 'urging', dossierId, limit, ...(after === undefined ? {} : { after: readKey(after) }) }, this.clock.now());
  }
}
