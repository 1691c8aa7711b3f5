import { type Actor, type Instant, stageNamesOf } from '#domain';
import type { RateName } from '#domain/figures';
import type { Engine } from '#service';
import { type FigureScope, type LinePlace, type LinesBehind, listDelays, listLines } from '#service/figures';
import { problem } from '../problems/problem.js';
import { isoOf } from '../schemas/atoms.js';
import type { DelayLinesRequest, LinesRequest } from '../schemas/figure-query.js';
import { type LinesBehindAnswer, viewLine } from '../views/line-view.js';
import { askedPeriod } from './asked-period.js';
import { readKey, writeKey } from './page.js';

/** A page of the letters, payments or runs of stages behind a rate. Throws a 422 problem for a rate or scope that is not told of them, a 400 problem for a key that is none. */
export async function readLines(engine: Engine, actor: Actor, question: { readonly rate: RateName; readonly scope: FigureScope; readonly at: Instant }, request: LinesRequest): Promise<LinesBehindAnswer> {
  const { days } = await askedPeriod(engine, question.scope.province, request, question.at);
  const found = await listLines(engine.database, { ...question, ...stageOf(request), part: request.of, days }, pageOf(request));
  if (found === undefined) {
    throw problem('figure-not-available', 'This rate counts no letters, payments or runs of stages, or not by case, commune, officer or stage: dossiers are listed by …/dossiers');
  }
  return viewLines(engine, found, actor, question.at);
}

/** A page of the shares of the delays that ended in the period. Throws a 400 problem for a key that is none. */
export async function readDelayLines(engine: Engine, actor: Actor, question: { readonly scope: FigureScope; readonly at: Instant }, request: DelayLinesRequest): Promise<LinesBehindAnswer> {
  const { days } = await askedPeriod(engine, question.scope.province, request, question.at);
  const found = await listDelays(engine.database, { ...question, ...stageOf(request), days }, pageOf(request));
  if (found === undefined) {
    throw problem('figure-not-available', 'Delays are not told by case or commune');
  }
  return viewLines(engine, found, actor, question.at);
}

function stageOf({ stage }: { readonly stage?: string }): { readonly stage?: string } {
  return stage === undefined ? {} : { stage };
}

function pageOf({ after, limit }: { readonly after?: string; readonly limit: number }): { readonly after?: LinePlace; readonly limit: number } {
  const key = after === undefined ? undefined : readKey(after);
  return { limit, ...(key === undefined ? {} : { after: { at: key.at, id: key.key } }) };
}

async function viewLines(engine: Engine, { lines, next }: LinesBehind, { subject }: Actor, at: Instant): Promise<LinesBehindAnswer> {
  const items: LinesBehindAnswer['items'] = [];
  for (const line of lines) {
    const { procedure } = await engine.rules.procedure(engine.database.read, line.procedure.code, line.procedure.version);
    items.push(viewLine(line, stageNamesOf(procedure), subject));
  }
  return { items, next: next === undefined ? null : writeKey({ at: next.at, key: next.id }), asOf: isoOf(at) };
}
