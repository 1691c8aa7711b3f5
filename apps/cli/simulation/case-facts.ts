import { isDeepStrictEqual } from 'node:util';
import { addCalendarDays, caseEventOfRow, type CaseState, FEEDBACK_COUNTS, foldCase, formatLocalDate, instant, localDateOf, RATED_CLOCKS, startOfDay } from '#domain';
import type { CasePeriod } from '#domain/figures';
import { type Engine, onTimeRate, readCaseFigures, readCaseLedger, readFeedbackCounts, readPublicationFacts, recountCaseFigures, recountFeedback, recountPublicationFacts } from '#service';
import { type BrokenRule, readBrokenRules } from './case-rules.js';
import { PROVINCE } from './people.js';

/** A round of a clock whose end lies before the month's, with everything its ledger says of that end. */
export interface ClockEnd {
  readonly code: string;
  readonly clock: string;
  readonly round: number;
  /** Times it was stopped, corrections of a stop left out, and times it became late, all of them at its end. */
  readonly stopped: number;
  readonly becameLate: number;
  readonly misplaced: number;
  /** What it waited for was entered before its end passed, or as the clock was begun. */
  readonly enteredInTime: boolean;
}

/** A figure as it is kept, and as the events alone give it. */
export interface TwiceCounted {
  readonly name: string;
  readonly kept: unknown;
  readonly recounted: unknown;
}

/** What a month says of its publications, feedback and tasks. */
export interface CaseFacts {
  readonly ends: readonly ClockEnd[];
  readonly counted: readonly TwiceCounted[];
  readonly brokenRules: readonly BrokenRule[];
  /** How often what happened, by the name of the event. */
  readonly happened: Readonly<Record<string, number>>;
}

const OF_ROUND = `e.case_id = k.case_id AND e.payload->>'clock' = k.clock AND (e.payload->>'round')::integer = k.round`;
const CORRECTED = `EXISTS (SELECT FROM case_event m WHERE m.case_id = e.case_id AND m.cause = e.cause AND m.type IN ('PostingCorrected', 'PublicationRecounted'))`;

const ENDS = `
  SELECT c.code, k.clock, k.round,
    (SELECT count(*) FROM case_event e WHERE ${OF_ROUND} AND e.type = 'ClockStopped' AND NOT ${CORRECTED}) AS stopped,
    (SELECT count(*) FROM case_event e WHERE ${OF_ROUND} AND e.type = 'ClockBecameLate') AS "becameLate",
    (SELECT count(*) FROM case_event e WHERE ${OF_ROUND} AND e.type = 'ClockBecameLate' AND e.occurred_at <> k.due_at) AS misplaced,
    EXISTS (SELECT FROM case_event e WHERE ${OF_ROUND} AND e.type = 'ClockStopped'
      AND e.occurred_at <= greatest(k.due_at, (SELECT s.occurred_at FROM case_event s WHERE s.case_id = k.case_id AND s.type = 'ClockStarted' AND s.payload->>'clock' = k.clock AND (s.payload->>'round')::integer = k.round))) AS "enteredInTime"
  FROM case_clock k JOIN deadline_case c ON c.id = k.case_id
  WHERE k.due_at < $1 ORDER BY c.code, k.clock, k.round`;

/** Gathers them for clocks that ended before `settledUntil`; nothing may be under way any more. */
export async function readCaseFacts(engine: Engine, period: CasePeriod, settledUntil: number): Promise<CaseFacts> {
  const { database: { read }, rules } = engine;
  const scope = { agencies: [...(await rules.agencies(read)).keys()] };
  const happened = await read.rows<{ type: string; n: number }>('SELECT type, count(*) AS n FROM case_event GROUP BY type ORDER BY type COLLATE "C"');
  return {
    ends: await read.rows<ClockEnd>(ENDS, [settledUntil]),
    counted: [{ name: 'rates of clocks', kept: await readCaseFigures(read, scope, period), recounted: await recountCaseFigures(read, scope, period) }, await countedPublications(engine, period), await countedFeedback(engine, period), await countedTasks(engine, period, scope.agencies)],
    brokenRules: await readBrokenRules(engine),
    happened: Object.fromEntries(happened.map(({ type, n }) => [type, n])),
  };
}

async function countedPublications(engine: Engine, { at }: CasePeriod): Promise<TwiceCounted> {
  const scope = { province: PROVINCE, last: formatLocalDate(localDateOf(instant(at))) };
  return { name: 'figures of publication', kept: await readPublicationFacts(engine, scope), recounted: await recountPublicationFacts(engine, scope) };
}

async function countedFeedback({ database: { read } }: Engine, { from, until }: CasePeriod): Promise<TwiceCounted> {
  const query = { province: PROVINCE, from, until };
  const recounted = await recountFeedback(read, query);
  return { name: 'counts of feedback', kept: await readFeedbackCounts(read, query), recounted: Object.fromEntries(FEEDBACK_COUNTS.map((count) => [count, recounted[count].length])) };
}

/** The rate of tasks on time over the days of the month, and the same from the tasks' ledgers. */
async function countedTasks({ database: { read }, rules }: Engine, { at }: CasePeriod, agencies: readonly string[]): Promise<TwiceCounted> {
  const [first, last] = [addCalendarDays(localDateOf(instant(at)), -31), localDateOf(instant(at))];
  const { assignedTasks } = await rules.settings(read);
  const { value } = await onTimeRate(read, { agencies, first, last }, assignedTasks.onTimeTarget, instant(at));
  const states: CaseState[] = [];
  for (const { id } of await read.rows<{ id: string }>(`SELECT id FROM deadline_case WHERE kind = 'task' ORDER BY code`)) states.push(foldCase((await readCaseLedger(read, id)).map(caseEventOfRow)));
  const [opens, ends] = [startOfDay(first), startOfDay(addCalendarDays(last, 1))];
  const rated: readonly string[] = RATED_CLOCKS;
  const judged = states.flatMap(({ clocks }) => clocks).filter(({ clock, dueAt, stopped }) => rated.includes(clock) && dueAt > opens && dueAt <= ends && stopped?.outcome !== 'cancelled' && (stopped !== undefined || dueAt < at));
  return { name: 'rate of tasks on time', kept: [value.n, value.d], recounted: [judged.filter(({ stopped }) => stopped?.inTime === true).length, judged.length] };
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

/** What speaks against the figures of publications, feedback and tasks. */
export function caseFigureFaults({ counted }: CaseFacts): readonly string[] {
  return counted.flatMap(({ name, kept, recounted }) => (isDeepStrictEqual(kept, recounted) ? [] : [`the ${name} are kept as ${JSON.stringify(kept)}, the events give ${JSON.stringify(recounted)}`]));
}
