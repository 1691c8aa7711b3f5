import { type Agency, foldDossier, type Instant, type PapersGiven, papersGiven } from '#domain';
import { type BatchLine, renderSlip } from '#letters';
import type { Engine } from '../engine.js';
import { type DossierPapers, promisedOf, readPapers } from './dossier-papers.js';
import { deskNameOf, officeFrame } from './letter-frame.js';
import type { LetterTemplates } from './templates.js';

/** Most dossiers of one hand-over record. */
export const HANDOVER_RECORD_LIMIT = 200;

/** A batch that was handed over: whose papers went from which agency to which, with a remark that is printed and not kept. */
export interface HandoverBatch {
  readonly codes: readonly string[];
  readonly from: Agency;
  readonly to: Agency;
  readonly note?: string;
}

/** The record as a file, or the codes for which there is none: of dossiers whose ledger tells no such hand-over or that there are not, or of those whose people were erased. */
type PrintedRecord = { readonly pdf: Uint8Array } | { readonly notGiven: readonly string[] } | { readonly erased: readonly string[] };

/**
 * The record of a batch, numbered in the order of its codes, for both sides to sign. It names who gave and who took, when, and what was promised by then, as each
 * dossier's ledger does, so that it says the same whenever it is printed: where one tells otherwise nothing is printed. Nothing is written.
 */
export async function printHandoverRecord(engine: Engine, { codes, from, to, note }: HandoverBatch, at: Instant): Promise<PrintedRecord> {
  const lines: BatchLine[] = [];
  const handed: number[] = [];
  const notGiven: string[] = [];
  const erased: string[] = [];
  for (const code of codes) {
    const papers = await readPapers(engine, engine.database.read, code);
    const given = papers === undefined ? undefined : papersGiven(papers.events).findLast((each) => each.from === from.code && each.to === to.code);
    const line = papers === undefined || given === undefined ? undefined : lineOf(papers, given);
    if (given === undefined) {
      notGiven.push(code);
    } else if (line === undefined) {
      erased.push(code);
    } else {
      lines.push(line);
      handed.push(given.at);
    }
  }
  if (notGiven.length > 0) {
    return { notGiven };
  }
  if (erased.length > 0) {
    return { erased };
  }
  const { read } = engine.database;
  const [agencies, templates] = [await engine.rules.agencies(read), await engine.rules.templates(read)];
  const frame = officeFrame(from, { agencies, templates }, at);
  const record = { ...frame, form: 'handover-record', handedAt: Math.max(...handed), giver: sideOf(from, templates), receiver: sideOf(to, templates), lines, ...(note === undefined ? {} : { note }) } as const;
  return { pdf: await renderSlip(record) };
}

/** A body that serves at its own desk gives and takes there. */
function sideOf(agency: Agency, templates: LetterTemplates): string {
  return agency.desk ? deskNameOf(agency, templates) : agency.name;
}

/** The dossier as it was when its papers changed hands: what came of it later is not the business of either side. */
function lineOf(papers: DossierPapers, { at }: PapersGiven): BatchLine | undefined {
  const { applicant, rules } = papers;
  const events = papers.events.filter(({ occurredAt }) => occurredAt <= at);
  const state = foldDossier(events);
  return applicant === undefined
    ? undefined
    : {
        dossierCode: state.code,
        applicantName: applicant.applicant.name,
        procedureName: rules.procedure.name,
        sets: state.sets,
        papers: state.components.reduce((sum, { copies }) => sum + copies, 0),
        receivedAt: state.receivedAt,
        promised: promisedOf({ ...papers, events, state }),
      };
}
