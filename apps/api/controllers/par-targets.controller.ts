import { Body, Controller, Get, HttpCode, HttpStatus, Inject, Param, Post } from '@nestjs/common';
import { z } from 'zod';
import type { Actor } from '#domain';
import { pointsOf, rowsOf } from '#domain/figures';
import type { Clock, Engine } from '#service';
import { assignParTarget, findParCatalogue, findTargetImport, type HeldTarget, importParTargets, listHeldTargets, listSheets, PlanFileError, showSheet, type SheetPage, type TargetImport, textOfDocx } from '#service/figures';
import { CurrentActor, IdempotencyKey } from '../identity/actor.js';
import { figureAgencies } from '../identity/figure-agency.js';
import { Rights } from '../identity/rights.js';
import { CLOCK, ENGINE } from '../parts.js';
import { problem } from '../problems/problem.js';
import type { Page } from '../reads/page.js';
import { demandOwnParIndex } from '../reads/par-rights.js';
import { idempotencyKey, reference } from '../schemas/atoms.js';
import { numberInPath, type ParLineRequest, parLineRequest, type ParTargetsRequest, parTargetsRequest, yearInPath } from '../schemas/par-index.js';
import { type ParTargetAnswer, type ParTargetImportAnswer, viewTarget, viewTargetImport } from '../views/par-index-view.js';

const idInPath = { schema: z.uuid() };

/** Targets of criteria: read from a year's plan, completed by people, held against the agency's own scores. */
@Controller('api/v1/par-index')
export class ParTargetsController {
  constructor(
    @Inject(ENGINE) private readonly engine: Engine,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly rights: Rights,
  ) {}

  /** Reads a plan; every line that speaks of a target is kept, those that cannot be read or matched with the reason. */
  @Post('target-imports')
  @HttpCode(HttpStatus.CREATED)
  async import(@CurrentActor() actor: Actor, @IdempotencyKey({ schema: idempotencyKey }) key: string, @Body({ schema: parTargetsRequest }) body: ParTargetsRequest): Promise<ParTargetImportAnswer> {
    const { agency, year, catalogue } = body;
    await demandOwnParIndex(this.rights, actor, agency);
    const outcome = await importParTargets(this.engine, { agency, year, catalogue, text: textOf(body), actor, key, at: this.clock.now() });
    switch (outcome.kind) {
      case 'imported':
        return viewTargetImport(await this.find(actor, outcome.id));
      case 'unknown-catalogue':
        throw problem('par-unknown-catalogue', undefined, [{ path: '/body/catalogue', reason: 'must be the code of a published set of criteria' }]);
      case 'key-conflict':
        throw problem('idempotency-key-reused');
    }
  }

  @Get('target-imports/:id')
  async read(@CurrentActor() actor: Actor, @Param('id', idInPath) id: string): Promise<ParTargetImportAnswer> {
    return viewTargetImport(await this.find(actor, id));
  }

  /** Takes a person's word for a line; the last one holds, all are kept. */
  @Post('target-imports/:id/lines/:line/criterion')
  @HttpCode(HttpStatus.OK)
  async assign(
    @CurrentActor() actor: Actor,
    @IdempotencyKey({ schema: idempotencyKey }) key: string,
    @Param('id', idInPath) id: string,
    @Param('line', { schema: numberInPath }) line: number,
    @Body({ schema: parLineRequest }) { criterion, target, maximum }: ParLineRequest,
  ): Promise<ParTargetImportAnswer> {
    await demandOwnParIndex(this.rights, actor, (await this.find(actor, id)).agency);
    const points = { ...(target === undefined ? {} : { target: pointsOf(target) }), ...(maximum === undefined ? {} : { maximum: pointsOf(maximum) }) };
    const { kind } = await assignParTarget(this.engine, { importId: id, line, criterion, ...points, actor, key, at: this.clock.now() });
    switch (kind) {
      case 'assigned':
        return viewTargetImport(await this.find(actor, id));
      case 'not-found':
        throw problem('not-found', `There is no line ${String(line)} in this import`);
      case 'unknown-row':
        throw problem('par-unknown-row', criterion, [{ path: '/body/criterion', reason: 'must be a criterion of the set' }]);
      case 'points-missing':
        throw problem('par-points-missing', undefined, [{ path: '/body/target', reason: 'must be given with maximum: the line has no points' }]);
      case 'above-maximum':
        throw problem('par-above-maximum', undefined, [{ path: '/body/target', reason: 'must not be above the maximum, nor the maximum above the set\'s' }]);
      case 'key-conflict':
        throw problem('idempotency-key-reused');
    }
  }

  /** The targets of an agency's year as they hold now, with what the agency scored and what is missing. */
  @Get('agencies/:agency/years/:year/targets')
  async targets(@CurrentActor() actor: Actor, @Param('agency', { schema: reference }) agency: string, @Param('year', { schema: yearInPath }) year: number): Promise<Page<ParTargetAnswer>> {
    await figureAgencies(this.engine, this.rights, actor, agency, 'ReadParIndex');
    const { read } = this.engine.database;
    const held = await listHeldTargets(read, agency, year);
    const [sheet] = await listSheets(read, { agencies: [agency], year, limit: 1 });
    const page = sheet === undefined ? undefined : await showSheet(this.engine, sheet.id);
    const names = await this.namesIn(held);
    return { items: held.map((target) => viewTarget(target, names.get(`${target.catalogue} ${target.criterion}`), ownScore(page, target))), next: null };
  }

  private async namesIn(held: readonly HeldTarget[]): Promise<ReadonlyMap<string, string>> {
    const names = new Map<string, string>();
    for (const code of new Set(held.map(({ catalogue }) => catalogue))) {
      const published = await findParCatalogue(this.engine.database.read, code);
      for (const { item } of published === undefined ? [] : rowsOf(published.content)) {
        if (item.name !== undefined) {
          names.set(`${code} ${item.code}`, item.name);
        }
      }
    }
    return names;
  }

  private async find(actor: Actor, id: string): Promise<TargetImport> {
    return this.rights.kept(actor, 'ReadParIndex', await findTargetImport(this.engine.database.read, id), problem('not-found', `There is no import ${id}`));
  }
}

/** What the sheet of the year says of a criterion of the same set. */
function ownScore(page: SheetPage | undefined, { catalogue, criterion }: HeldTarget): number | undefined {
  return page === undefined || page.state.catalogue !== catalogue ? undefined : page.lines.find(({ item }) => item.code === criterion)?.score;
}

function textOf({ text, file }: ParTargetsRequest): string {
  if (file === undefined) {
    return text ?? '';
  }
  try {
    return textOfDocx(Buffer.from(file.base64, 'base64'));
  } catch (error) {
    throw error instanceof PlanFileError ? problem('par-plan-unreadable', error.message, [{ path: '/body/file/base64', reason: 'must be a DOCX file' }]) : error;
  }
}
