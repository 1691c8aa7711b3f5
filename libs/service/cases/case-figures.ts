import { caseEventOfRow, type CaseKind, foldCase } from '#domain';
import { CASE_RATE_NAMES, type CasePeriod, type CaseRateName, caseRateOf, type ClockRound, type RateValue, rateValue } from '#domain/figures';
import type { Statements } from '#persistence';
import { type CaseEventRow, chainedCaseRow, SELECTED_CASE_EVENT } from './case-rows.js';

/** Whose clocks figures are told of. */
export interface CaseFigureScope {
  /** Agencies in charge of a clock when it began. */
  readonly agencies: readonly string[];
  readonly clock?: string;
  readonly kind?: CaseKind;
}

/** A rate of one clock, with what it was made of. */
export interface CaseFigure {
  readonly rate: CaseRateName;
  readonly clock: string;
  readonly value: RateValue;
}

/** A round of a clock behind a figure. */
export interface FigureRound {
  readonly caseId: string;
  readonly code: string;
  readonly kind: CaseKind;
  readonly agency: string;
  readonly clock: string;
  readonly round: number;
  readonly dueAt: number;
  readonly stoppedAt?: number;
  /** Whether it stands in the numerator. */
  readonly isCounted: boolean;
}

/**
 * The rounds of clocks each rate counts, and whether in its numerator: `judgeRound` as a statement. A number and the list
 * behind it are read from it alike. $1 agencies, $2 clock, $3 kind, $4 first moment of the period, $5 first after it, $6 now.
 */
const JUDGED = `
  SELECT r.rate, k.case_id, k.clock, k.round, k.agency, k.due_at, k.stopped_at, c.code, c.kind,
    CASE r.rate
      WHEN 'clock-on-time' THEN k.outcome IS NOT DISTINCT FROM 'done' AND k.stopped_at <= k.due_at
      WHEN 'clock-late' THEN NOT (k.outcome IS NOT DISTINCT FROM 'done' AND k.stopped_at <= k.due_at)
      ELSE k.due_at < least($5::bigint, $6::bigint) END AS is_counted
  FROM case_clock k JOIN deadline_case c ON c.id = k.case_id CROSS JOIN unnest(ARRAY['clock-on-time', 'clock-late', 'clock-open-overdue']) AS r (rate)
  WHERE k.agency = ANY($1) AND ($2::text IS NULL OR k.clock = $2) AND ($3::text IS NULL OR c.kind = $3) AND
    CASE WHEN r.rate = 'clock-open-overdue'
      THEN k.started_at < least($5::bigint, $6::bigint) AND (k.stopped_at IS NULL OR k.stopped_at >= least($5::bigint, $6::bigint))
      ELSE k.due_at > $4::bigint AND k.due_at <= $5 AND NOT (k.outcome IS NOT DISTINCT FROM 'cancelled' AND k.stopped_at <= k.due_at) AND (k.outcome IS NOT DISTINCT FROM 'done' OR k.due_at < $6) END`;

function parametersOf({ agencies, clock, kind }: CaseFigureScope, { from, until, at }: CasePeriod): readonly unknown[] {
  return [agencies, clock ?? null, kind ?? null, from, until, at];
}

/** Every rate of every clock that has rounds in the scope, by one statement over the rounds as they stand, whether their points are recorded yet or not. */
export async function readCaseFigures(tx: Pick<Statements, 'rows'>, scope: CaseFigureScope, period: CasePeriod): Promise<readonly CaseFigure[]> {
  const rows = await tx.rows<{ rate: CaseRateName; clock: string; n: number; d: number }>(
    `SELECT rate, clock, count(*) FILTER (WHERE is_counted) AS n, count(*) AS d FROM (${JUDGED}) AS judged GROUP BY rate, clock ORDER BY clock COLLATE "C", rate COLLATE "C"`,
    parametersOf(scope, period),
  );
  return rows.map(({ rate, clock, n, d }) => ({ rate, clock, value: rateValue(n, d) }));
}

/** Which rounds behind a rate are listed: those of its numerator, the others it counts, or all. */
export type FigurePart = 'numerator' | 'rest' | 'all';

/** A page of the rounds behind a rate, the earliest due first. */
export interface FigureRoundsPage {
  readonly rate: CaseRateName;
  readonly part: FigurePart;
  readonly limit: number;
  readonly after?: { readonly at: number; readonly key: string };
}

/** The rounds a figure counted: the very statement of `readCaseFigures`. */
export async function listFigureRounds(tx: Pick<Statements, 'rows'>, scope: CaseFigureScope, period: CasePeriod, { rate, part, limit, after }: FigureRoundsPage): Promise<readonly FigureRound[]> {
  const rows = await tx.rows<{ case_id: string; code: string; kind: CaseKind; agency: string; clock: string; round: number; due_at: number; stopped_at: number | null; is_counted: boolean }>(
    `SELECT * FROM (${JUDGED}) AS judged WHERE rate = $7 AND ($8::boolean IS NULL OR is_counted = $8) AND ($9::bigint IS NULL OR (due_at, code || '#' || clock || '#' || round) > ($9, $10::text))
     ORDER BY due_at, code || '#' || clock || '#' || round LIMIT $11`,
    [...parametersOf(scope, period), rate, part === 'all' ? null : part === 'numerator', after?.at ?? null, after?.key ?? null, limit],
  );
  return rows.map(({ case_id, code, kind, agency, clock, round, due_at, stopped_at, is_counted }) => ({
    caseId: case_id,
    code,
    kind,
    agency,
    clock,
    round,
    dueAt: due_at,
    ...(stopped_at === null ? {} : { stoppedAt: stopped_at }),
    isCounted: is_counted,
  }));
}

/** The place of a round in a list of rounds. */
export function keyOfRound({ code, clock, round }: FigureRound): string {
  return `${code}#${clock}#${String(round)}`;
}

/** The same figures by the events alone: every case is folded and each round judged by the domain. For proofs; it reads everything. */
export async function recountCaseFigures(tx: Pick<Statements, 'rows'>, { agencies, clock, kind }: CaseFigureScope, period: CasePeriod): Promise<readonly CaseFigure[]> {
  const rows = await tx.rows<CaseEventRow>(`SELECT ${SELECTED_CASE_EVENT} FROM case_event e ORDER BY e.case_id, e.seq`);
  const cases = [...Map.groupBy(rows.map(chainedCaseRow), ({ caseId }) => caseId).values()].map((events) => foldCase(events.map(caseEventOfRow)));
  const rounds = cases
    .filter((state) => kind === undefined || state.kind === kind)
    .flatMap(({ clocks }) => clocks.map(({ counting, stopped, ...each }): ClockRound => ({ clock: each.clock, agency: each.agency, startedAt: counting.from, dueAt: each.dueAt, ...(stopped === undefined ? {} : { stopped }) })))
    .filter((round) => agencies.includes(round.agency) && (clock === undefined || round.clock === clock));
  const clocks = [...new Set(rounds.map((round) => round.clock))].sort();
  return clocks.flatMap((each) =>
    [...CASE_RATE_NAMES]
      .sort()
      .map((rate): CaseFigure => ({ rate, clock: each, value: caseRateOf(rate, rounds.filter((round) => round.clock === each), period) }))
      .filter(({ value }) => value.d > 0),
  );
}
