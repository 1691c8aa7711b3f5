import { Body, Controller, Get, HttpCode, HttpStatus, Inject, Param, Post } from '@nestjs/common';
import type { Actor, LetterChannel } from '#domain';
import { type Clock, type DeliveryWord, type Engine, listDeliveries, listLetters, recordReturn, resolveUnsure, type WordTaken } from '#service';
import { CurrentActor, IdempotencyKey } from '../identity/actor.js';
import { Rights } from '../identity/rights.js';
import { problem } from '../problems/problem.js';
import { dossierCode, idempotencyKey } from '../schemas/atoms.js';
import { letterChannel, letterKey, letterReturn, type LetterReturn, type UnsureAnswer, unsureAnswer } from '../schemas/delivery.js';
import { CLOCK, ENGINE } from '../parts.js';
import { type DeliveriesAnswer, viewDeliveries } from '../views/delivery-view.js';
import { LABELS } from '../views/labels.js';
import { Discloses } from '../identity/discloses.js';
import { shownOfDeliveries } from '../views/shown-words.js';

/** How the letters of a dossier leave the house, and what people find out about it. */
@Controller('api/v1/dossiers/:code/letters/:key/deliveries')
export class DeliveriesController {
  constructor(
    @Inject(ENGINE) private readonly engine: Engine,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly rights: Rights,
  ) {}

  @Get()
  @Discloses('delivery', shownOfDeliveries)
  async list(@CurrentActor() actor: Actor, @Param('code', { schema: dossierCode }) code: string, @Param('key', { schema: letterKey }) key: string): Promise<DeliveriesAnswer> {
    const { concerned, engine } = await this.rights.dossier(actor, 'ReadDossier', code);
    await this.demandLetter(engine, code, key);
    return viewDeliveries(await listDeliveries(engine, key, await this.rights.may(actor, 'ReadPersonalData', concerned)));
  }

  /** Answers what nobody knew: whether a letter had left. */
  @Post(':channel/resolution')
  @Discloses('delivery', shownOfDeliveries)
  @HttpCode(HttpStatus.OK)
  async resolve(
    @CurrentActor() actor: Actor,
    @IdempotencyKey({ schema: idempotencyKey }) requestKey: string,
    @Param('code', { schema: dossierCode }) code: string,
    @Param('key', { schema: letterKey }) key: string,
    @Param('channel', { schema: letterChannel }) channel: LetterChannel,
    @Body({ schema: unsureAnswer }) { answer }: UnsureAnswer,
  ): Promise<DeliveriesAnswer> {
    return this.word(actor, code, { key, channel, actor, requestKey }, (word) => resolveUnsure(this.engine, word, answer, this.clock.now()));
  }

  /** Records that a letter came back. */
  @Post(':channel/return')
  @Discloses('delivery', shownOfDeliveries)
  @HttpCode(HttpStatus.OK)
  async cameBack(
    @CurrentActor() actor: Actor,
    @IdempotencyKey({ schema: idempotencyKey }) requestKey: string,
    @Param('code', { schema: dossierCode }) code: string,
    @Param('key', { schema: letterKey }) key: string,
    @Param('channel', { schema: letterChannel }) channel: LetterChannel,
    @Body({ schema: letterReturn }) { reason }: LetterReturn,
  ): Promise<DeliveriesAnswer> {
    return this.word(actor, code, { key, channel, actor, requestKey }, (word) => recordReturn(this.engine, word, reason, this.clock.now()));
  }

  private async word(actor: Actor, code: string, word: DeliveryWord, say: (word: DeliveryWord) => Promise<WordTaken>): Promise<DeliveriesAnswer> {
    const { concerned, engine } = await this.rights.dossier(actor, 'DeliverLetters', code);
    await this.demandLetter(engine, code, word.key);
    const taken = await say(word);
    if (taken.kind === 'not-found') {
      throw problem('not-found', `The letter ${word.key} does not go by ${word.channel}: its deliveries tell how it goes`);
    }
    if (taken.kind === 'otherwise') {
      throw problem('delivery-stands-otherwise', `By ${word.channel} the letter is "${taken.status}" (${LABELS.deliveryStatuses[taken.status]}): read its deliveries again`);
    }
    return viewDeliveries(await listDeliveries(engine, word.key, await this.rights.may(actor, 'ReadPersonalData', concerned)));
  }

  private async demandLetter(engine: Engine, code: string, key: string): Promise<void> {
    if (!(await listLetters(engine, code)).some((letter) => letter.key === key)) {
      throw problem('not-found', 'This dossier has no such letter');
    }
  }
}
