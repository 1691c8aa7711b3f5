import type { QueryRunner } from 'typeorm';
import { READER_ROLES } from './row-scope.js';
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
 * and what to do when a role of the application is missing or the database cannot be reached.
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
    await requireRoles(guard);
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

/** What a superuser runs once before migration 0060; a role that is not the database's owner cannot make roles. */
const MAKE_READERS = `CREATE ROLE dunghan_reader NOLOGIN; ${Object.values(READER_ROLES)
  .map((role) => `CREATE ROLE ${role} NOLOGIN IN ROLE dunghan_reader`)
  .join('; ')}; GRANT ${Object.values(READER_ROLES).join(', ')} TO dunghan_app WITH INHERIT FALSE, SET TRUE; ALTER ROLE dunghan_app BYPASSRLS`;

async function requireRoles(runner: QueryRunner): Promise<void> {
  const roles = (await runner.query('SELECT rolname AS name, rolbypassrls AS "isFree" FROM pg_roles')) as readonly { readonly name: string; readonly isFree: boolean }[];
  const application = roles.find(({ name }) => name === 'dunghan_app');
  if (application === undefined) {
    throw new Error("The role dunghan_app does not exist: create it first (CREATE ROLE dunghan_app LOGIN PASSWORD '…'), then run the migrations again");
  }
  const missing = ['dunghan_reader', ...Object.values(READER_ROLES)].filter((role) => !roles.some(({ name }) => name === role));
  if (missing.length > 0 || !application.isFree) {
    throw new Error(`The roles of readers are not there, or dunghan_app is held to the rows of a reader: as a superuser run once "${MAKE_READERS}", then the migrations again`);
  }
}
