import { Body, Controller, Get, HttpCode, HttpStatus, Inject, Param, Post, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import type { Actor } from '#domain';
import {
  type CalendarDraft,
  type CalendarDraftInput,
  type Clock,
  createCalendarDraft,
  discardCalendarDraft,
  draftDifference,
  type Engine,
  listCalendarDrafts,
  publishCalendarDraft,
  readCalendarDraft,
  readCalendarImpact,
  rebaseCalendarDraft,
  readNotice,
  requestHash,
} from '#service';
import { CurrentActor, IdempotencyKey } from '../identity/actor.js';
import { Rights } from '../identity/rights.js';
import { draftRefused, noticeRefused, noSuchDraft } from '../problems/calendar-problems.js';
import type { Page } from '../reads/page.js';
import { idempotencyKey } from '../schemas/atoms.js';
import {
  type CalendarDraftRequest,
  calendarDraftRequest,
  type CalendarDraftsQuery,
  calendarDraftsQuery,
  type CalendarImpactQuery,
  calendarImpactQuery,
  type NoticeImportRequest,
  noticeImportRequest,
} from '../schemas/calendar-draft.js';
import { CLOCK, ENGINE } from '../parts.js';
import {
  type CalendarDraftAnswer,
  type CalendarImpactPage,
  draftPath,
  type NoticeDraftAnswer,
  viewDraft,
  viewDraftItem,
  viewImpact,
  viewImpactItem,
  viewNoticeDraft,
} from '../views/calendar-draft-view.js';

const id = { schema: z.uuid() };

/** Changes of calendars: drafted by one person, looked at with what they do to open dossiers, published by another. */
@Controller('api/v1/calendar-drafts')
export class CalendarDraftsController {
  constructor(
    @Inject(ENGINE) private readonly engine: Engine,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly rights: Rights,
  ) {}

  @Post()
  async draft(
    @CurrentActor() actor: Actor,
    @IdempotencyKey({ schema: idempotencyKey }) key: string,
    @Body({ schema: calendarDraftRequest }) body: CalendarDraftRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CalendarDraftAnswer> {
    await this.demand(actor);
    const { source, reasonCode, layers = [], amendments = [], assignments = [] } = body;
    return this.write(actor, key, body, { source, reasonCode, content: { layers, amendments, assignments } }, reply);
  }

  /** A notice as a draft: each entry of the file that was not taken, or taken by its name alone, is told. */
  @Post('imports')
  async importNotice(
    @CurrentActor() actor: Actor,
    @IdempotencyKey({ schema: idempotencyKey }) key: string,
    @Body({ schema: noticeImportRequest }) body: NoticeImportRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<NoticeDraftAnswer> {
    await this.demand(actor);
    const { layer, decree, reasonCode, year, file } = body;
    const notice = await readNotice({ name: file.name, bytes: Buffer.from(file.base64, 'base64') }, { decree, ...(year === undefined ? {} : { year }) }).catch((error: unknown) => {
      throw noticeRefused(error);
    });
    const { years, days } = notice;
    const draft = await this.write(actor, key, body, { source: notice.source, reasonCode, content: { layers: [], amendments: [{ layer, notice: { years, days } }] } }, reply);
    return viewNoticeDraft(draft, notice);
  }

  /** Drafts, the newest first. */
  @Get()
  async list(@CurrentActor() actor: Actor, @Query({ schema: calendarDraftsQuery }) { status, after, limit }: CalendarDraftsQuery): Promise<Page<ReturnType<typeof viewDraftItem>>> {
    await this.demand(actor);
    const drafts = await listCalendarDrafts(this.engine, status);
    const from = after === undefined ? 0 : drafts.findIndex((draft) => draft.id === after) + 1;
    const items = drafts.slice(from, from + limit);
    return { items: items.map(viewDraftItem), next: drafts.length > from + limit ? (items.at(-1)?.id ?? null) : null };
  }

  @Get(':id')
  async read(@CurrentActor() actor: Actor, @Param('id', id) draftId: string): Promise<CalendarDraftAnswer> {
    await this.demand(actor);
    return this.show(draftId);
  }

  /** The open dossiers the draft would move or endanger: codes, agencies and dates, nothing personal. */
  @Get(':id/impact')
  async impact(@CurrentActor() actor: Actor, @Param('id', id) draftId: string, @Query({ schema: calendarImpactQuery }) query: CalendarImpactQuery): Promise<CalendarImpactPage> {
    await this.demand(actor);
    const { draft } = await this.find(draftId);
    if (draft.impact === undefined) {
      return { items: [], next: null, impact: null };
    }
    const { items, next } = await readCalendarImpact(this.engine, {
      draftId,
      limit: query.limit,
      endangeredOnly: query.endangered !== undefined,
      ...(query.after === undefined ? {} : { after: query.after }),
    });
    return { items: items.map(viewImpactItem), next: next ?? null, impact: viewImpact(draft.impact) };
  }

  /** Puts a draft on the current calendars and has its impact computed anew. */
  @Post(':id/rebase')
  @HttpCode(HttpStatus.OK)
  async rebase(@CurrentActor() actor: Actor, @Param('id', id) draftId: string): Promise<CalendarDraftAnswer> {
    await this.demand(actor);
    const outcome = await rebaseCalendarDraft(this.engine, draftId);
    if (outcome.kind === 'refused') {
      throw draftRefused(draftId, outcome);
    }
    return this.show(draftId);
  }

  /** Gives a draft up; the same answer however often the same person asks. */
  @Post(':id/discard')
  @HttpCode(HttpStatus.OK)
  async discard(@CurrentActor() actor: Actor, @Param('id', id) draftId: string): Promise<CalendarDraftAnswer> {
    await this.demand(actor);
    const outcome = await discardCalendarDraft(this.engine, draftId, actor, this.clock.now());
    if (outcome.kind === 'refused' && !(await this.isDone(draftId, 'discarded', actor))) {
      throw draftRefused(draftId, outcome);
    }
    return this.show(draftId);
  }

  /** Publishes a draft as the second person; open dossiers are re-dated right after. The same answer however often the same person asks. */
  @Post(':id/publish')
  @HttpCode(HttpStatus.OK)
  async publish(@CurrentActor() actor: Actor, @Param('id', id) draftId: string): Promise<CalendarDraftAnswer> {
    await this.demand(actor);
    const publication = await publishCalendarDraft(this.engine, draftId, actor, this.clock);
    if (publication.kind === 'refused' && !(await this.isDone(draftId, 'published', actor))) {
      throw draftRefused(draftId, publication);
    }
    return this.show(draftId);
  }

  private async write(actor: Actor, key: string, body: object, input: CalendarDraftInput, reply: FastifyReply): Promise<CalendarDraftAnswer> {
    const outcome = await createCalendarDraft(this.engine, input, actor, this.clock.now(), { key, hash: requestHash(this.engine, body) });
    if (outcome.kind === 'refused') {
      throw draftRefused(undefined, outcome);
    }
    void reply.status(HttpStatus.CREATED).header('location', draftPath(outcome.draft.id));
    return this.show(outcome.draft.id);
  }

  private async show(draftId: string): Promise<CalendarDraftAnswer> {
    const { draft, base } = await this.find(draftId);
    return viewDraft(draft, draftDifference(base, draft.content));
  }

  private async find(draftId: string): Promise<NonNullable<Awaited<ReturnType<typeof readCalendarDraft>>>> {
    const found = await readCalendarDraft(this.engine, draftId);
    if (found === undefined) {
      throw noSuchDraft(draftId);
    }
    return found;
  }

  private async isDone(draftId: string, status: CalendarDraft['status'], { subject }: Actor): Promise<boolean> {
    const found = await readCalendarDraft(this.engine, draftId);
    return found?.draft.status === status && found.draft.endedBy === subject;
  }

  /** Calendars are the province's: whoever manages the catalogue drafts them, and publishes what another drafted. */
  private async demand(actor: Actor): Promise<void> {
    await this.rights.demand(actor, 'ManageCatalogue', { province: await this.rights.provinceOf(actor), agencies: [] });
  }
}
