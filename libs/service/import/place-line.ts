import { type Agency, caseOf, type ProcedureCase } from '#domain';
import type { PublishedProcedure } from '../rule-book.js';
import { type DossierLine, isRunning } from './dossier-line.js';
import type { Parsed, Problem, Warning } from './findings.js';
import type { ImportCatalogue } from './import-catalogue.js';

/** A line with everything it refers to found. */
export interface PlacedLine {
  readonly line: DossierLine;
  readonly published: PublishedProcedure;
  readonly chosen: ProcedureCase;
  readonly competent: Agency;
  readonly receivingAgency: string;
  readonly warnings: readonly Warning[];
}

/** Finds procedure version, case and agency of a line. A line without a due date is bad unless its procedure allows that. */
export function placeLine(line: DossierLine, catalogue: ImportCatalogue): Parsed<PlacedLine> {
  const published = catalogue.procedureAt(line.procedureCode, line.receivedAt);
  const competent = catalogue.agencies.get(line.agencyCode);
  const chosen = published === undefined ? undefined : chooseCase(line, published);
  const problems = [
    ...(published === undefined ? [problem('procedureCode', 'unknown-procedure', `${line.procedureCode} is not in the catalogue`)] : []),
    ...(published !== undefined && chosen === undefined
      ? [problem('caseCode', 'unknown-case', `${line.caseCode ?? '-'} is no case of ${line.procedureCode}: it has ${published.procedure.cases.map(({ code }) => code).join(', ')}`)]
      : []),
    ...(competent === undefined ? [problem('agencyCode', 'unknown-agency', `${line.agencyCode} is not in the catalogue`)] : []),
    ...(published === undefined || mayBeUndated(line, published) ? [] : [problem('dueAt', 'missing-due-date', `is empty, and ${line.procedureCode} has no maximum to judge a dossier without a date by`)]),
  ];
  if (problems.length > 0 || published === undefined || chosen === undefined || competent === undefined) {
    return { kind: 'bad', problems };
  }
  const placed = { line, published, chosen, competent, receivingAgency: catalogue.deskOf(competent) };
  return { kind: 'parsed', value: { ...placed, warnings: [...warningsOfDates(line), ...warningsOfPlace(placed)] } };
}

/** Imported dates are taken over as they are, so a case that is not named changes none of them: the first one stands for it. */
function chooseCase(line: DossierLine, { procedure }: PublishedProcedure): ProcedureCase | undefined {
  return line.caseCode === undefined ? procedure.cases[0] : caseOf(procedure, line.caseCode);
}

function mayBeUndated({ dueAt, status }: DossierLine, { procedure }: PublishedProcedure): boolean {
  return dueAt !== undefined || status === 'intake-refused' || procedure.undatedMaximum !== undefined;
}

function warningsOfDates(line: DossierLine): readonly Warning[] {
  const { receivedAt, dueAt, finishedAt, handedOverAt, pausedAt, status } = line;
  return [
    ...when(isBefore(finishedAt, receivedAt), 'finishedAt', 'finished-before-received', 'lies before receivedAt'),
    ...when(isBefore(dueAt, receivedAt), 'dueAt', 'due-before-received', 'lies before receivedAt'),
    ...when(isBefore(handedOverAt, finishedAt), 'handedOverAt', 'handed-over-before-finished', 'lies before finishedAt'),
    ...when(isBefore(pausedAt, receivedAt), 'pausedAt', 'paused-before-received', 'lies before receivedAt'),
    ...when(status === 'returned' && handedOverAt === undefined, 'handedOverAt', 'returned-without-date', 'is empty although the result was handed over'),
    ...when(pausedAt !== undefined && !isRunning(line), 'pausedAt', 'pause-of-finished-dossier', 'is left out: the pause ended with the dossier'),
  ];
}

function warningsOfPlace({ line, published, chosen, competent }: Omit<PlacedLine, 'warnings'>): readonly Warning[] {
  const { currentStage } = line;
  const known = chosen.parts[0].groups.some(({ stages }) => stages.some(({ id }) => id === currentStage));
  return [
    ...when(!published.procedure.competentAgencies.includes(competent.code), 'agencyCode', 'agency-not-competent', `${competent.code} is not competent for ${published.procedure.code} today`),
    ...when(isRunning(line) && currentStage !== undefined && !known, 'currentStage', 'unknown-stage', `is no stage of ${chosen.code}: the dossier keeps it as its only one`),
  ];
}

function isBefore(at: number | undefined, other: number | undefined): boolean {
  return at !== undefined && other !== undefined && at < other;
}

function when(applies: boolean, column: string, reason: Warning['reason'], detail: string): readonly Warning[] {
  return applies ? [{ column, reason, detail }] : [];
}

function problem(column: string, reason: Problem['reason'], detail: string): Problem {
  return { column, reason, detail };
}
