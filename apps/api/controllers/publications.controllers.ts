import { Body, Controller, Get, HttpCode, HttpStatus, Inject, Param, Post, Query } from '@nestjs/common';
import { type Actor, mayDo } from '#domain';
import { type Clock, duePostingKey, type Engine, gatherParts, listDuePostings, readPublication, setPostedItem } from '#service';
import { CurrentActor, IdempotencyKey } from '../identity/actor.js';
import { Rights } from '../identity/rights.js';
import { forbidden, problem } from '../problems/problem.js';
import { byKey, type Page, readKey, writeKey } from '../reads/page.js';
import { idempotencyKey } from '../schemas/atoms.js';
import { caseCode } from '../schemas/cases.js';
import { type DuePostingsQuery, duePostingsQuery, type PostedItemRequest, postedItemRequest, type PostingCorrectionRequest, postingCorrectionRequest, type PostingRequest, postingRequest } from '../schemas/publications.js';
import { CLOCK, ENGINE } from '../parts.js';
import { publicationPath } from '../views/announcement-view.js';
import type { CaseCommandAnswer } from '../views/case-command-view.js';
import { type DuePostingAnswer, type PostedItemAnswer, type PublicationAnswer, viewDuePosting, viewPublication } from '../views/publication-view.js';
import { CaseDesk } from './case-desk.js';

/** Publications of announced procedures and groups, and of what agencies keep posted. */
@Controller('api/v1/publications')
export class PublicationsController {
  constructor(
    @Inject(ENGINE) private readonly engine: Engine,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly rights: Rights,
    private readonly desk: CaseDesk,
  ) {}

  /** What has to be posted, the most urgent first. */
  @Get('due')
  async due(@CurrentActor() actor: Actor, @Query({ schema: duePostingsQuery }) { agency, state, after, limit }: DuePostingsQuery): Promise<Page<DuePostingAnswer>> {
    const agencies = await this.rights.reach(actor, 'ReadCase', agency);
    const now = this.clock.now();
    const place = after === undefined ? undefined : readKey(after, byKey);
    const found = await listDuePostings(
      await this.rights.reading(actor),
      { agencies, limit: limit + 1, ...(state === undefined ? {} : { late: state === 'late' }), ...(place === undefined ? {} : { after: { dueAt: place.at, key: place.key } }) },
      now,
    );
    const items = found.slice(0, limit);
    const last = items.at(-1);
    return { items: items.map((each) => viewDuePosting(each, now)), next: found.length > limit && last !== undefined ? writeKey({ at: last.dueAt, key: duePostingKey(last) }) : null };
  }

  @Get(':code')
  async read(@CurrentActor() actor: Actor, @Param('code', { schema: caseCode }) code: string): Promise<PublicationAnswer> {
    const found = await readPublication(await this.rights.reading(actor), code);
    return viewPublication(await this.desk.seen(actor, code, found), this.clock.now());
  }

  /** Something was posted: the moment of the click counts. A procedure that lacks legal parts is refused everywhere but for its internal process, each of them named. */
  @Post(':code/postings')
  @HttpCode(HttpStatus.OK)
  async post(
    @CurrentActor() actor: Actor,
    @IdempotencyKey({ schema: idempotencyKey }) key: string,
    @Param('code', { schema: caseCode }) code: string,
    @Body({ schema: postingRequest }) { clock, clickedAt, address, evidence }: PostingRequest,
  ): Promise<CaseCommandAnswer> {
    return this.desk.give(
      { actor, idempotencyKey: key, code, type: 'RecordPosting', body: { clock, clickedAt, evidence: await this.desk.evidence(actor, evidence) }, text: { address } },
      { action: 'RecordPosting', also: postersOf(clock), gather: gatherParts },
    );
  }

  /** A posting as it truly was, by a second person; both entries stay. */
  @Post(':code/postings/corrections')
  @HttpCode(HttpStatus.OK)
  async correct(
    @CurrentActor() actor: Actor,
    @IdempotencyKey({ schema: idempotencyKey }) key: string,
    @Param('code', { schema: caseCode }) code: string,
    @Body({ schema: postingCorrectionRequest }) { clock, clickedAt, address, evidence, reason }: PostingCorrectionRequest,
  ): Promise<CaseCommandAnswer> {
    return this.desk.give(
      { actor, idempotencyKey: key, code, type: 'CorrectPosting', body: { clock, clickedAt, evidence: await this.desk.evidence(actor, evidence) }, text: { address, reason } },
      { action: 'RecordPosting', also: postersOf(clock) },
    );
  }
}

/** Whoever posts in one place may be another agency than the publication's owner. */
function postersOf(clock: string): (state: Parameters<NonNullable<Parameters<CaseDesk['give']>[1]['also']>>[0]) => readonly string[] {
  return ({ clocks }) => clocks.filter((each) => each.clock === clock).map(({ agency }) => agency);
}

/** Hotlines and rules of feedback agencies keep posted. */
@Controller('api/v1/posted-items')
export class PostedItemsController {
  constructor(
    @Inject(ENGINE) private readonly engine: Engine,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly rights: Rights,
    private readonly desk: CaseDesk,
  ) {}

  /** Sets what an agency has to post, or changes it; its term runs from the day of the change. */
  @Post()
  async set(@CurrentActor() actor: Actor, @IdempotencyKey({ schema: idempotencyKey }) key: string, @Body({ schema: postedItemRequest }) body: PostedItemRequest): Promise<PostedItemAnswer> {
    const province = await this.rights.provinceOf(actor);
    const known = (await this.engine.rules.agencies(this.engine.database.read)).get(body.agency);
    await this.rights.demand(actor, 'RecordPosting', { province, agencies: [body.agency] });
    if (known?.province !== province) {
      throw await this.desk.refused({ code: 'unknown-agency', data: { agency: body.agency } });
    }
    const setting = await setPostedItem(this.engine, this.clock, { actor, idempotencyKey: key, ...body }, (state, { agencies }) => mayDo(actor, 'RecordPosting', { province: state.province, agencies: [state.agency] }, agencies));
    switch (setting.kind) {
      case 'set':
        return { publication: setting.code, link: publicationPath(setting.code) };
      case 'key-conflict':
        throw problem('idempotency-key-reused');
      case 'forbidden':
        throw forbidden();
      case 'refused':
        throw await this.desk.refused(setting.refusal);
    }
  }
}
