import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Actor, Instant } from '#domain';
import { addressWindow, type Clock, countIn, countWords, dossierOfSession, type Engine, type OpenedDossier, type PublicWords, type SessionScope } from '#service';
import { callerAddress } from '../identity/caller-address.js';
import { CLOCK, ENGINE } from '../parts.js';
import { problem, tooManyRequests } from '../problems/problem.js';

const LOOK_UP = /^Lookup ([\w-]{20,100})$/i;

/** A dossier somebody proved to know, and when. */
export interface KnownDossier extends OpenedDossier {
  readonly at: Instant;
}

/** What the public controllers have in common: counting requests, and knowing whose dossier a session opens. */
@Injectable()
export class PublicDesk {
  constructor(
    @Inject(ENGINE) private readonly engine: Engine,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** The dossier that the request's session opens. Throws a 429 problem where its address asks too often, and a 401 problem without such a session. */
  async known(request: FastifyRequest, wanted: SessionScope = 'look-up'): Promise<KnownDossier> {
    const at = await this.counted(request);
    const token = LOOK_UP.exec(request.headers.authorization ?? '')?.[1];
    const dossier = token === undefined ? undefined : await dossierOfSession(this.engine, token, wanted, at);
    if (dossier === undefined) {
      throw problem('look-up-over');
    }
    return { ...dossier, at };
  }

  /** Counts a request of its address, and returns when it came. Throws a 429 problem where the address asks too often. */
  async counted(request: FastifyRequest, of?: Parameters<typeof addressWindow>[2]): Promise<Instant> {
    const at = this.clock.now();
    demandNoWait(await countIn(this.engine, [addressWindow(await this.engine.rules.settings(this.engine.database.read), callerAddress(request), of)], at));
    return at;
  }

  /** Counts what is said about a dossier under a key, once. Throws a 429 problem where too much was said today. */
  async countWords(words: PublicWords, { id, at }: KnownDossier, { subject }: Actor, key: string): Promise<void> {
    demandNoWait(await countWords(this.engine, words, { dossierId: id, subject, key }, at));
  }
}

function demandNoWait(waitMs: number | undefined): void {
  if (waitMs !== undefined) {
    throw tooManyRequests(waitMs);
  }
}

/** Everybody who looks something up is one subject, so their keys are told apart by the dossier they belong to. */
export function publicKey({ id }: KnownDossier, key: string): string {
  return createHash('sha256').update(`${id}\n${key}`).digest('hex');
}

/** Whoever speaks on the public page, as the ledger names them: nobody is signed in there. */
export function publicActor(role: Actor['role'], agency: string): Actor {
  return { subject: 'public-page', role, agency };
}
