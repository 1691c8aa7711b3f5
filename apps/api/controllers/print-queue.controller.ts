import { Body, Controller, Get, HttpCode, HttpStatus, Inject, Post, Query } from '@nestjs/common';
import type { Actor } from '#domain';
import { type Clock, deskOfPrint, type Engine, listPrintQueue, markPrint } from '#service';
import { CurrentActor, IdempotencyKey } from '../identity/actor.js';
import { Rights } from '../identity/rights.js';
import { problem } from '../problems/problem.js';
import { byKey, type Page, readKey, writeKey } from '../reads/page.js';
import { idempotencyKey } from '../schemas/atoms.js';
import { type PrintMarksRequest, printMarksRequest, type PrintQueueQuery, printQueueQuery } from '../schemas/delivery.js';
import { CLOCK, ENGINE } from '../parts.js';
import { type PrintItemAnswer, type PrintMarksAnswer, viewPrintItem } from '../views/delivery-view.js';

/** Letters a desk prints, hands over and posts. */
@Controller('api/v1/print-queue')
export class PrintQueueController {
  constructor(
    @Inject(ENGINE) private readonly engine: Engine,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly rights: Rights,
  ) {}

  @Get()
  async list(@CurrentActor() actor: Actor, @Query({ schema: printQueueQuery }) { agency, limit, after }: PrintQueueQuery): Promise<Page<PrintItemAnswer>> {
    const desks = await this.rights.reach(actor, 'DeliverLetters', agency);
    const rows = await listPrintQueue(this.engine, { desks, limit, ...(after === undefined ? {} : { after: readKey(after, byKey) }) });
    const items = rows.slice(0, limit);
    const last = items.at(-1);
    return { items: items.map(viewPrintItem), next: rows.length > limit && last !== undefined ? writeKey({ at: last.planned_at, key: last.letter_key }) : null };
  }

  /** Marks letters as printed, handed over or posted. Each letter by itself: some may have left the queue meanwhile. */
  @Post('marks')
  @HttpCode(HttpStatus.OK)
  async mark(
    @CurrentActor() actor: Actor,
    @IdempotencyKey({ schema: idempotencyKey }) requestKey: string,
    @Body({ schema: printMarksRequest }) { letters, mark }: PrintMarksRequest,
  ): Promise<PrintMarksAnswer> {
    const desks = await this.rights.reach(actor, 'DeliverLetters');
    for (const key of letters) {
      const desk = await deskOfPrint(this.engine, key);
      if (desk === undefined || !desks.includes(desk)) throw problem('not-found', `No print queue has the letter ${key}`);
    }
    const answer: PrintMarksAnswer = { marked: [], offTheQueue: [] };
    for (const key of letters) {
      const taken = await markPrint(this.engine, key, mark, { actor, requestKey }, this.clock.now());
      (taken === 'done' ? answer.marked : answer.offTheQueue).push(key);
    }
    return answer;
  }
}
