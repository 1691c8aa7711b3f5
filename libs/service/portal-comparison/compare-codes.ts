import { type DossierStatus, instant, localDate, startOfDay } from '#domain';
import { type CodeLine, codeForms, type ComparedDossier, compareLine, plainCode } from '#domain/figures';
import { lateAt } from '../dossiers/queues.js';
import { COUNTED } from '../figures/dossier-conditions.js';
import type { Reader } from '../rule-book.js';
import type { Compared, ComparedScope, PortalDifference, Progress } from './difference.js';

/** Most dossiers that are listed as missing from the portal's list; all are counted. */
const MOST_ONLY_HERE = 5_000;

interface Row {
  readonly asked: string;
  readonly id: string;
  readonly code: string;
  readonly status: DossierStatus;
  readonly due_at: number | null;
  readonly basis: string;
  readonly first_appointment: number | null;
  readonly appointment: number | null;
  readonly finished_at: number | null;
  readonly punctuality: string | null;
  readonly overdue: boolean;
  readonly paused: boolean;
  readonly sync_waiting: boolean;
  readonly in_scope: boolean;
}

// Owed to the portal and not taken by it, whatever became of it on the way.
const SYNC_WAITING = 'EXISTS (SELECT FROM sync_outbox o WHERE o.dossier_id = d.id AND o.settled_at IS NULL)';
const SYNC_OWED = 'EXISTS (SELECT FROM sync_outbox o WHERE o.dossier_id = d.id)';

/** Lines looked up by one statement. */
const LINES_AT_ONCE = 2_000;

/**
 * Holds a list of codes against our dossiers one by one: what only one side has, and what both say otherwise. What the list lacks is asked of the
 * dossiers received within the days. A statement for every `LINES_AT_ONCE` lines and one for what is missing; `looked` is told how far it is.
 */
export async function compareCodes(read: Pick<Reader, 'rows'>, lines: readonly CodeLine[], scope: ComparedScope, looked: Progress = () => Promise.resolve()): Promise<Compared> {
  const found: Found = { differences: [], seen: new Set(), listed: new Set(), same: 0 };
  for (let from = 0; from < lines.length; from += LINES_AT_ONCE) {
    const some = lines.slice(from, from + LINES_AT_ONCE);
    const known = await readKnown(read, some, scope);
    for (const line of some) {
      compareWith(line, codeForms(line.code).map((form) => known.get(form)).find((row) => row !== undefined), scope, found);
    }
    await looked(from + some.length);
  }
  const missing = await readOnlyHere(read, [...found.listed], scope);
  found.differences.push(...missing.map(({ code, sync_waiting, owed }): PortalDifference => ({ kind: 'only-here', code, reason: sync_waiting ? 'not-synced' : owed ? 'unknown' : 'not-told' })));
  return { differences: found.differences, same: found.same, onlyHere: missing[0]?.total ?? 0 };
}

interface Found {
  readonly differences: PortalDifference[];
  /** Dossiers and unknown codes that stood in the list already. */
  readonly seen: Set<string>;
  /** Dossiers of ours the list names. */
  readonly listed: Set<string>;
  same: number;
}

function compareWith(line: CodeLine, row: Row | undefined, scope: ComparedScope, found: Found): void {
  const key = row?.id ?? plainCode(line.code);
  const of = { code: row?.code ?? line.code, row: line.row };
  if (found.seen.has(key)) {
    found.differences.push({ kind: 'listed-twice', ...of, reason: 'unknown' });
  } else if (row?.in_scope !== true) {
    found.differences.push({ kind: 'only-there', code: line.code, row: line.row, reason: row === undefined ? 'unknown-code' : 'other-scope' });
  } else {
    const differing = compareLine(line, dossierOf(row), instant(scope.at));
    found.differences.push(...differing.map((each) => ({ ...each, ...of })));
    found.same += differing.length === 0 ? 1 : 0;
  }
  found.seen.add(key);
  if (row !== undefined) {
    found.listed.add(row.id);
  }
}

async function readKnown(read: Pick<Reader, 'rows'>, lines: readonly CodeLine[], { province, agency, at }: ComparedScope): Promise<ReadonlyMap<string, Row>> {
  const forms = [...new Set(lines.flatMap(({ code }) => [...codeForms(code), code]))];
  const rows = await read.rows<Row>(
    `SELECT d.id, d.code, d.status, CASE WHEN d.provisional THEN NULL ELSE d.due_at END AS due_at, d.basis, d.first_appointment, d.appointment, d.finished_at, d.punctuality, (${lateAt('$2::bigint')}) AS overdue,
            d.paused_at IS NOT NULL AS paused, ${SYNC_WAITING} AS sync_waiting, d.province = $3 AND ($4::text IS NULL OR d.competent_agency = $4) AS in_scope
     FROM dossier d WHERE d.code = ANY($1)`,
    [forms, at, province, agency ?? null],
  );
  return new Map(rows.map((row) => [plainCode(row.code), row]));
}

/** Of dossiers received within the days, those that are none of `listed`: joined, not looked up in the list one by one, for both may be a province's year. */
async function readOnlyHere(read: Pick<Reader, 'rows'>, listed: readonly string[], { province, agency, days }: ComparedScope): Promise<readonly { readonly code: string; readonly sync_waiting: boolean; readonly owed: boolean; readonly total: number }[]> {
  return read.rows(
    `SELECT d.code, ${SYNC_WAITING} AS sync_waiting, ${SYNC_OWED} AS owed, count(*) OVER () AS total FROM dossier d
     WHERE d.province = $1 AND ($2::text IS NULL OR d.competent_agency = $2) AND d.accepted_at >= $3 AND d.accepted_at < $4 AND ${COUNTED} AND NOT EXISTS (SELECT FROM unnest($5::uuid[]) AS listed (id) WHERE listed.id = d.id)
     ORDER BY d.code COLLATE "C" LIMIT $6`,
    [province, agency ?? null, startOfDay(localDate(days.first)), startOfDay(localDate(days.last + 1)), listed, MOST_ONLY_HERE],
  );
}

function dossierOf(row: Row): ComparedDossier {
  const dated = row.basis !== 'none' && row.due_at !== null;
  const punctuality = row.punctuality === 'early' || row.punctuality === 'on-time' || row.punctuality === 'late' ? row.punctuality : undefined;
  return {
    code: row.code,
    status: row.status,
    ...(dated ? { dueAt: row.due_at } : {}),
    ...(row.first_appointment === null ? {} : { firstAppointment: row.first_appointment }),
    ...(row.appointment === null ? {} : { appointment: row.appointment }),
    ...(row.finished_at === null ? {} : { finishedAt: row.finished_at }),
    ...(row.finished_at === null || punctuality === undefined ? {} : { punctuality }),
    overdue: row.overdue,
    paused: row.paused,
    syncWaiting: row.sync_waiting,
  };
}
