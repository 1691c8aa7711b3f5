import { type DossierStatus, type Instant, isWithoutDates, type ProcedureVersion, stageNamesOf } from '#domain';
import type { Engine } from '../engine.js';
import { FIRST_ID } from '../first-id.js';
import { codeBegins } from './code-begins.js';

/** Lists people work from. Each is a query on the present state, never a copy, so a badge and its list are one thing. */
export const QUEUES = [
  'all',
  'open',
  'due-today',
  'due-soon',
  'late',
  'stage-late',
  'waiting-applicant',
  'waiting-payment',
  'waiting-agency',
  'agency-late',
  'unassigned',
  'to-transfer',
  'to-confirm',
  'online-answer',
  'to-sign',
  'owed-letters',
  'returned',
  'to-hand-over',
  'uncollected',
  'cancelled',
] as const;
export type Queue = (typeof QUEUES)[number];

/** What a list asks for. `scope` is the province the caller may see, or agencies, perhaps with the province they all lie `within`: a list of many then need not be sorted. */
export interface QueueRequest {
  readonly queue: Queue;
  readonly scope: { readonly province: string } | { readonly agencies: readonly string[]; readonly within?: string };
  readonly officer?: string;
  readonly procedure?: string;
  /** Only those whose code begins so. */
  readonly begins?: string;
  readonly limit: number;
  /** The `key` of the last item of the page before. */
  readonly after?: { readonly at: number; readonly id: string };
  readonly at: Instant;
  /** End of the present local day, for "today". */
  readonly endOfDay: Instant;
  /** Instant until which a date counts as soon. */
  readonly soonUntil: Instant;
}

/** A dossier in a list. Instants are epoch milliseconds. */
export interface DossierItem {
  readonly id: string;
  readonly code: string;
  readonly status: string;
  readonly procedureCode: string;
  readonly procedureName: string;
  readonly receivingAgency: string;
  readonly competentAgency: string;
  readonly channel: string;
  readonly receivedAt: number;
  /** Absent where there is none, or none that binds any more; so is the appointment. */
  readonly dueAt: number | undefined;
  readonly appointment: number | undefined;
  /** Of a dossier nobody promised a date for: when its legal maximum is reached. */
  readonly maximumAt: number | undefined;
  readonly stages: readonly string[];
  /** What the dossier's own version of its procedure calls them, in the same order. */
  readonly stageNames: readonly string[];
  readonly holders: readonly string[];
  readonly officers: readonly string[];
  readonly late: boolean;
  readonly stageLate: boolean;
  readonly pauseGround: string | undefined;
  /** By when another agency whose answer is awaited should have given it; absent when none is. */
  readonly awaitedDueAt: number | undefined;
  readonly awaitedLate: boolean;
  readonly shelf: string | undefined;
  /** When its result reached the desk, or the desk ended it: how long a result waits counts from here. */
  readonly finishedAt: number | undefined;
  /** By when the papers must have left the desk; absent once they have. */
  readonly transferDueAt: number | undefined;
  /** Of an online filing nobody has answered: by when it must be. */
  readonly answerDueAt: number | undefined;
  /** From when a result that waits at the desk is uncollected. */
  readonly uncollectedAt: number | undefined;
  /** It was urged again and again: it stands before the others in every queue of open work. */
  readonly urgent: boolean;
  /** Where the next page goes on: the urgency and id of this item. */
  readonly key: { readonly at: number; readonly id: string };
}

interface Row {
  readonly id: string;
  readonly code: string;
  readonly status: DossierStatus;
  readonly procedure_code: string;
  readonly procedure_version: number;
  readonly case_code: string;
  readonly receiving_agency: string;
  readonly competent_agency: string;
  readonly channel: string;
  readonly received_at: number;
  readonly provisional: boolean;
  readonly due_at: number | null;
  readonly basis: string;
  readonly appointment: number | null;
  readonly stages: string[];
  readonly holders: string[];
  readonly officers: string[];
  readonly late: boolean;
  readonly stage_late: boolean;
  readonly pause_ground: string | null;
  readonly awaited_due_at: number | null;
  readonly awaited_late: boolean;
  readonly shelf: string | null;
  readonly finished_at: number | null;
  readonly transfer_due_at: number | null;
  readonly answer_due_at: number | null;
  readonly uncollected_at: number | null;
  readonly urgent: boolean;
  readonly sort_at: number;
}

/** Far beyond any date: dossiers without one come last. */
const NO_DATE = 9_000_000_000_000_000;

/** SQL: open and late at an instant, recorded or not; equal is not late. One definition for the queues and the morning's list. */
export function lateAt(at: string): string {
  return `d.in_stock AND (d.became_late_at IS NOT NULL OR (d.paused_at IS NULL AND NOT d.provisional AND d.due_at < ${at}))`;
}

/** SQL: open, running and due from an instant until another, both included. */
export function dueWithin(from: string, until: string): string {
  return `d.in_stock AND d.paused_at IS NULL AND d.due_at >= ${from} AND d.due_at <= ${until}`;
}

// A paused clock does not run towards its date: what comes next for such a dossier is the end of the pause. The indexes `dossier_urgency`, `dossier_over` and
// `dossier_cancelled` are of these very words: a queue is read in their order, and a page anywhere in it costs what the first one does.
const BY_DATE = `CASE WHEN d.status IN ('registered', 'finished') THEN coalesce(d.next_point_at, d.received_at)
  WHEN d.paused_at IS NOT NULL AND d.became_late_at IS NULL THEN coalesce(d.next_point_at, ${String(NO_DATE)}) ELSE coalesce(d.due_at, ${String(NO_DATE)}) END`;

/** SQL: from when a stage is past its target; one recorded as late is so at any moment. In the very words of the index `dossier_stage_target`. */
export const STAGE_LATE_FROM = '(CASE WHEN d.stage_late THEN 0 ELSE d.stage_target_at END)';

const CONDITIONS: Record<Queue, string> = {
  all: 'true',
  open: 'NOT d.closed',
  'due-today': dueWithin('$4', '$5'),
  'due-soon': dueWithin('$4', '$6'),
  late: lateAt('$4'),
  'stage-late': `d.in_stock AND d.paused_at IS NULL AND (d.stage_late OR d.stage_target_at IS NOT NULL) AND ${STAGE_LATE_FROM} < $4`,
  'waiting-applicant': `d.status IN ('awaiting-completion', 'awaiting-supplement')`,
  'waiting-payment': `d.status = 'awaiting-payment'`,
  'waiting-agency': 'd.awaited_due_at IS NOT NULL',
  'agency-late': 'd.awaited_late_from < $4',
  unassigned: `d.in_stock AND d.paused_at IS NULL AND d.officers = '{}'`,
  // The hand-overs are wall facts: the papers must go on although the term stands still, and all the more once they are late. Until then they lie at the desk that took them in.
  'to-transfer': 'd.transfer_due_at IS NOT NULL AND ($2::text[] IS NULL OR d.receiving_agency = ANY($2))',
  'to-confirm': 'd.forwarding_due_at IS NOT NULL',
  'online-answer': `d.status = 'registered'`,
  // Drafted before the date, or owed since it passed: both are few, and what may be meant is gathered once.
  'to-sign': `NOT d.closed AND (d.in_stock AND d.apology_draft_at IS NOT NULL OR d.became_late_at IS NOT NULL) AND d.id IN (
    SELECT a.id FROM dossier a WHERE NOT a.closed AND a.in_stock AND a.apology_draft_at IS NOT NULL AND ($1::text IS NULL OR a.province = $1)
    UNION ALL SELECT l.dossier_id FROM letter l JOIN dossier a ON a.id = l.dossier_id WHERE l.awaits_signature AND l.status = 'owed' AND a.became_late_at IS NOT NULL)`,
  returned: `d.in_stock AND d.returned_to <> '{}' AND ($3::text IS NULL OR $3 = ANY(d.returned_to))`,
  // Owed to the applicant and not out of the house: signed or needing none, and those that wait for a signature. Of open dossiers; what a closed one still owes stands at the desk's print queue and among its deliveries.
  'owed-letters': `d.id IN (SELECT l.dossier_id FROM letter l WHERE l.delivery_open AND NOT l.awaits_signature UNION ALL SELECT l.dossier_id FROM letter l WHERE l.awaits_signature AND l.status = 'owed')`,
  'to-hand-over': `d.status = 'finished'`,
  uncollected: 'd.uncollected_at <= $4',
  cancelled: `d.status = 'cancelled'`,
};

// Urged as often as makes it urgent: until it is done, whatever its holder answered. Few dossiers have urgings, and those are found by index.
const URGED_DOSSIERS = 'SELECT DISTINCT c.dossier_id AS id FROM feedback f JOIN deadline_case c ON c.id = f.case_id WHERE f.urgent AND c.dossier_id IS NOT NULL';
const URGED = 'NOT d.closed AND EXISTS (SELECT 1 FROM deadline_case c JOIN feedback f ON f.case_id = c.id WHERE c.dossier_id = d.id AND f.urgent)';

// The clock stands in the event that began it, the filing or what completed it, and a move of the calendar tells its new end: read for the lines of a page alone.
const ANSWER_DUE = `CASE WHEN d.status = 'registered' THEN (
  SELECT (e.payload #>> '{answer,dueAt}')::bigint FROM dossier_event e WHERE e.dossier_id = d.id AND e.payload #>> '{answer,dueAt}' IS NOT NULL ORDER BY e.seq DESC LIMIT 1) END`;

/** Queues that hold what is over as well: their length says nothing about work. */
export const UNCOUNTED: readonly string[] = ['all', 'cancelled'];

/** What makes a dossier urgent in a queue: its date, or the clock the queue is about. */
const SORTS: Partial<Record<Queue, string>> = { 'waiting-agency': 'd.awaited_due_at', 'agency-late': 'd.awaited_late_from', 'to-transfer': 'd.transfer_due_at', 'to-confirm': 'd.forwarding_due_at' };

/** SQL: by what the lines of a queue are ordered, smallest first. */
export function sortOf(queue: Queue): string {
  return `(${SORTS[queue] ?? BY_DATE})`;
}

/** The same as in the lists, asked of a dossier that is looked at anyway: what others owe is not gathered. */
const ASKED_OF_EACH: Partial<Record<Queue, string>> = {
  'to-sign': `NOT d.closed AND (d.in_stock AND d.apology_draft_at IS NOT NULL OR d.became_late_at IS NOT NULL AND EXISTS (SELECT FROM letter l WHERE l.dossier_id = d.id AND l.awaits_signature AND l.status = 'owed'))`,
  'owed-letters': `EXISTS (SELECT FROM letter l WHERE l.dossier_id = d.id AND (l.delivery_open AND NOT l.awaits_signature OR l.awaits_signature AND l.status = 'owed'))`,
};

/** SQL: what a line of a queue fulfils beside what `conditionsOf` says of its scope, where all dossiers of that scope are looked at. */
export function conditionOfEach(queue: Queue): string {
  return ASKED_OF_EACH[queue] ?? CONDITIONS[queue];
}

/**
 * A page of a queue, most urgent first: those urged, which are few and read from their own list, and then the others in the order of an index.
 * That order is the one of the working time left, within one calendar; between agencies that work on different days the earlier moment may leave more of it.
 */
export async function listQueue(engine: Engine, request: QueueRequest): Promise<readonly DossierItem[]> {
  const { where, parameters } = conditionsOf(request);
  const sort = sortOf(request.queue);
  // Below every date, so that one key orders both and a page goes on where the last one ended.
  const urgent = `(${sort} - ${String(NO_DATE)})`;
  // What is open and what is over lie in the order of an index each: read together, neither would serve.
  const others = request.queue === 'all' ? ['NOT d.closed AND d.id NOT IN (SELECT id FROM urged)', 'd.closed'] : ['(d.closed OR d.id NOT IN (SELECT id FROM urged))'];
  const rows = await engine.database.read.rows<Row>(
    `WITH urged AS MATERIALIZED (${URGED_DOSSIERS}), page AS (
       (SELECT d.*, true AS urgent, ${urgent} AS sort_at FROM urged JOIN dossier d ON d.id = urged.id
        WHERE NOT d.closed AND ${where} AND (${urgent}, d.id) > ($9::bigint, $10::uuid) ORDER BY ${urgent}, d.id LIMIT $11)
       ${others.map((each) => `UNION ALL
       (SELECT d.*, false, ${sort} FROM dossier d WHERE ${where} AND (${sort}, d.id) > ($9::bigint, $10::uuid) AND ${each} ORDER BY ${sort}, d.id LIMIT $11)`).join(' ')}
       ORDER BY sort_at, id LIMIT $11
     )
     SELECT d.id, d.code, d.status, d.procedure_code, d.receiving_agency, d.competent_agency, d.channel, d.received_at,
            d.provisional, d.due_at, d.basis, d.appointment, d.procedure_version, d.case_code, d.stages, d.holders, d.officers, (${CONDITIONS.late}) AS late, d.stage_late, d.pause_ground,
            d.awaited_due_at, coalesce(${CONDITIONS['agency-late']}, false) AS awaited_late, d.shelf, d.finished_at, d.transfer_due_at, ${ANSWER_DUE} AS answer_due_at, d.uncollected_at, d.urgent, d.sort_at
     FROM page d ORDER BY d.sort_at, d.id`,
    [...parameters, request.after?.at ?? -NO_DATE, request.after?.id ?? FIRST_ID, request.limit],
  );
  return itemsOf(engine, rows);
}

/** Items by id in the order given, for search results. */
export async function listByIds(engine: Engine, ids: readonly string[], at: Instant): Promise<readonly DossierItem[]> {
  const rows = await engine.database.read.rows<Row>(
    `SELECT d.id, d.code, d.status, d.procedure_code, d.receiving_agency, d.competent_agency, d.channel, d.received_at,
            d.provisional, d.due_at, d.basis, d.appointment, d.procedure_version, d.case_code, d.stages, d.holders, d.officers,
            (${lateAt('$2')}) AS late,
            d.stage_late, d.pause_ground, d.awaited_due_at, coalesce(d.awaited_late_from < $2, false) AS awaited_late, d.shelf, d.finished_at, d.transfer_due_at, ${ANSWER_DUE} AS answer_due_at, d.uncollected_at, (${URGED}) AS urgent, d.received_at AS sort_at
     FROM unnest($1::uuid[]) WITH ORDINALITY AS wanted(id, place) JOIN dossier d ON d.id = wanted.id ORDER BY wanted.place`,
    [ids, at],
  );
  return itemsOf(engine, rows);
}

/** SQL: the lines of a queue within what was asked for, and the parameters all queues bind alike. */
export function conditionsOf(request: Omit<QueueRequest, 'limit' | 'after'>): { readonly where: string; readonly parameters: readonly unknown[] } {
  const province = 'province' in request.scope ? request.scope.province : (request.scope.within ?? null);
  const agencies = 'agencies' in request.scope ? request.scope.agencies : null;
  const scope = '($1::text IS NULL OR d.province = $1) AND ($2::text[] IS NULL OR d.receiving_agency = ANY($2) OR d.competent_agency = ANY($2) OR d.holders && $2::text[])';
  // Said of every queue of open work, though its condition implies it: the indexes of open dossiers serve it then, and what was closed over the years is not read.
  // And who has them by their ids: a reader's policies go before a condition on an array, which no index can then serve.
  // Whatever the queue: stages are closed with their dossier, and what is over is nobody's.
  const work = `${UNCOUNTED.includes(request.queue) ? '' : ' AND NOT d.closed'} AND ($3::text IS NULL OR NOT d.closed AND d.id = ANY(ARRAY(SELECT open_dossiers_of($3))))`;
  return {
    // Every queue binds the same parameters; those a condition does not use are still given a type here.
    where: `${scope}${work} AND ($3::text IS NULL OR d.officers @> ARRAY[$3::text]) AND $4::bigint IS NOT NULL AND $5::bigint IS NOT NULL AND $6::bigint IS NOT NULL
      AND ($7::text IS NULL OR d.procedure_code = $7) AND ${request.begins === undefined ? '$8::text IS NULL' : `(${codeBegins('$8::text')} OR ${codeBegins('upper($8::text)')})`} AND (${CONDITIONS[request.queue]})`,
    parameters: [province, agencies, request.officer ?? null, request.at, request.endOfDay, request.soonUntil, request.procedure ?? null, request.begins ?? null],
  };
}

/** Rows as items, named by the dossiers' own versions of their procedures, which are kept: their documents have many pages. */
async function itemsOf({ rules, database: { read } }: Engine, rows: readonly Row[]): Promise<readonly DossierItem[]> {
  const versions = await rules.procedures(read, rows.map(({ procedure_code: code, procedure_version: version }) => ({ code, version })));
  return versions.map(({ procedure }, place) => itemOf(rows[place] as Row, procedure));
}

function itemOf(row: Row, procedure: ProcedureVersion): DossierItem {
  const names = stageNamesOf(procedure, row.case_code);
  const dated = !isWithoutDates(row);
  return {
    id: row.id,
    code: row.code,
    status: row.status,
    procedureCode: row.procedure_code,
    procedureName: procedure.name,
    receivingAgency: row.receiving_agency,
    competentAgency: row.competent_agency,
    channel: row.channel,
    receivedAt: row.received_at,
    dueAt: dated && row.basis !== 'none' ? (row.due_at ?? undefined) : undefined,
    maximumAt: dated && row.basis === 'none' ? (row.due_at ?? undefined) : undefined,
    appointment: dated ? (row.appointment ?? undefined) : undefined,
    stages: row.stages,
    stageNames: row.stages.map((id) => names.get(id) ?? id),
    holders: row.holders,
    officers: row.officers,
    late: row.late,
    stageLate: row.stage_late,
    pauseGround: row.pause_ground ?? undefined,
    awaitedDueAt: row.awaited_due_at ?? undefined,
    awaitedLate: row.awaited_late,
    shelf: row.shelf ?? undefined,
    finishedAt: row.finished_at ?? undefined,
    transferDueAt: row.transfer_due_at ?? undefined,
    answerDueAt: row.answer_due_at ?? undefined,
    uncollectedAt: row.uncollected_at ?? undefined,
    urgent: row.urgent,
    key: { at: row.sort_at, id: row.id },
  };
}
