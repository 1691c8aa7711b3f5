import type { Actor, Instant } from '#domain';
import type { RateName } from '#domain/figures';
import type { Engine } from '#service';
import { type FigureScope, listLines } from '#service/figures';
import { problem } from '../problems/problem.js';
import { isoOf } from '../schemas/atoms.js';
import type { LinesRequest } from '../schemas/figure-query.js';
import { type LinesBehindAnswer, viewLine } from '../views/line-view.js';
import { askedPeriod } from './asked-period.js';
import { readKey, writeKey } from './page.js';

/** A page of the letters, payments or runs of stages behind a rate. Throws a 422 problem for a rate or scope that is not told of them, a 400 problem for a key that is none. */
export async function readLines(engine: Engine, actor: Actor, question: { readonly rate: RateName; readonly scope: FigureScope; readonly at: Instant }, request: LinesRequest): Promise<LinesBehindAnswer> {
  const { days } = await askedPeriod(engine, question.scope.province, request, question.at);
  const after = request.after === undefined ? undefined : readKey(request.after);
  const found = await listLines(engine.database, { ...question, part: request.of, days }, { limit: request.limit, ...(after === undefined ? {} : { after: { at: after.at, id: after.key } }) });
  if (found === undefined) {
    throw problem('figure-not-available', 'This rate counts no letters, payments or runs of stages, or not by case, commune or officer: dossiers are listed by …/dossiers');
  }
  return {
    items: found.lines.map((line) => viewLine(line, actor.subject)),
    next: found.next === undefined ? null : writeKey({ at: found.next.at, key: found.next.id }),
    asOf: isoOf(question.at),
  };
}
