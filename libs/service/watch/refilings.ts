import { type CalendarBook, type DossierEvent, instant, sameClockAfter, withinCalendar } from '#domain';
import { kindOfEnding, refiledAfter, WATCHED_ENDINGS } from '#domain/figures';
import type { Transaction } from '#persistence';
import type { Engine } from '../engine.js';
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

/**
 * Filings of one applicant for one procedure that came within the allowed working days after one that was withdrawn or refused, where
 * any of these dossiers is among `ids`, in whichever order both became visible. Looked up by search tokens over the whole province and
 * compared by the applicants' own; four statements whatever their number.
 */
export async function findRefilings(engine: Engine, tx: Transaction, ids: readonly string[], allowed: number): Promise<readonly Finding[]> {
  if (ids.length === 0 || allowed === 0) {
    return [];
  }
  const asked = await applicantTokens(engine, tx, ids);
  const rows = await readPairs(tx, asked, allowed);
  const others = rows.flatMap(({ old_id, new_id }) => [old_id, new_id]).filter((id) => !asked.has(id));
  const tokens = new Map([...asked, ...(others.length === 0 ? [] : await applicantTokens(engine, tx, [...new Set(others)]))]);
  const findings: Finding[] = [];
  for (const row of rows) {
    const [old, filed] = [tokens.get(row.old_id), tokens.get(row.new_id)];
    const finding = old !== undefined && filed !== undefined && isSameApplicant(old, filed) ? findingOf(row, await engine.rules.calendars(tx, row.calendar_snapshot), allowed) : undefined;
    findings.push(...(finding === undefined ? [] : [finding]));
  }
  return findings;
}

async function readPairs(tx: Pick<Transaction, 'rows'>, asked: ReadonlyMap<string, ApplicantTokens>, allowed: number): Promise<readonly PairRow[]> {
  const given = [...asked].flatMap(([id, { id: number, phone }]) => [number, phone].flatMap((token) => (token === undefined ? [] : [{ id, token }])));
  return given.length === 0
    ? []
    : tx.rows<PairRow>(
        `WITH pair AS (
           SELECT DISTINCT a.id AS one, d.id AS other FROM unnest($1::uuid[], $2::bigint[]) AS given (id, token)
           JOIN dossier a ON a.id = given.id JOIN search_token s ON s.scope_id = a.province AND s.token = given.token
           JOIN dossier d ON d.id = s.dossier_id AND d.id <> a.id AND d.procedure_code = a.procedure_code AND NOT d.imported
         ), ordered AS (SELECT one AS old, other AS new FROM pair UNION SELECT other, one FROM pair)
         SELECT old.id AS old_id, old.province, old.competent_agency, e.seq, e.type, e.payload, e.occurred_at, e.calendar_snapshot, e.actor, filed.dossier_id AS new_id, filed.occurred_at AS filed_at
         FROM ordered o JOIN dossier old ON old.id = o.old JOIN dossier_event e ON e.dossier_id = old.id AND e.type = ANY($3)
         JOIN dossier_event filed ON filed.dossier_id = o.new AND filed.seq = 1 AND filed.occurred_at >= e.occurred_at AND filed.occurred_at <= e.occurred_at + $4
         ORDER BY e.occurred_at, old.id, e.seq, filed.occurred_at, filed.dossier_id`,
        [given.map(({ id }) => id), given.map(({ token }) => token), WATCHED_ENDINGS, sameClockAfter(instant(0), allowed * DAYS_PER_WORKING_DAY + LONGEST_REST_DAYS)],
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
