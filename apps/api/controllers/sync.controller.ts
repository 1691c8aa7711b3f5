import { Body, Controller, Get, HttpCode, HttpStatus, Inject, Param, Post, Query } from '@nestjs/common';
import { addCalendarDays, type Actor, localDateFrom, localDateOf, monthOf, parseLocalDate, startOfDay, yearOf } from '#domain';
import { type Clock, type Engine, findSyncMessage, listHeldMessages, listMessagesOf, readSyncPunctuality, resolveSyncMessage, type SyncMessage } from '#service';
import { CurrentActor, IdempotencyKey } from '../identity/actor.js';
import { figureAgencies } from '../identity/figure-agency.js';
import { Rights } from '../identity/rights.js';
import { type Problem, problem } from '../problems/problem.js';
import { demandBegun, recorded } from '../reads/asked-period.js';
import type { Page } from '../reads/page.js';
import { dossierCode, idempotencyKey } from '../schemas/atoms.js';
import { type HeldMessagesQuery, heldMessagesQuery, type PunctualityQuery, punctualityQuery, syncMessageId, type SyncResolution, syncResolution } from '../schemas/portal.js';
import { type TimelineQuery, timelineQuery } from '../schemas/queries.js';
import { CLOCK, ENGINE } from '../parts.js';
import { type PunctualityAnswer, type SyncMessageAnswer, viewPunctuality, viewSyncMessage } from '../views/sync-view.js';
import { Discloses } from '../identity/discloses.js';
import { shownOfMessages } from '../views/shown-words.js';

/** What the national portal was told, what is held back, and how punctually it was told. */
@Controller('api/v1')
export class SyncController {
  constructor(
    @Inject(ENGINE) private readonly engine: Engine,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly rights: Rights,
  ) {}

  /** Messages held until a person has looked. */
  @Get('sync/messages')
  @Discloses('portal', shownOfMessages)
  async held(@CurrentActor() actor: Actor, @Query({ schema: heldMessagesQuery }) { agency, limit, after }: HeldMessagesQuery): Promise<Page<SyncMessageAnswer>> {
    const agencies = await this.rights.reach(actor, 'ResolveSync', agency);
    const readable = await this.rights.reach(actor, 'ReadPersonalData').catch((): readonly string[] => []);
    const found = await listHeldMessages(this.engine, { agencies, limit: limit + 1, withWords: agencies.every((each) => readable.includes(each)), ...(after === undefined ? {} : { after }) });
    return pageOf(found, limit);
  }

  /** Everything the portal was, or is to be, told of a dossier. */
  @Get('dossiers/:code/sync')
  @Discloses('portal', shownOfMessages)
  async ofDossier(@CurrentActor() actor: Actor, @Param('code', { schema: dossierCode }) code: string, @Query({ schema: timelineQuery }) { limit, after }: TimelineQuery): Promise<Page<SyncMessageAnswer>> {
    const { concerned, engine } = await this.rights.dossier(actor, 'ReadDossier', code);
    const withWords = await this.rights.may(actor, 'ReadPersonalData', concerned);
    return pageOf(await listMessagesOf(engine, code, { limit: limit + 1, withWords, ...(after === undefined ? {} : { after }) }), limit);
  }

  /** A person's answer for a held message; the same answer again changes nothing. */
  @Post('sync/messages/:id/resolution')
  @Discloses('portal', (message: SyncMessageAnswer) => shownOfMessages({ items: [message] }))
  @HttpCode(HttpStatus.OK)
  async resolve(
    @CurrentActor() actor: Actor,
    @IdempotencyKey({ schema: idempotencyKey }) _key: string,
    @Param('id', { schema: syncMessageId }) id: number,
    @Body({ schema: syncResolution }) { answer }: SyncResolution,
  ): Promise<SyncMessageAnswer> {
    // Whoever may do nothing with any dossier is told so, whether or not there is the message.
    await this.rights.readingDossiers(actor, 'ResolveSync');
    const message = await this.getMessage(id, false);
    // Of a message about a dossier beyond the actor's reach it is not said that there is one.
    const { concerned } = await this.rights.dossier(actor, 'ResolveSync', message.code, noSuchMessage(id));
    if ((await resolveSyncMessage(this.engine, id, answer, actor, this.clock.now())) === 'otherwise') {
      throw problem('sync-stands-otherwise', `The message ${String(id)} is "${message.status}": read it again`);
    }
    return viewSyncMessage(await this.getMessage(id, await this.rights.may(actor, 'ReadPersonalData', concerned)));
  }

  @Get('sync/punctuality')
  async punctuality(@CurrentActor() actor: Actor, @Query({ schema: punctualityQuery }) { agency, from, to }: PunctualityQuery): Promise<PunctualityAnswer> {
    const agencies = await figureAgencies(this.engine, this.rights, actor, agency);
    const at = this.clock.now();
    const today = localDateOf(at);
    const days = { first: from === undefined ? localDateFrom(yearOf(today), monthOf(today), 1) : parseLocalDate(from), last: to === undefined ? today : parseLocalDate(to) };
    demandBegun(days, at);
    const rows = await readSyncPunctuality(this.engine, { agencies, from: startOfDay(days.first), until: startOfDay(addCalendarDays(days.last, 1)), at });
    const { portalTermMinutes } = await this.engine.rules.settings(this.engine.database.read);
    return viewPunctuality(rows, { termMinutes: portalTermMinutes, asked: await recorded(this.engine, await this.rights.provinceOf(actor), days, at) });
  }

  private async getMessage(id: number, withWords: boolean): Promise<SyncMessage> {
    const message = await findSyncMessage(this.engine, id, withWords);
    if (message === undefined) {
      throw noSuchMessage(id);
    }
    return message;
  }
}

function noSuchMessage(id: number): Problem {
  return problem('not-found', `There is no message ${String(id)}`);
}

function pageOf(found: readonly SyncMessage[], limit: number): Page<SyncMessageAnswer> {
  const items = found.slice(0, limit).map(viewSyncMessage);
  return { items, next: found.length > limit ? String(items.at(-1)?.id ?? '') : null };
}
