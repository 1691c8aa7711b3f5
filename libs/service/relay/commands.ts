import type { Instant } from '#domain';
import type { Database } from '#persistence';

/** A command to be carried to its dossier. */
export interface WaitingCommand {
  readonly id: string;
  readonly dossierId: string;
  /** Attempts at deciding it that failed; deliveries that did not arrive are not among them. */
  readonly attempts: number;
}

/** Shortest and longest wait between two deliveries of one command. */
const FIRST_WAIT_MS = 2_000;
const LONGEST_WAIT_MS = 60_000;

/**
 * Takes the commands whose delivery is due at `at`: of each dossier the first undecided one, none accepted after
 * `acceptedUntil`. Commands behind one that failed to be decided do not wait for it: of those the first is taken too. Each
 * is put off by as long as it has waited already (2 s to 60 s), so that nobody else takes it now and, should this process
 * die, somebody takes it later. By that a command that fails every time is given up after a quarter of an hour: time for
 * people to take a faulty release back before it costs anybody a command.
 */
export async function takeWaitingCommands(database: Database, at: Instant, acceptedUntil: Instant, limit: number): Promise<readonly WaitingCommand[]> {
  const rows = await database.read.rows<{ id: string; dossier_id: string; attempts: number }>(
    `WITH due AS (
       SELECT number FROM command_inbox AS command
       WHERE status = 'pending' AND next_attempt_at <= $1 AND accepted_at <= $2 AND dossier_id IS NOT NULL
         AND NOT EXISTS (
           SELECT FROM command_inbox AS earlier
           WHERE earlier.dossier_id = command.dossier_id AND earlier.status = 'pending'
             AND (earlier.attempts = 0 OR command.attempts > 0)
             AND (earlier.accepted_at, earlier.number) < (command.accepted_at, command.number))
       ORDER BY next_attempt_at LIMIT $3
       FOR UPDATE SKIP LOCKED
     )
     UPDATE command_inbox AS command SET next_attempt_at = $1 + least(greatest($1 - accepted_at, $4), $5)
     FROM due WHERE command.number = due.number
     RETURNING command.id, command.dossier_id, command.attempts`,
    [at, acceptedUntil, limit, FIRST_WAIT_MS, LONGEST_WAIT_MS],
  );
  return rows.map((row) => ({ id: row.id, dossierId: row.dossier_id, attempts: row.attempts }));
}

/**
 * Makes the delivery of every waiting command due at `at`, for what they were put off for is over. Commands that failed to
 * be decided keep their turn: they were delivered.
 */
export async function hastenCommands(database: Database, at: Instant): Promise<void> {
  await database.read.run(`UPDATE command_inbox SET next_attempt_at = $1 WHERE status = 'pending' AND attempts = 0 AND next_attempt_at > $1`, [at]);
}

/** Whether a command is still undecided. */
export async function isCommandWaiting(database: Database, id: string): Promise<boolean> {
  return (await database.read.first(`SELECT FROM command_inbox WHERE id = $1 AND status = 'pending'`, [id])) !== undefined;
}
