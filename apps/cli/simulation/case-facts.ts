import { isDeepStrictEqual } from 'node:util';
import type { CasePeriod } from '#domain';
import { type CaseFigure, type Engine, readCaseFigures, recountCaseFigures } from '#service';

/** A round of a clock whose end lies before the month's, with everything its ledger says of that end. */
export interface ClockEnd {
  readonly code: string;
  readonly clock: string;
  readonly round: number;
  /** Times it was stopped, and times it became late, all of them at its end. */
  readonly stopped: number;
  readonly becameLate: number;
  readonly misplaced: number;
  /** What it waited for was entered before its end passed. */
  readonly enteredInTime: boolean;
}

/** What a month says of its publications, feedback and tasks. */
export interface CaseFacts {
  readonly ends: readonly ClockEnd[];
  readonly figures: readonly CaseFigure[];
  readonly recounted: readonly CaseFigure[];
}

const ENDS = `
  SELECT c.code, k.clock, k.round,
    (SELECT count(*) FROM case_event e WHERE e.case_id = k.case_id AND e.type = 'ClockStopped' AND e.payload->>'clock' = k.clock AND (e.payload->>'round')::integer = k.round) AS stopped,
    count(late.seq) AS "becameLate", count(late.seq) FILTER (WHERE late.occurred_at <> k.due_at) AS misplaced,
    EXISTS (SELECT FROM case_event e WHERE e.case_id = k.case_id AND e.type = 'ClockStopped' AND e.payload->>'clock' = k.clock AND (e.payload->>'round')::integer = k.round AND e.occurred_at <= k.due_at) AS "enteredInTime"
  FROM case_clock k JOIN deadline_case c ON c.id = k.case_id
  LEFT JOIN case_event late ON late.case_id = k.case_id AND late.type = 'ClockBecameLate' AND late.payload->>'clock' = k.clock AND (late.payload->>'round')::integer = k.round
  WHERE k.due_at < $1 GROUP BY c.code, k.case_id, k.clock, k.round, k.due_at, k.stopped_at ORDER BY c.code, k.clock`;

/** Gathers them for clocks that ended before `settledUntil`; nothing may be under way any more. */
export async function readCaseFacts({ database: { read }, rules }: Engine, period: CasePeriod, settledUntil: number): Promise<CaseFacts> {
  const scope = { agencies: [...(await rules.agencies(read)).keys()] };
  return { ends: await read.rows<ClockEnd>(ENDS, [settledUntil]), figures: await readCaseFigures(read, scope, period), recounted: await recountCaseFigures(read, scope, period) };
}

/** What speaks against the ends of clocks: each has exactly one, in time or late, at its own moment. */
export function endFaults({ ends }: CaseFacts): readonly string[] {
  return ends.flatMap(({ code, clock, round, stopped, becameLate, misplaced, enteredInTime }) => {
    const named = `${code}: ${clock} ${String(round)}`;
    const expected = enteredInTime ? 0 : 1;
    return [
      ...(stopped > 1 ? [`${named} was stopped ${String(stopped)} times`] : []),
      ...(becameLate === expected ? [] : [`${named} became late ${String(becameLate)} times instead of ${String(expected)}`]),
      ...(misplaced > 0 ? [`${named} became late at another moment than its end`] : []),
    ];
  });
}

/** What speaks against the rates of clocks. */
export function caseFigureFaults({ figures, recounted }: CaseFacts): readonly string[] {
  return isDeepStrictEqual(figures, recounted) ? [] : [`the rates of clocks are kept as ${JSON.stringify(figures)}, the events give ${JSON.stringify(recounted)}`];
}
