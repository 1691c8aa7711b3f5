import type { QueryRunner } from 'typeorm';
import type { Statements } from './transaction.js';
import { MIGRATIONS } from './migrations/index.js';

/** Any number of migrators may start at once; the lock lets one work while the others wait and then find nothing to do. */
const MIGRATION_LOCK = 7_205_759_403;

/** What a migration run did. */
export interface MigrationReport {
  /** Names of the migrations this run applied, oldest first; empty when the schema was already current. */
  readonly applied: readonly string[];
  /** Rows and figures of a ledger that has begun stand under an older version of the projection than the one asked for. */
  readonly isProjectionBehind: boolean;
}

/**
 * Brings the schema up to date as the role that owns it. Safe to run twice and at the same time. Throws with the reason
 * and what to do when the role of the application is missing or the database cannot be reached.
 * @param projectionVersion what the program that is to run on it derives from the ledger
 */
export async function runMigrations(ownerUrl: string, projectionVersion: number): Promise<MigrationReport> {
  // Only migrating needs TypeORM, and loading it takes longer than everything else of this library.
  const { dataSourceOf } = await import('./data-source.js');
  const source = dataSourceOf(ownerUrl, 'dunghan-migrate');
  await source.initialize();
  const guard = source.createQueryRunner();
  try {
    await guard.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await requireApplicationRole(guard);
    const applied = await source.runMigrations();
    const isProjectionBehind = await putUnderVersion(guard, projectionVersion);
    await guard.query('SELECT pg_advisory_unlock($1)', [MIGRATION_LOCK]);
    return { applied: applied.map(({ name }) => name), isProjectionBehind };
  } finally {
    await guard.release();
    await source.destroy();
  }
}

/** Names of the migrations this program knows and the database has not seen; empty when the schema is current. */
export async function findPendingMigrations(database: Pick<Statements, 'rows'>): Promise<readonly string[]> {
  const done = new Set((await database.rows<{ name: string }>('SELECT name FROM migrations')).map(({ name }) => name));
  return MIGRATIONS.map(({ name }) => name).filter((name) => !done.has(name));
}

/** Under which version of the projection everything made from the ledger stands; 0 for a ledger that began before versions were kept. */
export async function readProjectionVersion(database: Pick<Statements, 'first'>): Promise<number> {
  return (await database.first<{ version: number }>('SELECT version FROM projection'))?.version ?? 0;
}

/** Puts an empty ledger under this version: nothing of it is older. Returns whether a ledger that has begun stands under an older one. */
async function putUnderVersion(runner: QueryRunner, version: number): Promise<boolean> {
  await runner.query('UPDATE projection SET version = $1 WHERE version < $1 AND NOT EXISTS (SELECT FROM dossier) AND NOT EXISTS (SELECT FROM deadline_case)', [version]);
  return ((await runner.query('SELECT 1 FROM projection WHERE version < $1', [version])) as readonly object[]).length > 0;
}

async function requireApplicationRole(runner: QueryRunner): Promise<void> {
  const rows = (await runner.query(`SELECT 1 FROM pg_roles WHERE rolname = 'dunghan_app'`)) as readonly object[];
  if (rows.length === 0) {
    throw new Error("The role dunghan_app does not exist: create it first (CREATE ROLE dunghan_app LOGIN PASSWORD '…'), then run the migrations again");
  }
}
