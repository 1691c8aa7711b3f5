import { Body, Controller, Get, HttpCode, HttpStatus, Inject, Param, Post, Query } from '@nestjs/common';
import { z } from 'zod';
import type { Actor, Agency } from '#domain';
import { beginNumberSeries, type Clock, type Engine, listNumberSeries, readDocumentSeries, requestHash, voidDocumentNumber, WITHOUT_NUMBER } from '#service';
import { CurrentActor, IdempotencyKey } from '../identity/actor.js';
import { Rights } from '../identity/rights.js';
import { forbidden, problem } from '../problems/problem.js';
import { type Page, readKey, writeKey } from '../reads/page.js';
import { type NumberSeriesQuery, numberSeriesQuery, type NumberSeriesRequest, numberSeriesRequest } from '../schemas/administration.js';
import { idempotencyKey, reference } from '../schemas/atoms.js';
import { type NumberSeriesAnswer, viewNumberSeries } from '../views/administration-view.js';
import { yearInPath } from '../schemas/calendar-draft.js';
import { type PageQuery, pageQuery } from '../schemas/queries.js';
import { symbol as seriesSymbol, type VoidNumberRequest, voidNumberRequest } from '../schemas/signing.js';
import { CLOCK, ENGINE } from '../parts.js';
import { type DocumentNumberAnswer, type DocumentSeriesAnswer, viewNumber, viewSeries } from '../views/signing-view.js';

/** Numbers as documents bear them. */
const byText = z.string().min(1).max(80);

/** Numbers of documents: continuous for an agency, a kind of document and a year; a voided one stays listed. */
@Controller('api/v1/document-numbers')
export class DocumentNumbersController {
  constructor(
    @Inject(ENGINE) private readonly engine: Engine,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly rights: Rights,
  ) {}

  /** Series of an agency, the newest year first. */
  @Get()
  async series(@CurrentActor() actor: Actor, @Query({ schema: numberSeriesQuery }) { agency, limit, after }: NumberSeriesQuery): Promise<Page<NumberSeriesAnswer>> {
    const { code, province } = await this.agency(agency ?? actor.agency);
    await this.rights.demand(actor, 'ReadFigures', { province, agencies: [code] });
    const found = (await listNumberSeries(this.engine.database.read, code)).map((series) => viewNumberSeries(series));
    const from = after === undefined ? 0 : Number(after);
    const items = found.slice(from, from + limit);
    return { items, next: found.length > from + limit ? String(from + limit) : null };
  }

  /** Says up to which number the agency's own register had come; only until the engine has given the first. */
  @Post()
  @HttpCode(HttpStatus.OK)
  async begin(@CurrentActor() actor: Actor, @IdempotencyKey({ schema: idempotencyKey }) key: string, @Body({ schema: numberSeriesRequest }) body: NumberSeriesRequest): Promise<NumberSeriesAnswer> {
    const { begun, ...series } = body;
    const { province } = await this.agency(series.agency);
    await this.rights.demand(actor, 'ManageCatalogue', { province, agencies: [] });
    const beginning = await beginNumberSeries(this.engine, series, begun, { at: this.clock.now(), by: actor.subject, request: { key, hash: requestHash(this.engine, body) } });
    switch (beginning.kind) {
      case 'key-conflict':
        throw problem('idempotency-key-reused');
      case 'in-use':
        throw problem('series-in-use', `The last number given is ${String(beginning.last)}`);
      case 'begun':
        return viewNumberSeries(beginning.series);
    }
  }

  @Get(':agency/:symbol/:year')
  async list(
    @CurrentActor() actor: Actor,
    @Param('agency', { schema: reference }) agency: string,
    @Param('symbol', { schema: seriesSymbol }) symbol: string,
    @Param('year', { schema: yearInPath }) year: number,
    @Query({ schema: pageQuery }) { after, limit }: PageQuery,
  ): Promise<DocumentSeriesAnswer> {
    const { code, province } = await this.agency(agency);
    await this.rights.demand(actor, 'ReadFigures', { province, agencies: [code] });
    const from = after === undefined ? undefined : readKey(after, byText);
    const page = await readDocumentSeries(this.engine, { agency, symbol, year }, limit + 1, from === undefined ? undefined : { number: from.at, text: from.key });
    const entries = page.entries.slice(0, limit);
    const last = entries.at(-1);
    return viewSeries({ ...page, entries }, page.entries.length > limit && last !== undefined ? writeKey({ at: last.number ?? WITHOUT_NUMBER, key: last.text }) : null);
  }

  /** Voids a number; the same answer however often the same person asks for the same reason. */
  @Post('void')
  @HttpCode(HttpStatus.OK)
  async void(@CurrentActor() actor: Actor, @Body({ schema: voidNumberRequest }) { reason, number, ...series }: VoidNumberRequest): Promise<DocumentNumberAnswer> {
    const agency = await this.agency(series.agency);
    await this.demandVoid(actor, agency);
    const voiding = await voidDocumentNumber(this.engine, series, number, { actor, reason, agencySymbol: agency.symbol }, this.clock.now());
    switch (voiding.kind) {
      case 'voided':
        return viewNumber(voiding.entry);
      case 'not-found':
        throw problem('not-found', `The series has not come to number ${String(number)}`);
      case 'already-voided':
        throw problem('number-voided');
      case 'letter-owed':
        throw problem('number-awaited');
    }
  }

  /** Whoever signs for the agency voids its numbers, and whoever manages the catalogue. */
  private async demandVoid(actor: Actor, { code, province }: Agency): Promise<void> {
    const concerned = { province, agencies: [code] };
    if (!(await this.rights.may(actor, 'SignApology', concerned)) && !(await this.rights.may(actor, 'ManageCatalogue', concerned))) {
      throw forbidden();
    }
  }

  private async agency(code: string): Promise<Agency> {
    const agency = (await this.engine.rules.agencies(this.engine.database.read)).get(code);
    if (agency === undefined) {
      throw problem('not-found', `There is no agency ${code}`);
    }
    return agency;
  }
}
