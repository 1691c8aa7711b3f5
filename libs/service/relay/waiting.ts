import { instant, type Instant, subtractLimit, withinCalendar, type WorkingCalendar } from '#domain';
import type { Engine } from '../engine.js';
import { calendarOf } from '../staff/notices.js';

/** What waits to be done by the engine itself. */
export interface WaitingWork {
  /** Letters owed that nothing but their production waits for, and those of them owed for longer than a working day. */
  readonly lettersOwed: number;
  readonly lettersOverdue: number;
  /** Age of the oldest command without an outcome. */
  readonly inboxLagMs: number;
  /** Commands given up whose task nobody has finished. */
  readonly commandsDead: number;
  /** Figure deltas not yet merged, counted up to a hundred thousand. */
  readonly figureBacklog: number;
}

interface Row {
  readonly owed: number;
  readonly overdue: number;
  readonly oldest: number | null;
  readonly dead: number;
  readonly deltas: number;
}

/** Looks at everything that waits, by one statement over indices of what is open: what is owed has its delivery open. A working day is that of the province whose began first; beyond the calendar nothing is overdue. */
export async function readWaitingWork({ database: { read }, rules }: Pick<Engine, 'database' | 'rules'>, at: Instant): Promise<WaitingWork> {
  const book = await rules.calendars(read, await rules.currentSnapshot(read));
  const provinces = new Set([...(await rules.agencies(read)).values()].map(({ province }) => province));
  const dayAgo = [...provinces].flatMap((province) => {
    const calendar = calendarOf(book, province);
    return (calendar && withinCalendar(() => workingDayBefore(at, calendar))) ?? [];
  });
  const row = await read.first<Row>(
    `SELECT letters.owed, letters.overdue, (SELECT min(accepted_at) FROM command_inbox WHERE status = 'pending') AS oldest,
       (SELECT count(*) FROM task WHERE kind = 'command-dead' AND done_at IS NULL) AS dead, (SELECT count(*) FROM (SELECT FROM figure_delta LIMIT 100000) AS waiting) AS deltas
     FROM (SELECT count(*) AS owed, count(*) FILTER (WHERE owed_at < $1) AS overdue FROM letter WHERE status = 'owed' AND delivery_open AND NOT awaits_signature) AS letters`,
    [Math.min(...dayAgo, at)],
  );
  return {
    lettersOwed: row?.owed ?? 0,
    lettersOverdue: dayAgo.length === 0 ? 0 : (row?.overdue ?? 0),
    inboxLagMs: row === undefined || row.oldest === null ? 0 : Math.max(0, at - row.oldest),
    commandsDead: row?.dead ?? 0,
    figureBacklog: row?.deltas ?? 0,
  };
}

/** While the office is closed nothing grows older: it is as old as at the last closing. */
function workingDayBefore(at: Instant, calendar: WorkingCalendar): Instant {
  return subtractLimit(calendar.isOpen(at) ? at : instant(calendar.boundary(at, 'previous-closing')), { unit: 'working-days', amount: 1 }, calendar);
}
