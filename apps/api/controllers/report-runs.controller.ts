import { Controller, Get, Inject, Param, Query, type StreamableFile } from '@nestjs/common';
import { z } from 'zod';
import type { Actor } from '#domain';
import type { Engine, FileStore } from '#service';
import { listReportRuns, readReportFile } from '#service/figures';
import { attachedFile } from '../files/pdf-file.js';
import { CurrentActor } from '../identity/actor.js';
import { Rights } from '../identity/rights.js';
import { ENGINE, FILES } from '../parts.js';
import { forbidden, problem } from '../problems/problem.js';
import { type Page, readKey, writeKey } from '../reads/page.js';
import { reportFormat } from '../schemas/published-figures.js';
import { pageQuery, type PageQuery } from '../schemas/queries.js';
import { type ReportRunAnswer, viewReportRun } from '../views/report-run-view.js';

/** Reports made by schedule. They tell of the whole province, so who sees all of it reads them. */
@Controller('api/v1/report-runs')
export class ReportRunsController {
  constructor(
    @Inject(ENGINE) private readonly engine: Engine,
    @Inject(FILES) private readonly files: FileStore,
    private readonly rights: Rights,
  ) {}

  @Get()
  async list(@CurrentActor() actor: Actor, @Query({ schema: pageQuery }) { limit, after }: PageQuery): Promise<Page<ReportRunAnswer>> {
    const province = await this.provinceOf(actor);
    const before = after === undefined ? undefined : readKey(after);
    const found = await listReportRuns(this.engine, { province, limit: limit + 1, ...(before === undefined ? {} : { before: { at: before.at, id: before.key } }) });
    const page = found.slice(0, limit);
    const last = page.at(-1);
    return { items: page.map(viewReportRun), next: found.length > limit && last !== undefined ? writeKey({ at: last.due_at, key: last.id }) : null };
  }

  @Get(':id/files/:format')
  async file(@CurrentActor() actor: Actor, @Param('id', { schema: z.uuid() }) id: string, @Param('format', { schema: reportFormat }) format: string): Promise<StreamableFile> {
    const found = await readReportFile(this.engine, this.files, { province: await this.provinceOf(actor), run: id, format });
    if (found === undefined) {
      throw problem('not-found', `There is no report ${id} with a file ${format}`);
    }
    return attachedFile(found.content, found.name, found.mediaType);
  }

  private async provinceOf(actor: Actor): Promise<string> {
    const scope = await this.rights.scope(actor, 'ReadFigures');
    if (!('province' in scope)) {
      throw forbidden();
    }
    return scope.province;
  }
}
