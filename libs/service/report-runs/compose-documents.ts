import { canonicalJson } from '#domain';
import { XLSX_MEDIA } from '#letters';
import { atOneMoment } from '../one-moment.js';
import { composeReport } from '../reports/compose-report.js';
import { gatherEvidence, LIST_FORMATS, type ListFormat, printEvidence } from '../reports/evidence-file.js';
import { printReport } from '../reports/print-report.js';
import { REPORT_NAMES, type ReportName, ReportNotTold } from '../reports/report-kinds.js';
import { type ComposedFile, type ComposedReport, composeRates, type ReportAsked } from './report-composer.js';
import type { Engine } from '../engine.js';

/** DOCX is left to whoever asks for it: its library dates its parts, so that the same report gives other bytes. */
const MEDIA: Readonly<Record<ListFormat, string>> = { xlsx: XLSX_MEDIA, pdf: 'application/pdf', csv: 'text/csv' };
/** The CSV of a form is words in Vietnamese, opened in a spreadsheet. */
const OPTIONS = { byteOrderMark: true } as const;
/** The list of evidence is held in memory from the moment it is read at until it is stored: some tens of megabytes. A longer one is left to whoever asks for it, as a stream. */
const MOST_EVIDENCE = 50_000;

/**
 * The reports of a period as their forms want them and the list of evidence, as XLSX, PDF and CSV, and every rate as CSV. A form that cannot
 * tell these days is left out, and so is a list of evidence of more than `mostEvidence` lines. All are read at one moment, so that no two
 * files of a run can disagree, and printed when that is over.
 */
export async function composeDocuments(engine: Engine, asked: ReportAsked, mostEvidence = MOST_EVIDENCE): Promise<ComposedReport> {
  const { rates, reports, evidence } = await atOneMoment(engine, async (on) => {
    const told: ToldReport[] = [];
    const composed = await composeRates(on, asked);
    for (const report of REPORT_NAMES) {
      const form = await composeTold(on, report, asked);
      told.push(...(form === undefined ? [] : [form]));
    }
    return { rates: composed, reports: told, evidence: await gatherEvidence(on, asked, mostEvidence) };
  });
  const files: ComposedFile[] = [...rates.files];
  for (const report of reports) {
    files.push(...(await filesOf(report.report, report.fileName, (format) => printReport(report, format, OPTIONS))));
  }
  if (evidence !== undefined) {
    files.push(...(await filesOf('evidence', evidence.fileName, (format) => printEvidence(evidence, format, OPTIONS))));
  }
  const figuresOf = ({ figures }: ToldReport): string => engine.sha256(canonicalJson(figures.map(({ figure, group, n, d }) => ({ figure, group, n, ...(d === undefined ? {} : { d }) }))));
  return { files, figuresHash: engine.sha256(canonicalJson({ rates: rates.figuresHash, forms: reports.map(figuresOf) })) };
}

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

async function filesOf(document: string, fileName: string, print: (format: ListFormat) => Promise<Uint8Array>): Promise<readonly ComposedFile[]> {
  const files: ComposedFile[] = [];
  for (const format of LIST_FORMATS) {
    files.push({ format: `${document}-${format}`, name: `${fileName}.${format}`, mediaType: MEDIA[format], content: await print(format) });
  }
  return files;
}
