import { canonicalJson } from '#domain';
import { XLSX_MEDIA } from '#letters';
import { atOneMoment } from '../one-moment.js';
import { composeReport } from '../reports/compose-report.js';
import { printReport } from '../reports/print-report.js';
import { ReportNotTold, type ReportFileFormat, type ReportName } from '../reports/report-kinds.js';
import { type ComposedFile, composeRates, type ReportAsked, type ReportComposer } from './report-composer.js';
import type { Engine } from '../engine.js';

const DOCUMENTS: readonly ReportName[] = ['ii-06a', 'progress-766', 'period'];
/** DOCX is left to whoever asks for it: its library dates its parts, so that the same report gives other bytes. */
const FORMATS = { xlsx: XLSX_MEDIA, pdf: 'application/pdf' } as const satisfies Partial<Record<ReportFileFormat, string>>;

/**
 * The reports of a period as their forms want them, as XLSX and PDF, and every rate as CSV. A form that cannot tell these days is left out.
 * All are read at one moment, so that no two files of a run can disagree, and printed when that is over.
 */
export const composeDocuments: ReportComposer = async (engine, asked) => {
  const { rates, reports } = await atOneMoment(engine, async (on) => {
    const told: ToldReport[] = [];
    const composed = await composeRates(on, asked);
    for (const report of DOCUMENTS) {
      const form = await composeTold(on, report, asked);
      told.push(...(form === undefined ? [] : [form]));
    }
    return { rates: composed, reports: told };
  });
  const files: ComposedFile[] = [...rates.files];
  for (const report of reports) {
    files.push(...(await filesOf(report)));
  }
  const figuresOf = ({ figures }: ToldReport): string => engine.sha256(canonicalJson(figures.map(({ figure, group, n, d }) => ({ figure, group, n, ...(d === undefined ? {} : { d }) }))));
  return { files, figuresHash: engine.sha256(canonicalJson({ rates: rates.figuresHash, forms: reports.map(figuresOf) })) };
};

type ToldReport = Awaited<ReturnType<typeof composeReport>>;

async function composeTold(engine: Engine, report: ReportName, { days, scope, at }: ReportAsked): Promise<ToldReport | undefined> {
  try {
    return await composeReport(engine, { report, days, scope, at });
  } catch (error) {
    if (error instanceof ReportNotTold) {
      return undefined;
    }
    throw error;
  }
}

async function filesOf(composed: ToldReport): Promise<readonly ComposedFile[]> {
  const files: ComposedFile[] = [];
  for (const [format, mediaType] of Object.entries(FORMATS) as [keyof typeof FORMATS, string][]) {
    files.push({ format: `${composed.report}-${format}`, name: `${composed.fileName}.${format}`, mediaType, content: await printReport(composed, format) });
  }
  return files;
}
