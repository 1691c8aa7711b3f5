import type { Agency, Instant } from '#domain';
import { type BatchLine, renderSlip } from '#letters';
import type { Engine } from '../engine.js';
import { type DossierPapers, promisedOf, readPapers } from './dossier-papers.js';
import { deskNameOf, officeFrame } from './letter-frame.js';
import type { LetterTemplates } from './templates.js';

/** Most dossiers of one hand-over record. */
export const HANDOVER_RECORD_LIMIT = 200;

/** A batch to be handed over: whose papers go from which agency's desk to which agency, with a remark that is printed and not kept. */
export interface HandoverBatch {
  readonly codes: readonly string[];
  readonly from: Agency;
  readonly to: Agency;
  readonly note?: string;
}

/**
 * The record of a batch, numbered in the order of its codes, for both sides to sign. `missing` names the codes that no
 * dossier bears or whose people were erased: then nothing is printed. Nothing is written.
 */
export async function printHandoverRecord(engine: Engine, { codes, from, to, note }: HandoverBatch, at: Instant): Promise<{ readonly pdf: Uint8Array } | { readonly missing: readonly string[] }> {
  const lines: BatchLine[] = [];
  const missing: string[] = [];
  for (const code of codes) {
    const papers = await readPapers(engine, engine.database.read, code);
    const line = papers === undefined ? undefined : lineOf(papers);
    if (line === undefined) {
      missing.push(code);
    } else {
      lines.push(line);
    }
  }
  if (missing.length > 0) {
    return { missing };
  }
  const { read } = engine.database;
  const [agencies, templates] = [await engine.rules.agencies(read), await engine.rules.templates(read)];
  const frame = officeFrame(from, { agencies, templates }, at);
  const record = { ...frame, form: 'handover-record', giver: sideOf(from, templates), receiver: sideOf(to, templates), lines, ...(note === undefined ? {} : { note }) } as const;
  return { pdf: await renderSlip(record) };
}

/** A body that serves at its own desk gives and takes there. */
function sideOf(agency: Agency, templates: LetterTemplates): string {
  return agency.desk ? deskNameOf(agency, templates) : agency.name;
}

function lineOf(papers: DossierPapers): BatchLine | undefined {
  const { state, applicant, rules } = papers;
  return applicant === undefined
    ? undefined
    : {
        dossierCode: state.code,
        applicantName: applicant.applicant.name,
        procedureName: rules.procedure.name,
        sets: state.sets,
        papers: state.components.reduce((sum, { copies }) => sum + copies, 0),
        receivedAt: state.receivedAt,
        promised: promisedOf(papers),
      };
}
