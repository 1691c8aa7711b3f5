import { Body, Controller, Get, HttpCode, HttpStatus, Inject, Param, Post, Query } from '@nestjs/common';
import { z } from 'zod';
import type { Actor } from '#domain';
import { addSigningAuthority, agencyOfAuthority, type Clock, endSigningAuthority, type Engine, listSigningAuthorities, requestHash } from '#service';
import { CurrentActor, IdempotencyKey } from '../identity/actor.js';
import { Rights } from '../identity/rights.js';
import { problem } from '../problems/problem.js';
import { authorityRefused } from '../problems/signing-problems.js';
import { type Page, readKey, writeKey } from '../reads/page.js';
import { idempotencyKey } from '../schemas/atoms.js';
import { type SigningAuthoritiesQuery, signingAuthoritiesQuery, type SigningAuthorityRequest, signingAuthorityRequest } from '../schemas/signing.js';
import { CLOCK, ENGINE } from '../parts.js';
import { type SigningAuthorityAnswer, viewAuthority } from '../views/signing-view.js';

/** Who may sign for which agency, in what capacity and when. Nothing of it changes but that it is ended. */
@Controller('api/v1/signing-authorities')
export class SigningAuthoritiesController {
  constructor(
    @Inject(ENGINE) private readonly engine: Engine,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly rights: Rights,
  ) {}

  /** Authorities, the newest first, those that are over included. */
  @Get()
  async list(@CurrentActor() actor: Actor, @Query({ schema: signingAuthoritiesQuery }) { agency, after, limit }: SigningAuthoritiesQuery): Promise<Page<SigningAuthorityAnswer>> {
    await this.demand(actor, agency);
    const found = await listSigningAuthorities(this.engine, { limit: limit + 1, province: await this.rights.provinceOf(actor), ...(agency === undefined ? {} : { agency }), ...(after === undefined ? {} : { after: readKey(after) }) });
    const items = found.slice(0, limit);
    const last = items.at(-1);
    const now = this.clock.now();
    return { items: items.map((authority) => viewAuthority(authority, now)), next: found.length > limit && last !== undefined ? writeKey({ at: last.addedAt, key: last.id }) : null };
  }

  @Post()
  async add(
    @CurrentActor() actor: Actor,
    @IdempotencyKey({ schema: idempotencyKey }) key: string,
    @Body({ schema: signingAuthorityRequest }) body: SigningAuthorityRequest,
  ): Promise<SigningAuthorityAnswer> {
    await this.demand(actor, body.agency);
    const now = this.clock.now();
    const addition = await addSigningAuthority(this.engine, body, actor, now, { key, hash: requestHash(this.engine, body) });
    if (addition.kind !== 'added') {
      throw authorityRefused(addition);
    }
    return viewAuthority(addition.authority, now);
  }

  /** Ends an authority from now on; the same answer however often the same person asks. */
  @Post(':id/end')
  @HttpCode(HttpStatus.OK)
  async end(@CurrentActor() actor: Actor, @Param('id', { schema: z.uuid() }) id: string): Promise<SigningAuthorityAnswer> {
    const none = problem('not-found', `There is no signing authority ${id}`);
    const agency = await agencyOfAuthority(this.engine, id);
    await this.rights.kept(actor, 'ManageCatalogue', agency === undefined ? undefined : { agency }, none);
    const ending = await endSigningAuthority(this.engine, id, actor, this.clock);
    switch (ending.kind) {
      case 'ended':
        return viewAuthority(ending.authority, this.clock.now());
      case 'not-found':
        throw none;
      case 'already-ended':
        throw problem('authority-ended');
    }
  }

  /** Whoever manages the catalogue of a province says who signs in it, and in no other. */
  private async demand(actor: Actor, agency: string | undefined): Promise<void> {
    const known = agency === undefined ? undefined : (await this.engine.rules.agencies(this.engine.database.read)).get(agency);
    await this.rights.demand(actor, 'ManageCatalogue', { province: known?.province ?? (await this.rights.provinceOf(actor)), agencies: [] });
  }
}
