import { Body, Controller, Get, HttpCode, HttpStatus, Inject, Param, Post, Query, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { type Actor, type CaseBodies, type CaseState, concernedByCase, feedbackActionOf, feedbackReceivers, type FeedbackCommandType, mayDo } from '#domain';
import { type Clock, type Engine, examineWords, type FeedbackFile, findSimilar, gatherFeedbackFacts, listFeedback, listPublicAnswers, namesOfStaff, readFeedback, receiveFeedback } from '#service';
import { CurrentActor, IdempotencyKey, Public } from '../identity/actor.js';
import { Rights } from '../identity/rights.js';
import { CLOCK, ENGINE } from '../parts.js';
import { problem } from '../problems/problem.js';
import { type Page, readKey, writeKey } from '../reads/page.js';
import { idempotencyKey } from '../schemas/atoms.js';
import { caseCode } from '../schemas/cases.js';
import { type FeedbackCommandRequest, feedbackCommandRequest, type FeedbackQuery, feedbackQuery, type FeedbackRequest, feedbackRequest, type PublicAnswersQuery, publicAnswersQuery } from '../schemas/feedback.js';
import type { CaseCommandAnswer } from '../views/case-command-view.js';
import type { FeedbackAnswer, FeedbackLineAnswer, PublicAnswerView, PublicationCheckAnswer } from '../views/feedback-schema.js';
import { viewFeedback, viewFeedbackLine, viewPublicAnswer, viewPublicationCheck } from '../views/feedback-view.js';
import { CaseDesk } from './case-desk.js';
import { PublicDesk } from './public-desk.js';
import { Discloses } from '../identity/discloses.js';
import { ofAddress } from '../views/shown.js';
import { shownOfFeedback } from '../views/shown-words.js';

/** Feedback (phản ánh, kiến nghị) and urgings (đôn đốc). */
@Controller('api/v1/feedback')
export class FeedbackController {
  constructor(
    @Inject(ENGINE) private readonly engine: Engine,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly desk: CaseDesk,
    private readonly rights: Rights,
  ) {}

  /** Enters feedback; the same for a repeated key, and for a portal code that is known already. */
  @Post()
  @Discloses('feedback', shownOfFeedback)
  async receive(@CurrentActor() actor: Actor, @IdempotencyKey({ schema: idempotencyKey }) key: string, @Body({ schema: feedbackRequest }) body: FeedbackRequest): Promise<FeedbackAnswer> {
    await this.rights.demandAt(actor, 'ReceiveFeedback', body.agencyCode, '/body/agencyCode');
    const { code } = await this.desk.opened(await receiveFeedback(this.engine, this.clock, { actor, idempotencyKey: key, body }));
    return this.show(actor, code);
  }

  @Get()
  async list(@CurrentActor() actor: Actor, @Query({ schema: feedbackQuery }) { limit, after, agency, state, ...asked }: FeedbackQuery): Promise<Page<FeedbackLineAnswer>> {
    const scope = await this.rights.scope(actor, 'ReadCase', agency);
    const { database } = await this.rights.reading(actor);
    const found = await listFeedback(
      database.read,
      { ...asked, scope, limit: limit + 1, ...(state === undefined ? {} : { open: state === 'open' }), ...(after === undefined ? {} : { after: readKey(after) }) },
      this.clock.now(),
    );
    const page = found.slice(0, limit);
    const last = page.at(-1);
    return { items: page.map(viewFeedbackLine), next: found.length > limit && last !== undefined ? writeKey({ at: last.sort_at, key: last.id }) : null };
  }

  @Get(':code')
  @Discloses('feedback', shownOfFeedback)
  read(@CurrentActor() actor: Actor, @Param('code', { schema: caseCode }) code: string): Promise<FeedbackAnswer> {
    return this.show(actor, code);
  }

  /** The words up for publication with everything in them that is, or looks like, personal data. */
  @Get(':code/publication-check')
  @Discloses('feedback', ofAddress('case', 'code', 'publication'))
  async check(@CurrentActor() actor: Actor, @Param('code', { schema: caseCode }) code: string): Promise<PublicationCheckAnswer> {
    const { id, state } = await this.find(actor, code);
    await this.rights.demand(actor, 'ReadPersonalData', { province: state.province, agencies: [state.agency] });
    const examined = await examineWords(this.engine, this.engine.database.read, id, state);
    if (examined === undefined) {
      throw problem('not-found', 'There are no words up for publication: answer first');
    }
    return viewPublicationCheck(examined);
  }

  @Post(':code/commands')
  @HttpCode(HttpStatus.OK)
  async give(
    @CurrentActor() actor: Actor,
    @IdempotencyKey({ schema: idempotencyKey }) key: string,
    @Param('code', { schema: caseCode }) code: string,
    @Body({ schema: feedbackCommandRequest }) request: FeedbackCommandRequest,
  ): Promise<CaseCommandAnswer> {
    const { type } = request;
    const text = 'text' in request ? request.text : undefined;
    const body: CaseBodies[FeedbackCommandType] = request.type === 'PublishAnswer' ? { ...request.body, evidence: await this.desk.evidence(actor, request.body.evidence) } : request.body;
    return this.desk.give<FeedbackCommandType>(
      { actor, idempotencyKey: key, code, type, body, ...(text === undefined ? {} : { text }) },
      { action: feedbackActionOf(type), also: (state) => receivedBy(state, type), gather: (tx, state) => gatherFeedbackFacts(this.engine, tx, state) },
    );
  }

  private async show(actor: Actor, code: string): Promise<FeedbackAnswer> {
    const file = await this.find(actor, code);
    const { state } = file;
    const { read } = this.engine.database;
    const agencies = await this.engine.rules.agencies(read);
    const proposer = state.own.kind === 'feedback' ? state.own.erasure?.by : undefined;
    return viewFeedback(file, {
      agencies,
      subject: actor.subject,
      names: await namesOfStaff(read, proposer === undefined ? [] : [proposer]),
      people: mayDo(actor, 'ReadPersonalData', concernedByCase(state), agencies),
      may: (command) => mayDo(actor, feedbackActionOf(command), { province: state.province, agencies: [state.agency, ...receivedBy(state, command)] }, agencies),
      similar: await findSimilar(await this.rights.reading(actor), file.id),
    });
  }

  private async find(actor: Actor, code: string): Promise<FeedbackFile> {
    return this.desk.seen(actor, code, await readFeedback(await this.rights.reading(actor), code));
  }
}

/** What the sender or the applicant says may be entered where it was received, wherever it is now. */
function receivedBy({ own }: CaseState, command: FeedbackCommandType): readonly string[] {
  return own.kind === 'feedback' && feedbackActionOf(command) === 'ReceiveFeedback' ? feedbackReceivers(own) : [];
}

/** Published answers, for everybody. */
@Public()
@Controller('api/v1/public/feedback-answers')
export class PublicAnswersController {
  constructor(
    @Inject(ENGINE) private readonly engine: Engine,
    private readonly desk: PublicDesk,
  ) {}

  /** Each of its answers is decrypted when it is read, so one address may ask only so often. */
  @Get()
  async list(@Req() request: FastifyRequest, @Query({ schema: publicAnswersQuery }) { limit, after, agency }: PublicAnswersQuery): Promise<Page<PublicAnswerView>> {
    await this.desk.counted(request, 'answers');
    const { answers, last, isFull } = await listPublicAnswers(this.engine, { limit, ...(agency === undefined ? {} : { agency }), ...(after === undefined ? {} : { after: readKey(after) }) });
    const agencies = await this.engine.rules.agencies(this.engine.database.read);
    return { items: answers.map((answer) => viewPublicAnswer(answer, agencies)), next: isFull && last !== undefined ? writeKey(last) : null };
  }
}
