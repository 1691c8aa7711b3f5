import { Body, Controller, Get, HttpCode, HttpStatus, Inject, Param, Post, Query } from '@nestjs/common';
import { z } from 'zod';
import { type Action, type Actor, type AnnouncementFacts, mayDo } from '#domain';
import { type Clock, correctAnnouncement, type Engine, enterAnnouncement, listAnnouncements, readAnnouncement } from '#service';
import { CurrentActor, IdempotencyKey } from '../identity/actor.js';
import { Rights } from '../identity/rights.js';
import { problem } from '../problems/problem.js';
import type { Page } from '../reads/page.js';
import { idempotencyKey } from '../schemas/atoms.js';
import { caseCode } from '../schemas/cases.js';
import { type AnnouncementCorrectionRequest, announcementCorrectionRequest, type AnnouncementRequest, announcementRequest, type AnnouncementsQuery, announcementsQuery } from '../schemas/publications.js';
import { CLOCK, ENGINE } from '../parts.js';
import { type AnnouncementAnswer, type AnnouncementLineAnswer, viewAnnouncement, viewAnnouncementLine } from '../views/announcement-view.js';
import type { CaseCommandAnswer } from '../views/case-command-view.js';
import { CaseDesk, noSuchCase } from './case-desk.js';

/** Announcement decisions (quyết định công bố thủ tục hành chính). */
@Controller('api/v1/announcements')
export class AnnouncementsController {
  constructor(
    @Inject(ENGINE) private readonly engine: Engine,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly rights: Rights,
    private readonly desk: CaseDesk,
  ) {}

  @Get()
  async list(@CurrentActor() actor: Actor, @Query({ schema: announcementsQuery }) { level, after, limit }: AnnouncementsQuery): Promise<Page<AnnouncementLineAnswer>> {
    const province = await this.demand(actor, 'ReadCase');
    const found = await listAnnouncements(this.engine, { province, limit: limit + 1, ...(level === undefined ? {} : { level }), ...(after === undefined ? {} : { after: readPlace(after) }) });
    const items = found.slice(0, limit);
    const last = items.at(-1);
    return { items: items.map(viewAnnouncementLine), next: found.length > limit && last !== undefined ? Buffer.from(JSON.stringify([last.signedOn, last.id])).toString('base64url') : null };
  }

  @Get(':code')
  async read(@CurrentActor() actor: Actor, @Param('code', { schema: caseCode }) code: string): Promise<AnnouncementAnswer> {
    const province = await this.demand(actor, 'ReadCase');
    const found = await readAnnouncement(this.engine, code, this.clock.now());
    if (found?.state.province !== province) {
      throw noSuchCase(code);
    }
    const { read } = this.engine.database;
    const calendars = await this.engine.rules.calendars(read, await this.engine.rules.currentSnapshot(read));
    return viewAnnouncement(found.state, found.items, calendars.processing(found.state.agency));
  }

  /** Enters a decision and starts its postings; the checks of its lead are shown and block nothing. */
  @Post()
  async enter(@CurrentActor() actor: Actor, @IdempotencyKey({ schema: idempotencyKey }) key: string, @Body({ schema: announcementRequest }) body: AnnouncementRequest): Promise<AnnouncementAnswer> {
    await this.demand(actor, 'EnterAnnouncement');
    const entry = await enterAnnouncement(this.engine, this.clock, { actor, idempotencyKey: key, facts: await this.factsOf(actor, body) });
    switch (entry.kind) {
      case 'entered':
      case 'known':
        return this.read(actor, entry.code);
      case 'key-conflict':
        throw problem('idempotency-key-reused');
      case 'refused':
        throw await this.desk.refused(entry.refusal);
    }
  }

  /** The decision as it should have been entered, by a second person; both entries stay. */
  @Post(':code/corrections')
  @HttpCode(HttpStatus.OK)
  async correct(
    @CurrentActor() actor: Actor,
    @IdempotencyKey({ schema: idempotencyKey }) key: string,
    @Param('code', { schema: caseCode }) code: string,
    @Body({ schema: announcementCorrectionRequest }) { reason, ...body }: AnnouncementCorrectionRequest,
  ): Promise<CaseCommandAnswer> {
    await this.demand(actor, 'EnterAnnouncement');
    const answer = await correctAnnouncement(this.engine, this.clock, { actor, idempotencyKey: key, code, facts: await this.factsOf(actor, body), reason }, ({ province, agency }, { agencies }) =>
      mayDo(actor, 'EnterAnnouncement', { province, agencies: [agency] }, agencies),
    );
    if (answer.kind === 'refused') {
      throw await this.desk.refused(answer.refusal);
    }
    // Whoever may correct nothing at all was told so above: what is left is another province's, of which it is not said that it exists.
    return this.desk.answered(code, answer.kind === 'forbidden' ? { kind: 'not-found' } : answer);
  }

  private async factsOf(actor: Actor, { evidence, ...facts }: AnnouncementRequest): Promise<AnnouncementFacts> {
    return { ...facts, evidence: await this.desk.evidence(actor, evidence) };
  }

  /** Decisions are the province's: whoever may act there at all may, within the reach of the role. Returns the province. */
  private async demand(actor: Actor, action: Action): Promise<string> {
    const province = await this.rights.provinceOf(actor);
    await this.rights.demand(actor, action, { province, agencies: [actor.agency] });
    return province;
  }
}

const place = z.tuple([z.iso.date(), z.uuid()]);

function readPlace(text: string): { readonly signedOn: string; readonly id: string } {
  try {
    const [signedOn, id] = place.parse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8')));
    return { signedOn, id };
  } catch {
    throw problem('invalid-request', undefined, [{ path: '/query/after', reason: 'must be the `next` of a page of this list' }]);
  }
}
