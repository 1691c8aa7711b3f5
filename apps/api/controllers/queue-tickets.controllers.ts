import { Body, Controller, Get, HttpCode, HttpStatus, Inject, Param, Post, Query } from '@nestjs/common';
import { type Actor, type Agency, type Instant, localDateOf, type QueueDesk } from '#domain';
import { callNext, type Clock, type Engine, listTickets, queueDesks, type QueueTicket, stepTicket, takeTicket, type TicketStep } from '#service';
import { CurrentActor, IdempotencyKey, Public } from '../identity/actor.js';
import { Rights } from '../identity/rights.js';
import { CLOCK, ENGINE } from '../parts.js';
import { problem } from '../problems/problem.js';
import { KeptAnswers } from '../reads/kept-answers.js';
import type { Page } from '../reads/page.js';
import { idempotencyKey, reference } from '../schemas/atoms.js';
import { noQuery } from '../schemas/queries.js';
import { seriesCode, type TicketCallRequest, ticketCallRequest, ticketNumber, type TicketRequest, ticketRequest, type TicketStepRequest, ticketStepRequest } from '../schemas/queue-tickets.js';
import { type CallScreen, type QueueDeskAnswer, type QueueDeskState, type QueueTicketAnswer, viewCallScreen, viewDeskState, viewQueueDesk, viewTicket } from '../views/queue-ticket-view.js';

/** How long the screen stands before it is read again: anybody may ask for it. */
const SCREEN_FRESH_MS = 1_000;

/** Numbers of those who wait at a desk. A desk the installation did not switch on is not there. */
@Controller('api/v1/queue-desks')
export class QueueTicketsController {
  constructor(
    @Inject(ENGINE) private readonly engine: Engine,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly rights: Rights,
  ) {}

  @Get()
  async list(@CurrentActor() actor: Actor, @Query({ schema: noQuery }) _query: object): Promise<Page<QueueDeskAnswer>> {
    const within = await this.rights.reach(actor, 'RunQueue');
    const agencies = await agenciesOf(this.engine);
    const desks = (await queueDesks(this.engine)).filter(({ agency }) => within.includes(agency));
    return { items: desks.map((desk) => viewQueueDesk(desk, agencies)), next: null };
  }

  @Get(':agency')
  async read(@CurrentActor() actor: Actor, @Param('agency', { schema: reference }) agency: string, @Query({ schema: noQuery }) _query: object): Promise<QueueDeskState> {
    const desk = await this.deskOf(actor, agency);
    const at = this.clock.now();
    return viewDeskState(desk, await agenciesOf(this.engine), await today(this.engine, agency, at), at);
  }

  @Post(':agency/tickets')
  async take(
    @CurrentActor() actor: Actor,
    @Param('agency', { schema: reference }) agency: string,
    @IdempotencyKey({ schema: idempotencyKey }) key: string,
    @Body({ schema: ticketRequest }) { series }: TicketRequest,
  ): Promise<QueueTicketAnswer> {
    demandSeries(await this.deskOf(actor, agency), [series], '/body/series');
    const at = this.clock.now();
    return this.answered(await takeTicket(this.engine, { agency, series }, { by: actor.subject, key }, at), agency, at);
  }

  @Post(':agency/calls')
  @HttpCode(HttpStatus.OK)
  async call(
    @CurrentActor() actor: Actor,
    @Param('agency', { schema: reference }) agency: string,
    @IdempotencyKey({ schema: idempotencyKey }) key: string,
    @Body({ schema: ticketCallRequest }) { window, series }: TicketCallRequest,
  ): Promise<QueueTicketAnswer> {
    const desk = await this.deskOf(actor, agency);
    demandSeries(desk, series ?? [], '/body/series');
    if (window > desk.windows) {
      throw problem('invalid-request', undefined, [{ path: '/body/window', reason: `must be a window of the desk, from 1 to ${String(desk.windows)}` }]);
    }
    const at = this.clock.now();
    const called = await callNext(this.engine, { agency, window, series: series ?? desk.series.map(({ code }) => code) }, { by: actor.subject, key }, at);
    if (called === 'none-waiting') {
      throw problem('no-ticket-waiting');
    }
    return this.answered(called, agency, at);
  }

  @Post(':agency/tickets/:series/:number/steps')
  @HttpCode(HttpStatus.OK)
  async step(
    @CurrentActor() actor: Actor,
    @Param('agency', { schema: reference }) agency: string,
    @Param('series', { schema: seriesCode }) series: string,
    @Param('number', { schema: ticketNumber }) number: number,
    @Body({ schema: ticketStepRequest }) body: TicketStepRequest,
  ): Promise<QueueTicketAnswer> {
    await this.deskOf(actor, agency);
    const at = this.clock.now();
    const done = await stepTicket(this.engine, { agency, series, number, step: stepOf(body) }, at);
    if (done === undefined) {
      throw problem('not-found', 'Today this number was not taken');
    }
    if (done === 'otherwise') {
      throw problem('ticket-stands-otherwise');
    }
    return this.answered(done, agency, at);
  }

  private async answered(ticket: QueueTicket | 'key-conflict', agency: string, at: Instant): Promise<QueueTicketAnswer> {
    if (ticket === 'key-conflict') {
      throw problem('idempotency-key-reused');
    }
    return viewTicket(ticket, await today(this.engine, agency, at));
  }

  /** Throws a 404 problem where the desk has no numbers, a 403 problem where the actor may not run them. */
  private async deskOf(actor: Actor, agency: string): Promise<QueueDesk> {
    const desk = await findDesk(this.engine, agency);
    await this.rights.demandAt(actor, 'RunQueue', agency, '/path/agency');
    return desk;
  }
}

/** The open state for the screen above the windows. It needs no token: numbers and windows are called aloud. */
@Controller('api/v1/public/queue-desks')
@Public()
export class CallScreenController {
  readonly #kept = new KeptAnswers<CallScreen>(SCREEN_FRESH_MS);

  constructor(
    @Inject(ENGINE) private readonly engine: Engine,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get(':agency')
  async read(@Param('agency', { schema: reference }) agency: string, @Query({ schema: noQuery }) _query: object): Promise<CallScreen> {
    const desk = await findDesk(this.engine, agency);
    const at = this.clock.now();
    return this.#kept.at(agency, at, async () => viewCallScreen(desk, await agenciesOf(this.engine), await today(this.engine, agency, at), at));
  }
}

async function findDesk(engine: Engine, agency: string): Promise<QueueDesk> {
  const desk = (await queueDesks(engine)).find((each) => each.agency === agency);
  if (desk === undefined) {
    throw problem('not-found', 'This desk hands out no numbers');
  }
  return desk;
}

function agenciesOf(engine: Engine): Promise<ReadonlyMap<string, Agency>> {
  return engine.rules.agencies(engine.database.read);
}

function today(engine: Engine, agency: string, at: Instant): Promise<readonly QueueTicket[]> {
  return listTickets(engine.database.read, agency, localDateOf(at));
}

function stepOf(body: TicketStepRequest): TicketStep['step'] {
  return body.step === 'again' ? { kind: body.step, calls: body.calls } : { kind: body.step };
}

function demandSeries({ series }: QueueDesk, wanted: readonly string[], path: string): void {
  if (wanted.some((code) => !series.some((known) => known.code === code))) {
    throw problem('invalid-request', undefined, [{ path, reason: `must be a series of the desk: ${series.map(({ code }) => code).join(', ')}` }]);
  }
}
