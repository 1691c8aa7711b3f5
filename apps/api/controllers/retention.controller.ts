import { Body, Controller, Get, HttpCode, HttpStatus, Inject, Post, Query } from '@nestjs/common';
import type { Actor } from '#domain';
import { type Clock, confirmRetention, type Engine, findRetentionDue, listRetentionDue } from '#service';
import { CurrentActor, IdempotencyKey } from '../identity/actor.js';
import { Rights } from '../identity/rights.js';
import { CLOCK, ENGINE } from '../parts.js';
import { Problem } from '../problems/problem.js';
import { type Page, readKey, writeKey } from '../reads/page.js';
import { idempotencyKey } from '../schemas/atoms.js';
import { type RetentionConfirmBody, retentionConfirmRequest, type RetentionEraseBody, retentionEraseRequest, type RetentionQuery, retentionQuery } from '../schemas/privacy.js';
import { type RetentionDueAnswer, type RetentionOutcome, type RetentionOutcomes, viewOutcome, viewRetentionDue } from '../views/retention-view.js';
import { DossierDesk } from './dossier-desk.js';

/** Dossiers whose personal data is past its retention: one person confirms, another erases by the command of every erasure. */
@Controller('api/v1/retention-due')
export class RetentionController {
  constructor(
    @Inject(ENGINE) private readonly engine: Engine,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly rights: Rights,
    private readonly desk: DossierDesk,
  ) {}

  @Get()
  async list(@CurrentActor() actor: Actor, @Query({ schema: retentionQuery }) { limit, after, agency }: RetentionQuery): Promise<Page<RetentionDueAnswer>> {
    const agencies = await this.rights.reach(actor, 'ConfirmErasure', agency);
    const found = await listRetentionDue(this.engine.database.read, { agencies, limit: limit + 1, ...(after === undefined ? {} : { after: readKey(after) }) });
    const page = found.slice(0, limit);
    const last = page.at(-1);
    return { items: page.map(viewRetentionDue), next: found.length > limit && last !== undefined ? writeKey({ at: last.day, key: last.id }) : null };
  }

  /** A first person's word. Each dossier by itself: some may not be due any more. */
  @Post('confirmations')
  @HttpCode(HttpStatus.OK)
  async confirm(@CurrentActor() actor: Actor, @Body({ schema: retentionConfirmRequest }) { dossiers, decisionNumber }: RetentionConfirmBody): Promise<RetentionOutcomes> {
    for (const code of dossiers) await this.rights.dossier(actor, 'ConfirmErasure', code);
    const items: RetentionOutcomes['items'] = [];
    for (const code of dossiers) {
      items.push(viewOutcome(code, await confirmRetention(this.engine, code, { actor, decisionNumber }, this.clock.now())));
    }
    return { items };
  }

  /** Erases what somebody else confirmed. */
  @Post('erasures')
  @HttpCode(HttpStatus.OK)
  async erase(@CurrentActor() actor: Actor, @IdempotencyKey({ schema: idempotencyKey }) key: string, @Body({ schema: retentionEraseRequest }) { dossiers }: RetentionEraseBody): Promise<RetentionOutcomes> {
    for (const code of dossiers) await this.rights.dossier(actor, 'ErasePersonalData', code);
    const items: RetentionOutcomes['items'] = [];
    for (const code of dossiers) {
      items.push(viewOutcome(code, await this.eraseOne(actor, `${key}/${code}`, code)));
    }
    return { items };
  }

  private async eraseOne(actor: Actor, key: string, code: string): Promise<RetentionOutcome> {
    const due = await findRetentionDue(this.engine, code, this.clock.now());
    if (due === undefined) {
      return 'not-due';
    }
    if (due.confirmed === undefined) {
      return 'not-confirmed';
    }
    if (due.confirmed.by === actor.subject) {
      return 'same-person';
    }
    try {
      const { status } = await this.desk.send({
        actor, idempotencyKey: key, dossierCode: code, type: 'ErasePersonalData', body: { decisionNumber: due.confirmed.decisionNumber, secondPerson: due.confirmed.by },
      });
      return status === 'pending' ? 'pending' : 'erased';
    } catch (error) {
      if (error instanceof Problem) {
        return 'refused';
      }
      throw error;
    }
  }
}
