import { Body, Controller, Get, HttpCode, HttpStatus, Inject, Param, Post, Query } from '@nestjs/common';
import type { z } from 'zod';
import { type Actor, concernedByCase } from '#domain';
import { type CasePage, type Clock, countCases, type Engine, explainClocks, listCases, readCase, readCaseRecords } from '#service';
import { CurrentActor, IdempotencyKey } from '../identity/actor.js';
import { Rights } from '../identity/rights.js';
import { type Page, readKey, writeKey } from '../reads/page.js';
import { idempotencyKey, isoOf } from '../schemas/atoms.js';
import { type AssignmentRequest, assignmentRequest, caseCode, type CaseQueuesQuery, caseQueuesQuery, type CasesQuery, casesQuery } from '../schemas/cases.js';
import { type TimelineQuery, timelineQuery } from '../schemas/queries.js';
import { CLOCK, ENGINE } from '../parts.js';
import type { CaseCommandAnswer } from '../views/case-command-view.js';
import { type CaseAnswer, type CasePageAnswer, type caseQueuePageSchema, type caseTimelineEntrySchema, viewCase, viewCaseCount, viewCaseEvent, viewCaseItem } from '../views/case-view.js';
import { CaseDesk } from './case-desk.js';
import { Discloses } from '../identity/discloses.js';
import { ofAddress } from '../views/shown.js';

/** Cases of every kind: publications, feedback and assigned tasks. */
@Controller('api/v1')
export class CasesController {
  constructor(
    @Inject(ENGINE) private readonly engine: Engine,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly rights: Rights,
    private readonly desk: CaseDesk,
  ) {}

  @Get('cases')
  async list(@CurrentActor() actor: Actor, @Query({ schema: casesQuery }) { agency, limit, after, ...filter }: CasesQuery): Promise<CasePageAnswer> {
    const scope = await this.rights.scope(actor, 'ReadCase', agency);
    const key = after === undefined ? undefined : readKey(after);
    const at = this.clock.now();
    const { database } = await this.rights.reading(actor);
    const found = await listCases(database.read, { ...filter, scope, limit: limit + 1, ...(key === undefined ? {} : { after: { at: key.at, id: key.key } }) }, at);
    const items = found.slice(0, limit);
    const last = items.at(-1);
    return { items: items.map((item) => viewCaseItem(item, at)), next: found.length > limit && last !== undefined ? writeKey({ at: last.key.at, key: last.key.id }) : null, asOf: isoOf(at) };
  }

  /** Lengths of the lists of open cases: a handful, so always one page. */
  @Get('case-queues')
  async queues(@CurrentActor() actor: Actor, @Query({ schema: caseQueuesQuery }) { agency, owner }: CaseQueuesQuery): Promise<z.output<typeof caseQueuePageSchema>> {
    const scope = await this.rights.scope(actor, 'ReadCase', agency);
    const at = this.clock.now();
    const { database } = await this.rights.reading(actor);
    const counts = await countCases(database.read, { scope, ...(owner === undefined ? {} : { owner }) }, at);
    const asked = { ...(agency === undefined ? {} : { agency }), ...(owner === undefined ? {} : { owner }) };
    return { items: counts.map((count) => viewCaseCount(count, asked)), next: null, asOf: isoOf(at) };
  }

  @Get('cases/:code')
  @Discloses('case', (answer: CaseAnswer, asked) => ((answer.words ?? []).length === 0 ? [] : ofAddress('case', 'code', 'words')(answer, asked)))
  async read(@CurrentActor() actor: Actor, @Param('code', { schema: caseCode }) code: string): Promise<CaseAnswer> {
    const page = await this.find(actor, code);
    return viewCase(page, await explainClocks(this.engine, page), { asOf: this.clock.now(), words: await this.wordsOf(actor, page) });
  }

  @Get('cases/:code/timeline')
  async timeline(@CurrentActor() actor: Actor, @Param('code', { schema: caseCode }) code: string, @Query({ schema: timelineQuery }) { after = 0, limit }: TimelineQuery): Promise<Page<z.output<typeof caseTimelineEntrySchema>>> {
    const behind = (await this.find(actor, code)).rows.filter(({ seq }) => seq > after);
    const items = behind.slice(0, limit);
    return { items: items.map(viewCaseEvent), next: behind.length > limit ? String(items.at(-1)?.seq ?? '') : null };
  }

  /** Puts another agency or person in charge. */
  @Post('cases/:code/assignments')
  @HttpCode(HttpStatus.OK)
  assign(
    @CurrentActor() actor: Actor,
    @IdempotencyKey({ schema: idempotencyKey }) key: string,
    @Param('code', { schema: caseCode }) code: string,
    @Body({ schema: assignmentRequest }) body: AssignmentRequest,
  ): Promise<CaseCommandAnswer> {
    return this.desk.give({ actor, idempotencyKey: key, code, type: 'AssignCase', body }, { action: 'AssignCase' });
  }

  private async find(actor: Actor, code: string): Promise<CasePage> {
    return this.desk.seen(actor, code, await readCase(await this.rights.reading(actor), code));
  }

  /** Feedback speaks of people: its words are for who may read personal data. Those of plans and announcements are the office's own. */
  private async wordsOf(actor: Actor, page: CasePage): Promise<CaseAnswer['words']> {
    if (page.state.kind === 'feedback' && !(await this.rights.may(actor, 'ReadPersonalData', concernedByCase(page.state)))) {
      return null;
    }
    const { database, vault } = await this.rights.reading(actor);
    return [...(await readCaseRecords(database.read, vault, page.id))].map(([version, { data }]) => ({ version, data: { ...data } }));
  }
}
