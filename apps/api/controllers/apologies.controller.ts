import { Body, Controller, Get, HttpCode, HttpStatus, Inject, Param, Post, Query, Res, type StreamableFile } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Actor } from '#domain';
import { agenciesSignedFor, type Clock, type Engine, isBatchKeyFree, listToSign, previewApology, requestHash } from '#service';
import { pdfFile } from '../files/pdf-file.js';
import { CurrentActor, IdempotencyKey } from '../identity/actor.js';
import { Rights } from '../identity/rights.js';
import { commandRefused, Problem, problem } from '../problems/problem.js';
import { byKey, readKey, writeKey } from '../reads/page.js';
import { refusalWords } from '../reads/refusal-words.js';
import { dossierCode, idempotencyKey, isoOf } from '../schemas/atoms.js';
import { type PageQuery, pageQuery } from '../schemas/queries.js';
import { type ApologyPreviewRequest, apologyPreviewRequest, type SignApologiesRequest, signApologiesRequest } from '../schemas/signing.js';
import { CLOCK, ENGINE } from '../parts.js';
import { commandPath } from '../views/command-view.js';
import { type SignedApologiesAnswer, type ToSignAnswer, viewToSign } from '../views/signing-view.js';
import { DossierDesk } from './dossier-desk.js';
import { Discloses } from '../identity/discloses.js';
import { dossierOfAddress } from '../views/shown.js';

/** Commands of a batch carried at the same time. */
const CARRIED_AT_ONCE = 5;

type Item = SignApologiesRequest['items'][number];
type SignedItem = SignedApologiesAnswer['items'][number];

/** Apologies on their way to a signature: what waits, how each would read, and signing them alone or together. */
@Controller('api/v1')
export class ApologiesController {
  constructor(
    @Inject(ENGINE) private readonly engine: Engine,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly rights: Rights,
    private readonly desk: DossierDesk,
  ) {}

  /** What waits for the actor's own signature: of the agencies they hold an authority of at this moment. */
  @Get('apologies/to-sign')
  async toSign(@CurrentActor() actor: Actor, @Query({ schema: pageQuery }) { limit, after }: PageQuery): Promise<ToSignAnswer> {
    const { rules, database: { read } } = this.engine;
    const agencies = agenciesSignedFor(actor, { agencies: await rules.agencies(read), signatories: await rules.signatories(read) }, this.clock.now());
    const { items: found, count } = await listToSign(this.engine, { agencies, limit: limit + 1, ...(after === undefined ? {} : { after: readKey(after, byKey) }) });
    const items = found.slice(0, limit);
    const last = items.at(-1);
    return { items: items.map(viewToSign), next: found.length > limit && last !== undefined ? writeKey({ at: last.since, key: last.dossierCode }) : null, count };
  }

  /** Form 04 as signing it now would give it; `ETag` is the digest its signature is tied to, `X-New-Appointment` the date it states. */
  @Post('dossiers/:code/apology/preview')
  @Discloses('letter', dossierOfAddress('apology'))
  @HttpCode(HttpStatus.OK)
  async preview(
    @CurrentActor() actor: Actor,
    @Param('code', { schema: dossierCode }) code: string,
    @Body({ schema: apologyPreviewRequest }) request: ApologyPreviewRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    const { concerned } = await this.rights.dossier(actor, 'SignApology', code);
    await this.rights.demand(actor, 'ReadPersonalData', concerned);
    const preview = await previewApology(this.engine, { actor, code, ...request }, this.clock.now());
    switch (preview.kind) {
      case 'not-found':
        throw problem('not-found', 'The personal data of this dossier was erased: there is nobody to apologise to');
      case 'refused':
        throw commandRefused(preview.refusal, await refusalWords(this.engine, preview.refusal, code));
      case 'preview':
        void reply.header('etag', `"${preview.digest}"`);
        if (preview.newAppointment !== undefined) {
          void reply.header('x-new-appointment', isoOf(preview.newAppointment));
        }
        return pdfFile(preview.pdf, `${code}-04.pdf`);
    }
  }

  /** Signs apologies that were looked at, each by a command of its own; one that reads otherwise by now is refused, and the others are signed. */
  @Post('apologies/sign')
  @HttpCode(HttpStatus.OK)
  async sign(
    @CurrentActor() actor: Actor,
    @IdempotencyKey({ schema: idempotencyKey }) key: string,
    @Body({ schema: signApologiesRequest }) body: SignApologiesRequest,
  ): Promise<SignedApologiesAnswer> {
    const batch = `${key}/${requestHash(this.engine, body).slice(0, 16)}`;
    if (!(await isBatchKeyFree(this.engine, actor, key, batch))) {
      throw problem('idempotency-key-reused');
    }
    const items: SignedItem[] = [];
    for (let from = 0; from < body.items.length; from += CARRIED_AT_ONCE) {
      items.push(...(await Promise.all(body.items.slice(from, from + CARRIED_AT_ONCE).map((item) => this.signOne(actor, `${batch}/${item.dossierCode}`, item)))));
    }
    return { items };
  }

  private async signOne(actor: Actor, key: string, { dossierCode: code, reason, ...body }: Item): Promise<SignedItem> {
    try {
      const { id, status } = await this.desk.send({ actor, idempotencyKey: key, dossierCode: code, type: 'SignApology', body, ...(reason === undefined ? {} : { text: { reason } }) });
      return { dossierCode: code, status: status === 'pending' ? 'pending' : 'applied', command: commandPath(id), problem: null };
    } catch (error) {
      if (!(error instanceof Problem)) {
        throw error;
      }
      return { dossierCode: code, status: 'refused', command: null, problem: error.details };
    }
  }
}
