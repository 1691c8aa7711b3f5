import { Body, Controller, Get, Inject, Param, Post, Query, type StreamableFile } from '@nestjs/common';
import { z } from 'zod';
import type { Actor } from '#domain';
import { type Clock, type CodeBlockState, type Engine, findCodeBlock, listCodeBlocks, printBlankSlips, reserveCodes } from '#service';
import { pdfFile } from '../files/pdf-file.js';
import { CurrentActor, IdempotencyKey } from '../identity/actor.js';
import { Rights } from '../identity/rights.js';
import { problem } from '../problems/problem.js';
import { type Page, readKey, writeKey } from '../reads/page.js';
import { idempotencyKey } from '../schemas/atoms.js';
import { type CodeBlockRequest, codeBlockRequest, type CodeBlocksQuery, codeBlocksQuery } from '../schemas/queries.js';
import { CLOCK, ENGINE } from '../parts.js';
import { type CodeBlockAnswer, type CodeBlockStateAnswer, viewBlock, viewBlockState } from '../views/code-block-view.js';

/** Codes set aside before or during a line cut, to be written on blank slips and entered afterwards. */
@Controller('api/v1/codes')
export class CodesController {
  constructor(
    @Inject(ENGINE) private readonly engine: Engine,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly rights: Rights,
  ) {}

  @Post('blocks')
  async reserve(@CurrentActor() actor: Actor, @IdempotencyKey({ schema: idempotencyKey }) key: string, @Body({ schema: codeBlockRequest }) { agencyCode, count }: CodeBlockRequest): Promise<CodeBlockAnswer> {
    const agency = (await this.engine.rules.agencies(this.engine.database.read)).get(agencyCode);
    if (agency?.desk !== true) {
      throw problem('invalid-request', undefined, [{ path: '/body/agencyCode', reason: 'must be an agency with a desk' }]);
    }
    await this.rights.demand(actor, 'ReserveCodes', { province: agency.province, agencies: [agency.code] });
    const block = await reserveCodes(this.engine, agency, count, { by: actor.subject, key }, this.clock.now());
    if (block === 'key-conflict') {
      throw problem('idempotency-key-reused');
    }
    return viewBlock(block);
  }

  /** Blocks of codes, the newest first. */
  @Get('blocks')
  async list(@CurrentActor() actor: Actor, @Query({ schema: codeBlocksQuery }) query: CodeBlocksQuery): Promise<Page<CodeBlockStateAnswer>> {
    const agencies = await this.rights.reach(actor, 'ReserveCodes', query.agency);
    const before = query.after === undefined ? undefined : readKey(query.after);
    const found = await listCodeBlocks(this.engine, { agencies, limit: query.limit + 1, ...(before === undefined ? {} : { before: { at: before.at, id: before.key } }) });
    const blocks = found.slice(0, query.limit);
    const last = blocks.at(-1);
    return { items: blocks.map(viewBlockState), next: found.length > query.limit && last !== undefined ? writeKey({ at: last.reservedAt, key: last.id }) : null };
  }

  @Get('blocks/:id')
  async read(@CurrentActor() actor: Actor, @Param('id', { schema: z.uuid() }) id: string): Promise<CodeBlockStateAnswer> {
    return viewBlockState(await this.getBlock(actor, id));
  }

  /** A blank form 01 for each code of the block that no dossier bears yet. */
  @Get('blocks/:id/slips')
  async slips(@CurrentActor() actor: Actor, @Param('id', { schema: z.uuid() }) id: string): Promise<StreamableFile> {
    const pdf = await printBlankSlips(this.engine, await this.getBlock(actor, id));
    if (pdf === undefined) {
      throw problem('not-found', 'Every code of this block is borne by a dossier: reserve another block');
    }
    return pdfFile(pdf, `${id}-01.pdf`);
  }

  private async getBlock(actor: Actor, id: string): Promise<CodeBlockState> {
    const block = await findCodeBlock(this.engine, id);
    if (block === undefined || !(await this.rights.mayAt(actor, 'ReserveCodes', block.agency))) {
      throw problem('not-found', `There is no block of codes ${id}`);
    }
    return block;
  }
}
