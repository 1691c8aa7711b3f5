import { canonicalJson } from '#domain';
import { XLSX_MEDIA } from '#letters';
import { composeReport } from '../reports/compose-report.js';
import { printReport } from '../reports/print-report.js';
import { ReportNotTold, type ReportFileFormat, type ReportName } from '../reports/report-kinds.js';
import { type ComposedFile, composeRates, type ReportAsked, type ReportComposer } from './report-composer.js';
import type { Engine } from '../engine.js';

const DOCUMENTS: readonly ReportName[] = ['ii-06a', 'progress-766', 'period'];
/** DOCX is left to whoever asks for it: its library dates its parts, so that the same report gives other bytes. */
const FORMATS = { xlsx: XLSX_MEDIA, pdf: 'application/pdf' } as const satisfies Partial<Record<ReportFileFormat, string>>;

/** The reports of a period as their forms want them, as XLSX and PDF, and every rate as CSV. A form that cannot tell these days is left out. */
export const composeDocuments: ReportComposer = async (engine, asked) => {
  const rates = await composeRates(engine, asked);
  const forms = await Promise.all(DOCUMENTS.map((document) => formOf(engine, document, asked)));
  const told = forms.flatMap((form) => form ?? []);
  return {
    files: [...rates.files, ...told.flatMap(({ files }) => files)],
    figuresHash: engine.sha256(canonicalJson({ rates: rates.figuresHash, forms: told.map(({ figures }) => figures) })),
  };
};

async function formOf(engine: Engine, report: ReportName, { days, scope, at }: ReportAsked): Promise<{ readonly files: readonly ComposedFile[]; readonly figures: string } | undefined> {
  try {
    const composed = await composeReport(engine, { report, days, scope, at });
    const files: ComposedFile[] = [];
    for (const [format, mediaType] of Object.entries(FORMATS) as [keyof typeof FORMATS, string][]) {
      files.push({ format: `${report}-${format}`, name: `${composed.fileName}.${format}`, mediaType, content: await printReport(composed, format) });
    }
    const numbers = composed.figures.map(({ figure, group, n, d }) => ({ figure, group, n, ...(d === undefined ? {} : { d }) }));
    return { files, figures: engine.sha256(canonicalJson(numbers)) };
  } catch (error) {
    if (error instanceof ReportNotTold) {
      return undefined;
    }
    throw error;
  }
}
