import { Readable } from 'node:stream';
import { Controller, Get, Inject, Logger, Param, Query, StreamableFile } from '@nestjs/common';
import type { Actor } from '#domain';
import type { Clock, Engine } from '#service';
import { type ComposedReport, composeReport, LIST_FORMATS, type ListFormat, printReport, type ReportFileFormat, ReportNotTold, ReportOutOfBalance, type ReportRequest, streamEvidence } from '#service/figures';
import { attachedFile, dispositionOf, DOCX_TYPE } from '../files/pdf-file.js';
import { CurrentActor } from '../identity/actor.js';
import { figureAgency } from '../identity/figure-agency.js';
import { Rights } from '../identity/rights.js';
import { XLSX_MEDIA } from '#letters';
import { CLOCK, ENGINE } from '../parts.js';
import { problem } from '../problems/problem.js';
import { demandBegun } from '../reads/asked-period.js';
import type { Page } from '../reads/page.js';
import { noQuery } from '../schemas/queries.js';
import { type AskedReport, reportDaysOf, reportName, type ReportQuery, reportQuery } from '../schemas/reports.js';
import { formatsOf, REPORT_CATALOGUE, type ReportItem } from '../views/report-view.js';

const MEDIA: Readonly<Record<ReportFileFormat, string>> = { xlsx: XLSX_MEDIA, pdf: 'application/pdf', docx: DOCX_TYPE, csv: 'text/csv; charset=utf-8' };

/** Periodic reports as files, for whoever reads the figures they are made of. */
@Controller('api/v1/reports')
export class ReportsController {
  private readonly logger = new Logger('reports');

  constructor(
    @Inject(ENGINE) private readonly engine: Engine,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly rights: Rights,
  ) {}

  /** The catalogue of reports: a handful, so always one page. */
  @Get()
  list(@Query({ schema: noQuery }) _query: object): Page<ReportItem> {
    return { items: REPORT_CATALOGUE, next: null };
  }

  @Get(':report')
  async read(@CurrentActor() actor: Actor, @Param('report', { schema: reportName }) report: AskedReport, @Query({ schema: reportQuery }) query: ReportQuery): Promise<StreamableFile> {
    const { format = 'xlsx', agency: wanted, by, comparison, bom } = query;
    const agency = await figureAgency(this.engine, this.rights, actor, wanted);
    const at = this.clock.now();
    const days = reportDaysOf(query, at, (await this.engine.rules.settings(this.engine.database.read)).assignedTasks.reports);
    demandBegun(days, at);
    const asked = { days, scope: { province: await this.rights.provinceOf(actor), ...(agency === undefined ? {} : { agency }) }, at };
    const options = { byteOrderMark: bom === 'true' };
    if (report === 'evidence') {
      const { fileName, bytes } = streamEvidence(this.engine, asked, listFormat(report, format), options);
      return new StreamableFile(Readable.from(bytes, { objectMode: false }), { type: MEDIA[format], disposition: dispositionOf('attachment', `${fileName}.${format}`) });
    }
    const composed = await this.compose({ report, ...asked, ...(by === undefined ? {} : { by }), ...(comparison === undefined ? {} : { comparison }) });
    return attachedFile(await printReport(composed, format, options), `${composed.fileName}.${format}`, MEDIA[format]);
  }

  /** A report whose sums do not come out is an alarm: logged with its differences, told to the asker, and not given. */
  private async compose(request: ReportRequest): Promise<ComposedReport> {
    try {
      return await composeReport(this.engine, request);
    } catch (error) {
      if (error instanceof ReportOutOfBalance) {
        this.logger.error(error.message);
        throw problem('report-out-of-balance', error.message);
      }
      if (error instanceof ReportNotTold) {
        throw problem('figure-not-available', error.message);
      }
      throw error;
    }
  }
}

function listFormat(report: AskedReport, format: ReportFileFormat): ListFormat {
  const listed = LIST_FORMATS.find((known) => known === format);
  if (listed === undefined) {
    throw problem('invalid-request', undefined, [{ path: '/query/format', reason: `must be ${formatsOf(report).join(' or ')} for this report` }]);
  }
  return listed;
}
