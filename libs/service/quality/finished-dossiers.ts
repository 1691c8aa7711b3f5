import { instant, startOfDay } from '#domain';
import type { DaySpan, OwnFacts } from '#domain/figures';
import { COUNTED, endOf, LEFT_AT } from '../figures/dossier-conditions.js';
import type { Reader } from '../rule-book.js';
import { FIRST_ID } from '../first-id.js';
import { FACTS_RULE, type LedgerEnd } from './kept-facts.js';

/** Dossiers read at once: what a reading holds in memory, whatever the number it goes through. */
export const READ_AT_ONCE = 1_000;

/** A finished dossier with the facts kept of its ledger as it stands, if `kept`; null where there are none to tell. */
export interface FinishedDossier extends LedgerEnd {
  readonly left_at: number;
  readonly receiving_agency: string;
  readonly kept: boolean;
  readonly facts: OwnFacts | null;
}

/** Whose finished dossiers: those an agency was competent for, or those of which an officer was given a stage. */
export type FinishedOf = { readonly agency: string } | { readonly officer: string };

/** A place in the order of dossiers as they were finished. */
export interface FinishedPlace {
  readonly at: number;
  readonly id: string;
}

const START: FinishedPlace = { at: 0, id: FIRST_ID };

/** One page of the dossiers finished within the days, in the order they were, with what is kept of each: one statement, and no ledger. */
export async function pageOfFinished(read: Pick<Reader, 'rows'>, of: FinishedOf, days: DaySpan, after: FinishedPlace = START): Promise<readonly FinishedDossier[]> {
  const whose = 'agency' in of ? 'competent_agency = $1' : `id IN (SELECT e.dossier_id FROM dossier_event e WHERE e.type = 'OfficerAssigned' AND e.payload ->> 'officer' = $1)`;
  return read.rows<FinishedDossier>(
    `SELECT id, last_seq, ${LEFT_AT} AS left_at, receiving_agency, f.dossier_id IS NOT NULL AS kept, f.content AS facts
     FROM dossier LEFT JOIN quality_fact f ON f.dossier_id = dossier.id AND f.of_seq = dossier.last_seq AND f.rule = $6
     WHERE ${whose} AND NOT in_stock AND ${COUNTED} AND ${LEFT_AT} >= $2::bigint AND ${LEFT_AT} < $3::bigint AND (${LEFT_AT}, id) > ($4::bigint, $5::uuid)
     ORDER BY ${LEFT_AT}, id LIMIT ${String(READ_AT_ONCE)}`,
    ['agency' in of ? of.agency : of.officer, startOfDay(days.first), endOf(days), instant(after.at), after.id, FACTS_RULE],
  );
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
