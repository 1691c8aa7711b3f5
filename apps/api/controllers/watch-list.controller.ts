import { Body, Controller, Get, HttpCode, HttpStatus, Inject, Param, Post, Query } from '@nestjs/common';
import { type Action, type Actor, addCalendarDays, parseLocalDate, startOfDay } from '#domain';
import type { Clock, Engine } from '#service';
import { findFinding, listFindings, type ListedFinding, listNotes, noteFinding } from '#service/figures';
import { CurrentActor } from '../identity/actor.js';
import { figureAgencies } from '../identity/figure-agency.js';
import { Rights } from '../identity/rights.js';
import { CLOCK, ENGINE } from '../parts.js';
import { problem } from '../problems/problem.js';
import { byKey, type Page, readKey, writeKey } from '../reads/page.js';
import { findingId, type WatchNoteRequest, watchNoteRequest, type WatchQuery, watchQuery } from '../schemas/watch.js';
import { viewFinding, viewWatched, type WatchedAnswer, type WatchFindingAnswer } from '../views/watch-view.js';
import { Discloses } from '../identity/discloses.js';
import { shownOfWatched } from '../views/shown-words.js';

/** What may make figures look better than the work: for heads, managers and auditors to look at, one by one. It accuses nobody. */
@Controller('api/v1/watch-list')
export class WatchListController {
  constructor(
    @Inject(ENGINE) private readonly engine: Engine,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly rights: Rights,
  ) {}

  @Get()
  async list(@CurrentActor() actor: Actor, @Query({ schema: watchQuery }) { limit, after, agency, kind, from, to, state }: WatchQuery): Promise<Page<WatchFindingAnswer>> {
    const agencies = await figureAgencies(this.engine, this.rights, actor, agency, 'ReadWatchList');
    const key = after === undefined ? undefined : readKey(after, byKey);
    const found = await listFindings(this.engine.database.read, {
      agencies,
      limit: limit + 1,
      ...(kind === undefined ? {} : { kind }),
      ...(from === undefined ? {} : { from: startOfDay(parseLocalDate(from)) }),
      ...(to === undefined ? {} : { until: startOfDay(addCalendarDays(parseLocalDate(to), 1)) }),
      ...(state === undefined ? {} : { state }),
      ...(key === undefined ? {} : { before: { at: key.at, id: findingId.parse(key.key) } }),
    });
    const page = found.slice(0, limit);
    const last = page.at(-1);
    return { items: page.map(viewFinding), next: found.length > limit && last !== undefined ? writeKey({ at: last.happenedAt, key: String(last.id) }) : null };
  }

  @Get(':id')
  @Discloses('watch-note', shownOfWatched)
  async read(@CurrentActor() actor: Actor, @Param('id', { schema: findingId }) id: number): Promise<WatchedAnswer> {
    return this.view(await this.findingOf(actor, 'ReadWatchList', id));
  }

  /** Says that somebody looked, and what they found; notes are added and never changed. */
  @Post(':id/notes')
  @Discloses('watch-note', shownOfWatched)
  @HttpCode(HttpStatus.OK)
  async note(@CurrentActor() actor: Actor, @Param('id', { schema: findingId }) id: number, @Body({ schema: watchNoteRequest }) { text }: WatchNoteRequest): Promise<WatchedAnswer> {
    const found = await this.findingOf(actor, 'NoteWatchFinding', id);
    if (!(await noteFinding(this.engine, found, text, actor, this.clock.now()))) {
      throw problem('invalid-request', undefined, [{ path: '/body/text', reason: 'is one note too many for this finding' }]);
    }
    return this.view(await this.findingOf(actor, 'NoteWatchFinding', id));
  }

  private async view(found: ListedFinding): Promise<WatchedAnswer> {
    return viewWatched(found, await listNotes(this.engine, found.id));
  }

  private async findingOf(actor: Actor, action: Action, id: number): Promise<ListedFinding> {
    const found = await findFinding(this.engine.database.read, id);
    if (found === undefined || !(await this.rights.may(actor, action, { province: found.province, agencies: [found.agency, found.actor.agency] }))) {
      throw problem('not-found', `There is no finding ${String(id)}`);
    }
    return found;
  }
}
