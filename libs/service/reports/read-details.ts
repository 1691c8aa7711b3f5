import { addCalendarDays, type DaySpan, type DossierState, eventOfRow, foldEvent, type HandlingDetails, instant, localDateOf, startOfDay } from '#domain';
import type { Statements } from '#persistence';
import { chainedRowOf, type EventRow, SELECTED_EVENT } from '../event-rows.js';
import { COUNTED, DOSSIER_COLUMNS, endOf, leftWithin, overdueAt } from '../figures/dossier-conditions.js';
import { type FigureQuery, inScope, Parameters } from '../figures/scope.js';
import type { ReportGroup } from './report-kinds.js';

type Reading = Pick<Statements, 'rows'>;

/** SQL: the dossier's case gives its dossiers a date. */
const GIVES_A_DATE = `NOT EXISTS (SELECT 1 FROM procedure_version v CROSS JOIN LATERAL jsonb_array_elements(v.data::jsonb -> 'cases') AS kind
  WHERE v.code = dossier.procedure_code AND v.version = dossier.procedure_version AND kind ->> 'code' = dossier.case_code AND kind ? 'dating')`;

const LEDGERS_AT_ONCE = 200;

/**
 * What the dossiers of each group tell beside the figures. They are counted by the dossiers' last end and present agency, so a dossier
 * that was reopened after the period does not count. Groups with nothing are absent.
 */
export async function readDetails(tx: Reading, { scope, at }: Pick<FigureQuery, 'scope' | 'at'>, days: DaySpan, by: ReportGroup): Promise<ReadonlyMap<string, Omit<HandlingDetails, 'pausedOverdue'>>> {
  const parameters = new Parameters();
  const [start, end] = [parameters.add(startOfDay(days.first), 'bigint'), parameters.add(endOf(days), 'bigint')];
  const moment = instant(Math.min(at, endOf(days)));
  const [lateBefore, today] = [parameters.add(moment, 'bigint'), parameters.add(startOfDay(localDateOf(moment)), 'bigint')];
  const inOwn = inScope(scope, DOSSIER_COLUMNS, parameters);
  const left = leftWithin(start, end);
  const midnights = `$${String(parameters.values.length + 1)}::bigint[]`;
  // Both lie between the same two midnights; an end at midnight is of the day it ends.
  const isSameDay = `finished_at >= ${start} AND width_bucket(finished_at, ${midnights}) = width_bucket(due_at - 1, ${midnights})`;
  const counts = {
    finishedLateSameDay: `punctuality = 'late' AND ${left} AND ${isSameDay}`,
    overdueSameDay: `${overdueAt(end, lateBefore)} AND due_at > ${today}`,
    finishedInError: `coalesce(punctuality, 'undated') = 'undated' AND ${left} AND imported AND ${GIVES_A_DATE}`,
  };
  const columns = Object.entries(counts).map(([name, condition]) => `count(*) FILTER (WHERE ${condition}) AS "${name}"`);
  const rows = await tx.rows<Omit<HandlingDetails, 'pausedOverdue'> & { readonly key: string }>(
    `SELECT ${DOSSIER_COLUMNS[by]} AS key, ${columns.join(', ')} FROM dossier
     WHERE ${inOwn} AND ${COUNTED} AND accepted_at < ${end} AND ((${left}) OR ${overdueAt(end, lateBefore)}) GROUP BY 1`,
    [...parameters.values, midnightsOf(days)],
  );
  return new Map(rows.map(({ key, ...details }) => [key, details]));
}

/** Where the days of a span begin, and where the last one ends. */
function midnightsOf({ first, last }: DaySpan): readonly number[] {
  return Array.from({ length: last - first + 2 }, (_, index) => startOfDay(addCalendarDays(first, index)));
}

/**
 * Open, overdue and paused at the end of the days, or now while they last, by group: the overdue dossiers are taken from their rows,
 * their pause and agency at that moment from their ledgers, a few hundred at a time.
 */
export async function readPausedOverdue(tx: Reading, { scope, at }: Pick<FigureQuery, 'scope' | 'at'>, days: DaySpan, by: ReportGroup): Promise<ReadonlyMap<string, number>> {
  const counts = new Map<string, number>();
  const moment = Math.min(at, endOf(days));
  let after = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    // Who has a dossier now need not have had it then.
    const ids = await overdueDossiers(tx, { scope: at < endOf(days) ? scope : { province: scope.province }, at }, days, after);
    for (const state of await statesAt(tx, ids, moment)) {
      if (state.pause !== undefined && (scope.agency === undefined || state.competentAgency === scope.agency)) {
        const key = by === 'agency' ? state.competentAgency : state.field;
        counts.set(key, (counts.get(key) ?? 0) + 1);
      }
    }
    const last = ids.at(-1);
    if (last === undefined || ids.length < LEDGERS_AT_ONCE) {
      return counts;
    }
    after = last;
  }
}

/** Only a recorded lateness outlives a pause: what is paused in time does not wait to be recorded. */
async function overdueDossiers(tx: Reading, { scope, at }: Pick<FigureQuery, 'scope' | 'at'>, days: DaySpan, after: string): Promise<readonly string[]> {
  const parameters = new Parameters();
  const end = parameters.add(endOf(days), 'bigint');
  const lateBefore = parameters.add(Math.min(at, endOf(days)), 'bigint');
  const rows = await tx.rows<{ id: string }>(
    `SELECT id FROM dossier WHERE ${inScope(scope, DOSSIER_COLUMNS, parameters)} AND ${COUNTED} AND became_late_at IS NOT NULL AND ${overdueAt(end, lateBefore)} AND id > ${parameters.add(after, 'text')}::uuid
     ORDER BY id LIMIT ${String(LEDGERS_AT_ONCE)}`,
    parameters.values,
  );
  return rows.map(({ id }) => id);
}

/** Each dossier as it stood before a moment. */
async function statesAt(tx: Reading, ids: readonly string[], moment: number): Promise<readonly DossierState[]> {
  const rows = ids.length === 0 ? [] : await tx.rows<EventRow>(`SELECT ${SELECTED_EVENT} FROM dossier_event e WHERE e.dossier_id = ANY($1::uuid[]) ORDER BY e.dossier_id, e.seq`, [ids]);
  const standing = new Map<string, DossierState>();
  let state: DossierState | undefined;
  for (const row of rows) {
    state = foldEvent(row.seq === 1 ? undefined : state, eventOfRow(chainedRowOf(row)));
    if (row.occurred_at < moment) {
      standing.set(row.dossier_id, state);
    }
  }
  return [...standing.values()];
}
