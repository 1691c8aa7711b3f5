import { eventOfRow, instant, type NewEvent, startOfDay } from '#domain';
import type { DaySpan } from '#domain/figures';
import { chainedRowOf, type EventRow, SELECTED_EVENT } from '../event-rows.js';
import { COUNTED, endOf, LEFT_AT } from '../figures/dossier-conditions.js';
import type { Reader } from '../rule-book.js';

/** Dossiers folded at once: what a reading holds in memory, whatever the number it goes through. */
export const FOLDED_AT_ONCE = 200;

/** A finished dossier with its ledger. */
export interface FinishedDossier {
  readonly id: string;
  readonly leftAt: number;
  readonly events: readonly NewEvent[];
}

/** Whose finished dossiers: those an agency was competent for, or those of which an officer was given a stage. */
export type FinishedOf = { readonly agency: string } | { readonly officer: string };

/** A place in the order of dossiers as they were finished. */
export interface FinishedPlace {
  readonly at: number;
  readonly id: string;
}

const START: FinishedPlace = { at: 0, id: '00000000-0000-0000-0000-000000000000' };

/** One page of the dossiers finished within the days, in the order they were, by two statements: the dossiers, and their ledgers. */
export async function pageOfFinished(read: Pick<Reader, 'rows'>, of: FinishedOf, days: DaySpan, after: FinishedPlace = START): Promise<readonly FinishedDossier[]> {
  const whose = 'agency' in of ? 'competent_agency = $1' : `id IN (SELECT e.dossier_id FROM dossier_event e WHERE e.type = 'OfficerAssigned' AND e.payload ->> 'officer' = $1)`;
  const rows = await read.rows<{ id: string; left_at: number }>(
    `SELECT id, ${LEFT_AT} AS left_at FROM dossier
     WHERE ${whose} AND NOT in_stock AND ${COUNTED} AND ${LEFT_AT} >= $2::bigint AND ${LEFT_AT} < $3::bigint AND (${LEFT_AT}, id) > ($4::bigint, $5::uuid)
     ORDER BY ${LEFT_AT}, id LIMIT ${String(FOLDED_AT_ONCE)}`,
    ['agency' in of ? of.agency : of.officer, startOfDay(days.first), endOf(days), instant(after.at), after.id],
  );
  if (rows.length === 0) {
    return [];
  }
  const stored = await read.rows<EventRow>(`SELECT ${SELECTED_EVENT} FROM dossier_event e WHERE e.dossier_id = ANY($1::uuid[]) ORDER BY e.dossier_id, e.seq`, [rows.map(({ id }) => id)]);
  const ledgers = Map.groupBy(stored, ({ dossier_id }) => dossier_id);
  return rows.map(({ id, left_at }) => ({ id, leftAt: left_at, events: (ledgers.get(id) ?? []).map((row) => eventOfRow(chainedRowOf(row))) }));
}

/** How many of these dossiers' cases complain of conduct; those turned away or taken back are none. */
export async function complaintsAbout(read: Pick<Reader, 'rows'>, ids: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const rows = await read.rows<{ dossier_id: string; complaints: number }>(
    `SELECT c.dossier_id, count(*)::integer AS complaints FROM deadline_case c JOIN feedback f ON f.case_id = c.id
     WHERE c.dossier_id = ANY($1::uuid[]) AND f.subject = 'conduct' AND f.phase NOT IN ('refused', 'sent-back', 'withdrawn') GROUP BY c.dossier_id`,
    [ids],
  );
  return new Map(rows.map(({ dossier_id, complaints }) => [dossier_id, complaints]));
}
