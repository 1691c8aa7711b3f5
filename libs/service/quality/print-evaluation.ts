import { numberOfIndex, OFFICER_INDICES, type Tenths } from '#domain/figures';
import { renderOfficerEvaluation } from '#letters';
import { OFFICER_CLASS_LABELS, QUALITY_INDEX_LABELS } from '#vi';
import type { Engine } from '../engine.js';
import { letterFrame } from '../letters/letter-frame.js';
import { listEvaluated, readEvaluationSheet, type SheetQuery } from './evaluation-sheet.js';

/** Dossiers a print lists; it says when there are more. */
const PRINTED_DOSSIERS = 500;

/** The evaluation sheet of an officer as a PDF, for both signatures. `period` is its period in words. Throws when the agency is none of the catalogue. */
export async function printEvaluation(engine: Engine, query: SheetQuery, period: string): Promise<Uint8Array> {
  const { read } = engine.database;
  const [agencies, templates] = [await engine.rules.agencies(read), await engine.rules.templates(read)];
  const agency = agencies.get(query.agency);
  if (agency === undefined) {
    throw new Error(`There is no agency ${query.agency}`);
  }
  const { scores, officer, head } = await readEvaluationSheet(engine, query);
  const dossiers = await listEvaluated(engine, query, PRINTED_DOSSIERS);
  const { header, place, issuedAt } = letterFrame(agency, { agencies, templates }, query.at);
  return renderOfficerEvaluation({
    header,
    place,
    issuedAt,
    officer: { name: officer.name ?? query.officer, ...(officer.position === undefined ? {} : { position: officer.position }) },
    agencyName: agency.name,
    period,
    indices: scores.indices.map(({ index, n, d, score }) => ({ number: numberOfIndex(index), label: QUALITY_INDEX_LABELS[index], marks: n, dossiers: d, score: score === undefined ? undefined : decimal(score) })),
    sum: decimal(scores.sum.score),
    of: decimal(scores.sum.of),
    classLabel: scores.sum.class === undefined ? undefined : OFFICER_CLASS_LABELS[scores.sum.class],
    finished: scores.dossiers,
    dossiers: dossiers.map(({ code, finishedAt, marks }) => ({ code, finishedAt, marks: OFFICER_INDICES.map((index) => marks[index]) })),
    ...(head === undefined ? {} : { head: { name: head.name } }),
  });
}

function decimal(tenths: Tenths): string {
  return `${String(Math.floor(tenths / 10))},${String(tenths % 10)}`;
}
