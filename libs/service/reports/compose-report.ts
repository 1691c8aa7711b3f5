import type { Engine } from '../engine.js';
import { fileNameOf } from './report-file-name.js';
import { composeCatalogue } from './catalogue-report.js';
import { composeHandling } from './handling-reports.js';
import { composePeriod } from './period-report.js';
import type { ComposedReport, ReportRequest } from './report-kinds.js';

/**
 * A report of a scope over days, from the figures of one moment. The same request over the same ledger gives the same report.
 * @throws ReportOutOfBalance when a sum does not come out; ReportNotTold when these days cannot be told
 */
export async function composeReport(engine: Pick<Engine, 'database' | 'rules'>, request: ReportRequest): Promise<ComposedReport> {
  const { report, days, scope, at, by = 'field', comparison = 'minute' } = request;
  const query = { days, scope, at, by, comparison };
  const composed = await engine.database.transaction(async (tx) => {
    await tx.run('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ');
    switch (report) {
      case 'ii-06a':
      case 'progress-766':
        return composeHandling(engine, tx, { ...query, report });
      case 'ii-07b':
        return composeCatalogue(engine, tx, query);
      case 'period':
        return composePeriod(engine, tx, query);
    }
  });
  return { report, ...query, ...composed, fileName: fileNameOf(report, scope.agency ?? scope.province, days) };
}
