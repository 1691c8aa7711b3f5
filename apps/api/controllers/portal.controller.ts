import { Body, Controller, HttpStatus, Inject, Param, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Actor, CommandBodies, CommandType } from '#domain';
import { type Clock, type Engine, takePortalFiling } from '#service';
import { CurrentActor } from '../identity/actor.js';
import { forbidden, intakeRefused, Problem, problem } from '../problems/problem.js';
import { refusalWords } from '../reads/refusal-words.js';
import { dossierCode } from '../schemas/atoms.js';
import {
  type PortalFilingRequest,
  portalFilingRequest,
  type PortalPaymentRequest,
  portalPaymentRequest,
  type PortalSupplementRequest,
  portalSupplementRequest,
  type PortalWithdrawalRequest,
  portalWithdrawalRequest,
} from '../schemas/portal.js';
import { CLOCK, ENGINE } from '../parts.js';
import { dossierPath } from '../views/dossier-view.js';
import { commandPath } from '../views/command-view.js';
import type { PortalCommandAnswer, PortalFilingAnswer } from '../views/sync-view.js';
import { DossierDesk } from './dossier-desk.js';

/**
 * What the national portal or a provincial system hands on for the applicant. Each thing bears a code or number of the portal's own, and
 * is taken once under it: the same again is answered the same, another content under it is a 409.
 */
@Controller('api/v1/portal/dossiers')
export class PortalController {
  constructor(
    @Inject(ENGINE) private readonly engine: Engine,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly desk: DossierDesk,
  ) {}

  /** A new online filing. What is refused is not kept: once the catalogue knows its codes it may come again. */
  @Post()
  async file(@CurrentActor() actor: Actor, @Body({ schema: portalFilingRequest }) request: PortalFilingRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<PortalFilingAnswer> {
    demandPortal(actor);
    const { portalCode, submittedAt, completeAt, evidence, ...filing } = request;
    const taken = await takePortalFiling(this.engine, this.clock, actor, { ...filing, channel: 'online', portal: { submittedAt, completeAt, evidence, portalCode } });
    switch (taken.kind) {
      case 'refused':
        throw taken.unknown.length === 0
          ? intakeRefused(taken.refusal, await refusalWords(this.engine, taken.refusal))
          : problem('portal-codes-unknown', undefined, taken.unknown.map(({ field, code }) => ({ path: `/body/${field}`, reason: `${code} is not in the catalogue` })));
      case 'key-conflict':
        throw problem('portal-content-differs', `${portalCode} was taken with another content: send what was sent, or use a new code`);
      case 'forbidden':
        throw forbidden();
      case 'created':
        this.desk.startWorkflow(taken.dossierId);
        break;
      case 'repeated':
        break;
    }
    void reply.status(HttpStatus.CREATED).header('location', dossierPath(taken.code));
    return { code: taken.code, dossierId: taken.dossierId, seq: taken.kind === 'created' ? taken.rows.length : taken.seq };
  }

  /** Papers that were asked for. The clock goes on from when they are taken here. */
  @Post(':code/supplements')
  supplement(
    @CurrentActor() actor: Actor,
    @Param('code', { schema: dossierCode }) code: string,
    @Body({ schema: portalSupplementRequest }) { supplementId, ...body }: PortalSupplementRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PortalCommandAnswer> {
    return this.hand(actor, { code, number: `supplement:${supplementId}`, type: 'ReceiveSupplement', body }, reply);
  }

  /** A fee, or the financial obligation the clock stands still for. */
  @Post(':code/payments')
  pay(
    @CurrentActor() actor: Actor,
    @Param('code', { schema: dossierCode }) code: string,
    @Body({ schema: portalPaymentRequest }) request: PortalPaymentRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PortalCommandAnswer> {
    const number = `payment:${request.receiptNumber}`;
    if (request.for === 'obligation') {
      return this.hand(actor, { code, number, type: 'MeetFinancialObligation', body: { receiptNumber: request.receiptNumber } }, reply);
    }
    const { for: _, ...payment } = request;
    return this.hand(actor, { code, number, type: 'RecordPayment', body: { ...payment, throughPortal: true } }, reply);
  }

  /** The applicant's wish to withdraw. */
  @Post(':code/withdrawals')
  withdraw(
    @CurrentActor() actor: Actor,
    @Param('code', { schema: dossierCode }) code: string,
    @Body({ schema: portalWithdrawalRequest }) { requestId, reason }: PortalWithdrawalRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PortalCommandAnswer> {
    return this.hand(actor, { code, number: `withdrawal:${requestId}`, type: 'Withdraw', body: { reasonCode: 'portal' }, text: { reason } }, reply);
  }

  private async hand(actor: Actor, what: Handed, reply: FastifyReply): Promise<PortalCommandAnswer> {
    demandPortal(actor);
    const { code, number, type, body, text } = what;
    try {
      const command = await this.desk.send({ actor, idempotencyKey: `portal:${code}:${encodeURIComponent(number)}`, dossierCode: code, type, body, ...(text === undefined ? {} : { text }) });
      if (command.status === 'pending') {
        void reply.status(HttpStatus.ACCEPTED).header('location', commandPath(command.id));
        return { id: command.id, status: 'pending' };
      }
      void reply.status(HttpStatus.OK);
      return { id: command.id, status: 'applied' };
    } catch (error) {
      if (error instanceof Problem && error.details.code === 'idempotency-key-reused') {
        throw problem('portal-content-differs', `${number} was taken with another content: send what was sent, or use a new number`);
      }
      throw error;
    }
  }
}

/** These addresses are the service account's; people of an agency do the same at their own. */
function demandPortal({ role }: Actor): void {
  if (role !== 'portal') {
    throw forbidden('Only the service account of the portal hands filings on; at a desk use POST /api/v1/dossiers and the commands');
  }
}

/** Something handed on for a dossier, under the portal's number of it. */
interface Handed {
  readonly code: string;
  readonly number: string;
  readonly type: CommandType;
  readonly body: CommandBodies[CommandType];
  readonly text?: Readonly<Record<string, unknown>>;
}
