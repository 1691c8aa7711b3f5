import { Body, Controller, HttpCode, HttpStatus, Inject, Post, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { type Clock, type Engine, receiveFeedback, showPublicPage } from '#service';
import { IdempotencyKey, Public } from '../identity/actor.js';
import { CLOCK, ENGINE } from '../parts.js';
import { problem } from '../problems/problem.js';
import { idempotencyKey } from '../schemas/atoms.js';
import { type PublicFeedbackRequest, publicFeedbackRequest, type PublicRatingRequest, publicRatingRequest } from '../schemas/public.js';
import type { PublicFeedbackAnswer, PublicRatingAnswer } from '../views/public-view.js';
import { CaseDesk } from './case-desk.js';
import { DossierDesk } from './dossier-desk.js';
import { publicActor, PublicDesk, publicKey } from './public-desk.js';

/** What the applicant says on the public page: how satisfied they are, and feedback about their dossier. */
@Controller('api/v1/public/lookups')
@Public()
export class PublicWordsController {
  constructor(
    @Inject(ENGINE) private readonly engine: Engine,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly desk: PublicDesk,
    private readonly dossiers: DossierDesk,
    private readonly cases: CaseDesk,
  ) {}

  @Post('rating')
  @HttpCode(HttpStatus.OK)
  async rate(@Req() request: FastifyRequest, @IdempotencyKey({ schema: idempotencyKey }) key: string, @Body({ schema: publicRatingRequest }) { rating, comment, kiosk }: PublicRatingRequest): Promise<PublicRatingAnswer> {
    const known = await this.desk.known(request);
    const { province } = await this.agenciesOf(known.id);
    if (!(await showPublicPage(this.engine, known.id, known.at, 'vi')).isRatable) {
      throw problem('rating-too-early');
    }
    const [actor, once] = [publicActor('system', province), publicKey(known, key)];
    await this.desk.countWords('rating', known, actor, once);
    const sent = await this.dossiers.send({
      actor,
      idempotencyKey: once,
      dossierCode: known.code,
      type: 'RateService',
      body: { rating, channel: kiosk ? 'kiosk' : 'portal' },
      ...(comment === undefined ? {} : { text: { comment } }),
    });
    return { rating, recorded: sent.status === 'applied' };
  }

  @Post('feedback')
  async say(@Req() request: FastifyRequest, @IdempotencyKey({ schema: idempotencyKey }) key: string, @Body({ schema: publicFeedbackRequest }) { subject, content, answerTo }: PublicFeedbackRequest): Promise<PublicFeedbackAnswer> {
    const known = await this.desk.known(request);
    const { agency } = await this.agenciesOf(known.id);
    const [actor, once] = [publicActor('citizen', agency), publicKey(known, key)];
    await this.desk.countWords('feedback', known, actor, once);
    const opening = await receiveFeedback(this.engine, this.clock, {
      actor,
      idempotencyKey: once,
      body: { agencyCode: agency, channel: 'app', subject, dossierCode: known.code, content, ...(answerTo === undefined ? {} : { sender: answerTo }) },
    });
    const opened = await this.cases.opened(opening);
    await this.cases.tell(opened.id);
    return { code: opened.code };
  }

  private async agenciesOf(id: string): Promise<{ readonly province: string; readonly agency: string }> {
    const row = await this.engine.database.read.first<{ province: string; agency: string }>('SELECT province, competent_agency AS agency FROM dossier WHERE id = $1', [id]);
    if (row === undefined) {
      throw problem('look-up-over');
    }
    return row;
  }
}
