import { randomUUID } from 'node:crypto';
import type { Actor, Instant } from '#domain';
import { byNumber, type CriterionTarget, matchTarget, type Points, readCriterionTargets, rowsOf, type TargetMatch, type UnreadTarget } from '#domain/figures';
import type { Engine } from '../engine.js';
import type { Reader } from '../rule-book.js';
import { findParCatalogue } from './catalogues.js';
import { type KeyConflict, onceByKey } from './once-by-key.js';

/** A line of a plan that speaks of a target: read and matched, read and left to a person, or not read. */
export type PlanLine = (CriterionTarget & { readonly kind: 'read'; readonly match: TargetMatch }) | (UnreadTarget & { readonly kind: 'unread' });

/** What was read from a plan for an agency and year. */
export interface TargetImport {
  readonly id: string;
  readonly agency: string;
  readonly year: number;
  readonly catalogue: string;
  readonly version: number;
  readonly lines: readonly (PlanLine & { readonly assigned?: TargetAssignment })[];
  readonly importedAt: Instant;
  readonly importedBy: string;
}

/** What a person said of a line. */
export interface TargetAssignment {
  readonly criterion: string;
  readonly target: Points;
  readonly maximum: Points;
  readonly by: string;
  readonly at: Instant;
}

/** A criterion's target as it holds now, with the line it comes from. */
export interface HeldTarget {
  readonly catalogue: string;
  readonly criterion: string;
  readonly target: Points;
  readonly maximum: Points;
  readonly importId: string;
  readonly line: number;
}

/** A plan to be read. */
export interface PlanToRead {
  readonly agency: string;
  readonly year: number;
  readonly catalogue: string;
  readonly text: string;
  readonly actor: Actor;
  readonly key: string;
  readonly at: Instant;
}

/** Reads a plan's targets and keeps every line that speaks of one, matched or not. */
export async function importParTargets(engine: Engine, { agency, year, catalogue, text, actor, key, at }: PlanToRead): Promise<{ readonly kind: 'imported'; readonly id: string } | { readonly kind: 'unknown-catalogue' } | KeyConflict> {
  return onceByKey(engine, { actor, key, at, request: { targets: { agency, year, catalogue, text } } }, async (tx) => {
    const published = await findParCatalogue(tx, catalogue);
    if (published === undefined) {
      return { kind: 'unknown-catalogue' as const };
    }
    const { targets, unread } = readCriterionTargets(text);
    const lines: readonly PlanLine[] = [
      ...targets.map((target) => ({ ...target, kind: 'read' as const, match: matchTarget(target, published.content) })),
      ...unread.map((line) => ({ ...line, kind: 'unread' as const })),
    ].sort((a, b) => a.line - b.line);
    const id = randomUUID();
    await tx.run('INSERT INTO par_target_import (id, agency, year, catalogue, version, lines, imported_at, imported_by) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)', [
      id,
      agency,
      year,
      catalogue,
      published.version,
      JSON.stringify(lines),
      at,
      actor.subject,
    ]);
    return { kind: 'imported' as const, id };
  });
}

/** What a person says of a line: to which criterion of the set it belongs, and its points where they could not be read. */
export interface LineAnswer {
  readonly importId: string;
  readonly line: number;
  readonly criterion: string;
  readonly target?: Points;
  readonly maximum?: Points;
  readonly actor: Actor;
  readonly key: string;
  readonly at: Instant;
}

/** Why an answer is not taken. */
export type AnswerRefusal = 'not-found' | 'unknown-row' | 'points-missing' | 'above-maximum';

/** Takes a person's word for a line; a later one replaces it and both are kept. */
export async function assignParTarget(engine: Engine, answer: LineAnswer): Promise<{ readonly kind: 'assigned' | AnswerRefusal } | KeyConflict> {
  const { importId, line, criterion, actor, key, at } = answer;
  const request = { assign: { importId, line, criterion, target: answer.target, maximum: answer.maximum } };
  return onceByKey<{ readonly kind: 'assigned' | AnswerRefusal } | KeyConflict>(engine, { actor, key, at, request }, async (tx) => {
    const found = await findTargetImport(tx, importId);
    const asked = found?.lines.find((each) => each.line === line);
    if (found === undefined || asked === undefined) {
      return { kind: 'not-found' };
    }
    const published = await findParCatalogue(tx, found.catalogue);
    const row = published && rowsOf(published.content).find(({ item }) => item.code === criterion);
    if (row === undefined) {
      return { kind: 'unknown-row' };
    }
    const read = asked.kind === 'read' ? asked : undefined;
    const [target, maximum] = [answer.target ?? read?.target, answer.maximum ?? row.item.maximum ?? read?.maximum];
    if (target === undefined || maximum === undefined) {
      return { kind: 'points-missing' };
    }
    if (target > maximum || maximum > (row.item.maximum ?? maximum)) {
      return { kind: 'above-maximum' };
    }
    await tx.run('INSERT INTO par_target_assignment (import_id, line, criterion, target, maximum, assigned_at, assigned_by) VALUES ($1, $2, $3, $4, $5, $6, $7)', [importId, line, criterion, target, maximum, at, actor.subject]);
    return { kind: 'assigned' };
  });
}

interface ImportRow {
  readonly id: string;
  readonly agency: string;
  readonly year: number;
  readonly catalogue: string;
  readonly version: number;
  readonly lines: readonly PlanLine[];
  readonly imported_at: Instant;
  readonly imported_by: string;
}

const COLUMNS = 'id, agency, year, catalogue, version, lines, imported_at, imported_by';

/** An import with what people said of its lines. */
export async function findTargetImport(tx: Pick<Reader, 'rows' | 'first'>, id: string): Promise<TargetImport | undefined> {
  const row = await tx.first<ImportRow>(`SELECT ${COLUMNS} FROM par_target_import WHERE id = $1`, [id]);
  return row === undefined ? undefined : (await withAssignments(tx, [row]))[0];
}

/** The target of each criterion of an agency's year: the last word on it, whether a plan's or a person's. */
export async function listHeldTargets(tx: Pick<Reader, 'rows'>, agency: string, year: number): Promise<readonly HeldTarget[]> {
  const rows = await tx.rows<ImportRow>(`SELECT ${COLUMNS} FROM par_target_import WHERE agency = $1 AND year = $2 ORDER BY imported_at, id`, [agency, year]);
  const said = (await withAssignments(tx, rows)).flatMap(({ id, catalogue, lines, importedAt }) =>
    lines.flatMap((line) => {
      const found = targetOf(line);
      return found === undefined ? [] : [{ held: { ...found, catalogue, importId: id, line: line.line }, since: line.assigned?.at ?? importedAt }];
    }),
  );
  const last = new Map(said.sort((a, b) => a.since - b.since).map(({ held }) => [`${held.catalogue} ${held.criterion}`, held]));
  return [...last.values()].sort((a, b) => (a.catalogue < b.catalogue ? -1 : a.catalogue > b.catalogue ? 1 : byNumber(a.criterion, b.criterion)));
}

function targetOf(line: TargetImport['lines'][number]): Pick<HeldTarget, 'criterion' | 'target' | 'maximum'> | undefined {
  if (line.assigned !== undefined) {
    const { criterion, target, maximum } = line.assigned;
    return { criterion, target, maximum };
  }
  return line.kind === 'read' && line.match.kind === 'matched' ? { criterion: line.match.code, target: line.target, maximum: line.maximum } : undefined;
}

async function withAssignments(tx: Pick<Reader, 'rows'>, rows: readonly ImportRow[]): Promise<readonly TargetImport[]> {
  const said = await tx.rows<{ import_id: string; line: number; criterion: string; target: Points; maximum: Points; assigned_at: Instant; assigned_by: string }>(
    'SELECT DISTINCT ON (import_id, line) import_id, line, criterion, target, maximum, assigned_at, assigned_by FROM par_target_assignment WHERE import_id = ANY($1::uuid[]) ORDER BY import_id, line, id DESC',
    [rows.map(({ id }) => id)],
  );
  const byLine = new Map(said.map(({ import_id, line, criterion, target, maximum, assigned_at, assigned_by }) => [`${import_id}:${String(line)}`, { criterion, target, maximum, at: assigned_at, by: assigned_by }]));
  return rows.map(({ imported_at, imported_by, lines, ...row }) => ({
    ...row,
    importedAt: imported_at,
    importedBy: imported_by,
    lines: lines.map((line) => {
      const assigned = byLine.get(`${row.id}:${String(line.line)}`);
      return assigned === undefined ? line : { ...line, assigned };
    }),
  }));
}
