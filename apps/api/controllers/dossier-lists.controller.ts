import { Body, Controller, Get, HttpCode, HttpStatus, Inject, Post, Query } from '@nestjs/common';
import { type Actor, reachOf } from '#domain';
import type { Clock } from '#service';
import { CurrentActor } from '../identity/actor.js';
import { Rights } from '../identity/rights.js';
import { forbidden } from '../problems/problem.js';
import { duplicates, readQueue, search } from '../reads/dossier-lists.js';
import { isoOf } from '../schemas/atoms.js';
import { type DossiersQuery, dossiersQuery, type DuplicatesRequest, duplicatesRequest, type SearchRequestBody, searchRequest } from '../schemas/queries.js';
import { CLOCK } from '../parts.js';
import { type DossierPageAnswer, type DuplicatesAnswer, viewItem } from '../views/list-views.js';
import { Discloses } from '../identity/discloses.js';
import { shownNames } from '../views/shown.js';

/** Queues people work from, and searches. Both show only dossiers of agencies the actor's role reaches. */
@Controller('api/v1/dossiers')
export class DossierListsController {
  constructor(
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly rights: Rights,
  ) {}

  @Get()
  @Discloses('search', shownNames)
  async list(@CurrentActor() actor: Actor, @Query({ schema: dossiersQuery }) query: DossiersQuery): Promise<DossierPageAnswer> {
    const { search: text, queue, agency, procedure, officer, ...rest } = query;
    if (text !== undefined && queue === undefined && procedure === undefined && officer === undefined) {
      return this.found(actor, 'query', { text, limit: rest.limit, ...(agency === undefined ? {} : { agency }), ...(rest.after === undefined ? {} : { after: rest.after }) });
    }
    const scope = await this.rights.scope(actor, 'SearchDossiers', agency);
    const at = this.clock.now();
    const { items, next } = await readQueue(await this.rights.reading(actor), { ...rest, ...(text === undefined ? {} : { begins: text }), ...(procedure === undefined ? {} : { procedure }), ...(officer === undefined ? {} : { officer }), queue: queue ?? 'open', scope, calendarOf: agency ?? actor.agency }, at);
    return { items: items.map(({ item, ...told }) => viewItem(item, told)), next, asOf: isoOf(at) };
  }

  @Post('search')
  @Discloses('search', shownNames)
  @HttpCode(HttpStatus.OK)
  find(@CurrentActor() actor: Actor, @Body({ schema: searchRequest }) request: SearchRequestBody): Promise<DossierPageAnswer> {
    return this.found(actor, 'body', request);
  }

  @Post('duplicates')
  @Discloses('duplicates', ({ items }: DuplicatesAnswer) => items.map(({ code, sameBy }) => ({ kind: 'dossier', key: code, fields: [sameBy] })))
  @HttpCode(HttpStatus.OK)
  async duplicates(@CurrentActor() actor: Actor, @Body({ schema: duplicatesRequest }) request: DuplicatesRequest): Promise<DuplicatesAnswer> {
    const scope = await this.rights.scope(actor, 'SearchDossiers');
    if (reachOf(actor.role, 'ReadPersonalData') === 'none') {
      throw forbidden('Only who may read personal data may ask what an applicant has filed');
    }
    const at = this.clock.now();
    return { items: await duplicates(await this.rights.reading(actor), request, scope, at), asOf: isoOf(at) };
  }

  private async found(actor: Actor, part: 'query' | 'body', { agency, ...request }: SearchRequestBody): Promise<DossierPageAnswer> {
    const scope = await this.rights.scope(actor, 'SearchDossiers', agency);
    const people = reachOf(actor.role, 'ReadPersonalData') !== 'none';
    const at = this.clock.now();
    const { items, next } = await search(await this.rights.reading(actor), { ...request, part, scope, people }, at);
    return { items: items.map(({ item, applicantName, ...told }) => viewItem(item, people && applicantName !== undefined ? { ...told, applicantName } : told)), next, asOf: isoOf(at) };
  }
}
