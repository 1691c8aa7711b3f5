import { type CountedFeedback, FEEDBACK_COUNTS, type FeedbackCount, feedbackCounts } from '#domain';
import { readCaseState } from '../cases/case-rows.js';
import type { Reader } from '../rule-book.js';

/** Whose feedback is counted, over which time: from `from` to before `until`, in epoch milliseconds. */
export interface CountsQuery {
  readonly province: string;
  /** All of the province where absent. */
  readonly agencies?: readonly string[];
  readonly from: number;
  readonly until: number;
}

/** How many cases, or dossiers, each count holds. */
export type Counts = Readonly<Record<FeedbackCount, number>>;

// Urgings are no feedback of this index; turns are of the agency that had them.
const OURS = `ours AS (
  SELECT r.*, c.dossier_id FROM feedback_round r JOIN feedback f ON f.case_id = r.case_id AND f.urging_number IS NULL JOIN deadline_case c ON c.id = r.case_id
  WHERE c.province = $1 AND ($2::text[] IS NULL OR r.agency = ANY($2))
), answers AS (
  SELECT case_id, dossier_id, bool_and(in_time IS DISTINCT FROM false) AS in_time, bool_or(verdict IS NOT DISTINCT FROM 'dissatisfied') AS dissatisfied
  FROM ours WHERE ended_as = 'answered' AND ended_at >= $3 AND ended_at < $4 GROUP BY case_id, dossier_id
), overdue AS (
  SELECT DISTINCT k.case_id FROM case_clock k JOIN feedback f ON f.case_id = k.case_id AND f.urging_number IS NULL JOIN deadline_case c ON c.id = k.case_id
  WHERE k.clock = 'answer' AND c.province = $1 AND ($2::text[] IS NULL OR k.agency = ANY($2)) AND k.due_at < $4 AND (k.stopped_at IS NULL OR k.stopped_at >= $4)
)`;

/** SQL: the members of each count. The number and the list behind it are made of the same. */
const MEMBERS: Readonly<Record<FeedbackCount, string>> = {
  received: `SELECT DISTINCT case_id AS id FROM ours WHERE begun_by <> 'reopened' AND begun_at >= $3 AND begun_at < $4`,
  answered: 'SELECT case_id AS id FROM answers',
  overdue: 'SELECT case_id AS id FROM overdue',
  judged: 'SELECT case_id AS id FROM answers UNION SELECT case_id FROM overdue',
  'answered-well': 'SELECT case_id AS id FROM answers WHERE in_time AND NOT dissatisfied AND case_id NOT IN (SELECT case_id FROM overdue)',
  reopened: `SELECT DISTINCT case_id AS id FROM ours WHERE begun_by = 'reopened' AND begun_at >= $3 AND begun_at < $4`,
  'complained-dossiers': 'SELECT DISTINCT dossier_id AS id FROM answers WHERE dissatisfied AND dossier_id IS NOT NULL',
};

function parametersOf({ province, agencies, from, until }: CountsQuery): readonly unknown[] {
  return [province, agencies ?? null, from, until];
}

/** All counts of a period by one statement. */
export async function readFeedbackCounts(read: Pick<Reader, 'first'>, query: CountsQuery): Promise<Counts> {
  const columns = FEEDBACK_COUNTS.map((count) => `(SELECT count(*) FROM (${MEMBERS[count]}) members)::integer AS "${count}"`).join(', ');
  const row = await read.first<Counts>(`WITH ${OURS} SELECT ${columns}`, parametersOf(query));
  if (row === undefined) {
    throw new Error('A count of feedback gave no row');
  }
  return row;
}

/** A page of the codes a count is made of, in their order: of cases, or of dossiers where dossiers are counted. */
export async function listFeedbackCount(read: Pick<Reader, 'rows'>, query: CountsQuery, count: FeedbackCount, limit: number, after = ''): Promise<readonly string[]> {
  const table = count === 'complained-dossiers' ? 'dossier' : 'deadline_case';
  const rows = await read.rows<{ code: string }>(
    `WITH ${OURS} SELECT t.code FROM (${MEMBERS[count]}) members JOIN ${table} t ON t.id = members.id WHERE t.code COLLATE "C" > $5 ORDER BY t.code COLLATE "C" LIMIT $6`,
    [...parametersOf(query), after, limit],
  );
  return rows.map(({ code }) => code);
}

/** The same counts from the events of the cases alone, whatever is kept beside them: the members of each, by id. */
export async function recountFeedback(read: Pick<Reader, 'rows'>, { province, agencies, from, until }: CountsQuery): Promise<Readonly<Record<FeedbackCount, readonly string[]>>> {
  const cases = await read.rows<{ id: string }>(`SELECT id FROM deadline_case WHERE kind = 'feedback' AND province = $1 ORDER BY id`, [province]);
  const counted: CountedFeedback[] = [];
  for (const { id } of cases) {
    const state = await readCaseState(read, id);
    if (state.own.kind === 'feedback') {
      counted.push({ id, state: { ...state, own: state.own }, ...(state.dossier === undefined ? {} : { dossier: state.dossier }) });
    }
  }
  return feedbackCounts(counted, { from, until, ...(agencies === undefined ? {} : { agencies }) });
}
