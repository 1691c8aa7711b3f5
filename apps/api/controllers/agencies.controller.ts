import { Body, Controller, Get, HttpCode, HttpStatus, Inject, Param, Post, Query } from '@nestjs/common';
import type { Actor, Agency } from '#domain';
import { type AgencyOutcome, calendarOfAgency, changeAgency, type ChangeAuthor, type Clock, type Engine, enterAgency, listChanges, requestHash } from '#service';
import { CurrentActor, IdempotencyKey } from '../identity/actor.js';
import { Rights } from '../identity/rights.js';
import { CLOCK, ENGINE } from '../parts.js';
import { agencyNotWritten } from '../problems/administration-problems.js';
import { problem } from '../problems/problem.js';
import { listAgencies } from '../reads/catalogue.js';
import type { Page } from '../reads/page.js';
import { type AgencyChangeRequest, agencyChangeRequest, type AgencyRequest, agencyRequest } from '../schemas/administration.js';
import { idempotencyKey, reference } from '../schemas/atoms.js';
import { type PageQuery, pageQuery, type TimelineQuery, timelineQuery } from '../schemas/queries.js';
import { type AgencyChangeAnswer, type AgencyPageAnswer, viewAgencyChange } from '../views/administration-view.js';

const codeInPath = { schema: reference };
const keyHeader = { schema: idempotencyKey };

/** Bodies that receive, handle or decide dossiers. They are ended, never deleted. */
@Controller('api/v1/agencies')
export class AgenciesController {
  constructor(
    @Inject(ENGINE) private readonly engine: Engine,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly rights: Rights,
  ) {}

  @Get()
  list(@Query({ schema: pageQuery }) query: PageQuery): Promise<Page<Agency>> {
    return listAgencies(this.engine, query);
  }

  @Get(':code')
  async read(@Param('code', codeInPath) code: string): Promise<AgencyPageAnswer> {
    return this.show(await this.find(code));
  }

  /** Who changed what of it and when, the last change first; what the catalogue files brought is not among it. */
  @Get(':code/changes')
  async changes(@CurrentActor() actor: Actor, @Param('code', codeInPath) code: string, @Query({ schema: timelineQuery }) { limit, after }: TimelineQuery): Promise<Page<AgencyChangeAnswer>> {
    await this.demand(actor, (await this.find(code)).province);
    const found = await listChanges(this.engine.database.read, { subject: 'agency', code, limit: limit + 1, ...(after === undefined ? {} : { before: after }) });
    const items = found.slice(0, limit).map(viewAgencyChange);
    return { items, next: found.length > limit ? String(items.at(-1)?.number ?? '') : null };
  }

  @Post()
  @HttpCode(HttpStatus.CREATED)
  async enter(@CurrentActor() actor: Actor, @IdempotencyKey(keyHeader) key: string, @Body({ schema: agencyRequest }) agency: AgencyRequest): Promise<AgencyPageAnswer> {
    await this.demand(actor, agency.province);
    return this.written(agency.code, await enterAgency(this.engine, agency, this.author(actor, key, { enter: agency })));
  }

  @Post(':code')
  @HttpCode(HttpStatus.OK)
  async change(
    @CurrentActor() actor: Actor,
    @IdempotencyKey(keyHeader) key: string,
    @Param('code', codeInPath) code: string,
    @Body({ schema: agencyChangeRequest }) body: AgencyChangeRequest,
  ): Promise<AgencyPageAnswer> {
    await this.demand(actor, (await this.find(code)).province);
    await this.demand(actor, body.province);
    return this.written(code, await changeAgency(this.engine, { code, ...body }, this.author(actor, key, { change: code, ...body })));
  }

  private written(code: string, outcome: AgencyOutcome): Promise<AgencyPageAnswer> {
    switch (outcome.kind) {
      case 'entered':
      case 'changed':
      case 'unchanged':
        return this.show(outcome.agency);
      case 'refused':
      case 'unknown-agency':
      case 'key-conflict':
        throw agencyNotWritten(code, outcome);
    }
  }

  private async show(agency: Agency): Promise<AgencyPageAnswer> {
    return { agency, hasCalendar: (await calendarOfAgency(this.engine, agency.code)) !== undefined };
  }

  private async find(code: string): Promise<Agency> {
    const agency = (await this.engine.rules.agencies(this.engine.database.read)).get(code);
    if (agency === undefined) {
      throw problem('not-found', `There is no agency ${code}`);
    }
    return agency;
  }

  private author({ subject }: Actor, key: string, request: object): ChangeAuthor {
    return { at: this.clock.now(), by: subject, request: { key, hash: requestHash(this.engine, request) } };
  }

  private async demand(actor: Actor, province: string): Promise<void> {
    await this.rights.demand(actor, 'ManageCatalogue', { province, agencies: [] });
  }
}
