import type { Instant } from '#domain';
import { PROJECTION_VERSION } from '#domain/figures';
import type { Statements, Transaction } from '#persistence';
import type { Differing } from './differing.js';
import { FIRST_ID } from '../first-id.js';

/** What a pass is for: to rewrite what differs from the ledger, or to tell of it. */
export type PassPurpose = 'repair' | 'check';

/** A pass over the ledger and how far it is. */
export interface Pass {
  readonly purpose: PassPurpose;
  readonly version: number;
  readonly phase: 'dossiers' | 'cases' | 'later-events';
  /** The last dossier, or case, that is done in this phase. */
  readonly after: string;
  /** Events of transactions before this one are counted. */
  readonly untilXact: string;
  /** How many there were when it began. */
  readonly ofDossiers: number;
  readonly dossiers: number;
  readonly cases: number;
  readonly events: number;
  readonly differing: Differing;
  readonly begunAt: number;
}

/** The oldest transaction still running: what earlier ones wrote is all there is. */
export const OLDEST_RUNNING = 'pg_snapshot_xmin(pg_current_snapshot())';

/** One at a time takes a pass further, whoever it is. */
const LOCK = `hashtextextended('projection-pass', 0)`;

/** Holds the pass until the transaction ends; false while somebody else does. */
export async function holdPass(tx: Pick<Transaction, 'first'>): Promise<boolean> {
  return (await tx.first<{ taken: boolean }>(`SELECT pg_try_advisory_xact_lock(${LOCK}) AS taken`))?.taken === true;
}

/** The pass under way; `undefined` while there is none. */
export async function readPass(read: Pick<Statements, 'first'>): Promise<Pass | undefined> {
  return read.first<Pass>(
    `SELECT purpose, version, phase, after, until_xact::text AS "untilXact", of_dossiers AS "ofDossiers", dossiers, cases, events, differing, begun_at AS "begunAt" FROM projection_pass`,
  );
}

/** How long emptying what was counted waits for whoever reads it: a dump of the whole database does so for as long as it lasts. */
const EMPTY_WITHIN = '1s';

/**
 * Begins a pass, whatever was under way: what it had counted is gone, what it had rewritten stays.
 * @throws an error that is `isLockTimeout` while a backup reads what was counted
 */
export async function beginPass(tx: Pick<Transaction, 'run'>, purpose: PassPurpose, at: Instant): Promise<void> {
  await tx.run(`SET LOCAL lock_timeout = '${EMPTY_WITHIN}'`);
  await tx.run('TRUNCATE pass_cell, pass_dwell');
  await tx.run('SET LOCAL lock_timeout = DEFAULT');
  await tx.run('DELETE FROM projection_pass');
  await tx.run(
    `INSERT INTO projection_pass (purpose, version, phase, after, until_xact, of_dossiers, dossiers, cases, events, differing, begun_at)
     SELECT $1, $2, 'dossiers', $3, ${OLDEST_RUNNING}, count(*), 0, 0, 0, '{}', $4 FROM dossier`,
    [purpose, PROJECTION_VERSION, FIRST_ID, at],
  );
}

/** Keeps how far the held pass has come. */
export async function keepPass(tx: Pick<Transaction, 'run'>, { phase, after, untilXact, dossiers, cases, events, differing }: Pass): Promise<void> {
  await tx.run('UPDATE projection_pass SET phase = $1, after = $2, until_xact = $3::xid8, dossiers = $4, cases = $5, events = $6, differing = $7', [
    phase,
    after,
    untilXact,
    dossiers,
    cases,
    events,
    JSON.stringify(differing),
  ]);
}

/**
 * Ends the held pass: everything stands under this program's version, or was compared with it. What it counted is left to the next one to
 * empty: whoever ends a pass keeps the folder waiting, and must not wait for a backup.
 */
export async function endPass(tx: Pick<Transaction, 'run'>, { purpose, differing }: Pass, at: Instant): Promise<void> {
  await tx.run(
    purpose === 'repair'
      ? `UPDATE projection SET version = greatest(version, $3), brought_at = $1, checked_at = $1, differing = $2`
      : `UPDATE projection SET checked_at = $1, differing = $2 WHERE version <= $3`,
    [at, JSON.stringify(purpose === 'repair' ? {} : differing), PROJECTION_VERSION],
  );
  await tx.run('DELETE FROM projection_pass');
}
