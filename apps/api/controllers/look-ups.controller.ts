import { Body, Controller, Get, HttpCode, HttpStatus, Inject, Param, Post, Req, type StreamableFile } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { type Instant, likedLanguage } from '#domain';
import { checkLetterCode, type Clock, type Engine, type LetterPorts, listOpenable, lookUp, openByIdentity, openLetter, sendLetterCode, showPublicPage } from '#service';
import { pdfFile } from '../files/pdf-file.js';
import { Public } from '../identity/actor.js';
import { callerAddress } from '../identity/caller-address.js';
import type { CitizenVerifier } from '../identity/citizen-verifier.js';
import { CITIZEN_VERIFIER, CLOCK, ENGINE, WAYS } from '../parts.js';
import { problem, tooManyRequests } from '../problems/problem.js';
import type { Page } from '../reads/page.js';
import { letterKey } from '../schemas/delivery.js';
import { type LetterCodeRequest, letterCodeRequest, type LetterLoginRequest, letterLoginRequest, type LookUpRequest, lookUpRequest } from '../schemas/public.js';
import { type LetterCodeSentAnswer, type LetterSessionAnswer, type LookUpAnswer, type PublicDossierAnswer, type PublicLetterAnswer, viewCodeSent, viewPublicDossier, viewPublicLetter, viewSession } from '../views/public-view.js';
import { PublicDesk } from './public-desk.js';

/** The public look-up: a dossier by what whoever waits for it knows, and its letters behind a one-time code or a login. */
@Controller('api/v1/public/lookups')
@Public()
export class LookUpsController {
  constructor(
    @Inject(ENGINE) private readonly engine: Engine,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(WAYS) private readonly ways: LetterPorts,
    private readonly desk: PublicDesk,
    @Inject(CITIZEN_VERIFIER) private readonly verify: CitizenVerifier | undefined,
  ) {}

  /** Looks a dossier up. A wrong pair and a code nobody bears have one answer. */
  @Post()
  @HttpCode(HttpStatus.OK)
  async find(@Req() request: FastifyRequest, @Body({ schema: lookUpRequest }) { code, phoneLast4, slipCode }: LookUpRequest): Promise<LookUpAnswer> {
    const at = this.clock.now();
    const found = await lookUp(this.engine, slipCode === undefined ? { code, phoneLast4: phoneLast4 ?? '' } : { code, slipCode }, callerAddress(request), at);
    switch (found.kind) {
      case 'found':
        return { session: viewSession(found.session), dossier: await this.shown(request, found.dossierId, at) };
      case 'unknown':
        throw problem('look-up-unknown');
      case 'too-many':
        throw tooManyRequests(found.waitMs);
    }
  }

  @Get('current')
  async read(@Req() request: FastifyRequest): Promise<PublicDossierAnswer> {
    const { id, at } = await this.desk.known(request);
    return this.shown(request, id, at);
  }

  /** Sends a one-time code to the contact of the dossier. */
  @Post('letter-codes')
  @HttpCode(HttpStatus.OK)
  async sendCode(@Req() request: FastifyRequest): Promise<LetterCodeSentAnswer> {
    const known = await this.desk.known(request);
    const sent = await sendLetterCode(this.engine, this.ways, known, known.at);
    switch (sent.kind) {
      case 'sent':
      case 'no-contact':
        return viewCodeSent(sent);
      case 'not-sent':
        throw problem('letter-code-not-sent');
      case 'too-many':
        throw tooManyRequests(sent.waitMs);
    }
  }

  @Post('letter-codes/check')
  @HttpCode(HttpStatus.OK)
  async checkCode(@Req() request: FastifyRequest, @Body({ schema: letterCodeRequest }) { letterCode }: LetterCodeRequest): Promise<LetterSessionAnswer> {
    const known = await this.desk.known(request);
    const checked = await checkLetterCode(this.engine, known, letterCode, known.at);
    if (checked.kind === 'wrong') {
      throw problem('letter-code-wrong');
    }
    return viewSession(checked.session);
  }

  /** A token that is not good, and one of somebody the dossier is not for, have one answer. */
  @Post('letter-logins')
  @HttpCode(HttpStatus.OK)
  async signIn(@Req() request: FastifyRequest, @Body({ schema: letterLoginRequest }) { accessToken }: LetterLoginRequest): Promise<LetterSessionAnswer> {
    const known = await this.desk.known(request);
    if (this.verify === undefined) {
      throw problem('not-found', 'Nobody signs in on the public pages of this installation');
    }
    const identityNumber = await this.verify(accessToken);
    const session = identityNumber === undefined ? undefined : await openByIdentity(this.engine, known, identityNumber, known.at);
    if (session === undefined) {
      throw problem('letter-login-wrong');
    }
    return viewSession(session);
  }

  /** As many as a dossier has: always one page. */
  @Get('letters')
  async letters(@Req() request: FastifyRequest): Promise<Page<PublicLetterAnswer>> {
    const known = await this.desk.known(request, 'letters');
    return { items: (await listOpenable(this.engine, known)).map((letter) => viewPublicLetter(letter, likedLanguage(request.headers['accept-language']))), next: null };
  }

  @Get('letters/:key')
  async letter(@Req() request: FastifyRequest, @Param('key', { schema: letterKey }) key: string): Promise<StreamableFile> {
    const known = await this.desk.known(request, 'letters');
    const opened = await openLetter(this.engine, known, key, known.at);
    if (opened === undefined) {
      throw problem('not-found', 'This dossier has no such letter, or it is not produced yet');
    }
    return pdfFile(opened.pdf, opened.name);
  }

  private async shown({ headers }: FastifyRequest, id: string, at: Instant): Promise<PublicDossierAnswer> {
    const language = likedLanguage(headers['accept-language']);
    return viewPublicDossier(await showPublicPage(this.engine, id, at, language), at, language);
  }
}
