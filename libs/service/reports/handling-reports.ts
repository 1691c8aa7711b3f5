import { HANDLING_COLUMNS, handlingDocument, PROGRESS_COLUMNS, progressDocument } from '#letters';
import type { Engine } from '../engine.js';
import type { Transaction } from '#persistence';
import { readGroupNames, reportFrame } from './report-frame.js';
import { type HandlingQuery, readHandling } from './read-handling.js';
import type { ComposedReport, ReportFigure, ReportGroup, ReportRequest } from './report-kinds.js';

const FORMS = {
  'ii-06a': { columns: HANDLING_COLUMNS, document: handlingDocument },
  'progress-766': { columns: PROGRESS_COLUMNS, document: progressDocument },
} as const;

/** II.06a or the progress table of QĐ 766. Throws as `readHandling`. */
export async function composeHandling(engine: Pick<Engine, 'rules'>, tx: Transaction, query: HandlingQuery & Pick<ReportRequest, 'scope'> & { readonly report: keyof typeof FORMS; readonly by: ReportGroup }): Promise<Pick<ComposedReport, 'figures' | 'document'>> {
  const { columns, document } = FORMS[query.report];
  const { header, place, frame } = await reportFrame(engine, tx, query);
  const { source, lines, total } = await readHandling(tx, query);
  const names = await readGroupNames(engine, tx, query.by);
  const named = lines.map(({ group, line }) => ({ name: names.get(group) ?? group, line }));
  const figures = [...lines, { group: '', line: total }].flatMap(({ group, line }): readonly ReportFigure[] => columns.map(({ code, count }) => ({ figure: `${query.report}(${code})`, group, n: count(line) })));
  return { figures, document: document({ header, place }, { frame, by: query.by, comparison: query.comparison, source, lines: named, total }) };
}
