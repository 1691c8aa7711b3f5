import { Body, Controller, Get, HttpCode, HttpStatus, Inject, Param, Post, Query } from '@nestjs/common';
import { z } from 'zod';
import type { Actor, RefusalCode } from '#domain';
import { beginBulk, beginUndo, BULK_LIMIT, type BulkAction, type BulkDossier, type BulkStep, type Clock, type Engine, findBulk, findStaff, listBulks, previewBulk, queueMoment, readBulkItems, runBulk, runUndo, type StaffMember } from '#service';
import { CurrentActor, IdempotencyKey } from '../identity/actor.js';
import { Rights } from '../identity/rights.js';
import { CLOCK, ENGINE } from '../parts.js';
import { commandRefused, problem } from '../problems/problem.js';
import { bulkWarnings, readBulkWords, readStageNames } from '../reads/bulk.js';
import { readQueue } from '../reads/dossier-lists.js';
import { readKey, writeKey } from '../reads/page.js';
import { idempotencyKey, isoOf } from '../schemas/atoms.js';
import { type BulkPreviewRequest, bulkPreviewRequest, type BulkRequest, bulkRequest } from '../schemas/officer.js';
import { type PageQuery, pageQuery } from '../schemas/queries.js';
import { type BulkAnswer, type BulkPage, type BulkPreviewAnswer, viewBulk, viewBulkLine, viewPreview } from '../views/bulk-view.js';
import { DossierDesk } from './dossier-desk.js';

const bulkId = { schema: z.uuid() };

/** One action on many dossiers: looked at before, done by a command for each, and taken back within ten minutes. */
@Controller('api/v1/bulk-actions')
export class BulkActionsController {
  constructor(
    @Inject(ENGINE) private readonly engine: Engine,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly rights: Rights,
    private readonly desk: DossierDesk,
  ) {}

  /** What it would do. Writes nothing. */
  @Post('preview')
  @HttpCode(HttpStatus.OK)
  async preview(@CurrentActor() actor: Actor, @Body({ schema: bulkPreviewRequest }) { dossiers, selection, action, officer }: BulkPreviewRequest): Promise<BulkPreviewAnswer> {
    await this.rights.reach(actor, action);
    const person = await this.demandOfficer(officer);
    const at = this.clock.now();
    const chosen = dossiers === undefined ? await this.select(actor, selection ?? { queue: 'open' }) : { dossiers, more: false };
    const input = { action, dossiers: chosen.dossiers, ...(officer === undefined ? {} : { officer }) };
    const preview = await previewBulk(this.engine, actor, input, await queueMoment(this.engine.rules, this.engine.database.read, actor.agency, at));
    const warnings = person === undefined ? [] : await bulkWarnings(this.engine, person, at);
    return viewPreview(action, preview, await readBulkWords(this.engine, preview), { warnings, more: chosen.more, asOf: isoOf(at), ...(person === undefined ? {} : { officerAgency: person.agency }) });
  }

  /** Does it. The same key again answers with what has become of it by now; another request under it is a 422, as are codes nobody bears or that are beyond reach: nothing is done then. */
  @Post()
  @HttpCode(HttpStatus.OK)
  async begin(@CurrentActor() actor: Actor, @IdempotencyKey({ schema: idempotencyKey }) key: string, @Body({ schema: bulkRequest }) body: BulkRequest): Promise<BulkAnswer> {
    await this.rights.reach(actor, body.action);
    await this.demandOfficer(body.officer);
    const begun = await beginBulk(this.engine, actor, key, body, this.clock.now());
    switch (begun.kind) {
      case 'key-conflict':
        throw problem('idempotency-key-reused');
      case 'unknown':
        throw problem('unknown-dossiers', undefined, body.dossiers.flatMap(({ code }, place) => (begun.codes.includes(code) ? [{ path: `/body/dossiers/${String(place)}/code`, reason: `No dossier within your reach bears the code ${code}` }] : [])));
      case 'begun':
        await runBulk(this.engine, this.clock, begun.bulk, (commands) => this.desk.carryMany(commands));
        return this.view((await findBulk(this.engine.database.read, begun.bulk.id)) ?? begun.bulk);
    }
  }

  /** Your own, the latest first. */
  @Get()
  async list(@CurrentActor() actor: Actor, @Query({ schema: pageQuery }) { limit, after }: PageQuery): Promise<BulkPage> {
    const key = after === undefined ? undefined : readKey(after);
    const found = await listBulks(this.engine.database.read, actor.subject, { limit: limit + 1, ...(key === undefined ? {} : { before: { at: key.at, id: key.key } }) });
    const items = found.slice(0, limit);
    const last = items.at(-1);
    return { items: items.map(viewBulkLine), next: found.length > limit && last !== undefined ? writeKey({ at: last.begunAt, key: last.id }) : null };
  }

  @Get(':id')
  async read(@CurrentActor() actor: Actor, @Param('id', bulkId) id: string): Promise<BulkAnswer> {
    return this.view(await this.own(actor, id));
  }

  /** Takes it back, dossier by dossier, as far as nothing else has happened to them; the same answer however often. */
  @Post(':id/undo')
  @HttpCode(HttpStatus.OK)
  async undo(@CurrentActor() actor: Actor, @Param('id', bulkId) id: string): Promise<BulkAnswer> {
    const begun = await beginUndo(this.engine, await this.own(actor, id), this.clock.now());
    switch (begun.kind) {
      case 'too-late':
        throw problem('bulk-undo-too-late');
      case 'no-way-back':
        throw problem('bulk-no-way-back');
      case 'unfinished':
        throw problem('bulk-unfinished');
      case 'begun':
        await runUndo(this.engine, this.clock, begun.bulk, (commands) => this.desk.carryMany(commands));
        return this.view(begun.bulk);
    }
  }

  /** The first dossiers of a queue, as its list shows them to the actor. */
  private async select(actor: Actor, { agency, ...selection }: NonNullable<BulkPreviewRequest['selection']>): Promise<{ readonly dossiers: readonly BulkDossier[]; readonly more: boolean }> {
    const scope = await this.rights.scope(actor, 'SearchDossiers', agency);
    const { items, next } = await readQueue(this.engine, { ...selection, scope, calendarOf: agency ?? actor.agency, limit: BULK_LIMIT }, this.clock.now());
    return { dossiers: items.map(({ item }) => ({ code: item.code })), more: next !== null };
  }

  private async demandOfficer(officer: string | undefined): Promise<StaffMember | undefined> {
    const person = officer === undefined ? undefined : await findStaff(this.engine.database.read, officer);
    if (officer !== undefined && person === undefined) {
      throw problem('invalid-request', undefined, [{ path: '/body/officer', reason: 'must be somebody of the directory' }]);
    }
    return person;
  }

  private async own(actor: Actor, id: string): Promise<BulkAction> {
    const bulk = await findBulk(this.engine.database.read, id);
    if (bulk?.actor.subject !== actor.subject) {
      throw problem('not-found', `You took no action ${id}`);
    }
    return bulk;
  }

  private async view(bulk: BulkAction): Promise<BulkAnswer> {
    const items = await readBulkItems(this.engine.database.read, bulk.id, { undone: bulk.undoneAt !== undefined });
    const sentences = new Map<BulkStep, string>();
    for (const { code, done, undone } of items) {
      for (const step of [done, ...(undone === undefined ? [] : [undone])]) {
        if (step.status === 'refused') sentences.set(step, await this.sentenceOf(code, step));
      }
    }
    return viewBulk(bulk, items, await readStageNames(this.engine, items), (step) => sentences.get(step) ?? null);
  }

  private async sentenceOf(code: string, { code: why, outcome }: BulkStep): Promise<string> {
    if (outcome?.kind === 'refused') {
      return commandRefused(outcome.refusal, await this.desk.wordsOf({ outcome, dossierCode: code })).details.title;
    }
    switch (why) {
      case 'command-dead':
      case 'inbox-full':
      case 'not-found':
        return problem(why).details.title;
      case 'key-conflict':
        return problem('idempotency-key-reused').details.title;
      default:
        return commandRefused({ code: 'not-authorised' satisfies RefusalCode }).details.title;
    }
  }
}
