import { addCalendarDays, type Instant, localDateOf, startOfDay } from '#domain';
import type { Transaction } from '#persistence';
import { ofAgencies } from '../cases/of-agencies.js';

/** What a list of tasks may ask for: how a task stands at the moment of asking. */
export const TASK_STANDINGS = ['open', 'awaiting-date', 'due-today', 'overdue', 'explanation-due', 'closed'] as const;
export type TaskStanding = (typeof TASK_STANDINGS)[number];

/** Which tasks are listed: those some agencies lead or work along with. */
export interface TaskQuery {
  readonly agencies: readonly string[];
  readonly owner?: string;
  readonly plan?: string;
  readonly standing?: TaskStanding;
  readonly limit: number;
  readonly after?: TaskKey;
}

/** Where a task stands in a list: the end of its own clock, those without one last, and its code. */
export interface TaskKey {
  readonly dueAt: number;
  readonly code: string;
}

/** A task in a list. */
export interface TaskItem {
  readonly id: string;
  readonly code: string;
  readonly agency: string;
  readonly owner?: string;
  readonly coordinating: readonly string[];
  readonly openedAt: number;
  readonly outcome?: string;
  /** The clock of the task itself and its end; absent where it waits for a date. */
  readonly clock?: string;
  readonly dueAt?: number;
  readonly stoppedAt?: number;
  readonly inTime?: boolean;
  readonly openFindings: number;
  /** It was late or unmet, or is late by now, and nobody has said why. */
  readonly explanationDue: boolean;
}

interface ItemRow {
  readonly id: string;
  readonly code: string;
  readonly agency: string;
  readonly owner: string | null;
  readonly coordinating: readonly string[];
  readonly opened_at: number;
  readonly outcome: string | null;
  readonly clock: string | null;
  readonly due_at: number | null;
  readonly stopped_at: number | null;
  readonly in_time: boolean | null;
  readonly open_findings: number;
  readonly explanation_due: boolean;
}

/** Sorts tasks without an end behind all others. */
const NEVER = 8_000_000_000_000_000;

const STANDINGS: Readonly<Record<TaskStanding, string>> = {
  open: 't.outcome IS NULL',
  'awaiting-date': 't.outcome IS NULL AND t.clock IS NULL',
  'due-today': 't.outcome IS NULL AND t.stopped_at IS NULL AND t.due_at >= $4 AND t.due_at <= $5',
  overdue: 't.outcome IS NULL AND t.stopped_at IS NULL AND t.due_at < $4',
  'explanation-due': 't.outcome IS NULL AND t.explanation_due',
  closed: 't.outcome IS NOT NULL',
};

/** Tasks by the end of their own clock, the nearest first, after a key; those that wait for a date come last. */
export async function listAssignedTasks(tx: Pick<Transaction, 'rows'>, { agencies, owner, plan, standing = 'open', limit, after }: TaskQuery, at: Instant): Promise<readonly TaskItem[]> {
  const endOfToday = startOfDay(addCalendarDays(localDateOf(at), 1));
  const rows = await tx.rows<ItemRow>(
    `SELECT t.* FROM (
       SELECT c.id, c.code, c.agency, c.owner, c.coordinating, c.opened_at, c.outcome, m.clock, m.due_at, m.stopped_at, m.in_time, coalesce(m.due_at, ${String(NEVER)}) AS sorted_by,
         (SELECT count(*)::int FROM case_clock f WHERE f.case_id = c.id AND f.clock = 'finding' AND f.stopped_at IS NULL) AS open_findings,
         EXISTS (SELECT FROM case_clock x WHERE x.case_id = c.id AND x.clock = 'explanation' AND x.stopped_at IS NULL)
           OR coalesce(m.clock <> 'review' AND m.stopped_at IS NULL AND m.due_at < $4, false) AND NOT EXISTS (SELECT FROM case_event e WHERE e.case_id = c.id AND e.type = 'TaskExplained') AS explanation_due
       FROM deadline_case c LEFT JOIN case_clock m ON m.case_id = c.id AND m.clock IN ('completion', 'report', 'review')
       WHERE c.kind = 'task' AND ${ofAgencies('$1', { kind: `'task'`, isOpen: String(standing !== 'closed') })} AND ($2::text IS NULL OR c.owner = $2)
         AND ($3::uuid IS NULL OR EXISTS (SELECT FROM plan_task p WHERE p.case_id = c.id AND p.plan_id = $3))
     ) t
     WHERE ${STANDINGS[standing]} AND $4::bigint IS NOT NULL AND $5::bigint IS NOT NULL AND ($6::bigint IS NULL OR (t.sorted_by, t.code) > ($6, $7::text))
     ORDER BY t.sorted_by, t.code LIMIT $8`,
    [agencies, owner ?? null, plan ?? null, at, endOfToday, after?.dueAt ?? null, after?.code ?? null, limit],
  );
  return rows.map(itemOf);
}

/** The key of a task in a list. */
export function keyOfTask({ dueAt, code }: Pick<TaskItem, 'dueAt' | 'code'>): TaskKey {
  return { dueAt: dueAt ?? NEVER, code };
}

function itemOf(row: ItemRow): TaskItem {
  return {
    id: row.id,
    code: row.code,
    agency: row.agency,
    coordinating: row.coordinating,
    openedAt: row.opened_at,
    ...(row.owner === null ? {} : { owner: row.owner }),
    ...(row.outcome === null ? {} : { outcome: row.outcome }),
    ...(row.clock === null ? {} : { clock: row.clock }),
    ...(row.due_at === null ? {} : { dueAt: row.due_at }),
    ...(row.stopped_at === null ? {} : { stoppedAt: row.stopped_at }),
    ...(row.in_time === null ? {} : { inTime: row.in_time }),
    openFindings: row.open_findings,
    explanationDue: row.explanation_due,
  };
}
