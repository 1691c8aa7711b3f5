import { type Instant, type LocalDate, localDateOf, type QueueDesk } from '#domain';
import type { Statements, Transaction } from '#persistence';
import type { Engine } from '../engine.js';

/** A number somebody at a desk waits with. Instants are epoch milliseconds. */
export interface QueueTicket {
  readonly series: string;
  readonly number: number;
  readonly takenAt: number;
  /** The last call and the window that called; absent while it waits. */
  readonly call?: { readonly at: number; readonly window: number; readonly calls: number };
  readonly outcome?: 'served' | 'skipped';
}

/** Who asks, under which key, so that a request that comes again changes nothing. */
interface TicketRequest {
  readonly by: string;
  readonly key: string;
}

interface Row {
  readonly agency: string;
  readonly series: string;
  readonly number: number;
  readonly taken_at: number;
  readonly called_at: number | null;
  readonly at_window: number | null;
  readonly calls: number;
  readonly outcome: 'served' | 'skipped' | null;
}

const COLUMNS = 'agency, series, number, taken_at, called_at, at_window, calls, outcome';

/** Desks that hand out numbers, as the installation set them. */
export async function queueDesks({ rules, database }: Pick<Engine, 'rules' | 'database'>): Promise<readonly QueueDesk[]> {
  return (await rules.settings(database.read)).queueTickets;
}

/** Takes the next number of a series; numbers begin at 1 every day. The same request again gives the same number, and `key-conflict` where it was for another. */
export async function takeTicket({ database }: Pick<Engine, 'database'>, { agency, series }: { readonly agency: string; readonly series: string }, { by, key }: TicketRequest, at: Instant): Promise<QueueTicket | 'key-conflict'> {
  return database.transaction(async (tx) => {
    // Two who press at once, and one request that comes twice, are told one after the other.
    await tx.run('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`queue-ticket:${agency}`]);
    const known = await tx.first<Row>(`SELECT ${COLUMNS} FROM queue_ticket WHERE taken_by = $1 AND taken_key = $2`, [by, key]);
    if (known !== undefined) {
      return known.agency === agency && known.series === series ? ticketOf(known) : 'key-conflict';
    }
    const row = await tx.first<Row>(
      `INSERT INTO queue_ticket (agency, day, series, number, taken_at, taken_by, taken_key)
       SELECT $1, $2, $3, coalesce(max(number), 0) + 1, $4, $5, $6 FROM queue_ticket WHERE agency = $1 AND day = $2 AND series = $3 RETURNING ${COLUMNS}`,
      [agency, localDateOf(at), series, at, by, key],
    );
    return ticketOf(found(row));
  });
}

/** Which window calls, and whom: the one who waits longest in these series. */
interface TicketCall {
  readonly agency: string;
  readonly window: number;
  readonly series: readonly string[];
}

/**
 * Calls who has waited longest; what the window had called before is done with that. Two windows that call at once get different
 * numbers: one statement takes the row, and passes by those another is taking. `none-waiting` changes nothing. The same request again gives the same
 * number, and `key-conflict` where it was for another window.
 */
export async function callNext({ database }: Pick<Engine, 'database'>, { agency, window, series }: TicketCall, { by, key }: TicketRequest, at: Instant): Promise<QueueTicket | 'none-waiting' | 'key-conflict'> {
  return database.transaction(async (tx) => {
    await tx.run('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`queue-call:${by}`]);
    const known = await tx.first<Row>(`SELECT ${COLUMNS} FROM queue_ticket WHERE called_by = $1 AND called_key = $2`, [by, key]);
    if (known !== undefined) {
      return known.agency === agency && known.at_window === window ? ticketOf(known) : 'key-conflict';
    }
    await lockWindow(tx, agency, window);
    const row = await tx.first<Row>(
      `WITH next AS MATERIALIZED (
         SELECT series, number FROM queue_ticket WHERE agency = $1 AND day = $2 AND called_at IS NULL AND series = ANY($3)
         ORDER BY taken_at, series, number LIMIT 1 FOR UPDATE SKIP LOCKED
       ), done AS (
         UPDATE queue_ticket SET ended_at = $4, outcome = 'served'
         WHERE agency = $1 AND day = $2 AND at_window = $5 AND ended_at IS NULL AND EXISTS (SELECT FROM next)
       )
       UPDATE queue_ticket t SET called_at = $4, called_by = $6, called_key = $7, at_window = $5, calls = 1
       FROM next WHERE t.agency = $1 AND t.day = $2 AND t.series = next.series AND t.number = next.number RETURNING ${COLUMNS.split(', ').map((column) => `t.${column}`).join(', ')}`,
      [agency, localDateOf(at), series, at, window, by, key],
    );
    return row === undefined ? 'none-waiting' : ticketOf(row);
  });
}

/** What becomes of a number that was called: called again (also one that was skipped), skipped, or done. `calls`: how many calls the asker knows of. */
export interface TicketStep {
  readonly agency: string;
  readonly series: string;
  readonly number: number;
  readonly step: { readonly kind: 'again'; readonly calls: number } | { readonly kind: 'skip' | 'done' };
}

const STEPS: Readonly<Record<TicketStep['step']['kind'], string>> = {
  again: `called_at = $5, calls = calls + 1, ended_at = NULL, outcome = NULL WHERE outcome IS DISTINCT FROM 'served' AND calls = $6`,
  skip: `ended_at = $5, outcome = 'skipped' WHERE ended_at IS NULL AND $6::integer IS NULL`,
  done: `ended_at = $5, outcome = 'served' WHERE ended_at IS NULL AND $6::integer IS NULL`,
};

/** Carries a step of one of today's numbers out; a number called again ends what its window served meanwhile, as the next one does. The same step again changes nothing; `otherwise` where the number waits still or ended in another way. */
export async function stepTicket({ database }: Pick<Engine, 'database'>, { agency, series, number, step }: TicketStep, at: Instant): Promise<QueueTicket | 'otherwise' | undefined> {
  const key = [agency, localDateOf(at), series, number];
  const calls = step.kind === 'again' ? step.calls : null;
  return database.transaction(async (tx) => {
    if (step.kind === 'again') {
      await lockWindowOf(tx, key);
    }
    const changed = await tx.first<Row>(
      `UPDATE queue_ticket SET ${STEPS[step.kind]} AND called_at IS NOT NULL AND agency = $1 AND day = $2 AND series = $3 AND number = $4 RETURNING ${COLUMNS}`,
      [...key, at, calls],
    );
    if (changed !== undefined) {
      if (step.kind === 'again') {
        await endOthersAt(tx, changed, key, at);
      }
      return ticketOf(changed);
    }
    const row = await tx.first<Row>(`SELECT ${COLUMNS} FROM queue_ticket WHERE agency = $1 AND day = $2 AND series = $3 AND number = $4`, key);
    if (row === undefined) {
      return undefined;
    }
    return isCarriedOut(row, step) ? ticketOf(row) : 'otherwise';
  });
}

/** Waits until nobody else calls for the window a number was called to. */
async function lockWindowOf(tx: Transaction, key: readonly unknown[]): Promise<void> {
  const called = await tx.first<Pick<Row, 'agency' | 'at_window'>>('SELECT agency, at_window FROM queue_ticket WHERE agency = $1 AND day = $2 AND series = $3 AND number = $4 AND at_window IS NOT NULL', key);
  if (called !== undefined) {
    await lockWindow(tx, called.agency, called.at_window ?? 0);
  }
}

/** Two who call for one window are told one after the other: the second ends what the first called. */
async function lockWindow(tx: Transaction, agency: string, window: number): Promise<void> {
  await tx.run('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`queue-window:${agency}:${String(window)}`]);
}

/** What a window had called beside this number is done with it. */
async function endOthersAt(tx: Transaction, { at_window: window }: Row, key: readonly unknown[], at: Instant): Promise<void> {
  await tx.run(
    `UPDATE queue_ticket SET ended_at = $5, outcome = 'served' WHERE agency = $1 AND day = $2 AND (series, number) <> ($3::text, $4::integer) AND at_window = $6 AND ended_at IS NULL`,
    [...key, at, window],
  );
}

/** Today's numbers of a desk in the order they were taken. */
export async function listTickets(read: Pick<Statements, 'rows'>, agency: string, day: LocalDate): Promise<readonly QueueTicket[]> {
  return (await read.rows<Row>(`SELECT ${COLUMNS} FROM queue_ticket WHERE agency = $1 AND day = $2 ORDER BY taken_at, series, number`, [agency, day])).map(ticketOf);
}

function isCarriedOut({ calls, outcome, called_at }: Row, step: TicketStep['step']): boolean {
  switch (step.kind) {
    case 'again':
      return called_at !== null && outcome === null && calls > step.calls;
    case 'skip':
      return outcome === 'skipped';
    case 'done':
      return outcome === 'served';
  }
}

function found(row: Row | undefined): Row {
  if (row === undefined) {
    throw new Error('A number was taken and not returned: the statement that takes it must return its row');
  }
  return row;
}

function ticketOf({ series, number, taken_at, called_at, at_window, calls, outcome }: Row): QueueTicket {
  return {
    series,
    number,
    takenAt: taken_at,
    ...(called_at === null || at_window === null ? {} : { call: { at: called_at, window: at_window, calls } }),
    ...(outcome === null ? {} : { outcome }),
  };
}
