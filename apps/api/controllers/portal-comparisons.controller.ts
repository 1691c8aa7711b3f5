import { Readable } from 'node:stream';
import { Body, Controller, Get, HttpStatus, Inject, Param, Post, Query, Res, StreamableFile } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { type Action, type Actor, parseLocalDate } from '#domain';
import { type Clock, type Engine, type FileStore, reachesProvince } from '#service';
import { comparePortal, findComparison, listComparisons, listDifferences, type PortalComparison, renderComparison } from '#service/figures';
import { tableFaultVi } from '#vi';
import { dispositionOf } from '../files/pdf-file.js';
import { CurrentActor, IdempotencyKey } from '../identity/actor.js';
import { figureAgencies } from '../identity/figure-agency.js';
import { Rights } from '../identity/rights.js';
import { XLSX_MEDIA } from '#letters';
import { CLOCK, ENGINE, FILES } from '../parts.js';
import { forbidden, problem } from '../problems/problem.js';
import { documentContent } from '../reads/evidence-content.js';
import { type Page, readKey, writeKey } from '../reads/page.js';
import { idempotencyKey } from '../schemas/atoms.js';
import { type PortalComparisonRequest, portalComparisonRequest, type PortalComparisonsQuery, portalComparisonsQuery, type PortalDifferencesQuery, portalDifferencesQuery } from '../schemas/portal-comparisons.js';
import { type PortalComparisonAnswer, type PortalDifferenceAnswer, viewComparison, viewDifference } from '../views/portal-comparison-view.js';

const id = z.uuid();

/** What the portal says of a period, held against the ledger: number by number, or dossier by dossier. */
@Controller('api/v1/portal-comparisons')
export class PortalComparisonsController {
  constructor(
    @Inject(ENGINE) private readonly engine: Engine,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(FILES) private readonly files: FileStore,
    private readonly rights: Rights,
  ) {}

  @Post()
  async upload(@CurrentActor() actor: Actor, @IdempotencyKey({ schema: idempotencyKey }) key: string, @Body({ schema: portalComparisonRequest }) { agency, from, to, document, columns }: PortalComparisonRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<PortalComparisonAnswer> {
    const province = await this.rights.provinceOf(actor);
    if (agency !== undefined) {
      await this.rights.demandAt(actor, 'ComparePortal', agency, '/body/agency');
    } else if (!(await this.mayWhole(actor, 'ComparePortal', province))) {
      throw forbidden();
    }
    const at = this.clock.now();
    const content = await documentContent({ engine: this.engine, files: this.files, rights: this.rights }, actor, document, at);
    const outcome = await comparePortal(this.engine, {
      actor,
      idempotencyKey: key,
      province,
      ...(agency === undefined ? {} : { agency }),
      first: parseLocalDate(from),
      last: parseLocalDate(to),
      content,
      ...('file' in document ? { fileId: document.file } : {}),
      ...(columns === undefined ? {} : { columns }),
      at,
    });
    switch (outcome.kind) {
      case 'taken':
        reply.status(outcome.comparison.state === 'compared' ? HttpStatus.CREATED : HttpStatus.ACCEPTED);
        return viewComparison(outcome.comparison);
      case 'unreadable':
        throw problem('document-unreadable', outcome.error.message, [{ path: '/body/document', reason: outcome.error.problem }]);
      case 'faulty':
        throw problem('portal-table-unreadable', outcome.faults.map(tableFaultVi).join('. '), outcome.faults.map((fault) => ({ path: '/body/document', reason: tableFaultVi(fault) })));
      case 'key-conflict':
        throw problem('idempotency-key-reused');
    }
  }

  @Get()
  async list(@CurrentActor() actor: Actor, @Query({ schema: portalComparisonsQuery }) { limit, after, agency }: PortalComparisonsQuery): Promise<Page<PortalComparisonAnswer>> {
    const agencies = await figureAgencies(this.engine, this.rights, actor, agency, 'ReadPortalComparison');
    const province = await this.rights.provinceOf(actor);
    const before = after === undefined ? undefined : readKey(after);
    const found = await listComparisons(this.engine.database.read, {
      province,
      agencies,
      whole: agency === undefined && reachesProvince(actor, 'ReadPortalComparison', province),
      limit: limit + 1,
      ...(before === undefined ? {} : { before: { at: before.at, id: before.key } }),
    });
    const page = found.slice(0, limit);
    const last = page.at(-1);
    return { items: page.map(viewComparison), next: found.length > limit && last !== undefined ? writeKey({ at: last.uploadedAt, key: last.id }) : null };
  }

  @Get(':id')
  async read(@CurrentActor() actor: Actor, @Param('id', { schema: id }) comparisonId: string): Promise<PortalComparisonAnswer> {
    return viewComparison(await this.comparisonOf(actor, comparisonId));
  }

  @Get(':id/differences')
  async differences(@CurrentActor() actor: Actor, @Param('id', { schema: id }) comparisonId: string, @Query({ schema: portalDifferencesQuery }) { limit, ...query }: PortalDifferencesQuery): Promise<Page<PortalDifferenceAnswer>> {
    await this.comparisonOf(actor, comparisonId);
    const found = await listDifferences(this.engine.database.read, comparisonId, { ...query, limit: limit + 1 });
    const page = found.slice(0, limit);
    return { items: page.map(viewDifference), next: found.length > limit ? String(page.at(-1)?.place) : null };
  }

  @Get(':id/xlsx')
  async xlsx(@CurrentActor() actor: Actor, @Param('id', { schema: id }) comparisonId: string): Promise<StreamableFile> {
    const comparison = await this.comparisonOf(actor, comparisonId);
    if (comparison.state !== 'compared') {
      throw problem('not-found', `The comparison ${comparisonId} does not stand yet: ask for it until its state is compared`);
    }
    return new StreamableFile(Readable.from(renderComparison(this.engine, comparison), { objectMode: false }), { type: XLSX_MEDIA, disposition: dispositionOf('attachment', `doi-chieu-${comparisonId}.xlsx`) });
  }

  private async comparisonOf(actor: Actor, comparisonId: string): Promise<PortalComparison> {
    const comparison = await findComparison(this.engine.database.read, comparisonId);
    if (comparison === undefined || !(await this.mayRead(actor, comparison))) {
      throw problem('not-found', `There is no comparison ${comparisonId}`);
    }
    return comparison;
  }

  private async mayRead(actor: Actor, { province, agency }: PortalComparison): Promise<boolean> {
    return agency === null ? this.mayWhole(actor, 'ReadPortalComparison', province) : this.rights.may(actor, 'ReadPortalComparison', { province, agencies: [agency] });
  }

  /** The whole province is for who may do something everywhere in it. */
  private async mayWhole(actor: Actor, action: Action, province: string): Promise<boolean> {
    return (await this.rights.may(actor, action, { province, agencies: [actor.agency] })) && (await this.rights.provinceOf(actor)) === province && reachesProvince(actor, action, province);
  }
}
