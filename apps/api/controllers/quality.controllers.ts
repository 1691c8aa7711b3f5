import { Controller, Get, Inject, Param, Query, type StreamableFile } from '@nestjs/common';
import { z } from 'zod';
import { type Actor, formatLocalDate } from '#domain';
import { mayOpenSheet } from '#domain/figures';
import type { Clock, Engine } from '#service';
import { listEvaluated, listOpenings, type OpenedSheet, openSheet, printEvaluation, readAgencyScores, readEvaluationSheet, type SheetPart, type SheetQuery } from '#service/figures';
import { formatIsoDateVi } from '#vi';
import { pdfFile } from '../files/pdf-file.js';
import { CurrentActor } from '../identity/actor.js';
import { figureAgencies } from '../identity/figure-agency.js';
import { Rights } from '../identity/rights.js';
import { CLOCK, ENGINE } from '../parts.js';
import { problem } from '../problems/problem.js';
import { standing } from '../reads/asked-period.js';
import { type Page, readKey, writeKey } from '../reads/page.js';
import { subject } from '../schemas/atoms.js';
import { type EvaluatedQuery, evaluatedQuery, namedPeriod, type ScoresQuery, scoresQuery, sheetQuery, type SheetRequest } from '../schemas/quality.js';
import { pageQuery, type PageQuery } from '../schemas/queries.js';
import { type EvaluatedAnswer, type EvaluationSheetAnswer, type QualityScoresAnswer, type Scored, type SheetOpeningAnswer, viewEvaluated, viewOpening, viewScores, viewSheet } from '../views/quality-view.js';

const numbered = z.string().regex(/^\d{1,15}$/);

/** Quality scores of an agency (TT 01/2018 Art. 13 and 15), one at a time. */
@Controller('api/v1/quality-scores')
export class QualityScoresController {
  constructor(
    @Inject(ENGINE) private readonly engine: Engine,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly rights: Rights,
  ) {}

  @Get()
  async read(@CurrentActor() actor: Actor, @Query({ schema: scoresQuery }) { agency = actor.agency, period }: ScoresQuery): Promise<QualityScoresAnswer> {
    await figureAgencies(this.engine, this.rights, actor, agency);
    const at = this.clock.now();
    const { name, period: named } = namedPeriod(period, 'quarter', at);
    const asked = await standing(this.engine, await this.rights.provinceOf(actor), named, at);
    return viewScores(agency, await readAgencyScores(this.engine, { agency, days: asked.days, at }), { name, asked });
  }
}

/** Evaluation sheets: an officer's own, or one of the head's own officers; the officer sees who looked. There is no list of officers. */
@Controller('api/v1/evaluation-sheets/:subject')
export class EvaluationSheetsController {
  constructor(
    @Inject(ENGINE) private readonly engine: Engine,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly rights: Rights,
  ) {}

  @Get()
  async read(@CurrentActor() actor: Actor, @Param('subject', { schema: subject }) officer: string, @Query({ schema: sheetQuery }) request: SheetRequest): Promise<EvaluationSheetAnswer> {
    const { query, scored } = await this.opened(actor, officer, request, 'sheet');
    return viewSheet(officer, query.agency, await readEvaluationSheet(this.engine, query), scored);
  }

  /** The dossiers the sheet is made of, in the order they were finished. */
  @Get('dossiers')
  async dossiers(@CurrentActor() actor: Actor, @Param('subject', { schema: subject }) officer: string, @Query({ schema: evaluatedQuery }) { limit, after, ...request }: EvaluatedQuery): Promise<Page<EvaluatedAnswer>> {
    const place = after === undefined ? undefined : readKey(after);
    const { query } = await this.opened(actor, officer, request, 'dossiers');
    const found = await listEvaluated(this.engine, query, limit + 1, place === undefined ? undefined : { at: place.at, id: place.key });
    const page = found.slice(0, limit);
    const last = page.at(-1);
    return { items: page.map(viewEvaluated), next: found.length > limit && last !== undefined ? writeKey({ at: last.place.at, key: last.place.id }) : null };
  }

  @Get('pdf')
  async pdf(@CurrentActor() actor: Actor, @Param('subject', { schema: subject }) officer: string, @Query({ schema: sheetQuery }) request: SheetRequest): Promise<StreamableFile> {
    const { query, scored } = await this.opened(actor, officer, request, 'pdf');
    const [from, to] = [query.days.first, query.days.last].map((day) => formatIsoDateVi(formatLocalDate(day)));
    return pdfFile(await printEvaluation(this.engine, query, `từ ngày ${String(from)} đến ngày ${String(to)}`), `evaluation-${officer}-${scored.name}.pdf`);
  }

  /** Which heads opened the officer's sheets; for the officer alone. */
  @Get('openings')
  async openings(@CurrentActor() actor: Actor, @Param('subject', { schema: subject }) officer: string, @Query({ schema: pageQuery }) { limit, after }: PageQuery): Promise<Page<SheetOpeningAnswer>> {
    if (mayOpenSheet(actor, officer, { heads: [], standsInFor: [] }) !== 'self') {
      throw noSuchSheet();
    }
    const before = after === undefined ? undefined : Number(readKey(after, numbered).key);
    const found = await listOpenings(this.engine, officer, limit + 1, before);
    const page = found.slice(0, limit);
    const last = page.at(-1);
    return { items: page.map(viewOpening), next: found.length > limit && last !== undefined ? writeKey({ at: 0, key: String(last.id) }) : null };
  }

  /** Throws a 404 problem, alike for officers that exist and that do not, unless the actor may open the sheet. */
  private async opened(actor: Actor, officer: string, { period }: SheetRequest, part: SheetPart): Promise<{ readonly query: SheetQuery; readonly scored: Scored }> {
    const at = this.clock.now();
    const { name, period: named } = namedPeriod(period, 'month', at);
    const asked = await standing(this.engine, await this.rights.provinceOf(actor), named, at);
    const opened: OpenedSheet | undefined = await openSheet(this.engine, { actor, officer, period: name, part, at });
    if (opened === undefined) {
      throw noSuchSheet();
    }
    return { query: { officer, agency: opened.agency, days: asked.days, at }, scored: { name, asked } };
  }
}

/** The same whether nobody works there under that name or somebody else leads them: who asks learns neither. */
function noSuchSheet(): ReturnType<typeof problem> {
  return problem('not-found', 'You have no such evaluation sheet to open: your own, and those of the officers you lead');
}
