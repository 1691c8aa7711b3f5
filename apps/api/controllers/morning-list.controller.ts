import { Readable } from 'node:stream';
import { Controller, Get, Inject, Query, StreamableFile } from '@nestjs/common';
import { type Actor, localDateOf, parseLocalDate } from '#domain';
import type { Clock, Engine } from '#service';
import { listMorningTold, listsOfMorning, renderMorning } from '#service/figures';
import { dispositionOf } from '../files/pdf-file.js';
import { CurrentActor } from '../identity/actor.js';
import { figureAgencies, toldScope } from '../identity/figure-agency.js';
import { Rights } from '../identity/rights.js';
import { XLSX_MEDIA } from '#letters';
import { CLOCK, ENGINE } from '../parts.js';
import { type MorningAsked, morningFileOf, readMorning } from '../reads/morning.js';
import { byKey, type Page, readKey, writeKey } from '../reads/page.js';
import { type MorningFileQuery, morningFileQuery, type MorningMadeQuery, morningMadeQuery, type MorningQuery, morningQuery } from '../schemas/morning.js';
import { type MorningListAnswer, type MorningPage, type MorningToldAnswer, viewMorningList, viewMorningTold } from '../views/morning-view.js';

/** What is late and due soon, now and as it stood in the morning: for managers the province, for heads their agencies, for officers their own. */
@Controller('api/v1/morning-list')
export class MorningListController {
  constructor(
    @Inject(ENGINE) private readonly engine: Engine,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly rights: Rights,
  ) {}

  @Get()
  async list(@CurrentActor() actor: Actor, @Query({ schema: morningQuery }) { limit, after, ...query }: MorningQuery): Promise<MorningPage> {
    const asked = await this.askedOf(actor, query);
    const page = await readMorning(this.engine, asked, { limit, ...(after === undefined ? {} : { after }) }, this.clock.now());
    const address = new URLSearchParams(query).toString();
    return { ...page, xlsx: `/api/v1/morning-list/xlsx${address === '' ? '' : `?${address}`}` };
  }

  @Get('xlsx')
  async xlsx(@CurrentActor() actor: Actor, @Query({ schema: morningFileQuery }) query: MorningFileQuery): Promise<StreamableFile> {
    const file = await morningFileOf(this.engine, await this.askedOf(actor, query), this.clock.now());
    return new StreamableFile(Readable.from(renderMorning(this.engine, file), { objectMode: false }), { type: XLSX_MEDIA, disposition: dispositionOf('attachment', `danh-sach-${file.day}.xlsx`) });
  }

  /** The lists that were made on a day, with the hash of what each said. */
  @Get('made')
  async made(@CurrentActor() actor: Actor, @Query({ schema: morningMadeQuery }) { limit, after, agency, date }: MorningMadeQuery): Promise<Page<MorningListAnswer>> {
    const agencies = await figureAgencies(this.engine, this.rights, actor, agency, 'SearchDossiers');
    const from = after === undefined ? '' : readKey(after, byKey).key;
    const found = (await listsOfMorning(this.engine.database.read, agencies, this.dayOf(date))).filter((list) => list.agency > from);
    const page = found.slice(0, limit);
    const last = page.at(-1);
    return { items: page.map(viewMorningList), next: found.length > limit && last !== undefined ? writeKey({ at: last.madeAt, key: last.agency }) : null };
  }

  /** Who was told of the list of a day, and when; what it counted is told to the person alone. */
  @Get('told')
  async told(@CurrentActor() actor: Actor, @Query({ schema: morningMadeQuery }) { limit, after, agency, date }: MorningMadeQuery): Promise<Page<MorningToldAnswer>> {
    const agencies = await figureAgencies(this.engine, this.rights, actor, agency, 'SearchDossiers');
    const found = await listMorningTold(this.engine.database.read, {
      day: this.dayOf(date),
      agencies,
      limit: limit + 1,
      ...(actor.role === 'officer' ? { subject: actor.subject } : {}),
      ...(after === undefined ? {} : { after: readKey(after, byKey).key }),
    });
    const page = found.slice(0, limit);
    const last = page.at(-1);
    return { items: page.map((person) => viewMorningTold(person, actor.subject)), next: found.length > limit && last !== undefined ? writeKey({ at: last.toldAt, key: last.subject }) : null };
  }

  private async askedOf(actor: Actor, { agency, date }: MorningFileQuery): Promise<MorningAsked> {
    const scope = await toldScope(this.engine, this.rights, actor, agency, 'SearchDossiers');
    return { scope, ...(actor.role === 'officer' ? { officer: actor.subject } : {}), ...(date === undefined ? {} : { day: parseLocalDate(date) }) };
  }

  private dayOf(date: string | undefined): ReturnType<typeof parseLocalDate> {
    return date === undefined ? localDateOf(this.clock.now()) : parseLocalDate(date);
  }
}
