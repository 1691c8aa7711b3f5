import { type CalendarBook, type DossierEvent, instant, sameClockAfter, withinCalendar } from '#domain';
import { kindOfEnding, refiledAfter } from '#domain/figures';
import type { Transaction } from '#persistence';
import type { Engine } from '../engine.js';
import { dayEndingAt } from '../figures/dossier-conditions.js';
import { calendarOf } from '../staff/notices.js';
import type { Finding } from './finding.js';
import { type ApplicantTokens, applicantTokens, isSameApplicant } from './same-applicant.js';

/** No run of days off is longer: bounds what is read, never what is found. */
const LONGEST_REST_DAYS = 31;
/** Calendar days in which a working day falls at the latest, in a common week with a weekend and a holiday. */
const DAYS_PER_WORKING_DAY = 2;

interface PairRow {
  readonly old_id: string;
  readonly province: string;
  readonly competent_agency: string;
  readonly seq: number;
  readonly type: DossierEvent['type'];
  readonly payload: DossierEvent['payload'];
  readonly occurred_at: number;
  readonly calendar_snapshot: string;
  readonly actor: DossierEvent['actor'];
  readonly new_id: string;
  readonly filed_at: number;
}

/** Of a number with more dossiers in a province than this, as that of a notary, what ended lately is looked through instead of all it ever filed. */
const FEW_DOSSIERS = 200;
/** Records opened at once. */
const OPENED_AT_ONCE = 500;

/**
 * Filings of one applicant for one procedure that came within the allowed working days after one that was withdrawn or refused, where
 * any of these dossiers is among `ids`, in whichever order both became visible. Looked up by search tokens over the whole province and
 * compared by the applicants' own records, of those alone that lie so near each other. What it reads is bounded by the days around
 * the filings and `FEW_DOSSIERS`, never by how many dossiers a number was given in over the years.
 */
export async function findRefilings(engine: Engine, tx: Transaction, ids: readonly string[], allowed: number): Promise<readonly Finding[]> {
  if (ids.length === 0 || allowed === 0) {
    return [];
  }
  const asked = await applicantTokens(engine, tx, ids);
  const near: { readonly finding: Finding; readonly row: PairRow }[] = [];
  for (const row of await readPairs(tx, asked, allowed)) {
    const finding = findingOf(row, await engine.rules.calendars(tx, row.calendar_snapshot), allowed);
    near.push(...(finding === undefined ? [] : [{ finding, row }]));
  }
  const others = [...new Set(near.flatMap(({ row: { old_id, new_id } }) => [old_id, new_id]))].filter((id) => !asked.has(id));
  const tokens = new Map(asked);
  for (let from = 0; from < others.length; from += OPENED_AT_ONCE) {
    (await applicantTokens(engine, tx, others.slice(from, from + OPENED_AT_ONCE))).forEach((known, id) => tokens.set(id, known));
  }
  return near.flatMap(({ finding, row }) => {
    const [old, filed] = [tokens.get(row.old_id), tokens.get(row.new_id)];
    return old !== undefined && filed !== undefined && isSameApplicant(old, filed) ? [finding] : [];
  });
}

/** SQL: an event `e` that may end a dossier without the result asked for, in the words of its index. */
const ENDING = `(e.type IN ('DossierWithdrawn', 'UnsupplementedClosed', 'IntakeRefused') OR (e.type = 'ResultRecorded' AND e.payload ->> 'outcome' = 'refused'))`;
/** SQL: the local day of an instant. */
const dayOf = (at: string): string => dayEndingAt(`(${at} + 1)`);

/** Pairs of filings that may be of one applicant: the one that ended first, and the one that came after it. Both are searched for, for each may be seen first. */
async function readPairs(tx: Pick<Transaction, 'rows'>, asked: ReadonlyMap<string, ApplicantTokens>, allowed: number): Promise<readonly PairRow[]> {
  const given = [...asked].flatMap(([id, { id: number, phone }]) => [number, phone].flatMap((token) => (token === undefined ? [] : [{ id, token }])));
  return given.length === 0
    ? []
    : tx.rows<PairRow>(
        `WITH asked AS MATERIALIZED (
           SELECT a.id, a.province, a.procedure_code, given.token, filed.occurred_at AS filed_at,
             (SELECT count(*) FROM (SELECT FROM search_token s WHERE s.scope_id = a.province AND s.token = given.token LIMIT ${String(FEW_DOSSIERS + 1)}) AS few) > ${String(FEW_DOSSIERS)} AS is_busy
           FROM unnest($1::uuid[], $2::bigint[]) AS given (id, token) JOIN dossier a ON a.id = given.id JOIN dossier_event filed ON filed.dossier_id = a.id AND filed.seq = 1
         ), lately AS MATERIALIZED (
           SELECT e.dossier_id, d.province, d.procedure_code FROM dossier_event e JOIN dossier d ON d.id = e.dossier_id
           WHERE ${ENDING} AND e.occurred_at >= (SELECT min(filed_at) FROM asked WHERE is_busy) - $3::bigint AND e.occurred_at <= (SELECT max(filed_at) FROM asked WHERE is_busy)
         ), pair AS (
           SELECT a.id AS old, s.dossier_id AS new FROM asked a JOIN dossier_event e ON e.dossier_id = a.id AND ${ENDING}
           JOIN search_token s ON s.scope_id = a.province AND s.token = a.token AND s.received_on >= ${dayOf('(e.occurred_at - $3::bigint)')} AND s.received_on <= ${dayOf('(e.occurred_at + $3::bigint)')}
           UNION SELECT s.dossier_id, a.id FROM asked a JOIN search_token s ON s.scope_id = a.province AND s.token = a.token WHERE NOT a.is_busy
           UNION SELECT l.dossier_id, a.id FROM asked a JOIN lately l ON l.province = a.province AND l.procedure_code = a.procedure_code
             JOIN search_token s ON s.dossier_id = l.dossier_id AND s.scope_id = a.province AND s.token = a.token WHERE a.is_busy
         )
         SELECT old.id AS old_id, old.province, old.competent_agency, e.seq, e.type, e.payload, e.occurred_at, e.calendar_snapshot, e.actor, filed.dossier_id AS new_id, filed.occurred_at AS filed_at
         FROM pair JOIN dossier old ON old.id = pair.old JOIN dossier_event e ON e.dossier_id = old.id AND ${ENDING}
         JOIN dossier other ON other.id = pair.new AND other.id <> old.id AND other.procedure_code = old.procedure_code AND NOT old.imported AND NOT other.imported
         JOIN dossier_event filed ON filed.dossier_id = pair.new AND filed.seq = 1 AND filed.occurred_at >= e.occurred_at AND filed.occurred_at <= e.occurred_at + $3
         ORDER BY e.occurred_at, old.id, e.seq, filed.occurred_at, filed.dossier_id`,
        [given.map(({ id }) => id), given.map(({ token }) => token), sameClockAfter(instant(0), allowed * DAYS_PER_WORKING_DAY + LONGEST_REST_DAYS)],
      );
}

function findingOf(row: PairRow, book: CalendarBook, allowed: number): Finding | undefined {
  const kind = kindOfEnding(row);
  if (kind === undefined) {
    return undefined;
  }
  const calendar = calendarOf(book, row.competent_agency);
  const workingDays = calendar && withinCalendar(() => refiledAfter(instant(row.occurred_at), instant(row.filed_at), calendar, allowed));
  return workingDays === undefined
    ? undefined
    : { kind, province: row.province, agency: row.competent_agency, dossierId: row.old_id, seq: row.seq, happenedAt: row.occurred_at, actor: row.actor, workingDays, allowedDays: allowed, refiled: { id: row.new_id, at: row.filed_at } };
}
