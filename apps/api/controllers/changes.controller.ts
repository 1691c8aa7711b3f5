import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Actor } from '#domain';
import { CurrentActor, TokenExpiry } from '../identity/actor.js';
import { Rights } from '../identity/rights.js';
import { ChangeHub } from '../live/change-hub.js';
import { ChangeWatch } from '../live/change-watch.js';
import { noQuery } from '../schemas/queries.js';

/** Tells open screens what changed, while they are open. */
@Controller('api/v1/changes')
export class ChangesController {
  constructor(
    private readonly hub: ChangeHub,
    private readonly watch: ChangeWatch,
    private readonly rights: Rights,
  ) {}

  @Get()
  async follow(@CurrentActor() actor: Actor, @TokenExpiry() expiresAt: number, @Query({ schema: noQuery }) _query: object, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    // Refuses whoever may list nothing; what each message may name is decided message by message.
    await this.rights.reach(actor, 'SearchDossiers');
    const lastId = request.headers['last-event-id'];
    const readable = await this.hub.open({ actor, expiresAt, ...(typeof lastId === 'string' ? { lastId } : {}) });
    this.watch.attend();
    // Proxies would keep back what is written little by little. A reader who leaves is no fault of the request: its end is not waited for.
    void reply.header('x-accel-buffering', 'no').type('text/event-stream').send(readable);
  }
}
