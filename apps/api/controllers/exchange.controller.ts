import { Body, Controller, Get, HttpCode, HttpStatus, Inject, Param, Post, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { type Actor, formatLocalDate, localDateOf } from '#domain';
import { applyExchange, type Clock, compareImport, comparisonHash, type Engine, type ExchangeFile, type ExchangeImport, exportCatalogue, findExchangeImport, listExchangeImports, uploadExchange } from '#service';
import { dispositionOf } from '../files/pdf-file.js';
import { CurrentActor, IdempotencyKey } from '../identity/actor.js';
import { Rights } from '../identity/rights.js';
import { CLOCK, ENGINE } from '../parts.js';
import { exchangeNotApplied, exchangeUnreadable, noSuchImport } from '../problems/administration-problems.js';
import { problem } from '../problems/problem.js';
import { type Page, readKey, writeKey } from '../reads/page.js';
import { type ExchangeApplicationBody, exchangeApplication, type ExchangeUploadBody, exchangeUpload, type ExportQuery, exportQuery } from '../schemas/administration.js';
import { idempotencyKey } from '../schemas/atoms.js';
import { type PageQuery, pageQuery } from '../schemas/queries.js';
import { type ExchangeImportAnswer, type ExchangeImportItem, viewImport, viewImportItem } from '../views/exchange-view.js';

const idInPath = { schema: z.uuid() };

/** Catalogues carried from one installation to another as one checked file. */
@Controller('api/v1/exchange')
export class ExchangeController {
  constructor(
    @Inject(ENGINE) private readonly engine: Engine,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly rights: Rights,
  ) {}

  /** Parts of the province's catalogue as they stand now. */
  @Get('export')
  async export(@CurrentActor() actor: Actor, @Query({ schema: exportQuery }) { parts }: ExportQuery, @Res({ passthrough: true }) reply: FastifyReply): Promise<ExchangeFile> {
    const province = await this.province(actor);
    const now = this.clock.now();
    void reply.header('content-disposition', dispositionOf('attachment', `danh-muc-${province}-${formatLocalDate(localDateOf(now))}.json`));
    return exportCatalogue(this.engine, province, parts, now);
  }

  @Get('imports')
  async list(@CurrentActor() actor: Actor, @Query({ schema: pageQuery }) { limit, after }: PageQuery): Promise<Page<ExchangeImportItem>> {
    const province = await this.province(actor);
    const found = await listExchangeImports(this.engine.database.read, { province, limit: limit + 1, ...(after === undefined ? {} : { before: readKey(after) }) });
    const items = found.slice(0, limit);
    const last = items.at(-1);
    return { items: items.map(viewImportItem), next: found.length > limit && last !== undefined ? writeKey({ at: last.uploadedAt, key: last.id }) : null };
  }

  /** Checks and keeps a file; nothing of it is applied. */
  @Post('imports')
  @HttpCode(HttpStatus.CREATED)
  async upload(@CurrentActor() actor: Actor, @IdempotencyKey({ schema: idempotencyKey }) key: string, @Body({ schema: exchangeUpload }) file: ExchangeUploadBody): Promise<ExchangeImportAnswer> {
    const province = await this.province(actor);
    const uploaded = await uploadExchange(this.engine, file, { province, by: actor.subject, key, at: this.clock.now() }).catch((error: unknown) => {
      throw exchangeUnreadable(error);
    });
    switch (uploaded.kind) {
      case 'key-conflict':
        throw problem('idempotency-key-reused');
      case 'other-province':
        throw problem('exchange-other-province', undefined, [{ path: '/body/province', reason: `must be ${province}` }]);
      case 'uploaded':
        return this.show(await this.find(actor, uploaded.id));
    }
  }

  /** An import beside the catalogue as it stands now. */
  @Get('imports/:id')
  async read(@CurrentActor() actor: Actor, @Param('id', idInPath) id: string): Promise<ExchangeImportAnswer> {
    return this.show(await this.find(actor, id));
  }

  /** Applies chosen parts, all or none, once; calendars become a draft that a second person publishes. */
  @Post('imports/:id/apply')
  @HttpCode(HttpStatus.OK)
  async apply(@CurrentActor() actor: Actor, @Param('id', idInPath) id: string, @Body({ schema: exchangeApplication }) choice: ExchangeApplicationBody): Promise<ExchangeImportAnswer> {
    await this.find(actor, id);
    const result = await applyExchange(this.engine, id, choice, actor, this.clock.now());
    if (result.kind !== 'applied') {
      throw exchangeNotApplied(id, result);
    }
    return this.show(await this.find(actor, id));
  }

  private async show(found: ExchangeImport): Promise<ExchangeImportAnswer> {
    const items = await compareImport(this.engine.database.read, found, this.clock.now());
    return viewImport(found, items, comparisonHash(items, this.engine.sha256));
  }

  private async find(actor: Actor, id: string): Promise<ExchangeImport> {
    const province = await this.province(actor);
    const found = await findExchangeImport(this.engine.database.read, id);
    if (found?.province !== province) {
      throw noSuchImport(id);
    }
    return found;
  }

  /** The province whose catalogue the actor manages. */
  private async province(actor: Actor): Promise<string> {
    const province = await this.rights.provinceOf(actor);
    await this.rights.demand(actor, 'ManageCatalogue', { province, agencies: [] });
    return province;
  }
}
