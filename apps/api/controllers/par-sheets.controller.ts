import { Readable } from 'node:stream';
import { Body, Controller, Get, HttpCode, HttpStatus, Inject, Param, Post, Query, StreamableFile } from '@nestjs/common';
import { z } from 'zod';
import type { Actor } from '#domain';
import { pointsOf } from '#domain/figures';
import type { Clock, Engine, FileStore } from '#service';
import { addParEvidence, findSheet, giveSheetCommand, listSheets, openParSheet, packSheet, readParEvidence, readRowTexts, readSheetEvents, type SheetHead, type SheetPage, type SheetRequest, showSheet } from '#service/figures';
import { attachedFile, dispositionOf } from '../files/pdf-file.js';
import { fileRefused, readUpload } from '../files/upload.js';
import { CurrentActor, IdempotencyKey } from '../identity/actor.js';
import { figureAgencies } from '../identity/figure-agency.js';
import { Rights } from '../identity/rights.js';
import { CLOCK, ENGINE, FILES } from '../parts.js';
import { noSuchSheet, sheetRefused } from '../problems/par-problems.js';
import { problem } from '../problems/problem.js';
import { type Page, readKey, writeKey } from '../reads/page.js';
import { demandOwnParIndex } from '../reads/par-rights.js';
import { idempotencyKey } from '../schemas/atoms.js';
import {
  numberInPath,
  type ParAdoptionRequest,
  parAdoptionRequest,
  type ParProposalAnswer,
  parProposalAnswer,
  type ParRowRequest,
  parRowRequest,
  type ParSheetRequest,
  parSheetRequest,
  type ParSheetsQuery,
  parSheetsQuery,
} from '../schemas/par-index.js';
import { type TimelineQuery, timelineQuery } from '../schemas/queries.js';
import { type ParHistoryEntry, type ParSheetAnswer, type ParSheetItem, sheetPath, viewHistory, viewSheet, viewSheetItem } from '../views/par-sheet-view.js';
import type { EvidenceAnswer } from '../views/par-evidence-view.js';

const idInPath = { schema: z.uuid() };

/** Self-scoring of a year's PAR INDEX. An agency's own leaders and administrators write; the province reads all of its agencies. */
@Controller('api/v1/par-index/sheets')
export class ParSheetsController {
  constructor(
    @Inject(ENGINE) private readonly engine: Engine,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(FILES) private readonly files: FileStore,
    private readonly rights: Rights,
  ) {}

  @Get()
  async list(@CurrentActor() actor: Actor, @Query({ schema: parSheetsQuery }) { limit, after, agency, year }: ParSheetsQuery): Promise<Page<ParSheetItem>> {
    const agencies = await figureAgencies(this.engine, this.rights, actor, agency, 'ReadParIndex');
    const before = after === undefined ? undefined : readKey(after);
    const found = await listSheets(this.engine.database.read, { agencies, limit: limit + 1, ...(year === undefined ? {} : { year }), ...(before === undefined ? {} : { before: { year: before.at, id: before.key } }) });
    const page = found.slice(0, limit);
    const last = page.at(-1);
    return { items: page.map(viewSheetItem), next: found.length > limit && last !== undefined ? writeKey({ at: last.year, key: last.id }) : null };
  }

  /** Opens the one sheet of an agency and year; one that is open already is answered as it is. */
  @Post()
  @HttpCode(HttpStatus.CREATED)
  async open(@CurrentActor() actor: Actor, @IdempotencyKey({ schema: idempotencyKey }) key: string, @Body({ schema: parSheetRequest }) { agency, year, catalogue }: ParSheetRequest): Promise<ParSheetAnswer> {
    await demandOwnParIndex(this.rights, actor, agency);
    const opened = await openParSheet(this.engine, { agency, year, catalogue, actor, key, at: this.clock.now() });
    switch (opened.kind) {
      case 'opened':
      case 'known':
        return this.showAfter(opened.id, opened.kind === 'opened' ? 1 : undefined);
      case 'unknown-catalogue':
        throw problem('par-unknown-catalogue', undefined, [{ path: '/body/catalogue', reason: 'must be the code of a published set of criteria' }]);
      case 'beyond-calendar':
        throw problem('par-year-beyond-calendar', undefined, [{ path: '/body/year', reason: 'must be a year whose next year has a calendar' }]);
      case 'key-conflict':
        throw problem('idempotency-key-reused');
    }
  }

  @Get(':id')
  async read(@CurrentActor() actor: Actor, @Param('id', idInPath) id: string): Promise<ParSheetAnswer> {
    await this.find(actor, id);
    return viewSheet(await this.page(id), this.clock.now());
  }

  @Get(':id/history')
  async history(@CurrentActor() actor: Actor, @Param('id', idInPath) id: string, @Query({ schema: timelineQuery }) { limit, after = 0 }: TimelineQuery): Promise<Page<ParHistoryEntry>> {
    await this.find(actor, id);
    const { read } = this.engine.database;
    const [{ events }, texts] = [await readSheetEvents(read, id), await readRowTexts(read, this.engine, id)];
    const found = events.filter(({ seq }) => seq > after).slice(0, limit + 1);
    const page = found.slice(0, limit);
    return { items: page.map((event) => viewHistory(event, texts)), next: found.length > limit ? String(page.at(-1)?.seq) : null };
  }

  /** Enters a row; after the window it becomes a proposal for a second person. */
  @Post(':id/rows')
  @HttpCode(HttpStatus.OK)
  async score(@CurrentActor() actor: Actor, @IdempotencyKey({ schema: idempotencyKey }) key: string, @Param('id', idInPath) id: string, @Body({ schema: parRowRequest }) { score, ...row }: ParRowRequest): Promise<ParSheetAnswer> {
    return this.give(actor, key, id, { type: 'ScoreRow', ...row, ...(score === undefined ? {} : { score: pointsOf(score) }) });
  }

  @Post(':id/proposals/:seq/answer')
  @HttpCode(HttpStatus.OK)
  async answer(
    @CurrentActor() actor: Actor,
    @IdempotencyKey({ schema: idempotencyKey }) key: string,
    @Param('id', idInPath) id: string,
    @Param('seq', { schema: numberInPath }) seq: number,
    @Body({ schema: parProposalAnswer }) { answer }: ParProposalAnswer,
  ): Promise<ParSheetAnswer> {
    return this.give(actor, key, id, { type: 'AnswerProposal', proposal: seq, answer });
  }

  @Post(':id/catalogue')
  @HttpCode(HttpStatus.OK)
  async adopt(@CurrentActor() actor: Actor, @IdempotencyKey({ schema: idempotencyKey }) key: string, @Param('id', idInPath) id: string, @Body({ schema: parAdoptionRequest }) { version }: ParAdoptionRequest): Promise<ParSheetAnswer> {
    return this.give(actor, key, id, { type: 'AdoptCatalogue', version });
  }

  /** Submits the sheet: it stands still from then on, under the hash of everything it says. */
  @Post(':id/submission')
  @HttpCode(HttpStatus.OK)
  async submit(@CurrentActor() actor: Actor, @IdempotencyKey({ schema: idempotencyKey }) key: string, @Param('id', idInPath) id: string): Promise<ParSheetAnswer> {
    return this.give(actor, key, id, { type: 'SubmitSheet' });
  }

  @Post(':id/evidence')
  @HttpCode(HttpStatus.CREATED)
  async store(@CurrentActor() actor: Actor, @IdempotencyKey({ schema: idempotencyKey }) key: string, @Param('id', idInPath) id: string, @Body() body: unknown): Promise<EvidenceAnswer> {
    await this.demandWrite(actor, id);
    const stored = await addParEvidence(this.engine, this.files, { sheetId: id, content: await readUpload(body), actor, key, at: this.clock.now() });
    switch (stored.kind) {
      case 'stored':
        return { ...stored.file, link: `${sheetPath(id)}/evidence/${stored.file.fileId}` };
      case 'refused':
        throw fileRefused(stored);
      case 'submitted':
        throw problem('par-submitted');
      case 'not-found':
        throw noSuchSheet(id);
      case 'key-conflict':
        throw problem('idempotency-key-reused');
    }
  }

  /** Hands a file out; who asked for it is recorded. */
  @Get(':id/evidence/:fileId')
  async evidence(@CurrentActor() actor: Actor, @Param('id', idInPath) id: string, @Param('fileId', idInPath) fileId: string): Promise<StreamableFile> {
    await this.find(actor, id);
    const found = await readParEvidence(this.engine, this.files, { sheetId: id, fileId, by: actor, at: this.clock.now() });
    if (found.kind !== 'read') {
      throw problem('not-found', `There is no file ${fileId} of this sheet`);
    }
    return attachedFile(found.content, fileId, found.file.mediaType);
  }

  /** The whole pack as an archive, sent while its files are read. */
  @Get(':id/pack')
  async pack(@CurrentActor() actor: Actor, @Param('id', idInPath) id: string): Promise<StreamableFile> {
    await this.find(actor, id);
    const pack = await packSheet(this.engine, this.files, { sheetId: id, by: actor, at: this.clock.now() });
    if (pack === undefined) {
      throw noSuchSheet(id);
    }
    return new StreamableFile(Readable.from(pack.bytes, { objectMode: false }), { type: 'application/zip', disposition: dispositionOf('attachment', pack.fileName) });
  }

  private async give(actor: Actor, key: string, sheetId: string, request: SheetRequest): Promise<ParSheetAnswer> {
    await this.demandWrite(actor, sheetId);
    const answer = await giveSheetCommand(this.engine, this.clock, { sheetId, actor, key, request });
    if (answer.kind !== 'applied') {
      throw sheetRefused(answer, sheetId);
    }
    return this.showAfter(sheetId, answer.seq);
  }

  /** The sheet right after an event, so that a repeated request is answered alike. */
  private async showAfter(id: string, seq?: number): Promise<ParSheetAnswer> {
    const page = await this.page(id, seq);
    return viewSheet(page, page.changedAt);
  }

  private async page(id: string, seq?: number): Promise<SheetPage> {
    const page = await showSheet(this.engine, id, seq);
    if (page === undefined) {
      throw noSuchSheet(id);
    }
    return page;
  }

  private async demandWrite(actor: Actor, id: string): Promise<void> {
    await demandOwnParIndex(this.rights, actor, (await this.find(actor, id)).agency);
  }

  private async find(actor: Actor, id: string): Promise<SheetHead> {
    return this.rights.kept(actor, 'ReadParIndex', await findSheet(this.engine.database.read, id), noSuchSheet(id));
  }
}
